"""Tests that every lexicon row can be used as it stands: ids, keys, levels, case and size."""

from __future__ import annotations

import re
from typing import Any

import pytest

from jobhelper.text.lexicon import load

# lexicon -> table -> (keys that each row has, least number of rows)
TABLES: dict[str, dict[str, tuple[tuple[str, ...], int]]] = {
    "verbs": {
        "level": (("name", "value", "meaning"), 5),
        "verb": (("lemma", "level", "groups"), 1900),
        "near": (("groups",), 50),
    },
    "modality": {
        "scope": (("kind", "scope"), 12),
        "cue": (("kind", "text"), 800),
        "subject": (("who", "text"), 230),
        "presupposes": (("what", "text"), 450),
        "zone": (("zone", "pattern"), 30),
        "trait": (("text",), 350),
        "no_negation": (("text",), 40),
    },
}
# tables whose rows may not share a text, because each text has one level, rank or kind
SINGLE_VALUED: dict[tuple[str, str], str] = {
    ("verbs", "verb"): "lemma",
    ("modality", "cue"): "text",
    ("modality", "subject"): "text",
    ("modality", "presupposes"): "text",
    ("modality", "trait"): "text",
}
TEXT_KEYS = ("lemma", "text", "texts", "words", "forms", "cues")


def rows_of(name: str) -> list[tuple[str, dict[str, Any]]]:
    """All rows of a lexicon beside the table they stand in."""
    return [(table, row) for table, rows in load(name).items() if isinstance(rows, list) for row in rows]


def texts_of(row: dict[str, Any]) -> list[str]:
    """The words of a row that are looked up in a user's text."""
    found: list[str] = []
    for key in TEXT_KEYS:
        value = row.get(key, [])
        found.extend([value] if isinstance(value, str) else value)
    return found


@pytest.mark.parametrize("name", TABLES)
def test_a_lexicon_holds_the_tables_it_promises(name: str) -> None:
    assert set(load(name)) == set(TABLES[name])


@pytest.mark.parametrize("name", TABLES)
def test_a_table_keeps_its_rows_and_their_keys(name: str) -> None:
    for table, (keys, least) in TABLES[name].items():
        rows = load(name)[table]
        assert len(rows) >= least, table
        assert not [row for row in rows if not set(keys) <= set(row)], table


@pytest.mark.parametrize("name", TABLES)
def test_an_id_names_one_row(name: str) -> None:
    ids = [row["id"] for _, row in rows_of(name)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", TABLES)
def test_words_are_lower_case_and_trimmed(name: str) -> None:
    wrong = [text for _, row in rows_of(name) for text in texts_of(row) if text != text.lower().strip() or not text]
    assert not wrong


@pytest.mark.parametrize("name", TABLES)
def test_words_are_written_with_plain_apostrophes_and_hyphens(name: str) -> None:
    wrong = [text for _, row in rows_of(name) for text in texts_of(row) if set("’‘“”–—") & set(text)]
    assert not wrong


@pytest.mark.parametrize(("name", "table"), SINGLE_VALUED)
def test_a_word_has_one_value(name: str, table: str) -> None:
    key = SINGLE_VALUED[name, table]
    texts = [row[key] for row in load(name)[table]]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []


def test_verb_levels_stay_on_the_ladder() -> None:
    known = {row["value"] for row in load("verbs")["level"]}
    assert known == {0, 1, 2, 3, 4}
    assert {row["level"] for row in load("verbs")["verb"]} == known


def test_a_verb_claims_more_or_less_beside_other_objects_but_never_the_same() -> None:
    for row in load("verbs")["verb"]:
        if "lower_with" in row:
            assert row["level"] > 2, row["lemma"]
        if "higher_with" in row:
            assert row["higher_level"] > row["level"], row["lemma"]
            assert not set(row["higher_with"]) & set(row.get("lower_with", [])), row["lemma"]


def test_neighbouring_verb_groups_exist() -> None:
    groups = {group for row in load("verbs")["verb"] for group in row["groups"]}
    assert {group for row in load("verbs")["near"] for group in row["groups"]} <= groups


@pytest.mark.parametrize(
    ("lemma", "level"),
    [
        ("shadow", 0),
        ("observe", 0),
        ("help", 1),
        ("assist", 1),
        ("write", 2),
        ("clean", 2),
        ("supervise", 3),
        ("lead", 4),
    ],
)
def test_the_ladder_puts_well_known_verbs_where_a_reader_would(lemma: str, level: int) -> None:
    assert [row["level"] for row in load("verbs")["verb"] if row["lemma"] == lemma] == [level]


def zones_of(line: str) -> set[str]:
    """The zones whose patterns match a line."""
    return {row["zone"] for row in load("modality")["zone"] if re.search(row["pattern"], line, re.IGNORECASE)}


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Dear Ms Okafor,", "salutation"),
        ("Yours sincerely", "sign_off"),
        ("I look forward to hearing from you.", "sign_off"),
        ("12 March 2026", "date"),
        ("Re: Ward assistant", "subject_line"),
        ("07700 900123", "contact"),
        ("ana@example.com", "contact"),
        ("Enc. CV", "enclosure"),
        ("Here is your tailored letter:", "preamble"),
        ("I write to [Company Name]", "placeholder"),
    ],
)
def test_a_line_that_claims_nothing_is_known(line: str, zone: str) -> None:
    assert zone in zones_of(line)


@pytest.mark.parametrize(
    "line",
    [
        "I led a team of five at the museum.",
        "September 2021 - June 2024",
        "2021 - 2024",
        "09.2021 - 06.2024",
        "Worked 2019-2023 in retail",
        "Cleaned 120,000 rows of data",
        "Regards for safety shaped how I ran the workshop, and I trained three apprentices",
    ],
)
def test_a_line_that_claims_something_is_in_no_zone(line: str) -> None:
    assert zones_of(line) == set()


def test_every_kind_of_cue_says_how_far_it_reaches() -> None:
    kinds = {row["kind"] for row in load("modality")["scope"]}
    assert {row["kind"] for row in load("modality")["cue"]} == kinds
    assert {row["scope"] for row in load("modality")["scope"]} == {"clause", "after", "boundary"}
