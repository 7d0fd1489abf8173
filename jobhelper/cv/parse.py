"""Document to CV: sections, entries, skills, contact and facts, every one with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from jobhelper.cv.build import Builder
from jobhelper.cv.columns import part_columns
from jobhelper.cv.contact import read_contact
from jobhelper.cv.headings import Heading, find_headings, fold_heading
from jobhelper.cv.lines import Line, cv_lines, join_wrapped, make_line, wrap_width
from jobhelper.errors import UserError
from jobhelper.models import CV, BlockKind, Contact, Document, Doubt, Entry, Section, SectionKind

_ENTRY_SECTIONS = {
    SectionKind.WORK,
    SectionKind.EDUCATION,
    SectionKind.PROJECTS,
    SectionKind.VOLUNTEER,
    SectionKind.AWARDS,
    SectionKind.CERTIFICATES,
    SectionKind.PUBLICATIONS,
    SectionKind.OTHER,
}

MAX_CHARACTERS = 150_000
"""Longest text that is read as a CV; ten full pages have about 40,000 characters."""

_ENDLESS = re.compile(r"[ \t\u00a0\u2000-\u200a]{600}")
_NOT_OURS = {SectionKind.REFERENCES, SectionKind.CONTACT}


@dataclass
class _Room:
    """A section while it is read."""

    heading: Heading
    kind: SectionKind
    lines: list[Line] = field(default_factory=list)


def parse_cv(document: Document) -> CV:
    """The CV that a document holds; the same document gives the same CV.

    Nothing is invented: what can't be told is None, and a doubt says so. A CV without headings still gives its facts.
    Raises UserError for a text that is far too long for a CV, or holds endless white space.
    """
    text = document.text
    _check_bounds(document)
    lines, furniture = cv_lines(document)
    wrap = wrap_width(lines)
    lines, columns = part_columns(lines)
    headings = find_headings(lines)
    top, rooms = _rooms(lines, headings)
    headers = [line for line in furniture if line.kind is BlockKind.PAGE_HEADER]
    contact_lines = headers + top + [line for room in rooms if room.kind is SectionKind.CONTACT for line in room.lines]
    # Referees' addresses are not the applicant's.
    others = [line for room in rooms if room.kind not in _NOT_OURS for line in room.lines]
    contact, doubts = read_contact(contact_lines or lines[:6], others, text)
    builder = Builder(text)
    for line in join_wrapped(top, text, wrap):
        builder.add_lines([line], SectionKind.CONTACT if _near_contact(line, contact_lines) else SectionKind.PROFILE)
    for room in rooms:
        statements = join_wrapped(room.lines, text, wrap)
        if room.kind in _ENTRY_SECTIONS:
            builder.add_entries(statements, room.kind, room.heading.title)
        else:
            builder.add_lines(statements, room.kind)
    doubts += builder.doubts
    doubts += [Doubt(*span, "Two columns stood side by side here; check that each line is whole.") for span in columns]
    if not rooms:
        doubts.append(Doubt(0, min(len(text), 80), "No section headings were found; check what was read."))
    return CV(
        text=text,
        contact=contact,
        sections=_sections(rooms),
        entries=_places_told(builder.entries, contact),
        skills=tuple(builder.skills),
        facts=builder.facts.ordered(),
        source=document.name,
        sha256=document.sha256,
        doubts=tuple(doubts),
    )


def _check_bounds(document: Document) -> None:
    if len(document.text) > MAX_CHARACTERS:
        raise UserError(
            f"This text is too long for a CV: {len(document.text):,} characters.",
            f"At most {MAX_CHARACTERS:,} are read; give only the CV.",
            where=document.name,
        )
    if _ENDLESS.search(document.text):
        raise UserError(
            "This text holds a line with hundreds of spaces in a row.",
            "Save it anew without them.",
            where=document.name,
        )


def _rooms(lines: list[Line], headings: list[Heading]) -> tuple[list[Line], list[_Room]]:
    by_start = {heading.line.start: heading for heading in headings}
    studies = sum(heading.kind is SectionKind.EDUCATION for heading in headings)
    top: list[Line] = []
    rooms: list[_Room] = []
    for line in lines:
        heading = by_start.get(line.start)
        if heading is not None:
            rooms.append(_Room(heading, _settled(heading, studies)))
            if heading.body is not None:
                rest = line.text[heading.body - line.start :]
                rooms[-1].lines.append(make_line(rest, heading.body, line.indent, False))
        elif rooms:
            rooms[-1].lines.append(line)
        else:
            top.append(line)
    return top, rooms


def _settled(heading: Heading, studies: int) -> SectionKind:
    """`Training` is where a musician studied, but short courses where education has a section of its own."""
    if studies > 1 and fold_heading(heading.title) == "training":
        return SectionKind.CERTIFICATES
    return heading.kind


def _near_contact(line: Line, contact_lines: list[Line]) -> bool:
    """Whether a line above the first heading is contact rather than the opening words of a profile."""
    return (
        len(line.text.split()) <= 14
        or "@" in line.text
        or re.search(r"\d{4}", line.text) is not None
        or not contact_lines
    )


def _sections(rooms: list[_Room]) -> tuple[Section, ...]:
    sections = []
    for room in rooms:
        lines = [room.heading.line, *room.lines]
        start = min(line.start for line in lines)
        sections.append(Section(room.kind, room.heading.title, start, max(line.end for line in lines)))
    return tuple(sorted(sections, key=lambda section: section.start))


def _places_told(entries: list[Entry], contact: Contact) -> tuple[Entry, ...]:
    """The entries in order; a lone word after a role is a place where the CV names it as one elsewhere."""
    places = {entry.location.text for entry in entries if entry.location}
    places |= {part.strip() for quote in (contact.location, contact.address) if quote for part in quote.text.split(",")}
    told = [
        replace(entry, organisation=None, location=entry.organisation)
        if entry.organisation and entry.location is None and entry.organisation.text in places
        else entry
        for entry in entries
    ]
    return tuple(sorted(told, key=lambda entry: entry.start))
