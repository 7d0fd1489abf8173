"""Tests of the offline composer and the plain text: nothing that the CV does not say, empty rooms stay empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jobhelper.drafting.assemble import assemble
from jobhelper.drafting.compose import compose_letter
from jobhelper.drafting.first_person import as_degree, as_role, deed, split_thing
from jobhelper.drafting.frame import addressee, spoken_title
from jobhelper.drafting.outline import outline
from jobhelper.drafting.phrases import load_phrases
from jobhelper.drafting.plan import plan_cv, plan_letter, reworded_bullets
from jobhelper.drafting.tailor import compose_cv
from jobhelper.errors import UserError
from jobhelper.models import CV, Action, Author, Coverage, Draft, Letter, Posting, TailoredCV, Writer
from jobhelper.passion.authorship import human_share
from jobhelper.passion.policy import Policy
from jobhelper.text.authors import word_authors, words

PASSIONS = [0, 10, 30, 50, 70, 95]
Covered = Sequence[Coverage]


def letter_at(passion: int, cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> Draft:
    plan = plan_letter(cv, posting, coverage, policy.permissions(passion))
    return compose_letter(plan, cv, posting, coverage, today=date(2027, 1, 20))


def cv_at(passion: int, cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> Draft:
    return compose_cv(plan_cv(cv, posting, coverage, policy.permissions(passion)), cv, posting, coverage)


@pytest.mark.parametrize("passion", PASSIONS)
def test_letter_never_says_a_keyword_that_the_cv_does_not_show(
    passion: int, cv: CV, posting: Posting, coverage: Covered, policy: Policy
) -> None:
    assert "community service" not in letter_at(passion, cv, posting, coverage, policy).text


@pytest.mark.parametrize("passion", PASSIONS)
def test_every_content_word_of_the_composer_is_the_cvs_or_a_template_word(
    passion: int, cv: CV, posting: Posting, coverage: Covered, policy: Policy
) -> None:
    draft = letter_at(passion, cv, posting, coverage, policy)
    template = {word for word, _, _ in words(str(load_phrases().tables))} | {"a", "an"}
    known = {word for word, _, _ in words(cv.text)} | template
    authors = word_authors(draft.text, draft.authorship, Author.TEMPLATE)
    for (word, _, _), author in zip(words(draft.text), authors, strict=True):
        if author is Author.COMPOSER:
            assert word in known


def test_human_slots_stay_empty_and_are_named_with_a_question(
    cv: CV, posting: Posting, coverage: Covered, policy: Policy
) -> None:
    draft = letter_at(50, cv, posting, coverage, policy)
    assert [slot.slot for slot in draft.missing] == ["opening", "motivation"]
    assert "Lanternfield Support CIC" in draft.missing[0].question
    assert all(slot.question for slot in letter_at(95, cv, posting, coverage, policy).missing)


def test_dream_letter_holds_no_sentence(cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> None:
    draft = letter_at(90, cv, posting, coverage, policy)
    assert isinstance(draft.content, Letter)
    assert not any(slot.sentences for slot in draft.content.slots)


def test_observation_is_said_in_the_cvs_words(cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> None:
    assert "a one-week observation at a psychology clinic" in letter_at(10, cv, posting, coverage, policy).text


def test_same_input_same_letter(cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> None:
    assert letter_at(10, cv, posting, coverage, policy) == letter_at(10, cv, posting, coverage, policy)


@pytest.mark.parametrize("passion", PASSIONS)
def test_spans_cover_every_word_and_agree_with_the_text(
    passion: int, cv: CV, posting: Posting, coverage: Covered, policy: Policy
) -> None:
    for draft in (letter_at(passion, cv, posting, coverage, policy), cv_at(passion, cv, posting, coverage, policy)):
        assert (draft.text, draft.authorship) == assemble(draft.content)
        assert human_share(draft.text, draft.authorship) == 1.0
        for one, two in zip(draft.authorship, draft.authorship[1:], strict=False):
            assert one.start < one.end <= two.start


def test_tailored_cv_keeps_every_bullet_word_for_word(
    cv: CV, posting: Posting, coverage: Covered, policy: Policy
) -> None:
    draft = cv_at(10, cv, posting, coverage, policy)
    assert isinstance(draft.content, TailoredCV)
    originals = {b.id: b.text for e in cv.entries for b in e.bullets}
    kept = [b for s in draft.content.sections for e in s.entries for b in e.bullets]
    assert {b.source: b.text for b in kept} == originals
    assert {b.author for b in kept} == {Author.CV}


def test_dream_cv_keeps_the_order_of_the_original(cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> None:
    draft = cv_at(90, cv, posting, coverage, policy)
    places = [draft.text.index(b.text) for e in cv.entries for b in e.bullets]
    assert places == sorted(places)
    moved = cv_at(10, cv, posting, coverage, policy).text
    assert moved.index("Half-day training") < moved.index("Met four first-year")


def test_missing_letter_name_or_company_leaves_no_hole(
    cv: CV, posting: Posting, coverage: Covered, policy: Policy
) -> None:
    bare = replace(posting, company="", title="", location="", contact="")
    text = letter_at(10, cv, bare, coverage, policy).text
    assert "  " not in text
    assert " at ." not in text
    assert "Dear hiring team," in text


def test_no_ai_plan_allows_no_action(cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> None:
    plan = plan_letter(cv, posting, coverage, policy.permissions(10, no_ai=True))
    assert all(not slot.actions for slot in plan.slots)
    assert all(slot.writer is Writer.MODEL for slot in plan.slots)


def test_interested_offers_half_of_the_bullets_at_most(
    cv: CV, posting: Posting, coverage: Covered, policy: Policy
) -> None:
    total = sum(len(e.bullets) for e in cv.entries)
    for passion, most in ((10, total), (50, total // 2), (70, 0)):
        plan = plan_cv(cv, posting, coverage, policy.permissions(passion))
        assert len(reworded_bullets(cv, plan)) == most


def test_evidence_paragraph_keeps_to_one_entry(cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> None:
    plan = plan_letter(cv, posting, coverage, policy.permissions(10))
    for slot in plan.slots:
        if slot.slot.startswith("evidence"):
            assert len({fact.entry_id for i in slot.facts if (fact := cv.fact(i))}) == 1
            assert Action.DRAFT in slot.actions


@pytest.mark.parametrize(
    ("bullet", "current", "expected"),
    [
        ("Built a rig. Wrote the report", False, "built a rig. I wrote the report"),
        ("Led a team of two", False, "led a team of two"),
        ("Serve customers", True, "serve customers"),
        ("Serve customers", False, None),
        ("Lead developer for the app", True, None),
        ("One-week observation at a clinic", False, None),
        ("Half-day training in listening", False, None),
        ("Responsible for the till", False, None),
        ("Predicted 2:1", False, None),
        ("Till, orders, returns", True, None),
        ("Awarded the prize for the best report", False, "was awarded the prize for the best report"),
        ("Trained in first aid", False, "was trained in first aid"),
        ("Trained two new starters", False, "trained two new starters"),
        ("Selected for the final", False, "was selected for the final"),
        ("SPSS analysis of 81 answers", False, None),
        ("Dissertation: built a questionnaire", False, None),
        ("", False, None),
    ],
)
def test_only_deeds_become_sentences_about_oneself(bullet: str, current: bool, expected: str | None) -> None:
    assert deed(bullet, current) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Peer mentor", "a peer mentor"),
        ("Observer", "an observer"),
        ("Marketing Intern", "Marketing Intern"),
        ("HR assistant", "HR assistant"),
        ("member of the group (6 people)", "a member of the group (6 people)"),
        ("Translation trainee (unpaid, part-time), Lodz", "a translation trainee (unpaid, part-time)"),
        ("Lab helper (unpaid)", "a lab helper (unpaid)"),
    ],
)
def test_titles_in_capitals_stay_names(title: str, expected: str) -> None:
    assert as_role(title) == expected


@pytest.mark.parametrize(
    ("contact", "greeted"),
    [
        ("Odette Marrable, Team Manager, on 01632 960114", "Odette Marrable"),
        ("Dr Hamish Okafor-Lund, Principal Psychologist", "Dr Okafor-Lund"),
        ("jobs@lanternfield.example", ""),
        ("Recruitment Team", ""),
        ("", ""),
    ],
)
def test_only_a_sure_name_is_greeted(contact: str, greeted: str) -> None:
    assert addressee(contact)[0] == greeted


@pytest.mark.parametrize("text", ["", "[frame]\n", "[[["])
def test_damaged_letter_template_is_a_user_error(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "frames"
    folder.mkdir(parents=True)
    (folder / "plain.toml").write_text(text, "utf-8")
    with pytest.raises(UserError):
        load_phrases("plain", tmp_path)


@pytest.mark.parametrize(
    ("degree", "expected"),
    [
        ("BSc (Hons) Psychology", "a BSc (Hons) Psychology"),
        ("MEng Mechanical Engineering", "an MEng Mechanical Engineering"),
        ("LLB Law", "an LLB Law"),
        ("Master's degree in Physics", "a Master's degree in Physics"),
        ("A levels: Biology (B)", "A levels: Biology (B)"),
    ],
)
def test_degrees_take_their_article(degree: str, expected: str) -> None:
    assert as_degree(degree) == expected


@pytest.mark.parametrize(
    ("bullet", "thing", "done"),
    [
        ("Third-year project: interviewed eight commuters", "Third-year project", "interviewed eight commuters"),
        ("Seed drill for a farm. I drew the gearbox", "Seed drill for a farm", "drew the gearbox"),
        ("Booking app: ran on our laptops only", "Booking app: ran on our laptops only", None),
        ("Personal care, meals", "Personal care, meals", None),
    ],
)
def test_a_project_is_parted_from_the_deed_and_not_from_what_it_did(bullet: str, thing: str, done: str | None) -> None:
    assert split_thing(bullet, current=False) == (thing, done)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Design Engineer (m/f/x)", "Design Engineer"),
        ("Analyst (m/w/d), Trento", "Analyst, Trento"),
        ("Assistant Curator (Social History)", "Assistant Curator (Social History)"),
    ],
)
def test_marks_for_everybody_are_left_out_of_a_letter(title: str, said: str) -> None:
    assert spoken_title(title) == said


def test_outline_holds_only_lines_of_the_cv_and_what_they_answer(
    cv: CV, posting: Posting, coverage: Covered, policy: Policy
) -> None:
    plan = plan_letter(cv, posting, coverage, policy.permissions(95))
    slot = next(s for s in plan.slots if s.slot == "evidence-1")
    points = outline(slot, cv, coverage)
    assert points[0].answers == ("safeguarding", "active listening")
    assert {point.fact.id for point in points} == set(slot.facts)
    assert all(point.fact.text in cv.text for point in points)
