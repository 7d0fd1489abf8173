"""Tests that worn-out wording is known and that plain sentences pass."""

from __future__ import annotations

import re

import pytest

from jobhelper.text.lexicon import load


def kinds_of_pattern(sentence: str) -> set[str]:
    """The ids of the patterns that match a sentence."""
    return {row["id"] for row in load("cliches")["pattern"] if re.search(row["pattern"], sentence, re.IGNORECASE)}


@pytest.mark.parametrize(
    "text", ["delve into", "explore", "leverage", "i am writing to express my interest", "team player"]
)
def test_the_best_known_wording_is_listed(text: str) -> None:
    assert [row for row in load("cliches")["phrase"] if row["text"] == text]


def test_every_phrase_has_a_kind_with_a_reason() -> None:
    reasons = {row["kind"]: row["reason"] for row in load("cliches")["kind"]}
    assert {row["kind"] for row in load("cliches")["phrase"]} == set(reasons)
    assert {row["weight"] for row in load("cliches")["phrase"]} == {1, 2}


@pytest.mark.parametrize(
    "sentence",
    [
        "It was not only a job but also a calling.",
        "I updated the rota, ensuring that nobody worked twice.",
        "This experience has taught me patience.",
        "I am thrilled to join you.",
        "I worked in a fast-paced environment.",
        "I am a motivated, creative and reliable graduate.",
    ],
)
def test_turns_of_phrase_are_seen(sentence: str) -> None:
    assert kinds_of_pattern(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I served tables at a café for two summers.",
        "At the museum I catalogued 120 coins, and my supervisor checked each entry.",
        "My dissertation asked why commuters in three towns stopped cycling.",
        "On Fridays I closed the till on my own.",
    ],
)
def test_plain_sentences_pass(sentence: str) -> None:
    assert kinds_of_pattern(sentence) == set()
