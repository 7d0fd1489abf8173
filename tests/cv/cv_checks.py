"""The invariants that every parsed CV keeps, whatever stood in the file."""

from __future__ import annotations

from collections.abc import Iterator

from jobhelper.cv.columns import part_columns
from jobhelper.cv.headings import find_headings
from jobhelper.cv.lines import cv_lines
from jobhelper.models import CV, Document, Quote


def quotes(cv: CV) -> Iterator[tuple[str, int, int]]:
    """Every piece of text of the CV that claims a place in it."""
    contact = cv.contact
    singles = [contact.name, contact.email, contact.location, contact.address, contact.date_of_birth]
    for entry in cv.entries:
        singles += [entry.organisation, entry.title, entry.location, entry.degree, entry.grade]
        if entry.dates:
            yield entry.dates.text, entry.dates.offset, entry.dates.offset + len(entry.dates.text)
        yield from ((b.text, b.start, b.end) for b in entry.bullets)
    for quote in [*singles, *contact.phones, *contact.links]:
        if isinstance(quote, Quote):
            yield quote.text, quote.start, quote.end
    yield from ((s.name, s.start, s.end) for s in cv.skills)
    yield from ((f.text, f.start, f.end) for f in cv.facts)


def check_invariants(document: Document, cv: CV) -> None:
    """Fails with the piece that breaks an invariant."""
    assert cv.text == document.text
    for text, start, end in quotes(cv):
        assert cv.text[start:end] == text, f"{text!r} does not stand at {start}:{end}"
        assert text.strip() == text and text, f"{text!r} has white space around it"
    ids = [fact.id for fact in cv.facts]
    assert len(ids) == len(set(ids)), "two facts share an id"
    assert len({entry.id for entry in cv.entries}) == len(cv.entries), "two entries share an id"
    for entry in cv.entries:
        assert all(entry.start <= b.start < b.end <= entry.end for b in entry.bullets), f"{entry.id}: bullet outside"
    for fact in cv.facts:
        assert fact.entry_id is None or cv.entry(fact.entry_id) is not None
    check_nothing_lost(document, cv)


def check_no_overlap(cv: CV) -> None:
    """Entries of a CV in one column follow each other."""
    for before, after in zip(cv.entries, cv.entries[1:], strict=False):
        assert before.end <= after.start, f"{before.id} and {after.id} overlap"


def check_nothing_lost(document: Document, cv: CV) -> None:
    """Each word of each line that is no heading lies in a fact; a date alone on its line, in its entry."""
    lines, _ = cv_lines(document)
    lines, _ = part_columns(lines)
    headings = {heading.line.start: heading for heading in find_headings(lines)}
    covered = bytearray(len(cv.text))
    for fact in cv.facts:
        covered[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    for line in lines:
        heading = headings.get(line.start)
        if heading is not None and heading.body is None:
            continue
        start = heading.body if heading is not None and heading.body is not None else line.marker
        lost = [i for i in range(start, line.end) if cv.text[i].isalnum() and not covered[i]]
        assert not lost, f"lost {cv.text[lost[0] : lost[-1] + 1]!r} of {line.text!r}"
