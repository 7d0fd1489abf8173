"""Cuts text into sentences and bullets with offsets; a line break always ends one, an abbreviation never does."""

from __future__ import annotations

import re
from functools import lru_cache

from jobhelper.models import Span

_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Ltd|Inc|Co|Corp|vs|etc|e\.g|i\.e|No|Dept|approx|Hons|B\.Sc|M\.Sc|Ph\.D|B\.A|M\.A"
    r"|B\.S|M\.S|U\.K|U\.S|a\.m|p\.m|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Bros|S\.r\.l|Univ|Assoc|incl|ca|[A-Z])\.$"
)
_STOP = re.compile(r"[.!?…][\"'”’)\]*_]*(?=\s+[\"'“‘(*_]*[^\W_a-z])")
_LONGEST_ABBREVIATION = 16
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")


def _cuts(line: str) -> list[tuple[int, int]]:
    spans, cut = [], 0
    for stop in _STOP.finditer(line):
        before = line[max(cut, stop.start() - _LONGEST_ABBREVIATION) : stop.start() + 1]
        if before.endswith(".") and _ABBREVIATION.search(before):
            continue
        spans.append((cut, stop.end()))
        cut = stop.end()
    spans.append((cut, len(line)))
    return spans


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[Span, ...]:
    """Ranges of the sentences and bullets of `text`, white space around them left out; each holds a letter or digit."""
    spans = []
    for line in _LINE.finditer(text):
        for start, end in _cuts(line.group()):
            piece = line.group()[start:end]
            if not any(c.isalnum() for c in piece):
                continue
            left = line.start() + start + len(piece) - len(piece.lstrip())
            spans.append(Span(left, left + len(piece.strip())))
    return tuple(spans)


LONGEST = 800
"""Most characters of a sentence that is worth reading as one; the longest that people write have about 500."""


def bounded(text: str, span: Span) -> tuple[Span, ...]:
    """`span` in pieces of at most `LONGEST` characters, cut after a comma or semicolon, else at a space, else anywhere.

    Grammar costs more than linear time in the length of a sentence, and a page of words without a stop is no sentence.
    """
    pieces, start = [], span.start
    while span.end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max(window.rfind(mark) + len(mark) for mark in (", ", "; "))
        if cut < LONGEST // 2:
            cut = window.rfind(" ") + 1
        cut = cut if cut >= LONGEST // 2 else LONGEST
        pieces.append(Span(start, start + cut))
        start += cut
    return (*pieces, Span(start, span.end))
