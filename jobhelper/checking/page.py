"""Says a report as one self-contained page: the draft left, the CV right, each finding lighting up its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path

from jobhelper.checking.messages import CONSEQUENCES, HEADINGS, QUESTION
from jobhelper.models import Finding, Question, Quote, Report

_ID = re.compile(r' id="[^"]*"')
_STYLE = Path(__file__).with_name("page.css")


@dataclass(frozen=True, slots=True)
class _Note:
    """A finding or question with its number on the page."""

    number: int
    kind: str
    start: int
    end: int
    evidence: tuple[Quote, ...]
    source: Finding | Question


def as_page(name: str, draft: str, cv_text: str, report: Report) -> str:
    """The report as HTML that needs no script, no network and no other file.

    Looking at a finding (by pointer or by keyboard) marks the CV's words that answer it; without style sheets the notes
    still say everything in order.
    """
    notes = _notes(report)
    rules = "\n".join(
        f"body:has(#d{n.number}:is(:hover,:focus),#n{n.number}:is(:hover,:focus)) .e{n.number}"
        "{background:var(--lit);outline:1px solid currentColor}"
        for n in notes
    )
    marks = [(n.start, n.end, _mark(n)) for n in notes]
    lights = [(q.start, q.end, f'<span class="e{n.number}">') for n in notes for q in n.evidence if q.start >= 0]
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(name)}: held against the CV</title>",
            f"<style>{_STYLE.read_text('utf-8')}\n{rules}</style></head><body>",
            f"<header><h1>{escape(name)}</h1><p>{_total(report)}</p></header><main>",
            '<section aria-label="Draft"><h2>The draft</h2>',
            f'<div class="text">{_woven(draft, marks, "mark", notes)}</div>',
            f'<ol class="notes">{"".join(_note(n) for n in notes)}</ol></section>',
            '<section class="cv" aria-label="CV"><h2>Your CV</h2>'
            f'<div class="text">{_woven(cv_text, lights, "span", ())}</div></section>',
            "</main><footer><p>The checker reads your CV, the posting and this draft, and nothing else. "
            "It can't know what your CV leaves out: what is true and missing belongs into your CV.</p></footer>",
            "</body></html>",
        ]
    )


def _notes(report: Report) -> list[_Note]:
    rows: list[tuple[int, int, str, tuple[Quote, ...], Finding | Question]] = [
        *((f.start, f.end, f.severity.value, f.evidence, f) for f in report.findings),
        *((q.start, q.end, "question", q.evidence, q) for q in report.questions),
    ]
    rows.sort(key=lambda row: (row[0], row[1]))
    return [
        _Note(number, kind, start, end, evidence, source)
        for number, (start, end, kind, evidence, source) in enumerate(rows, 1)
    ]


def _mark(note: _Note) -> str:
    return f'<mark id="d{note.number}" class="{note.kind}" tabindex="0" aria-describedby="n{note.number}">'


def _woven(text: str, spans: Iterable[tuple[int, int, str]], tag: str, notes: Iterable[_Note]) -> str:
    """`text` escaped, with a tag around each span; spans that cross are cut where they cross."""
    rows = sorted(spans, key=lambda s: (s[0], -s[1]))
    cuts = sorted({0, len(text), *(p for s in rows for p in s[:2] if 0 <= p <= len(text))})
    numbers: dict[int, list[int]] = {}
    for note in notes:
        numbers.setdefault(note.end, []).append(note.number)
    pieces = []
    for start, end in pairwise(cuts):
        around = [opening for a, b, opening in rows if a <= start and end <= b]
        label = "".join(f"<sup>{number}</sup>" for number in numbers.get(end, ()) if around)
        # An id may stand once only: a span that was cut keeps it on its first piece.
        first = [o if any(a == start and o == r for a, _, r in rows) else _without_id(o) for o in around]
        pieces.append("".join(first) + escape(text[start:end]) + label + f"</{tag}>" * len(around))
    return "".join(pieces)


def _without_id(opening: str) -> str:
    return _ID.sub("", opening)


def _note(note: _Note) -> str:
    if isinstance(note.source, Finding):
        heading, line = HEADINGS[note.source.category], note.source.message
        tail = f"<p>{escape(CONSEQUENCES[note.source.severity])}</p>{_mend(note.source)}"
    else:
        heading, line, tail = QUESTION, "Your CV neither says this nor rules it out.", ""
    quotes = "".join(f"<p>Your CV: <q>{escape(' '.join(q.text.split()))}</q></p>" for q in note.evidence[:2])
    return (
        f'<li id="n{note.number}" class="{note.kind}" tabindex="0"><strong>{note.number}. {escape(heading)}</strong>'
        f"<p><q>{escape(' '.join(note.source.quote.split()))}</q></p><p>{escape(line)}</p>{quotes}{tail}</li>"
    )


def _mend(finding: Finding) -> str:
    if finding.repair is None:
        return ""
    return f"<p>Use: <q>{escape(finding.repair)}</q></p>" if finding.repair else "<p>Or leave it out.</p>"


def _total(report: Report) -> str:
    return (
        f"{len(report.findings)} not borne out by your CV, {len(report.questions)} to answer yourself, "
        f"{len(report.borne_out)} borne out."
    )
