"""Tests of what changes a draft: repairs, the user's own words, and model text withdrawn when passion rises."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobhelper.drafting.fill import fill_slot
from jobhelper.drafting.plan import plan_cv, plan_letter
from jobhelper.drafting.repair import apply_repairs
from jobhelper.drafting.replies import cv_from_reply
from jobhelper.drafting.withdraw import withdraw
from jobhelper.errors import UserError
from jobhelper.models import (
    CV,
    Author,
    Category,
    Draft,
    Finding,
    Letter,
    Posting,
    Severity,
)
from jobhelper.passion.authorship import human_share
from jobhelper.passion.policy import Policy
from tests.drafting.cases import LIE, Case, Covered, answers, cv_case, reply


def finding(draft: Draft, quote: str, repair: str | None) -> Finding:
    start = draft.text.index(quote)
    return Finding(start, start + len(quote), quote, Category.RECLASSIFIED, Severity.HIGH, True, (), "", "test", repair)


@pytest.fixture
def lying(interested: Case) -> Draft:
    values = answers(interested.request(), "This one stands.")
    values["evidence-1"].append({"text": LIE, "facts": [interested.request().facts[0]]})
    return interested.draft(values)


def test_repair_puts_the_cvs_words_in_and_they_are_the_cvs(lying: Draft) -> None:
    quote = "undertook community service at a psychology clinic"
    words = "spent a week observing at a psychology clinic"
    mended = apply_repairs(lying, [finding(lying, quote, words)])
    assert f"I {words}." in mended.text
    assert quote not in mended.text
    start = mended.text.index(words)
    assert {s.author for s in mended.authorship if s.start < start + len(words) and start < s.end} == {Author.CV}
    assert mended.text.replace(words, quote) == lying.text


def test_sentence_without_a_repair_goes_and_the_rest_stays(lying: Draft) -> None:
    mended = apply_repairs(lying, [finding(lying, "community service", None)])
    assert mended.text == lying.text.replace(" " + LIE, "")
    assert mended.missing == lying.missing


def test_slot_that_loses_its_last_sentence_is_missing_again(interested: Case) -> None:
    draft = interested.draft(answers(interested.request(), LIE))
    start = draft.text.index(LIE)
    mended = apply_repairs(draft, [replace(finding(draft, LIE, None), start=start, end=start + len(LIE))])
    assert [slot.slot for slot in mended.missing] == ["opening", "motivation", "evidence-1"]


def test_taking_words_out_leaves_no_loose_ends(interested: Case) -> None:
    values = answers(interested.request(), "I met four students, listened to them and led a team of ten.")
    draft = interested.draft(values)
    mended = apply_repairs(draft, [finding(draft, "led a team of ten", "")])
    assert "I met four students, listened to them." in mended.text


def test_unmendable_bullet_goes_back_to_the_cv(cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> None:
    plan, request = cv_case(cv, posting, coverage, policy, 10)
    bullet = cv.entries[1].bullets[0]
    row = {"id": bullet.id, "source": bullet.text, "text": "Community service at a psychology clinic"}
    draft = cv_from_reply(reply({"bullets": [row], "summary": []}), request, plan, cv, posting, coverage)
    found = [finding(draft, "Community service", None)]
    assert bullet.text in apply_repairs(draft, found, cv=cv).text
    assert apply_repairs(draft, found).text == draft.text


def test_a_persons_sentence_is_never_dropped(lying: Draft) -> None:
    mine = fill_slot(lying, "opening", "I led the whole community.")
    assert apply_repairs(mine, [finding(mine, "led the whole community", None)]).text == mine.text


@given(st.data())
def test_repairs_never_touch_other_sentences(interested_draft: Draft, data: st.DataObject) -> None:
    draft = interested_draft
    assert isinstance(draft.content, Letter)
    target = data.draw(st.sampled_from([s for slot in draft.content.slots for s in slot.sentences]))
    begin = draft.text.index(target.text)
    start = data.draw(st.integers(begin, begin + len(target.text) - 1))
    end = data.draw(st.integers(start + 1, begin + len(target.text)))
    words = data.draw(st.sampled_from([None, "", "the CV's words"]))
    found = Finding(start, end, draft.text[start:end], Category.RECLASSIFIED, Severity.HIGH, False, (), "", "t", words)
    mended = apply_repairs(draft, [found])
    for other in (s for slot in draft.content.slots for s in slot.sentences if s is not target):
        assert other.text in mended.text
    assert mended.text.startswith(draft.text[: begin - 2])


@pytest.fixture(scope="session")
def interested_draft(cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> Draft:
    case = Case(50, cv, posting, coverage, policy)
    values = {
        slot: [{"text": f"This is sentence {n} of the slot called {slot}.", "facts": []} for n in range(2)]
        for slot in case.request().schema["properties"]
    }
    return case.draft(values)


def test_filling_a_slot_makes_the_words_the_users(lying: Draft) -> None:
    filled = fill_slot(lying, "opening", "I walked past your garden.\n\nEvery day.")
    assert "I walked past your garden.\n\nEvery day." in filled.text
    assert [slot.slot for slot in filled.missing] == ["motivation"]
    assert human_share(filled.text, filled.authorship) > human_share(lying.text, lying.authorship)


def test_editing_model_text_leaves_the_models_words_the_models(lying: Draft) -> None:
    assert isinstance(lying.content, Letter)
    old = next(s for s in lying.content.slots if s.slot == "evidence-1")
    edited = fill_slot(lying, "evidence-1", old.text.replace("stands", "holds"))
    assert isinstance(edited.content, Letter)
    new = next(s for s in edited.content.slots if s.slot == "evidence-1")
    assert new.sentences[1] == replace(old.sentences[1], spans=new.sentences[1].spans)
    assert {s.author for s in new.sentences[0].spans} == {Author.MODEL, Author.HUMAN}


@given(st.text(alphabet="aB .!?\n", max_size=60))
def test_filled_text_stands_as_it_was_written(interested_draft: Draft, text: str) -> None:
    filled = fill_slot(interested_draft, "opening", text)
    assert isinstance(filled.content, Letter)
    assert next(s for s in filled.content.slots if s.slot == "opening").text == text.strip()


def test_unknown_slot_is_a_user_error_with_the_known_ones(lying: Draft) -> None:
    with pytest.raises(UserError) as caught:
        fill_slot(lying, "evidnce-1", "x")
    assert "evidence-1" in caught.value.hint


def test_human_bullet_and_summary_of_a_cv(cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> None:
    plan, request = cv_case(cv, posting, coverage, policy, 10)
    draft = cv_from_reply(reply({"bullets": [], "summary": []}), request, plan, cv, posting, coverage)
    bullet = cv.entries[2].bullets[1]
    filled = fill_slot(fill_slot(draft, bullet.id, bullet.text + " last May"), "summary", "I listen.")
    assert "• Trained two new starters on the till last May\n" in filled.text
    assert "Profile\nI listen.\n" in filled.text
    with pytest.raises(UserError):
        fill_slot(draft, "work-9.b1", "x")


def test_raising_passion_withdraws_model_text_and_keeps_the_users(
    lying: Draft, cv: CV, posting: Posting, coverage: Covered, policy: Policy
) -> None:
    mine = fill_slot(lying, "evidence-2", "This one stands because I wrote it.")
    dream = plan_letter(cv, posting, coverage, policy.permissions(90))
    draft, gone = withdraw(mine, dream)
    assert LIE not in draft.text
    assert "because I wrote it" in draft.text
    assert {slot.slot for slot in gone} == {"evidence-1", "evidence-3", "closing"}
    assert all(slot.question for slot in draft.missing)
    keen, _ = withdraw(mine, plan_letter(cv, posting, coverage, policy.permissions(70)))
    assert LIE in keen.text


def test_raising_passion_puts_reworded_bullets_back(
    cv: CV, posting: Posting, coverage: Covered, policy: Policy
) -> None:
    plan, request = cv_case(cv, posting, coverage, policy, 10)
    one, two = cv.entries[1].bullets
    rows = [{"id": b.id, "source": b.text, "text": f"Gladly did this: {b.text}"} for b in (one, two)]
    values = {"bullets": rows, "summary": [{"text": "Eager graduate who listens.", "facts": []}]}
    draft = fill_slot(cv_from_reply(reply(values), request, plan, cv, posting, coverage), two.id, "Gladly, in my words")
    keen = plan_cv(cv, posting, coverage, policy.permissions(70))
    after, gone = withdraw(draft, keen, cv)
    assert f"• {one.text}\n" in after.text
    assert "Gladly, in my words" in after.text
    assert "Eager" not in after.text
    assert [slot.slot for slot in gone] == ["summary", one.id]
    assert withdraw(draft, plan, cv)[0].text == draft.text
