"""The CV laid out for comparison: nothing that it says is missed, and every segment slices back."""

from __future__ import annotations

import pytest

from jobhelper import nlp
from jobhelper.checking.cv_index import SAME, STEM, SYNONYM, index_cv, is_content
from jobhelper.models import CV, Contact, Fact, FactKind, SectionKind
from tests.checking.people import ALL, cv_of, person


def homes(name: str, word: str) -> dict[str, float]:
    """The CV's segments where a word stands, by their text."""
    index = index_cv(person(name))
    found = index.homes(next(w for w in nlp.parse(word) if is_content(w)))
    return {index.segments[i].text: likeness for i, likeness in found.items()}


@pytest.mark.parametrize("name", ALL)
def test_every_segment_slices_back_and_no_line_of_the_cv_is_missed(name: str) -> None:
    cv = person(name)
    index = index_cv(cv)
    covered = set()
    for segment in index.segments:
        assert " ".join(cv.text[segment.start : segment.end].split()) == " ".join(segment.text.split())
        assert segment.quote().text == segment.text
        covered |= set(range(segment.start, segment.end))
    assert all(i in covered for i, c in enumerate(cv.text) if c.isalnum())


@pytest.mark.parametrize("name", ALL)
def test_segments_of_one_entry_know_their_entry_and_its_kind(name: str) -> None:
    cv = person(name)
    index = index_cv(cv)
    for entry in cv.entries:
        assert index.of_entry(entry.id)
        for segment in index.of_entry(entry.id):
            assert entry.start <= segment.start < entry.end
            assert (segment.section, segment.kind) == (entry.section, entry.kind)
    assert index.of_entry("nobody-9") == ()


@pytest.mark.parametrize(
    ("name", "word", "text", "likeness"),
    [
        ("digger", "coins", "Catalogued 150 Roman coins", SAME),
        ("digger", "coin", "Catalogued 150 Roman coins", SAME),
        ("digger", "excavation", "Excavated a trench with four other students", STEM),
        ("clerk", "solicitors", "Prepared bundles for three hearings", 0.0),
        ("clerk", "bundle", "Prepared bundles for three hearings", SAME),
        ("baker", "loaf", "Weighed flour and shaped 40 loaves a day under the head baker", SAME),
    ],
)
def test_a_word_is_at_home_where_it_stands_in_any_form(name: str, word: str, text: str, likeness: float) -> None:
    assert homes(name, word).get(text, 0.0) == likeness


def test_a_word_that_the_cv_never_says_is_nowhere_at_home() -> None:
    index = index_cv(person("baker"))
    (word,) = nlp.parse("Kubernetes")
    assert index.homes(word) == {}
    assert index.likeness(word) == 0.0
    assert SYNONYM < STEM < SAME


def test_a_denial_is_remembered_for_its_own_part_of_the_line_only() -> None:
    cv = cv_of("Ana Teale\nana@example.com\n\nSKILLS\n\nExcel; no Access; Word\n")
    negated = {s.text: s.negated for s in index_cv(cv).segments}
    assert negated["Excel"] is False
    assert negated["no Access"] is True
    assert negated["Word"] is False


def test_a_telling_word_is_rarer_than_a_common_one() -> None:
    index = index_cv(person("digger"))
    assert index.rarity("qgis") < 1.0
    assert index.rarity("trench") > index.rarity("qgis")
    assert index.rarity("zeppelin") == 1.0


def test_a_confirmed_fact_is_evidence_without_a_place() -> None:
    fact = Fact("confirmed-1", FactKind.OTHER, "Drove the minibus to the site", -1, -1, note="My old job")
    index = index_cv(person("digger"), (fact,))
    (segment,) = [s for s in index.segments if s.text == fact.text]
    assert (segment.start, segment.end) == (-1, -1)
    (word,) = nlp.parse("minibus")
    assert index.likeness(word) == SAME
    assert index_cv(person("digger")).likeness(word) == 0.0


def test_the_same_cv_is_indexed_once() -> None:
    assert index_cv(person("clerk")) is index_cv(person("clerk"))


def test_an_empty_cv_has_an_empty_index() -> None:
    empty = CV("", Contact(), (), (), (), (), "empty.txt", "")
    assert index_cv(empty).segments == ()
    assert index_cv(empty).likeness(nlp.parse("Welding")[0]) == 0.0


def test_skills_stand_in_the_section_that_lists_them() -> None:
    index = index_cv(person("digger"))
    assert any("QGIS" in s.text and s.section is SectionKind.SKILLS for s in index.segments)
