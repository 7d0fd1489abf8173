"""What holds for every draft: same answer twice, places that slice back, and a CV that bears itself out."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.cases import ROOT, LabelledDraft, load
from jobhelper.checking.check import check
from jobhelper.checking.report import as_json
from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import document_from_text, read_document
from jobhelper.models import CV, BorneOut, Fact, FactKind, Finding, Posting, Question, Report
from jobhelper.posting.parse import parse_posting
from jobhelper.resources import sample
from tests.checking.people import ALL, person

EXAMPLES = settings(max_examples=40, deadline=None)

# True and false of different people, claims and none, letters and bullets, with marks that a parser may stumble on.
SENTENCES = (
    "Dear Dr Osgood,",
    "I catalogued 150 Roman coins.",
    "I catalogued 900 Roman coins and led a team of twelve.",
    "I weighed flour and shaped 40 loaves a day under the head baker.",
    "I ran the bakery for five years, which doubled its sales.",
    "- Indexed case files and answered the telephone",
    "- Managed three hearings; won them all (100%)",
    "I regularly present to stakeholders across the region.",
    "I am fluent in French and certified in SQL.",
    "I hold a First Class degree from Oxford.",
    "I have never used a total station.",
    "I would bring my ten years of excavation to your team.",
    "Your museum’s work on “lost rivers” moved me …",
    "While volunteering at the food bank I coordinated 60 volunteers every week.",
    "QGIS, AutoCAD, C++/C#, R & Excel",
    "Élodie's naïve plan — 3½ weeks, £1,200 — worked 🏺.",
    "Observed a mediation\tand drafted\u00a0the award",
    "Yours sincerely,",
)
POSTINGS = (
    "Heritage Officer\n\nYou will lead community excavations, present to stakeholders, use AutoCAD and SQL.\n",
    "Pastry chef\n\nWe need five years of experience, French, team leadership and stock control.\n",
)
FACTS = (
    "Led a team of twelve at the Saltholme dig",
    "Certified in SQL since 2024",
    "Coordinated 60 volunteers every week at the food bank",
)

drafts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map("\n".join)
people = st.sampled_from(sorted(ALL))
postings = st.sampled_from(POSTINGS)


@cache
def posting_of(text: str) -> Posting:
    return parse_posting(document_from_text(text))


def facts(texts: tuple[str, ...]) -> tuple[Fact, ...]:
    return tuple(Fact(f"confirmed-{i}", FactKind.OTHER, t, -1, -1, note="I did") for i, t in enumerate(texts))


def places_hold(draft: str, cv: CV, report: Report) -> None:
    doubted: list[Finding | Question] = [*report.findings, *report.questions]
    for item in doubted:
        assert 0 <= item.start < item.end <= len(draft)
        assert draft[item.start : item.end] == item.quote
        assert item.message and item.rule
    for borne in report.borne_out:
        assert 0 <= borne.start < borne.end <= len(draft)
    shown: list[Finding | Question | BorneOut] = [*doubted, *report.borne_out]
    for quoted in (q for item in shown for q in item.evidence):
        if quoted.start >= 0:
            assert cv.text[quoted.start : quoted.end].split() == quoted.text.split()


def in_order(report: Report) -> None:
    starts = [(f.start, f.end) for f in report.findings]
    assert starts == sorted(starts)
    assert [q.start for q in report.questions] == sorted(q.start for q in report.questions)


@EXAMPLES
@given(people, drafts, st.none() | postings)
def test_every_place_slices_back_and_findings_stand_in_order(name: str, draft: str, wanted: str | None) -> None:
    report = check(draft, person(name), posting_of(wanted) if wanted else None)
    places_hold(draft, person(name), report)
    in_order(report)
    assert report.claims <= report.sentences


@EXAMPLES
@given(people, drafts)
def test_the_same_input_gives_the_same_report(name: str, draft: str) -> None:
    fresh = parse_cv(document_from_text(ALL[name], f"{name}.txt"))
    assert as_json("x", check(draft, person(name))) == as_json("x", check(draft, fresh))


@EXAMPLES
@given(people, drafts, postings)
def test_a_posting_never_takes_a_finding_away(name: str, draft: str, wanted: str) -> None:
    with_it = check(draft, person(name), posting_of(wanted)).findings
    for found in check(draft, person(name)).findings:
        assert any(f.start < found.end and found.start < f.end for f in with_it), found.quote


@EXAMPLES
@given(people, drafts, st.lists(st.sampled_from(FACTS), unique=True, max_size=3).map(tuple))
def test_a_confirmed_fact_never_adds_a_finding(name: str, draft: str, confirmed: tuple[str, ...]) -> None:
    before = check(draft, person(name)).findings
    for found in check(draft, person(name), None, facts(confirmed)).findings:
        assert any(f.start < found.end and found.start < f.end for f in before), found.quote


@EXAMPLES
@given(people, st.integers(min_value=163, max_value=9999))
def test_a_number_that_stands_nowhere_in_the_cv_and_follows_from_nothing_is_found(name: str, number: int) -> None:
    if str(number) in person(name).text or 1900 <= number <= 2100:
        return
    thing = {"baker": "shaped {} loaves", "digger": "catalogued {} Roman coins", "clerk": "indexed {} case files"}[name]
    report = check(f"I {thing.format(number)}.", person(name))
    doubted: list[Finding | Question] = [*report.findings, *report.questions]
    marked = [(i.start, i.end) for i in doubted]
    assert any(str(number) in f"I {thing.format(number)}."[a:b] for a, b in marked)


def own_cvs() -> dict[str, CV]:
    by_person = {d.person: d.cv for d in load(ROOT / "dev")}
    samples = ("maya-lindqvist-rao", "tomasz-okonkwo-byrne")
    files = {f"{s}.{end}": read_document(sample(f"cvs/{s}.{end}")) for s in samples for end in ("pdf", "docx")}
    return by_person | {n: parse_cv(d) for n, d in files.items()} | {n: person(n) for n in ALL}


CVS = own_cvs()


@pytest.mark.parametrize("name", CVS)
def test_a_cv_held_against_itself_has_no_finding(name: str) -> None:
    cv = CVS[name]
    assert [(f.quote, f.rule) for f in check(cv.text, cv).findings] == []


@pytest.mark.parametrize("draft", load(ROOT / "dev")[::6], ids=lambda d: f"{d.person}-{d.name}")
def test_the_places_of_a_real_draft_hold_too(draft: LabelledDraft) -> None:
    report = check(draft.text, draft.cv, draft.posting)
    places_hold(draft.text, draft.cv, report)
    in_order(report)
