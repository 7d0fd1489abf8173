"""The interview sheet names what moved away from the CV, with the CV's own line and a question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jobhelper import resources
from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import read_document
from jobhelper.errors import UserError
from jobhelper.export.interview import interview_sheet, moved_share
from jobhelper.models import CV, Author, Draft, Letter, Question, Sentence, SlotText


@pytest.fixture(scope="module")
def cv() -> CV:
    return parse_cv(read_document(resources.sample("cvs/maya-lindqvist-rao.docx")))


def _letter(letter_draft: Draft, *sentences: Sentence) -> Draft:
    assert isinstance(letter_draft.content, Letter)
    return replace(letter_draft, content=replace(letter_draft.content, slots=(SlotText("evidence-1", sentences),)))


def _fact(cv: CV, words: str) -> str:
    return next(fact.id for fact in cv.facts if words in fact.text)


def test_the_claim_that_moved_furthest_comes_first_and_the_cvs_own_words_not_at_all(
    cv: CV, letter_draft: Draft
) -> None:
    fact = _fact(cv, "One-week observation at a psychology clinic")
    line = cv.fact(fact)
    assert line is not None
    near = Sentence("My one-week observation at a psychology clinic was in 2023.", Author.MODEL, (fact,))
    far = Sentence("I led community service for 40 clients.", Author.MODEL, (fact,))
    same = Sentence(line.text, Author.CV, (fact,))
    free = Sentence("I would be glad to talk.", Author.HUMAN)
    rows = interview_sheet(_letter(letter_draft, near, same, far, free), cv)
    assert [row.claim for row in rows] == [far.text, near.text]
    assert rows[0].cv_lines == (line.text,)
    assert rows[0].moved == 1.0
    assert rows[0].asks[0].startswith("Where does that figure")
    assert rows[0].asks[1].startswith("What was your own part")


def test_an_open_question_of_the_checker_goes_to_the_top(cv: CV, letter_draft: Draft) -> None:
    fact = _fact(cv, "One-week observation at a psychology clinic")
    near = Sentence("I did a one-week observation.", Author.MODEL, (fact,))
    far = Sentence("I led community service for clients.", Author.MODEL, (fact,))
    asked = Question(0, 0, "one-week observation", (), "Can you defend this?", "r")
    rows = interview_sheet(_letter(letter_draft, far, near), cv, (asked,))
    assert [(row.claim, row.open_question) for row in rows] == [(near.text, "Can you defend this?"), (far.text, "")]


@pytest.mark.parametrize(("claim", "share"), [("", 0.0), ("a week", 0.5), ("Week!", 0.0), ("C++", 1.0)])
def test_the_share_counts_words_that_are_not_the_cvs(claim: str, share: float) -> None:
    assert moved_share(claim, ("One week in C",)) == share


def test_a_broken_list_of_questions_is_named(cv: CV, letter_draft: Draft, tmp_path: Path) -> None:
    own = tmp_path / "templates" / "interview.toml"
    own.parent.mkdir()
    own.write_text("most = 1\n[[ask]]\nwhen = '('\nquestion = 'x'\n", "utf-8")
    with pytest.raises(UserError) as caught:
        interview_sheet(letter_draft, cv, home=tmp_path)
    assert caught.value.where == str(own)
