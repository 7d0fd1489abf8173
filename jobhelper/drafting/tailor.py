"""The offline composer of CVs: chooses and orders what the CV says for one posting, and changes none of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from jobhelper.drafting.assemble import assemble
from jobhelper.drafting.compose import PROVIDER
from jobhelper.drafting.owned import owned_sentence
from jobhelper.drafting.phrases import load_phrases
from jobhelper.drafting.relevance import bullet_fact, rank_facts
from jobhelper.models import (
    CV,
    Author,
    Bullet,
    Coverage,
    CoverageStatus,
    Draft,
    DraftPlan,
    Entry,
    Posting,
    Quote,
    Section,
    SectionKind,
    Sentence,
    TailoredBullet,
    TailoredCV,
    TailoredEntry,
    TailoredSection,
    Writer,
)

MOST_BULLETS = 6
"""Bullets of one entry that a reader of a one-page CV still takes in; more are left out by relevance, and named."""

_MARK = re.compile(r"^\s*[•◦▪‣·*–-]\s+")
_SEPARATORS = " ,;|·•–—-\t"
_EVIDENCE_WORDS = 5


def compose_cv(
    plan: DraftPlan, cv: CV, posting: Posting, coverage: Sequence[Coverage], *, home: Path | None = None
) -> Draft:
    """The CV arranged for one posting: bullets by relevance where order is not the user's alone, every word the CV's.

    A summary is made only where the CV has none and the slot isn't the user's: from the CV's own words.
    """
    return cv_draft(tailored(plan, cv, posting, coverage, home=home), plan, PROVIDER)


def cv_draft(content: TailoredCV, plan: DraftPlan, provider: str) -> Draft:
    """The draft of a finished tailored CV; a summary that is planned for and empty is named in `missing`."""
    text, spans = assemble(content)
    written = any(section.kind is SectionKind.PROFILE and section.lines for section in content.sections)
    missing = tuple(slot for slot in plan.slots if slot.slot == "summary" and not written)
    return Draft(plan.document, text, spans, content, provider, missing=missing, slots=plan.slots)


def tailored(
    plan: DraftPlan, cv: CV, posting: Posting, coverage: Sequence[Coverage], *, home: Path | None = None
) -> TailoredCV:
    """The content of the arranged CV."""
    writers = {slot.slot: slot.writer for slot in plan.slots}
    ordered = writers.get("order", Writer.HUMAN) is not Writer.HUMAN
    ranks = {fact.id: rank for rank, (_, fact) in enumerate(rank_facts(cv, posting, coverage))}
    sections: list[TailoredSection] = []
    left_out: list[str] = []
    for section in cv.sections:
        if section.kind is SectionKind.CONTACT:
            continue
        entries = []
        for entry in (e for e in cv.entries if section.start <= e.start < section.end):
            chosen, dropped = _choose(cv, entry, ranks) if ordered else (list(entry.bullets), [])
            left_out.extend(bullet.text for bullet in dropped)
            entries.append(_entry(cv, entry, chosen))
        lines = () if entries else _lines(cv, section)
        sections.append(TailoredSection(section.kind, _title(cv, section), tuple(entries), lines))
    summary = _summary(cv, coverage, writers, home)
    if summary and sections and all(section.title.isupper() for section in sections):
        summary = [replace(summary[0], title=summary[0].title.upper())]
    return TailoredCV(cv.contact, (*summary, *sections), tuple(left_out))


def _choose(cv: CV, entry: Entry, ranks: dict[str, int]) -> tuple[list[Bullet], list[Bullet]]:
    def rank(bullet: Bullet) -> int:
        fact = bullet_fact(cv, bullet)
        return ranks.get(fact.id, len(ranks)) if fact is not None else len(ranks)

    best = sorted(entry.bullets, key=rank)
    return best[:MOST_BULLETS], best[MOST_BULLETS:]


def _title(cv: CV, section: Section) -> str:
    return section.title or cv.text[section.start : section.end].strip().split("\n", 1)[0].strip()


def _words(quote: Quote | None) -> str:
    return " ".join(quote.text.split()) if quote is not None else ""


def _entry(cv: CV, entry: Entry, bullets: Sequence[Bullet]) -> TailoredEntry:
    title = _words(entry.title) or _words(entry.degree)
    organisation, location = _words(entry.organisation), _words(entry.location)
    dates = " ".join(entry.dates.text.split()) if entry.dates is not None else ""
    if location and location in organisation:
        location = ""
    heading = " ".join(part for part in (title, organisation, location, dates) if part)
    details = [words for quote in (entry.degree, entry.grade) if (words := _words(quote)) and words not in heading]
    details.extend(line for line in _rest(cv, entry) if not any(line in known for known in [heading, *details]))
    return TailoredEntry(
        source=entry.id,
        title=title or (" ".join(entry.heading.split()) if not organisation else ""),
        organisation=organisation,
        location=location,
        dates=dates,
        bullets=tuple(TailoredBullet(" ".join(b.text.split()), Author.CV, b.id) for b in bullets),
        detail="\n".join(details),
    )


def _rest(cv: CV, entry: Entry) -> list[str]:
    """The entry's lines that neither its heading fields nor its bullets hold, joined where the page broke them."""
    taken = [(b.start, b.end) for b in entry.bullets]
    for quote in (entry.title, entry.organisation, entry.location, entry.degree, entry.grade):
        if quote is not None:
            taken.append((quote.start, quote.end))
    if entry.dates is not None and entry.dates.text:
        taken.append((entry.dates.offset, entry.dates.offset + len(entry.dates.text)))
    shown = list(cv.text[entry.start : entry.end])
    for start, end in taken:
        for place in range(max(start, entry.start), min(end, entry.end)):
            # What a heading field holds is parted from what stands beside it; a line end stays one.
            shown[place - entry.start] = "\n" if shown[place - entry.start] == "\n" else "\0"
    lines = []
    for line in "".join(shown).split("\n"):
        parts = [part.strip(_SEPARATORS) for part in re.split("[\0\t]+", line)]
        words = " ".join(part for part in parts if any(c.isalnum() for c in part))
        if words:
            lines.append(words)
    return _unwrapped(lines)


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Lines without bullet marks; a line that a page broke in the middle of a sentence is one with the line before."""
    result: list[str] = []
    for line in lines:
        words = " ".join(_MARK.sub("", line).split())
        if not words:
            continue
        if result and not _MARK.match(line) and (words[0].islower() or result[-1][-1] in ",;&-"):
            result[-1] = f"{result[-1]} {words}"
        else:
            result.append(words)
    return result


def _lines(cv: CV, section: Section) -> tuple[Sentence, ...]:
    body = cv.text[section.start : section.end]
    title = _title(cv, section)
    if body.lstrip().startswith(title):
        body = body.lstrip()[len(title) :]
    lines = [line for line in body.splitlines() if line.strip(" :\t")]
    if section.kind is SectionKind.PROFILE:
        lines = [" ".join(" ".join(lines).split())] if lines else []
    ids = [fact for fact in cv.facts if section.start <= fact.start < section.end]
    return tuple(
        Sentence(line, Author.CV, tuple(fact.id for fact in ids if " ".join(fact.text.split()) in line))
        for line in _unwrapped(lines)
    )


def _summary(
    cv: CV, coverage: Sequence[Coverage], writers: dict[str, Writer], home: Path | None
) -> list[TailoredSection]:
    has_profile = any(section.kind is SectionKind.PROFILE for section in cv.sections)
    if has_profile or writers.get("summary", Writer.HUMAN) is Writer.HUMAN:
        return []
    phrases = load_phrases(home=home)
    entry = next((e for e in cv.entries if e.section is SectionKind.EDUCATION), None)
    known = {"degree": _words(entry.degree or entry.title), "organisation": _words(entry.organisation)} if entry else {}
    first = phrases.fullest("cv", "summary", known)
    shown = [c.evidence[0] for c in coverage if c.status is CoverageStatus.SHOWN and c.evidence]
    words = list(dict.fromkeys(_words(q) for q in shown if len(q.text.split()) <= _EVIDENCE_WORDS))[:_EVIDENCE_WORDS]
    text = " ".join(part for part in (first, ", ".join(words) + "." if words else "") if part)
    if not text:
        return []
    line = owned_sentence(text, Author.COMPOSER, (), [*known.values(), *words])
    return [TailoredSection(SectionKind.PROFILE, phrases.words("cv", "summary_title"), (), (line,))]
