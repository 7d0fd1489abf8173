"""Holds the dates of a draft against the CV's: since when, and from when to when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.hits import Hit
from jobhelper.checking.rules.durations import spoken_of, when
from jobhelper.checking.rules.time_pool import Stay, Times, months_of, times
from jobhelper.models import Category, DateRange, PartialDate, Quote, Severity
from jobhelper.text.dates import find_date_ranges

_MAY_DATE = re.compile(r"(?:19|20)\d\d|['’]\d\d|\d/\d\d")
_LATE_MONTHS = 1
_SEASON = 2


def date_hits(case: Case) -> Iterator[Hit]:
    """Every range of dates, and every start of what goes on, that the CV's own dates contradict."""
    known = times(case.index)
    if not known.ranges:
        return
    for reading in case.readings:
        if not reading.claimed or not _MAY_DATE.search(reading.statement.text):
            continue
        for dates in _ranges(reading.statement.text):
            if _is_claimed(dates, reading):
                yield from _judge(dates, reading, known)


@lru_cache(maxsize=4096)
def _ranges(text: str) -> tuple[DateRange, ...]:
    # The day settles nothing here but two-digit years.
    return tuple(find_date_ranges(text, date(2030, 1, 1)))


def _is_claimed(dates: DateRange, reading: Reading) -> bool:
    end = dates.offset + len(dates.text)
    return any(dates.offset < reading.words[i].end and reading.words[i].start < end for i in reading.claimed)


def _judge(dates: DateRange, reading: Reading, known: Times) -> Iterator[Hit]:
    stays = _entries(reading, known)
    named = spoken_of(reading, known)
    own = [r for stay in stays for r in stay.ranges]
    elsewhere = any(_equal(dates, other) for other in known.ranges)
    if any(_equal(dates, other) for other in own) or (elsewhere and (not named or dates.current)):
        return
    if dates.current:
        yield from _since(dates, reading, known, stays)
    elif dates.start is not None and dates.end is not None and _is_range(dates):
        yield from _between(dates, reading, known, stays)


def _is_range(dates: DateRange) -> bool:
    first, last = months_of(dates)
    return dates.start != dates.end and last > first


def _equal(one: DateRange, two: DateRange) -> bool:
    """Whether two ranges say the same as far as both go: 2021 to 2024 is Sept 2021 to July 2024."""
    if one.current != two.current:
        return False
    if two.start == two.end and one.start != one.end:
        return False
    same_start = _same(one.start, two.start)
    return same_start if one.current else same_start and _same(one.end, two.end)


def _same(one: PartialDate | None, two: PartialDate | None) -> bool:
    if one is None or two is None:
        return one is two
    if one.year != two.year:
        return False
    return one.month is None or two.month is None or one.month == two.month


def _entries(reading: Reading, known: Times) -> list[Stay]:
    """The entries that the statement names; else the one that it is aligned with."""
    named = [s for s in spoken_of(reading, known) if s.dates is not None]
    if named:
        return named
    return [s for s in known.stays if s.entry.id == reading.alignment.entry_id and s.dates is not None]


def _since(dates: DateRange, reading: Reading, known: Times, stays: list[Stay]) -> Iterator[Hit]:
    """`since August 2022`: earlier than the entry began, or a month that the CV does not name."""
    claimed = months_of(dates)[0]
    starts = {months_of(r)[0]: r for r in known.ranges if r.start is not None}
    month_given = dates.start is not None and dates.start.month is not None
    if any(claimed == start for start in starts) or (not month_given and any(claimed == s // 12 * 12 for s in starts)):
        return
    begun = [months_of(s.dates)[0] for s in stays if s.dates is not None and s.dates.start is not None]
    if begun and claimed >= min(begun) - (0 if month_given else 11):
        return
    hard = bool(begun) and bool(spoken_of(reading, known)) and month_given
    yield _hit(dates, reading, "duration.since", stays, hard=hard)


def _between(dates: DateRange, reading: Reading, known: Times, stays: list[Stay]) -> Iterator[Hit]:
    """`December 2023 to May 2025`: reaching beyond the entry where no range of the CV is the same."""
    first, last = months_of(dates)
    if any(_holds(s, first, last) for s in stays) or _together(stays, first, last):
        return
    covering = [r for r in known.ranges if months_of(r)[0] <= first and last <= months_of(r)[1]]
    if covering and not stays:
        return
    named = spoken_of(reading, known)
    alone = len(named) == 1 and not any(_equal(dates, other) for other in known.ranges)
    hard = alone and _reaches_beyond(named[0], first, last)
    yield _hit(dates, reading, "duration.dates", stays, hard=hard)


def _holds(stay: Stay, first: int, last: int) -> bool:
    """Whether a stay's dates, or any dates inside its entry, hold the range, a month more or less."""
    return any(
        begin - _LATE_MONTHS <= first and last <= end + _LATE_MONTHS for begin, end in map(months_of, stay.ranges)
    )


def _reaches_beyond(stay: Stay, first: int, last: int) -> bool:
    """Whether a range begins or ends a season before or after everything that the entry dates."""
    spans = [months_of(r) for r in stay.ranges]
    return first <= min(a for a, _ in spans) - _SEASON or last >= max(b for _, b in spans) + _SEASON


def _together(stays: list[Stay], first: int, last: int) -> bool:
    """Whether the entries of one house hold the range between them: two degrees at one university."""
    spans = [months_of(r) for stay in stays for r in stay.ranges]
    if len(stays) < 2:
        return False
    return min(a for a, _ in spans) - _LATE_MONTHS <= first and last <= max(b for _, b in spans) + _LATE_MONTHS


def _hit(dates: DateRange, reading: Reading, rule: str, stays: list[Stay], *, hard: bool) -> Hit:
    base = reading.statement.start
    evidence: tuple[Quote, ...] = tuple(when(s) for s in stays[:2])
    own = stays[0].dates if stays else None
    return Hit(
        reading.statement.index,
        base + dates.offset,
        base + dates.offset + len(dates.text),
        Category.INFLATED_DURATION,
        Severity.HIGH if hard else Severity.MEDIUM,
        rule if hard else f"{rule}.doubtful",
        evidence,
        hard,
        own.text if own is not None else "",
        own.text if own is not None and len(stays) == 1 else None,
        0.7,
    )
