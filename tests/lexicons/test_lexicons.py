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
        "habit": (("text",), 45),
    },
    "outcomes": {
        "cue": (("kind", "text"), 530),
        "metric": (("text",), 550),
        "praise": (("text",), 140),
        "ratio": (("text",), 35),
    },
    "activities": {
        "kind": (("kind", "meaning"), 16),
        "cue": (("text", "kinds"), 880),
        "section": (("text", "kind"), 150),
        "reclassified": (("from", "to", "severity"), 110),
        "raise": (("text", "kinds"), 240),
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
    ("activities", "raise"): "text",
    ("credentials", "status"): "text",
    ("credentials", "certificate"): "text",
    ("credentials", "body"): "text",
    ("credentials", "subject"): "text",
    ("titles", "title"): "text",
    ("titles", "seniority"): "text",
    ("titles", "role"): "text",
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


def test_proficiency_values_stay_on_the_scale() -> None:
    values = {row["value"] for row in load("proficiency")["scale"]}
    assert {row["value"] for row in load("proficiency")["proficiency"]} == values == {1, 2, 3, 4}
    assert {row["kind"] for row in load("proficiency")["proficiency"]} == {"language", "both"}
    assert {row["side"] for row in load("proficiency")["frame"]} == {"before", "after"}
    assert {row["shift"] for row in load("proficiency")["shift"]} == {-1, 0, 1}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("basic", 1),
        ("rusty", 1),
        ("working knowledge", 2),
        ("b1", 2),
        ("proficient", 3),
        ("c1", 3),
        ("expert", 4),
        ("fluent", 4),
    ],
)
def test_well_known_levels_have_their_value(text: str, value: int) -> None:
    assert [row["value"] for row in load("proficiency")["proficiency"] if row["text"] == text] == [value]


def test_ranks_of_recurrence_and_scope_stay_in_range() -> None:
    assert {row["rank"] for row in load("frequency")["recurrence"]} == set(range(7))
    assert {row["rank"] for row in load("frequency")["scope"]} == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("rare", "frequent"), [("once", "twice"), ("occasionally", "monthly"), ("monthly", "weekly"), ("weekly", "daily")]
)
def test_recurrence_rises_with_how_often(rare: str, frequent: str) -> None:
    rank = {row["text"]: row["rank"] for row in load("frequency")["recurrence"]}
    assert rank[rare] < rank[frequent]


def test_activity_rows_name_known_kinds() -> None:
    kinds = {row["kind"] for row in load("activities")["kind"]}
    assert {kind for row in load("activities")["cue"] for kind in row["kinds"]} == kinds
    assert {row["kind"] for row in load("activities")["section"]} <= kinds
    for row in load("activities")["reclassified"]:
        assert {row["from"], row["to"]} <= kinds
        assert row["from"] != row["to"]
        assert row["severity"] in {"high", "medium", "low"}


def test_a_swap_of_kinds_has_one_severity() -> None:
    pairs = [(row["from"], row["to"]) for row in load("activities")["reclassified"]]
    assert len(pairs) == len(set(pairs))


def test_an_observation_told_as_service_or_work_is_an_embellishment() -> None:
    severity = {(row["from"], row["to"]): row["severity"] for row in load("activities")["reclassified"]}
    assert severity["observation", "volunteering"] == severity["observation", "employment"] == "high"
    assert ("volunteering", "hobby") not in severity


def degree_levels(text: str) -> set[str]:
    """The levels of the degrees that an alias names."""
    return {row["level"] for row in load("credentials")["degree"] if text in row["texts"]}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("gcse", "lower_secondary"),
        ("a level", "upper_secondary"),
        ("hnd", "diploma_he"),
        ("b.sc. (hons)", "bachelor"),
        ("bsc", "bachelor"),
        ("licenciatura", "bachelor"),
        ("msc", "master"),
        ("m.eng.", "master"),
        ("phd", "doctorate"),
    ],
)
def test_an_alias_names_one_degree_level(text: str, level: str) -> None:
    assert degree_levels(text) == {level}


def test_no_degree_alias_has_two_levels_and_every_rank_is_its_level_s() -> None:
    ranks = {row["level"]: row["rank"] for row in load("credentials")["level"]}
    aliases = [text for row in load("credentials")["degree"] for text in row["texts"]]
    assert sorted({text for text in aliases if aliases.count(text) > 1}) == []
    assert all(row["rank"] == ranks[row["level"]] for row in load("credentials")["degree"])
    assert all(set(row.get("bound", [])) <= set(row["texts"]) for row in load("credentials")["degree"])


def test_a_grade_word_has_one_rank_in_its_system() -> None:
    graded = [(row["system"], text) for row in load("credentials")["grade"] for text in row["texts"]]
    assert len(graded) == len(set(graded))


def test_degree_classes_rise_from_third_to_first() -> None:
    rank = {row["name"]: row["rank"] for row in load("credentials")["grade"] if row["system"] == "uk_class"}
    assert rank["third"] < rank["lower second"] < rank["upper second"] < rank["first"]


@pytest.mark.parametrize(
    ("text", "level"),
    [("intern", 1), ("waiter", 2), ("treasurer", 3), ("team leader", 3), ("manager", 4), ("founder", 4)],
)
def test_well_known_titles_have_their_level(text: str, level: int) -> None:
    assert [row["level"] for row in load("titles")["title"] if row["text"] == text] == [level]


def test_a_title_with_two_senses_keeps_the_lower_level() -> None:
    assert all(row["high"] > row["level"] for row in load("titles")["title"] if "high" in row)


def test_seniority_steps_and_role_levels_stay_in_range() -> None:
    assert {row["step"] for row in load("titles")["seniority"]} == set(range(-3, 4))
    assert {row["level"] for row in load("titles")["role"]} == set(range(5))


def test_titles_that_mean_one_job_have_one_level() -> None:
    levels = {row["text"]: {row["level"], row.get("high", row["level"])} for row in load("titles")["title"]}
    for row in load("titles")["same_title"]:
        known = [levels[text] for text in row["texts"] if text in levels]
        assert not known or set.intersection(*known), row["texts"]
