"""Tests that every lexicon row can be used as it stands: ids, keys, levels, case and size."""

from __future__ import annotations

from typing import Any

import pytest

from jobhelper.text.lexicon import load

# lexicon -> table -> (keys that each row has, least number of rows)
TABLES: dict[str, dict[str, tuple[tuple[str, ...], int]]] = {
    "verbs": {
        "level": (("name", "value", "meaning"), 5),
        "verb": (("lemma", "level", "groups"), 1900),
        "near": (("groups",), 50),
        "alone": (("text",), 20),
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
    "proficiency": {
        "scale": (("value", "name"), 4),
        "proficiency": (("text", "value", "kind"), 800),
        "frame": (("text", "side"), 140),
        "shift": (("text", "shift"), 60),
    },
    "frequency": {
        "recurrence": (("text", "rank"), 390),
        "scope": (("text", "rank"), 330),
        "limiter": (("text", "kind"), 400),
        "plural": (("text",), 40),
        "custom": (("text",), 35),
        "partitive": (("lemma",), 30),
        "across": (("text",), 15),
        "audience": (("text",), 35),
        "volume": (("text",), 20),
        "breadth": (("text", "kind"), 25),
        "plain": (("lemma",), 60),
    },
    "outcomes": {
        "cue": (("kind", "text"), 530),
        "metric": (("text",), 550),
        "ratio": (("text",), 35),
        "effect": (("lemma", "sort"), 180),
        "later": (("text", "kind"), 120),
        "praised": (("text",), 60),
        "people": (("lemma",), 50),
        "judging": (("lemma",), 30),
        "means": (("text",), 70),
    },
    "activities": {
        "kind": (("kind", "meaning"), 16),
        "cue": (("text", "kinds"), 880),
        "section": (("text", "kind"), 150),
        "reclassified": (("from", "to", "severity"), 110),
        "claim": (("text", "group"), 200),
        "unreal": (("text",), 20),
        "body": (("lemma",), 40),
    },
    "credentials": {
        "level": (("level", "rank"), 11),
        "degree": (("name", "level", "rank", "texts"), 75),
        "grade": (("name", "system", "rank", "texts"), 45),
        "status": (("text", "status"), 190),
        "certificate": (("text", "kind", "fields"), 1500),
        "head": (("text",), 140),
        "body": (("text",), 290),
        "subject": (("text",), 350),
    },
    "titles": {
        "title": (("text", "level"), 1000),
        "seniority": (("text", "step"), 160),
        "role": (("text", "level"), 190),
        "same_title": (("texts",), 100),
    },
    "cliches": {
        "kind": (("kind", "reason"), 6),
        "phrase": (("text", "kind", "weight"), 650),
        "pattern": (("kind", "reason", "pattern"), 15),
    },
    "synonyms": {"group": (("field", "texts"), 1250)},
    "uk_us": {
        "rule": (("uk", "us", "where", "example"), 50),
        "exception": (("rule", "words"), 20),
        "pair": (("uk", "us"), 300),
        "one_way": (("uk", "us"), 10),
    },
    "derivations": {"family": (("texts",), 740)},
    "lemmas": {
        "irregular": (("lemma", "pos", "forms"), 600),
        "override": (("form", "lemma"), 850),
        "ambiguous": (("form", "lemmas"), 80),
        "doubling": (("lemma",), 270),
    },
}
# tables whose rows may not share a text, because each text has one level, rank or kind
SINGLE_VALUED: dict[tuple[str, str], str] = {
    ("verbs", "verb"): "lemma",
    ("modality", "cue"): "text",
    ("modality", "subject"): "text",
    ("modality", "presupposes"): "text",
    ("modality", "trait"): "text",
    ("proficiency", "proficiency"): "text",
    ("proficiency", "shift"): "text",
    ("frequency", "recurrence"): "text",
    ("frequency", "scope"): "text",
    ("frequency", "limiter"): "text",
    ("outcomes", "cue"): "text",
    ("outcomes", "metric"): "text",
    ("activities", "cue"): "text",
    ("activities", "section"): "text",
    ("activities", "claim"): "text",
    ("outcomes", "effect"): "lemma",
    ("outcomes", "later"): "text",
    ("credentials", "status"): "text",
    ("credentials", "certificate"): "text",
    ("credentials", "body"): "text",
    ("credentials", "subject"): "text",
    ("titles", "title"): "text",
    ("titles", "seniority"): "text",
    ("titles", "role"): "text",
    ("cliches", "phrase"): "text",
    ("uk_us", "pair"): "uk",
    ("lemmas", "override"): "form",
    ("lemmas", "ambiguous"): "form",
    ("lemmas", "doubling"): "lemma",
}
TEXT_KEYS = ("lemma", "lemmas", "form", "forms", "text", "texts", "words", "agents", "uk", "us")


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
