"""Tests that synonyms, spellings, families and lemmas join what belongs together and nothing else."""

from __future__ import annotations

import pytest

from jobhelper.text.lexicon import load


def test_a_synonym_group_has_two_words_or_more_and_none_twice() -> None:
    for row in load("synonyms")["group"]:
        assert len(row["texts"]) == len(set(row["texts"])) >= 2, row["id"]


def test_swapping_verbs_that_are_synonyms_never_raises_what_is_claimed() -> None:
    level = {row["lemma"]: row["level"] for row in load("verbs")["verb"]}
    for row in load("synonyms")["group"]:
        if row["field"] != "verbs":
            continue
        levels = {level[text] for text in row["texts"] if text in level}
        if not levels:
            continue
        assert max(levels) - min(levels) < 2, row["texts"]
        assert (min(levels) >= 3) == (max(levels) >= 3), row["texts"]
        assert (min(levels) == 0) == (max(levels) == 0), row["texts"]


def american(word: str) -> str:
    """A word folded to American spelling the way the lexicon's head says, to test the table and nothing else."""
    table = load("uk_us")
    for row in [*table["pair"], *table["one_way"]]:
        if row["uk"] == word:
            return str(row["us"])
    kept = {(row["rule"], text) for row in table["exception"] for text in row["words"]}
    for row in sorted(table["rule"], key=lambda row: -len(row["uk"])):
        at_end = row["where"] == "suffix"
        if (word.endswith(row["uk"]) if at_end else row["uk"] in word) and len(word) - len(row["uk"]) >= 2 * at_end:
            if any((rule["id"], word) in kept for rule in table["rule"]):
                return word
            return word.removesuffix(row["uk"]) + row["us"] if at_end else word.replace(row["uk"], row["us"])
    return word


@pytest.mark.parametrize(
    ("uk", "us"),
    [
        ("organise", "organize"),
        ("organisation", "organization"),
        ("analysed", "analyzed"),
        ("colour", "color"),
        ("behavioural", "behavioral"),
        ("centre", "center"),
        ("programme", "program"),
        ("licence", "license"),
        ("catalogue", "catalog"),
        ("travelled", "traveled"),
        ("counsellor", "counselor"),
        ("paediatric", "pediatric"),
        ("haematologist", "hematologist"),
        ("defence", "defense"),
        ("specialising", "specializing"),
    ],
)
def test_british_spelling_folds_to_american(uk: str, us: str) -> None:
    assert american(uk) == us


@pytest.mark.parametrize(
    "word",
    "advise supervise exercise raised advertising four hours touring genre colleague filling selling called seller "
    "fence chancellor filing enterprise precise expertise merchandise fundraising calling drilling".split(),
)
def test_words_spelt_one_way_are_left_alone(word: str) -> None:
    assert american(word) == word


def test_pairs_are_not_chained() -> None:
    british = {row["uk"] for row in load("uk_us")["pair"]}
    assert not [row for row in load("uk_us")["pair"] if row["us"] in british]


def test_exceptions_belong_to_a_rule() -> None:
    rules = {row["id"]: row for row in load("uk_us")["rule"]}
    for row in load("uk_us")["exception"]:
        assert row["rule"] in rules
        assert not [word for word in row["words"] if rules[row["rule"]]["uk"] not in word], row["id"]


def test_a_word_stands_in_one_family() -> None:
    words = [text for row in load("derivations")["family"] for text in row["texts"]]
    assert sorted({text for text in words if words.count(text) > 1}) == []


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("drove", "drive"), ("aws", "aws"), ("as", "as"), ("taught", "teach"), ("planned", "plan"), ("hoped", "hope")],
)
def test_forms_that_suffix_rules_spoil_have_their_lemma(form: str, lemma: str) -> None:
    assert [row["lemma"] for row in load("lemmas")["override"] if row["form"] == form] == [lemma]


def test_irregular_forms_are_no_lemma_s_own_and_stand_once_for_a_part_of_speech() -> None:
    rows = load("lemmas")["irregular"]
    assert not [row["lemma"] for row in rows if row["lemma"] in row["forms"]]
    keys = [(row["lemma"], row["pos"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert {row["pos"] for row in rows} == {"verb", "noun", "adjective"}


def test_an_ambiguous_form_has_several_lemmas() -> None:
    assert all(len(set(row["lemmas"])) >= 2 for row in load("lemmas")["ambiguous"])
