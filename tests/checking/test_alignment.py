"""Which lines of the CV and which entry a sentence speaks of."""

from __future__ import annotations

import pytest

from jobhelper import nlp
from jobhelper.checking.alignment import Alignment, align
from jobhelper.checking.case import lay_out
from jobhelper.checking.cv_index import index_cv
from tests.checking.people import person


def aligned(name: str, sentence: str, inherited: str | None = None) -> Alignment:
    return align(nlp.parse(sentence), index_cv(person(name)), inherited=inherited)


def organisation(name: str, entry_id: str | None) -> str:
    entry = person(name).entry(entry_id)
    return entry.organisation.text if entry is not None and entry.organisation is not None else ""


@pytest.mark.parametrize(
    ("name", "sentence", "best"),
    [
        ("digger", "I catalogued a collection of Roman coins.", "Catalogued 150 Roman coins"),
        ("digger", "My plans of the contexts went into QGIS.", "Drew plans of 18 contexts and entered them in QGIS"),
        ("digger", "I guided a class of schoolchildren.", "Gave one tour to a class of schoolchildren"),
        ("clerk", "I indexed files and answered telephone calls.", "Indexed case files and answered the telephone"),
        ("clerk", "I watched a mediation.", "Observed a mediation"),
        ("baker", "I costed twelve desserts.", "Costed a menu of 12 desserts in Excel"),
        ("baker", "I sorted what people donated.", "Sorted donations on six Saturdays"),
    ],
)
def test_the_line_that_answers_best_comes_first(name: str, sentence: str, best: str) -> None:
    found = aligned(name, sentence).best
    assert found is not None
    assert found.text == best


@pytest.mark.parametrize(
    ("name", "sentence", "home"),
    [
        ("digger", "At Harrow Lane Museum I catalogued coins.", "Harrow Lane Museum"),
        ("clerk", "At Wexley & Thorn I prepared bundles for hearings.", "Wexley & Thorn Solicitors"),
        ("baker", "I shaped loaves at the Copper Kettle Bakery.", "Copper Kettle Bakery"),
    ],
)
def test_an_entry_is_known_by_its_name_and_its_lines(name: str, sentence: str, home: str) -> None:
    assert organisation(name, aligned(name, sentence).entry_id) == home


def test_a_sentence_about_nothing_in_the_cv_has_no_line() -> None:
    found = aligned("baker", "I flew helicopters over glaciers.")
    assert found.matches == ()
    assert found.best is None
    assert found.near == ()
    assert found.coverage == 0.0


def test_where_nothing_tells_the_entry_before_is_kept() -> None:
    assert aligned("baker", "I flew helicopters.", inherited="work-1").entry_id == "work-1"
    assert aligned("baker", "I flew helicopters.").entry_id is None


def test_matches_come_in_order_and_coverage_is_a_share() -> None:
    found = aligned("digger", "I excavated a trench, drew plans, catalogued coins and led a tour of helicopters.")
    assert len(found.matches) <= 4
    assert 0.0 < found.coverage < 1.0
    assert all(m.shared and m.score >= 0.45 for m in found.matches)


def test_a_later_sentence_inherits_the_entry_of_the_one_before() -> None:
    case = lay_out("At Harrow Lane Museum I catalogued coins. There I was glad of quiet rooms.", person("digger"))
    first, second = (r.alignment.entry_id for r in case.readings)
    assert organisation("digger", first) == "Harrow Lane Museum"
    assert second == first


def test_a_bullet_inherits_the_entry_of_its_heading() -> None:
    draft = "Filing clerk, Wexley & Thorn Solicitors\n- Answered the telephone\n- Enjoyed quiet afternoons\n"
    entries = [r.alignment.entry_id for r in lay_out(draft, person("clerk")).readings]
    assert [organisation("clerk", e) for e in entries] == ["Wexley & Thorn Solicitors"] * 3
