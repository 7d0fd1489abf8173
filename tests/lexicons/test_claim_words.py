"""Tests that words which carry a claim have the level, rank and kind a fair reader would give them."""

from __future__ import annotations

import re

import pytest

from jobhelper.text.lexicon import load


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
