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
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")


def _cuts(line: str) -> list[tuple[int, int]]:
    spans, cut = [], 0
    for stop in _STOP.finditer(line):
        if line[stop.start()] == "." and _ABBREVIATION.search(line[cut : stop.start() + 1]):
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
