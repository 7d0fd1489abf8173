"""Tests of critique: a model's comments never hand over words to paste, and the rules quote and ask."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobhelper.drafting.contract import ContractBreach
from jobhelper.drafting.critique import critique_from_reply, critique_request, longest_new_run, only_asks
from jobhelper.drafting.plan import plan_letter
from jobhelper.drafting.remarks import problems, remarks
from jobhelper.errors import UserError
from jobhelper.models import CV, Coverage, ModelReply, Posting, SlotPlan
from jobhelper.passion.policy import Policy

DATA = json.loads((Path(__file__).parent / "critiques.json").read_text("utf-8"))
TEXT: str = DATA["text"]
Covered = Sequence[Coverage]


@pytest.fixture
def slot(cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> SlotPlan:
    return plan_letter(cv, posting, coverage, policy.permissions(95)).slots[0]


def reply(*questions: str, quote: str = "strong skills", problem: str = "vague") -> ModelReply:
    comments = [{"quote": quote, "problem": problem, "question": question} for question in questions]
    return ModelReply(json.dumps({"comments": comments}), "test-model", 1, 1, 0.1)


@pytest.mark.parametrize("question", DATA["ghostwriting"])
def test_a_reply_that_hands_over_a_sentence_is_cut(question: str, cv: CV, posting: Posting) -> None:
    critique = critique_from_reply(reply(question), TEXT, cv, posting)
    assert (critique.comments, critique.cut) == ((), 1)


def test_there_are_at_least_twenty_hostile_replies() -> None:
    assert len(set(DATA["ghostwriting"])) >= 20


@pytest.mark.parametrize("question", DATA["questions"])
def test_a_plain_question_is_kept(question: str, cv: CV, posting: Posting) -> None:
    comment = critique_from_reply(reply(question), TEXT, cv, posting).comments[0]
    assert TEXT[comment.start : comment.end] == comment.quote == "strong skills"
    assert comment.question == question
    assert comment.why == problems()["vague"][0]


def test_a_comment_must_quote_the_users_own_words(cv: CV, posting: Posting) -> None:
    asked = "What did you do for the four students?"
    assert critique_from_reply(reply(asked, quote="words never written"), TEXT, cv, posting).cut == 1
    assert critique_from_reply(reply(asked, quote="I led a team"), TEXT, cv, posting).cut == 1
    assert critique_from_reply(reply(asked, quote="“very  strong\nskills”"), TEXT, cv, posting).cut == 0


@pytest.mark.parametrize(
    "text",
    [
        '{"comments": [{"quote": "very", "problem": "vague", "question": "Why?", "rewrite": "I built trust."}]}',
        '{"comments": [], "draft": "I built trust with four students."}',
        '{"comments": "I built trust"}',
        "I built trust with four students.",
    ],
)
def test_a_place_for_a_draft_breaks_the_contract(text: str, cv: CV, posting: Posting) -> None:
    with pytest.raises(ContractBreach):
        critique_from_reply(ModelReply(text, "m", 1, 1, 0.1), TEXT, cv, posting)


def test_unknown_problem_is_cut_and_no_free_text_reaches_the_user(cv: CV, posting: Posting) -> None:
    asked = reply("What did you do for the four students?", problem="Write: I built trust with four students")
    assert critique_from_reply(asked, TEXT, cv, posting).cut == 1


@given(
    st.lists(
        st.sampled_from("listening steady taught patience trust grew mentoring students each term".split()),
        min_size=6,
        max_size=14,
    )
)
def test_no_run_of_six_new_words_gets_through(parts: list[str]) -> None:
    sentence = " ".join(parts)
    for question in (f"Do you think {sentence}?", f"What did you do {sentence}?", f"Your {sentence}?"):
        if longest_new_run(question, TEXT, "") >= 6:
            assert not only_asks(question, TEXT, "")


def test_critique_is_allowed_at_the_top_and_not_without_ai(
    slot: SlotPlan, cv: CV, posting: Posting, coverage: Covered, policy: Policy
) -> None:
    request = critique_request(slot, f"{TEXT} Maya Lindqvist-Rao", cv, posting, coverage)
    assert "Maya" not in request.user
    assert TEXT in request.user
    silent = plan_letter(cv, posting, coverage, policy.permissions(95, no_ai=True)).slots[0]
    with pytest.raises(UserError):
        critique_request(silent, TEXT, cv, posting, coverage)


def test_rules_find_vague_words_length_and_repetition(slot: SlotPlan, posting: Posting) -> None:
    text = "I did various things. I met four students every single week. I met four students every single week."
    found = {(c.problem, c.quote) for c in remarks(text, slot, posting)}
    assert ("vague", "various") in found
    assert ("vague", "things") in found
    assert any(problem == "repetition" for problem, _ in found)
    assert any(c.problem == "too_long" for c in remarks("word " * 90, slot, posting))
    assert any(c.problem == "not_named" for c in remarks("I like gardens.", slot, posting))


def test_plain_writing_gets_no_comment(slot: SlotPlan, posting: Posting) -> None:
    assert remarks("I walked past the Lanternfield garden on my way to lectures.", slot, posting) == ()
    assert remarks("", slot, posting) == ()


def test_comments_quote_exactly_and_never_draft(slot: SlotPlan, posting: Posting) -> None:
    for comment in remarks(TEXT, slot, posting):
        assert TEXT[comment.start : comment.end] == comment.quote
        assert comment.question.endswith("?")
        assert not {"i", "my"} & set(comment.question.lower().replace("?", "").split())


def test_damaged_critique_table_is_a_user_error(tmp_path: Path, slot: SlotPlan, posting: Posting) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "critique.toml").write_text("[[problem]]\nid = 'x'", "utf-8")
    with pytest.raises(UserError):
        remarks(TEXT, replace(slot, slot="opening"), posting, tmp_path)
