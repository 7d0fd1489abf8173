"""Sample postings and invented heads are read field by field; odd input ends in a message or an honest blank."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobhelper.documents.read import document_from_text, read_document
from jobhelper.errors import UserError
from jobhelper.models import KeywordGroup, Posting
from jobhelper.posting.parse import MAX_CHARACTERS, parse_posting
from jobhelper.resources import sample

SEEN = date(2027, 1, 13)
SAMPLES: dict[str, tuple[str, str, str, date]] = {
    "community-support-worker.txt": (
        "Community Support Worker (Mental Health)",
        "Lanternfield Support CIC",
        "Wharfebridge, West Yorkshire",
        date(2027, 2, 12),
    ),
    "research-assistant-memory.md": (
        "Research Assistant, Memory and Ageing Lab",
        "University of Northwick",
        "Northwick, UK",
        date(2027, 1, 29),
    ),
    "assistant-psychologist-portal.txt": (
        "Assistant Psychologist",
        "Calderford Partnership NHS Trust",
        "Calderford",
        date(2027, 2, 5),
    ),
    "learning-mentor.html": (
        "Graduate Learning Mentor",
        "Bramley Vale Academy",
        "Airedale Cross, West Yorkshire",
        date(2027, 1, 25),
    ),
    "graduate-design-engineer.txt": (
        "Graduate Design Engineer",
        "Oostrand Pump Systems B.V.",
        "Zwaluwhaven, the Netherlands",
        date(2027, 2, 26),
    ),
    "test-engineer-thermal.md": (
        "Test Engineer I, Thermal Systems",
        "Ridgepole Heat Works, Inc.",
        "Larkspur Falls, OH",
        date(2027, 2, 19),
    ),
    "manufacturing-engineer.txt": (
        "Graduate Manufacturing Engineer",
        "Penhallow Bearings Ltd",
        "Stourmouth",
        date(2027, 2, 8),
    ),
}
HEADS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "posting_heads.toml").read_text(encoding="utf-8"))[
    "head"
]


def read(name: str) -> Posting:
    return parse_posting(read_document(sample(f"postings/{name}")), captured=SEEN)


def pasted(text: str, captured: date | None = None) -> Posting:
    return parse_posting(document_from_text(text), captured=captured)


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_postings_give_title_company_place_and_closing_date(name: str) -> None:
    posting = read(name)
    assert (posting.title, posting.company, posting.location, posting.deadline) == SAMPLES[name]
    assert posting.flags == ()
    assert len(posting.keywords) >= 8
    assert posting.requirements


@pytest.mark.parametrize("head", HEADS, ids=lambda head: str(head["title"]))
def test_heads_of_many_layouts(head: dict[str, Any]) -> None:
    posting = pasted(head["text"])
    assert (posting.title, posting.company, posting.location) == (head["title"], head["company"], head["location"])


@pytest.mark.parametrize("name", [*SAMPLES, "data-entry-from-home.txt"])
def test_every_offset_points_at_the_words_it_names(name: str) -> None:
    posting = read(name)
    for keyword in posting.keywords:
        assert posting.text[keyword.start : keyword.end] == keyword.text
    for requirement in posting.requirements:
        assert posting.text[requirement.start : requirement.end] == requirement.text


def test_the_request_for_community_service_is_a_required_keyword() -> None:
    posting = read("community-support-worker.txt")
    keyword = next(k for k in posting.keywords if k.text == "community service")
    assert keyword.required
    line = next(r for r in posting.requirements if "community service" in r.text)
    assert line.text == "Experience of community service or voluntary work with vulnerable adults"
    assert line.required


def test_required_and_desired_are_kept_apart_by_heading_and_by_wording() -> None:
    posting = read("community-support-worker.txt")
    required = {k.text: k.required for k in posting.keywords}
    assert required["safeguarding"]
    assert not required["motivational interviewing"]
    engineer = {k.text: k.required for k in read("graduate-design-engineer.txt").keywords}
    assert engineer["SolidWorks"]
    assert not engineer["CSWP"]


def test_groups_follow_the_lexicon() -> None:
    groups = {k.text: k.group for k in read("test-engineer-thermal.md").keywords}
    assert groups["LabVIEW"] is KeywordGroup.TOOL
    assert groups["EPA 608 certification"] is KeywordGroup.QUALIFICATION


def test_pay_contract_place_of_work_contact_and_start_are_read() -> None:
    posting = read("graduate-design-engineer.txt")
    assert posting.salary == "€3,200 to €3,700 gross per month"
    assert "permanent" in posting.contract
    assert posting.contact == "Mrs Femke Aldershof, recruitment@oostrand.example"
    assert posting.start == "1 May 2027"
    assert read("test-engineer-thermal.md").remote == "on site"
    assert read("research-assistant-memory.md").remote == "hybrid"


def test_a_scam_raises_its_flags_and_names_no_company() -> None:
    posting = read("data-entry-from-home.txt")
    assert posting.company == ""
    joined = " ".join(posting.flags)
    for word in ("employer", "money", "bank details", "unpaid"):
        assert word in joined


def test_an_agency_that_never_asks_for_a_fee_is_not_flagged_for_the_word() -> None:
    text = "Support Worker\nAlder Care Ltd\nLeeds\nWe never ask applicants to pay a registration fee of any kind."
    assert pasted(text).flags == ()


def test_a_closed_posting_is_flagged_only_once_the_day_it_was_seen_is_known() -> None:
    text = "Support Worker\nAlder Care Ltd\nLeeds\nClosing date: 3 March 2025"
    assert pasted(text).flags == ()
    assert pasted(text, date(2025, 3, 4)).flags == ("Closed on 2025-03-03.",)
    assert pasted(text, date(2025, 3, 3)).flags == ()


def test_the_page_s_own_data_goes_before_its_text() -> None:
    page = (
        '<script type="application/ld+json">{"@graph": [{"@type": "JobPosting", "title": "Bench Joiner", '
        '"hiringOrganization": {"name": "Oak &amp; Ash"}, "validThrough": "2027-03-01", "jobLocation": '
        '{"address": {"addressLocality": "Ludlow"}}, "baseSalary": {"currency": "GBP", "value": {"minValue": 24000, '
        '"maxValue": 26000, "unitText": "YEAR"}}}]}</script>'
    )
    posting = parse_posting(document_from_text("A job for a joiner. Closing date: 1 May 2027"), page=page)
    assert (posting.title, posting.company, posting.location) == ("Bench Joiner", "Oak & Ash", "Ludlow")
    assert posting.deadline == date(2027, 3, 1)
    assert posting.salary == "GBP 24000 to 26000 per year"


@pytest.mark.parametrize(
    "block", ["{", "[]", '{"@type": "Article"}', '{"@type": "JobPosting", "jobLocation": 3}', "[" * 3000]
)
def test_broken_page_data_leaves_the_text_to_speak(block: str) -> None:
    page = f'<script type="application/ld+json">{block}</script>'
    posting = parse_posting(document_from_text("Shop Assistant\nAlder Books Ltd\nYork"), page=page)
    assert posting.title == "Shop Assistant"


@pytest.mark.parametrize("text", ["12345 !!!", "x" * (MAX_CHARACTERS + 1)])
def test_what_is_no_posting_is_refused_with_a_message(text: str) -> None:
    with pytest.raises(UserError) as error:
        pasted(text)
    assert error.value.hint


def test_a_text_that_says_nothing_of_the_kind_stays_blank() -> None:
    posting = pasted("it was a dark night and nobody came")
    assert (posting.company, posting.location, posting.deadline, posting.keywords) == ("", "", None, ())


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300))
def test_any_text_with_a_letter_is_read_without_a_crash(text: str) -> None:
    posting = pasted("a" + text, SEEN)
    assert all(posting.text[k.start : k.end] == k.text for k in posting.keywords)
