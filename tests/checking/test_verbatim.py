"""What stands in the CV word for word needs no weighing; what only begins like it does."""

from __future__ import annotations

import pytest

from jobhelper.checking.case import lay_out
from jobhelper.checking.verbatim import stated_word_for_word
from jobhelper.models import CV, Fact, FactKind
from tests.checking.people import cv_of, person

PLUMBER = """Idris Halloran
idris@example.com

EXPERIENCE
Plumber's mate, Tolland Heating, 2022 - 2023
- Drain removal (observed), pipe bending, soldering
- Fitted radiators in eleven flats of a housing block under the eye
  of the site engineer
- Read two manuals in German; no certificate yet
"""


def stated(draft: str, cv: CV | None = None, confirmed: tuple[Fact, ...] = ()) -> list[bool]:
    case = lay_out(draft, cv or cv_of(PLUMBER), None, confirmed)
    return [stated_word_for_word(r, case.index, draft) for r in case.readings]


@pytest.mark.parametrize(
    "draft",
    [
        "Pipe bending, soldering",
        "- drain removal (observed)",
        "Read two manuals in German",
        "READ  TWO MANUALS in German.",
        "Plumber's mate, Tolland Heating",
        "Read 2 manuals in German",
    ],
)
def test_the_cvs_own_words_are_stated_whatever_their_case_space_and_spelling(draft: str) -> None:
    assert stated(draft) == [True]


@pytest.mark.parametrize(
    "draft",
    [
        "Drain removal",
        "Fitted radiators in eleven flats",
        "Fitted radiators in eleven flats of a housing block under the eye",
        "Read two manuals",
        "Read 3 manuals in German",
        "Read 22 manuals in German",
        "Bent pipes",
        "Soldering",
        "ad two manuals in German",
    ],
)
def test_a_part_that_leaves_a_limit_out_is_not_stated(draft: str) -> None:
    assert stated(draft) == [False]


def test_a_line_that_was_too_long_for_the_page_is_stated_where_the_draft_goes_on_as_the_cv_does() -> None:
    wrapped = "- Fitted radiators in eleven flats of a housing block under the eye\n  of the site engineer\n"
    assert stated(wrapped) == [True, True]
    turned = wrapped.replace("of the site engineer", "of nobody but myself")
    assert stated(turned) == [False, False]


def test_a_confirmed_fact_is_stated_too() -> None:
    fact = Fact("confirmed-1", FactKind.OTHER, "Repaired the boiler of the village hall", -1, -1, note="yes")
    assert stated("Repaired the boiler of the village hall", confirmed=(fact,)) == [True]
    assert stated("Repaired the boiler of the village hall") == [False]


def test_every_line_of_a_cv_is_stated_by_itself() -> None:
    cv = person("clerk")
    case = lay_out(cv.text, cv)
    claiming = [r for r in case.readings if r.claimed and len(r.statement.text.split()) > 1]
    assert claiming
    assert all(stated_word_for_word(r, case.index, cv.text) for r in claiming)
