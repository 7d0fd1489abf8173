"""Values that the store's tests keep and read back."""

from __future__ import annotations

from datetime import date

from jobhelper.models import (
    CV,
    ActivityKind,
    Author,
    AuthoredSpan,
    Bullet,
    Category,
    Contact,
    DateRange,
    DocumentKind,
    Draft,
    Entry,
    Fact,
    FactKind,
    Finding,
    Keyword,
    KeywordGroup,
    Letter,
    PartialDate,
    Posting,
    Quote,
    Report,
    Section,
    SectionKind,
    Sentence,
    Severity,
    SlotText,
)

CV_TEXT = "Ada Example\r\n\nExperience\nObserver, Clinic\u00a0One\n• One-week observation\tat a clinic\n\n\x0cﬁnis"


def sample_cv(text: str = CV_TEXT, source: str = "ada.pdf", sha256: str = "a" * 64) -> CV:
    start = text.index("One-week")
    bullet = Bullet("work-1.b1", text[start : start + 32], start, start + 32)
    entry = Entry(
        id="work-1",
        section=SectionKind.WORK,
        kind=ActivityKind.OBSERVATION,
        organisation=Quote("Clinic\u00a0One", 34, 44),
        title=None,
        location=None,
        dates=DateRange(PartialDate(2023, 6), None, current=True, text="since June 2023", offset=3),
        bullets=(bullet,),
        start=24,
        end=len(text),
    )
    fact = Fact("f1", FactKind.BULLET, bullet.text, bullet.start, bullet.end, "work-1")
    return CV(
        text=text,
        contact=Contact(name=Quote("Ada Example", 0, 11)),
        sections=(Section(SectionKind.WORK, "Experience", 13, len(text)),),
        entries=(entry,),
        skills=(),
        facts=(fact,),
        source=source,
        sha256=sha256,
    )


def sample_posting(text: str = "Support worker\nExperience of community service", sha256: str = "p" * 64) -> Posting:
    return Posting(
        text=text,
        title="Support worker",
        company="Harbour CIC",
        location="Leeds",
        deadline=date(2026, 11, 30),
        requirements=(),
        keywords=(Keyword("community service", KeywordGroup.DUTY, False, 29, 46),),
        sha256=sha256,
        captured=date(2026, 11, 1),
    )


def sample_draft(text: str = "I undertook community service.") -> Draft:
    sentence = Sentence(text, Author.MODEL, ("f1",))
    letter = Letter(
        contact=Contact(),
        recipient=("Harbour CIC",),
        date="1 November 2026",
        salutation="Dear hiring team,",
        slots=(SlotText("opening", (sentence,)),),
        farewell="Yours faithfully",
        signature="Ada Example",
    )
    return Draft(DocumentKind.LETTER, text, (AuthoredSpan(0, len(text), Author.MODEL),), letter, "offline")


def sample_report() -> Report:
    finding = Finding(
        2,
        29,
        "undertook community service",
        Category.RECLASSIFIED,
        Severity.HIGH,
        True,
        (Quote("One-week observation", 3, 23),),
        "Your CV calls this an observation.",
        "reclassified.kind",
        "observed",
    )
    return Report((finding,), (), (), 1, 1)
