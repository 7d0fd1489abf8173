"""The closing date is found among all the days that a posting names, in any usual form."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobhelper.posting.day_dates import find_days
from jobhelper.posting.deadline import find_deadline, posted_on

SATURDAY = date(2025, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Closing date: 14 March 2025",
        "Apply by 3/14/2025",
        "Salary $50,000. Apply by 03/14/2025",
        "Deadline 14.03.2025",
        "Deadline: 2025-03-14 23:59",
        "closes midnight on Friday 14 March",
        "Closing Date\n14/03/2025",
        "closing date for applications is 12 noon on 14-Mar-2025",
        "This vacancy closes on Fri 14th Mar 2025",
        "Apply before March 14th, 2025 at 5pm",
        "Interviews on 3 April 2025. Send a CV by 14 March 2025.",
        "Send your CV to jobs@alder.example so as to be received not later than 14th March, 2025",
        "The post starts on 1 May 2025.\nApplications accepted through March 14, 2025",
        "Posted 28 February 2025. Closes in two weeks.",
        "Applications close 13 days from today",
        "Apply by Friday week, that is 14 March",
        "Advertised: 1 February 2025. Closes: 14 March 2025, 11:59 pm",
        "Position closes: March 14, 2025, or when filled",
    ],
)
def test_usual_forms_of_the_same_day(text: str) -> None:
    assert find_deadline(text, SATURDAY) == date(2025, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "Interviews will be held on 26 March 2025.",
        "Fixed term until 31 March 2027.",
        "Founded on 4 July 2003, we make chairs.",
        "The post starts on 1 May 2025.",
        "There is no closing date; we read applications as they come in.",
        "Posted 12 March 2025",
        "Closing date: 31 February 2025",
        "Closing date: soon",
    ],
)
def test_other_days_are_no_deadline(text: str) -> None:
    assert find_deadline(text, SATURDAY) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Apply by tomorrow", 1),
        ("Apply by Sunday", 1),
        ("Apply by next Friday", 6),
        ("Apply within 10 days", 10),
        ("Closes at the end of the month", 30),
    ],
)
def test_relative_days_count_from_the_day_it_was_seen(text: str, days: int) -> None:
    assert find_deadline(text, SATURDAY) == SATURDAY + timedelta(days=days)


def test_relative_days_without_a_base_stay_open() -> None:
    assert find_deadline("Apply within 10 days") is None
    assert find_deadline("Closing date: 14 March") is None


def test_a_day_without_year_lies_after_the_new_year_when_seen_in_december() -> None:
    assert find_deadline("Closing date: 9 January", date(2025, 12, 20)) == date(2026, 1, 9)


def test_a_posting_read_late_keeps_its_closed_date() -> None:
    assert find_deadline("Closing date: 14 March", date(2025, 3, 20)) == date(2025, 3, 14)


def test_the_day_of_posting_is_read() -> None:
    assert posted_on("Posted: Tuesday 12 January 2027") == date(2027, 1, 12)
    assert posted_on("Closing date: 12 January 2027") is None


@given(st.dates(date(2020, 1, 1), date(2039, 12, 31)))
def test_every_day_is_read_back_from_every_form(day: date) -> None:
    forms = (
        f"{day.day} {day:%B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day:%d/%m/%Y}",
    )
    for form in forms:
        assert [found.day for found in find_days(f"x {form} y")] == [day]
    assert [found.day for found in find_days(f"{day:%m/%d/%Y}", month_first=True)] == [day]
