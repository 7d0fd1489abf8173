"""A small CV and posting taken apart by hand, so that drafting is tested apart from the readers."""

from __future__ import annotations

import pytest

from jobhelper.models import (
    CV,
    ActivityKind,
    Bullet,
    Contact,
    Coverage,
    CoverageStatus,
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
)
from jobhelper.passion.policy import Policy, load_policy
from jobhelper.resources import template
from tests.drafting.cases import Case, Covered

CV_TEXT = """Maya Lindqvist-Rao
14 Weavers Row, Harrowdale HD4 2QX | 07700 900341 | maya.lindqvist-rao@example.com | https://maya.example.com
Profile
Psychology graduate looking for a first role supporting people.
Education
BSc (Hons) Psychology Sept 2021 – July 2024
University of Harrowdale
• Recruited 81 participants and ran correlations in SPSS
Experience
Observer March 2023
Tannery Lane Psychology Clinic
• One-week observation at a psychology clinic
• Sat in on five assessment sessions
Café assistant June 2021 – present
The Copper Kettle
• Serve customers, take payments and cash up at the end of the day
• Trained two new starters on the till
• About 14 hours a week in term time
Volunteering
Peer mentor Oct 2022 – May 2023
University of Harrowdale
• Met four first-year students once a fortnight
• Half-day training in active listening, boundaries and safeguarding
Skills
SPSS (good), Excel, R (basics)
References
Dr Ingrid Falk-Moreau, tutor, ingrid.falk@example.org, 01632 960777
"""
POSTING_TEXT = """Community Support Worker
Lanternfield Support CIC
- Experience of community service or voluntary work
- Understanding of safeguarding
- Use active listening when somebody is in distress
"""
_ENTRIES = [
    ("edu-1", SectionKind.EDUCATION, ActivityKind.EDUCATION, "", "University of Harrowdale", "BSc (Hons) Psychology",
     "Sept 2021 – July 2024", ["Recruited 81 participants and ran correlations in SPSS"]),
    ("work-1", SectionKind.WORK, ActivityKind.OBSERVATION, "Observer", "Tannery Lane Psychology Clinic", "",
     "March 2023", ["One-week observation at a psychology clinic", "Sat in on five assessment sessions"]),
    ("work-2", SectionKind.WORK, ActivityKind.EMPLOYMENT, "Café assistant", "The Copper Kettle", "",
     "June 2021 – present", ["Serve customers, take payments and cash up at the end of the day",
                             "Trained two new starters on the till", "About 14 hours a week in term time"]),
    ("vol-1", SectionKind.VOLUNTEER, ActivityKind.VOLUNTEERING, "Peer mentor", "University of Harrowdale", "",
     "Oct 2022 – May 2023", ["Met four first-year students once a fortnight",
                             "Half-day training in active listening, boundaries and safeguarding"]),
]  # fmt: skip
_SECTIONS = [
    (SectionKind.PROFILE, "Profile"),
    (SectionKind.EDUCATION, "Education"),
    (SectionKind.WORK, "Experience"),
    (SectionKind.VOLUNTEER, "Volunteering"),
    (SectionKind.SKILLS, "Skills"),
    (SectionKind.REFERENCES, "References"),
]


def quote(words: str, text: str = CV_TEXT, after: int = 0) -> Quote:
    """The words with their place in `text`."""
    start = text.index(words, after)
    return Quote(words, start, start + len(words))


def _sections() -> tuple[Section, ...]:
    starts = [CV_TEXT.index(f"\n{title}\n") + 1 for _, title in _SECTIONS] + [len(CV_TEXT)]
    return tuple(
        Section(kind, title, start, end)
        for (kind, title), start, end in zip(_SECTIONS, starts, starts[1:], strict=False)
    )


def build_cv() -> CV:
    """The CV with entries, bullets and facts."""
    entries: list[Entry] = []
    facts: list[Fact] = []
    for entry_id, section, kind, title, organisation, degree, dates, lines in _ENTRIES:
        first = title or degree
        begin = quote(f"{first} {dates}").start
        when = quote(dates, after=begin)
        bullets = []
        for number, line in enumerate(lines, start=1):
            place = quote(line, after=begin)
            bullets.append(Bullet(f"{entry_id}.b{number}", line, place.start, place.end))
        heading = CV_TEXT[begin : quote(organisation, after=begin).end]
        facts.append(Fact(f"{entry_id}.fact", FactKind.ENTRY, heading, begin, begin + len(heading), entry_id))
        facts.extend(Fact(f"f-{b.id}", FactKind.BULLET, b.text, b.start, b.end, entry_id) for b in bullets)
        entries.append(
            Entry(
                entry_id,
                section,
                kind,
                quote(organisation, after=begin),
                quote(title, after=begin) if title else None,
                None,
                DateRange(PartialDate(2021), None, "present" in dates, dates, when.start),
                tuple(bullets),
                begin,
                bullets[-1].end,
                degree=quote(degree) if degree else None,
            )
        )
    contact = Contact(
        name=quote("Maya Lindqvist-Rao"),
        email=quote("maya.lindqvist-rao@example.com"),
        phones=(quote("07700 900341"),),
        links=(quote("https://maya.example.com"),),
        location=quote("Harrowdale"),
        address=quote("14 Weavers Row, Harrowdale HD4 2QX"),
    )
    return CV(CV_TEXT, contact, _sections(), tuple(entries), (), tuple(facts), "maya.txt", "0" * 64)


def build_posting() -> Posting:
    """The posting with requirements and keywords."""
    requirements = tuple(
        Requirement(q.text, True, q.start, q.end)
        for line in POSTING_TEXT.splitlines()[2:]
        for q in [quote(line[2:], POSTING_TEXT)]
    )
    keywords = tuple(
        Keyword(word, KeywordGroup.SKILL, True, q.start, q.end)
        for word in ("community service", "safeguarding", "active listening")
        for q in [quote(word, POSTING_TEXT)]
    )
    return Posting(
        POSTING_TEXT, "Community Support Worker", "Lanternfield Support CIC", "Wharfebridge", None, requirements,
        keywords, contact="Odette Marrable, Team Manager", sha256="1" * 64,
    )  # fmt: skip


@pytest.fixture(scope="session")
def cv() -> CV:
    return build_cv()


@pytest.fixture(scope="session")
def posting() -> Posting:
    return build_posting()


@pytest.fixture(scope="session")
def coverage(posting: Posting) -> tuple[Coverage, ...]:
    first, *others = posting.keywords
    shown = [Coverage(k, CoverageStatus.SHOWN, (quote(k.text),)) for k in others]
    return (Coverage(first, CoverageStatus.NOT_SHOWN), *shown)


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy(template("passion.toml"))


@pytest.fixture
def interested(cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> Case:
    return Case(50, cv, posting, coverage, policy)
