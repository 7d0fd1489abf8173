"""Drafts to export: a psychology graduate's CV and letter, and a builder for any text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jobhelper.drafting.assemble import assemble
from jobhelper.models import (
    Author,
    Contact,
    DocumentKind,
    Draft,
    Letter,
    Quote,
    SectionKind,
    Sentence,
    SlotText,
    TailoredBullet,
    TailoredCV,
    TailoredEntry,
    TailoredSection,
)


def _quote(text: str) -> Quote:
    return Quote(text, 0, len(text))


def _lines(kind: SectionKind, title: str, *lines: str) -> TailoredSection:
    return TailoredSection(kind, title, lines=tuple(Sentence(line, Author.CV) for line in lines))


def _entry(title: str, organisation: str, place: str, dates: str, *bullets: str, detail: str = "") -> TailoredEntry:
    made = tuple(TailoredBullet(bullet, Author.CV, None) for bullet in bullets)
    return TailoredEntry("e", title, organisation, place, dates, made, detail)


def _draft(content: Letter | TailoredCV) -> Draft:
    text, authorship = assemble(content)
    kind = DocumentKind.LETTER if isinstance(content, Letter) else DocumentKind.CV
    return Draft(kind, text, authorship, content, "offline")


CONTACT = Contact(
    name=_quote("Maya Lindqvist-Rao"),
    email=_quote("maya.lindqvist-rao@example.com"),
    phones=(_quote("07700 900123"),),
    links=(_quote("https://example.com/maya-lindqvist-rao"),),
    location=_quote("Aldersby"),
)


@pytest.fixture
def cv_draft() -> Draft:
    """A one-page CV with every kind of line that a CV has."""
    sections = (
        _lines(SectionKind.PROFILE, "Profile", "Psychology graduate (2:1) with experience of mentoring students."),
        TailoredSection(
            SectionKind.EDUCATION,
            "Education",
            (
                _entry(
                    "BSc (Hons) Psychology",
                    "University of Aldersby",
                    "",
                    "Sept 2021 – June 2024",
                    "Dissertation on noise and recall in children aged 8–10 (72%)",
                    detail="Upper second-class honours (2:1)\nErasmus term in Uppsala",
                ),
                _entry("A levels", "Northfield College", "Northfield", "2019 – 2021", detail="Psychology (A)"),
            ),
        ),
        TailoredSection(
            SectionKind.WORK,
            "Experience",
            (
                _entry(
                    "Observer",
                    "Fernhill Psychology Clinic",
                    "Aldersby",
                    "July 2023",
                    "One-week observation at a psychology clinic",
                ),
                _entry(
                    "Research Lab Helper",
                    "Memory and Ageing Laboratory, Department of Psychology, University of Aldersby",
                    "Aldersby, West Riding",
                    "October 2022 – May 2023",
                    "Booked and welcomed 60 participants, ran consent and debriefing by protocol",
                ),
                _entry(
                    "Barista",
                    "Copper Kettle Café",
                    "Aldersby",
                    "June 2021 – present",
                    "Served up to 200 customers a shift; takings of about €1,500 — “no shortfalls”",
                    "Wrote the two-page checklist for food-safety, allergens and end-of-day cash-up still in use",
                ),
            ),
        ),
        _lines(SectionKind.SKILLS, "Skills", "Tools: SPSS, R, C++, C#, .NET", "Methods: interviews"),
        _lines(SectionKind.INTERESTS, "Interests", "Choir, hill walking"),
    )
    return _draft(TailoredCV(CONTACT, sections))


@pytest.fixture
def letter_draft() -> Draft:
    """A letter with every part that a letter has."""
    slots = (
        SlotText("opening", (Sentence("I walked past the Harbourlight garden every day.", Author.HUMAN),)),
        SlotText(
            "evidence-1",
            (
                Sentence("In July 2023 I spent one week observing at a psychology clinic.", Author.CV),
                Sentence("As a peer mentor I met six first-year students fortnightly.", Author.CV),
            ),
        ),
        SlotText("closing", (Sentence("I am free to start in January.", Author.HUMAN),)),
    )
    recipient = ("Ms Ada Okafor", "Harbourlight CIC", "12 Quay Street")
    signature = "Maya Lindqvist-Rao"
    return _draft(
        Letter(
            CONTACT,
            recipient,
            "24 November 2026",
            "Dear Ms Okafor,",
            slots,
            "Yours sincerely,",
            signature,
            "Community Support Worker (ref. HL-204)",
        )
    )


@pytest.fixture
def cv_with() -> Callable[..., Draft]:
    """Builds a CV of one entry from a name, a heading and bullets."""

    def build(*bullets: str, name: str = "Maya Lindqvist-Rao", title: str = "Observer", place: str = "") -> Draft:
        entry = _entry(title, "Fernhill Clinic", place, "July 2023", *bullets)
        section = TailoredSection(SectionKind.WORK, "Experience", (entry,))
        return _draft(TailoredCV(Contact(name=_quote(name)), (section,)))

    return build
