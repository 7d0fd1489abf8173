"""The gazetteer finds whole names only, knows what is a part of what, and never moves an offset."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobhelper.errors import UserError
from jobhelper.text.folding import fold, spelling_variants
from jobhelper.text.gazetteer import GROUPS, load_gazetteer, read_rows

GAZETTEER = load_gazetteer()


def names(text: str) -> list[str]:
    return [match.name for match in GAZETTEER.find(text)]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("a scalable service", "Scala"),
        ("wrote Docker files", "C"),
        ("R&D budget of the group", "R"),
        ("Go to the office every day", "Go"),
        ("I excel at meeting people", "Excel"),
        ("Excel at what you do and we will too", "Excel"),
        ("C. Smith signed it", "C"),
        ("Grade C in French", "C"),
        ("express your interest by post", "Express.js"),
        ("we send a swift reply on this basis", "Swift"),
        ("Maya Lindqvist, psychology graduate", "Autodesk Maya"),
        ("please send your CV", "SEND"),
        ("he said a word in teams", "Microsoft Teams"),
        ("rowing for the javascripting club", "JavaScript"),
    ],
)
def test_a_name_inside_another_word_or_an_english_word_is_not_a_skill(text: str, absent: str) -> None:
    assert absent not in names(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Python, R, C and Go", ["Python", "R", "C", "Go"]),
        ("analysed the survey in R and SPSS", ["R", "SPSS"]),
        ("C++ and C# on Windows", ["C++", "C#", "Windows"]),
        ("Built with Node.js.", ["Node.js"]),
        ("pivot tables in Excel", ["pivot tables", "Excel"]),
        ("motivational\ninterviewing", ["motivational interviewing"]),
        ("person-centred support plans", ["support planning"]),
        ("data modeling and behavior management", ["data modelling", "behaviour management"]),
        ("Optimising SQL", ["SQL"]),
        ("risk assessments for schools", ["risk assessment"]),
    ],
)
def test_names_are_found_in_lists_sentences_and_both_spellings(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_the_longest_name_wins_over_its_parts() -> None:
    (match,) = GAZETTEER.find("CompTIA Security+")
    assert match.name == "CompTIA Security+"
    assert (match.start, match.end, match.group) == (0, 17, "qualification")


def test_broader_follows_the_whole_chain_and_leaves_the_skill_itself_out() -> None:
    flask = GAZETTEER.lookup("flask")
    assert flask is not None
    assert {"python", "programming"} <= GAZETTEER.broader(flask)
    assert flask not in GAZETTEER.broader(flask)
    power_query = GAZETTEER.lookup("Power Query")
    assert power_query is not None
    assert "excel" in GAZETTEER.broader(power_query)
    assert GAZETTEER.broader("no-such-id") == frozenset()


def test_same_joins_aliases_and_keeps_different_things_apart() -> None:
    assert GAZETTEER.same("MS Excel", "excel")
    assert GAZETTEER.same("venepuncture", "Phlebotomy")
    assert not GAZETTEER.same("Java", "JavaScript")
    assert not GAZETTEER.same("unheard-of thing", "Java")
    assert GAZETTEER.same("Unheard-of thing", "unheard of thing")


def test_every_row_of_the_lexicon_is_whole_and_every_broader_id_exists() -> None:
    assert len(GAZETTEER.rows) >= 2500
    for row in GAZETTEER.rows.values():
        assert row.group in GROUPS
        assert set(row.broader) <= set(GAZETTEER.rows), row
        assert row.id not in row.broader


def test_no_id_stands_in_two_rows() -> None:
    folder = Path(__file__).parents[2] / "jobhelper" / "lexicons" / "skills"
    ids = [row.id for path in folder.glob("*.toml") for row in read_rows(path)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "content", ["rows = 3 3", "title = 'x'", "rows = '''\na | b | tool |\n'''", "rows = '''\na | b | gadget | |\n'''"]
)
def test_a_broken_lexicon_file_is_named_to_the_user(tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as error:
        read_rows(path)
    assert error.value.where == "own.toml"


@given(st.text(max_size=200))
def test_folding_keeps_every_character_at_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=120))
def test_matches_quote_the_text_and_never_overlap(text: str) -> None:
    mixed = f"{text} SQL {text[::-1]}, Python; R"
    matches = GAZETTEER.find(mixed)
    assert all(mixed[m.start : m.end] == m.quote for m in matches)
    assert all(one.end <= two.start for one, two in itertools.pairwise(matches))


def test_empty_text_has_no_skills() -> None:
    assert GAZETTEER.find("") == ()


def test_spelling_variants_go_both_ways() -> None:
    assert spelling_variants("behaviour change") == ("behavior change",)
    assert spelling_variants("data modeling") == ("data modelling",)
    assert spelling_variants("plain words") == ()
