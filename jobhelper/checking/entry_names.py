"""Tells which entries of a CV a text names: by the organisation's name, or by the dates that stand beside it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from jobhelper.checking.cv_index import CvIndex
from jobhelper.models import Entry, PartialDate
from jobhelper.text.dates import find_date_ranges
from jobhelper.text.lemmas import lemma
from jobhelper.text.tokens import TokenKind, tokenise

_LEAST_NAMED = 0.6
# Words that many organisations share: a name isn't named by them alone.
_COMMON = frozenset(
    "university college school academy institute sixth form society student team club group association union "
    "hospital ward unit trust council centre center church library museum company ltd limited inc llc plc pty "
    "gmbh srl of the and for at primary secondary high elementary house hall shop store street road st north "
    "south east west new state city national county department faculty charity festival project course service "
    "services".split()
)


@lru_cache(maxsize=32)
def _names(index: CvIndex) -> tuple[tuple[str, frozenset[str]], ...]:
    """Entry ids with the lemmas of their organisation's name."""
    found = []
    for entry in index.entries.values():
        text = entry.organisation.text if entry.organisation is not None else ""
        parts = frozenset(
            lemma(t.text)
            for t in tokenise(text)
            if t.kind is TokenKind.WORD and (t.text[0].isupper() or len(t.text) > 3)
        )
        if parts:
            found.append((entry.id, parts))
    return tuple(found)


def named_entries(index: CvIndex, lemmas: frozenset[str]) -> tuple[str, ...]:
    """Entries whose organisation these words name: most of its name, and a part that is its own."""
    found = []
    for entry_id, parts in _names(index):
        shared = parts & lemmas
        telling = shared - _COMMON or (shared if shared == parts else frozenset())
        if telling and len(shared) >= _LEAST_NAMED * len(parts):
            found.append(entry_id)
    return tuple(found)


@lru_cache(maxsize=512)
def dates_in(text: str) -> tuple[tuple[PartialDate | None, PartialDate | None, bool], ...]:
    """The date ranges of a line that last for a while, as start, end and whether it goes on."""
    return tuple((r.start, r.end, r.current) for r in find_date_ranges(text) if r.current or r.start != r.end)


def dated_entries(index: CvIndex, text: str, among: Iterable[str]) -> tuple[str, ...]:
    """Those entries whose dates stand in `text`, start and end alike; the same start to the month goes first."""
    ranges = dates_in(text)
    found = tuple(e for e in among if _dated(index.entries[e], ranges)) if ranges else ()
    starts = {start for start, _, _ in ranges}
    return tuple(e for e in found if _start(index.entries[e]) in starts) or found


def _start(entry: Entry) -> PartialDate | None:
    return entry.dates.start if entry.dates is not None else None


def _dated(entry: Entry, ranges: tuple[tuple[PartialDate | None, PartialDate | None, bool], ...]) -> bool:
    own = entry.dates
    if own is None or own.start is None:
        return False
    return any(
        _alike(start, own.start) and (current == own.current if current or own.current else _alike(end, own.end))
        for start, end, current in ranges
    )


def _alike(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.year == other.year and (one.month == other.month or one.month is None or other.month is None)
