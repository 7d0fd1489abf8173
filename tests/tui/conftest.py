"""A real home with a real database: one CV, postings at every stop of the dial, and the app opened on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from jobhelper.models import (
    CV,
    ActivityKind,
    Bullet,
    Contact,
    DateRange,
    Entry,
    Fact,
    FactKind,
    Keyword,
    KeywordGroup,
    PartialDate,
    Posting,
    Quote,
    Requirement,
    Section,
    SectionKind,
    Skill,
)
from jobhelper.services.desk import Desk, open_desk
from jobhelper.settings import Settings, load
from jobhelper.tui.app import JobhelperApp

TODAY = date(2026, 3, 4)

CV_TEXT = """Maya Lindqvist-Rao
Netherby
maya@example.com

EDUCATION
BSc (Hons) Psychology, University of Netherby
September 2021 – June 2024
Grade: 2:1

EXPERIENCE
Observer, Fernhill Clinic
June 2023
One-week observation at a psychology clinic
Barista, Millrace Coffee
July 2021 – September 2023
Served customers at busy times and handled the till

VOLUNTEERING
Peer Mentor, University of Netherby
October 2022 – May 2024
Mentored four first-year students through their first term

SKILLS
SPSS, Microsoft Excel, note taking
"""

POSTING_TEXT = """Community Support Worker
Harbourlight CIC, Netherby

What we ask
Experience of community service is desirable
You have mentored or supported other people
Careful note taking
"""


def _quote(text: str, words: str) -> Quote:
    start = text.index(words)
    return Quote(words, start, start + len(words))


def _entry(number: str, section: SectionKind, kind: ActivityKind, lines: tuple[str, str, str]) -> Entry:
    heading, dates, bullet = lines
    title, _, organisation = heading.partition(", ")
    place = _quote(CV_TEXT, bullet)
    start, day = CV_TEXT.index(heading), _quote(CV_TEXT, dates)
    return Entry(
        id=number,
        section=section,
        kind=kind,
        organisation=_quote(CV_TEXT, organisation),
        title=_quote(CV_TEXT, title),
        location=None,
        dates=DateRange(PartialDate(2023), PartialDate(2024), text=dates, offset=day.start),
        bullets=(Bullet(f"{number}.b1", bullet, place.start, place.end),),
        start=start,
        end=place.end,
        heading=heading,
    )


def make_cv() -> CV:
    """The CV above, taken apart by hand so that these tests do not hang on the reader's rules."""
    entries = (
        _entry(
            "work-1",
            SectionKind.WORK,
            ActivityKind.OBSERVATION,
            ("Observer, Fernhill Clinic", "June 2023", "One-week observation at a psychology clinic"),
        ),
        _entry(
            "work-2",
            SectionKind.WORK,
            ActivityKind.EMPLOYMENT,
            (
                "Barista, Millrace Coffee",
                "July 2021 – September 2023",
                "Served customers at busy times and handled the till",
            ),
        ),
        _entry(
            "volunteer-1",
            SectionKind.VOLUNTEER,
            ActivityKind.VOLUNTEERING,
            (
                "Peer Mentor, University of Netherby",
                "October 2022 – May 2024",
                "Mentored four first-year students through their first term",
            ),
        ),
    )
    facts = [Fact(f"f-{b.id}", FactKind.BULLET, b.text, b.start, b.end, e.id) for e in entries for b in e.bullets] + [
        Fact(f"f-{e.id}", FactKind.ENTRY, e.heading, e.start, e.start + len(e.heading), e.id) for e in entries
    ]
    skills = tuple(
        Skill(name, q.start, q.end)
        for name in ("SPSS", "Microsoft Excel", "note taking")
        for q in [_quote(CV_TEXT, name)]
    )
    headings = {"EDUCATION": SectionKind.EDUCATION, "EXPERIENCE": SectionKind.WORK}
    headings |= {"VOLUNTEERING": SectionKind.VOLUNTEER, "SKILLS": SectionKind.SKILLS}
    starts = [(CV_TEXT.index(title), title) for title in headings]
    ends = [start for start, _ in starts[1:]] + [len(CV_TEXT)]
    return CV(
        text=CV_TEXT,
        contact=Contact(name=_quote(CV_TEXT, "Maya Lindqvist-Rao"), email=_quote(CV_TEXT, "maya@example.com")),
        sections=tuple(
            Section(headings[title], title.title(), start, end)
            for (start, title), end in zip(starts, ends, strict=True)
        ),
        entries=entries,
        skills=skills,
        facts=(*facts, *(Fact(f"f-skill-{s.name}", FactKind.SKILL, s.name, s.start, s.end) for s in skills)),
        source="maya.txt",
        sha256="0" * 64,
    )


def make_posting(company: str = "Harbourlight CIC", title: str = "Community Support Worker") -> Posting:
    """The posting above, under another employer's name where wanted."""
    wants = (("community service", False), ("mentored", True), ("note taking", True))
    keywords = []
    for words, required in wants:
        place = _quote(POSTING_TEXT, words)
        keywords.append(Keyword(words, KeywordGroup.DUTY, required, place.start, place.end))
    line = _quote(POSTING_TEXT, "Experience of community service is desirable")
    return Posting(
        text=POSTING_TEXT,
        title=title,
        company=company,
        location="Netherby",
        deadline=None,
        requirements=(Requirement(line.text, False, line.start, line.end),),
        keywords=tuple(keywords),
        sha256=f"{company}-{title}",
    )


JOBS = (
    ("Harbourlight CIC", "Community Support Worker", 95, 2),
    ("Eastgate Housing", "Research Assistant", 50, 5),
    ("Brightwell plc", "Graduate Scheme (Operations)", 10, None),
    ("Ølgaard & Sønner", "Labour economist, part time, with a very long title that never ends", 75, 20),
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a home that is new."""
    return load(tmp_path / "home", environment={})


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    """A desk with a CV and four applications."""
    opened = open_desk(settings)
    opened.store.cvs.add(make_cv())
    for company, title, passion, days in JOBS:
        deadline = TODAY + timedelta(days) if days is not None else None
        opened.store.applications.add(make_posting(company, title), passion=passion, actor="user", deadline=deadline)
    yield opened
    opened.close()


@pytest.fixture
def make_app(settings: Settings) -> Callable[[], JobhelperApp]:
    """Makes the app on the home, its day frozen."""
    return lambda: JobhelperApp(settings, today=TODAY)


@pytest.fixture(autouse=True)
def steady_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """No terminal's own wishes: pictures must not depend on where the tests run."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(os.environ, "TEXTUAL_ANIMATIONS", "none")
