"""Date ranges in running text, with offsets and the month arithmetic that durations rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from jobhelper.models import DateRange, PartialDate
from jobhelper.text.date_points import Point, any_of, date_words, find_points

SEASON_MONTHS = 3
"""Months that a season or a term counts for; the words give no more."""


@cache
def _joint_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    _, words = date_words()
    dash = r"(?:[-‐‑–—−~→]|->|--)"
    until = any_of(words["until"])
    until_now = rf"\s*(?:{dash}|\b{until}\b)\s*(?:{until}\s+)?"
    joint = re.compile(rf"\]?\)?\s*(?:{dash}|\b{until}\b)\s*(?:the\s+)?\[?", re.IGNORECASE)
    now = re.compile(rf"{until_now}{any_of(words['now'])}\b", re.IGNORECASE)
    since = re.compile(rf"\b{any_of(words['since'])}\s+(?:the\s+|le\s+)?$", re.IGNORECASE)
    end_only = re.compile(r"\b(?:until|till|bis|jusqu'en)\s+$", re.IGNORECASE)
    return joint, now, since, end_only


def find_date_ranges(text: str, today: date | None = None) -> list[DateRange]:
    """Every date or range of dates in the text, in order, with its words and offset.

    A single date is a range that ends where it starts. A year that only the end names is borrowed by the start.
    Seasons and terms count as their year.
    `today` only settles two-digit years (default: the day of the system).
    """
    points = list(find_points(text, (today or date.today()).year))
    joint, now, since, end_only = _joint_patterns()
    found: list[DateRange] = []
    index = 0
    while index < len(points):
        point = points[index]
        index += 1
        following = points[index] if index < len(points) else None
        opened = since.search(text, max(0, point.start - 24), point.start)
        begin = opened.start() if opened else point.start
        if following is not None and _joined(text, point, following, joint):
            index += 1
            found.append(_range(text, begin, following.end, *_borrow(point, following)))
        elif point.first.year and (going := now.match(text, point.end)):
            found.append(_range(text, begin, going.end(), point.first, None, current=True))
        elif point.weak:
            continue
        elif opened:
            found.append(_range(text, begin, point.end, point.first, None, current=True))
        elif closed := end_only.search(text, max(0, point.start - 12), point.start):
            found.append(_range(text, closed.start(), point.end, None, point.last))
        else:
            found.append(_range(text, begin, point.end, point.first, point.last))
    return found


def _range(
    text: str, start: int, end: int, first: PartialDate | None, last: PartialDate | None, *, current: bool = False
) -> DateRange:
    return DateRange(first, last, current, text[start:end], start)


def _joined(text: str, one: Point, other: Point, joint: re.Pattern[str]) -> bool:
    between = text[one.end : other.start]
    slashed = one.bare_year and other.bare_year and between.strip() == "/"
    if not slashed and not joint.fullmatch(between):
        return False
    if other.last.year == 0 or (other.weak and not one.weak):
        return False
    first, last = _borrow(one, other)
    return date_order(first) <= date_order(last, late=True)


def date_order(when: PartialDate, *, late: bool = False) -> tuple[int, int, int]:
    """A key that orders dates of any precision; a bare year counts as its start, or as its end with `late`."""
    return when.year, when.month or (12 if late else 1), when.day or (31 if late else 1)


def _borrow(one: Point, other: Point) -> tuple[PartialDate, PartialDate]:
    first, last = one.first, other.last
    if one.kind == "mshort" and other.kind == "mdy":
        # The number after the month is a day where the other side has day and year.
        first = PartialDate(0, first.month, first.year % 100)
    if first.year == 0:
        crosses_new_year = last.month is not None and (first.month or 0) > last.month
        first = PartialDate(last.year - crosses_new_year, first.month, first.day)
    return first, last


def months_between(start: PartialDate, end: PartialDate) -> int:
    """Months from `start` to `end`, both counted (June to August is 3); a bare year reaches from January to December.

    At least 0: an end before its start holds no month.
    """
    months = (end.year - start.year) * 12 + (end.month or 12) - (start.month or 1) + 1
    return max(months, 0)


def month_bounds(dates: DateRange, today: date | None = None) -> tuple[int, int]:
    """The fewest and the most months that the words allow, for what goes on up to `today` (default: the system's day).

    2020–2021 may be anything from two months to 24; a season counts for three; given days are counted as days.
    (0, 0) where the start is not said.
    """
    day = today or date.today()
    start = dates.start
    end = PartialDate(day.year, day.month) if dates.current else dates.end
    if start is None or end is None:
        return 0, 0
    most = months_between(start, end)
    years = len(set(re.findall(r"\b\d{4}\b", dates.text)))
    if _season_pattern().search(dates.text) and not dates.current and start.month is None:
        return SEASON_MONTHS * years - 2 * years, SEASON_MONTHS * years
    least = max(most - (11 if start.month is None else 0) - (11 if end.month is None else 0), 1)
    if start.day and end.day and most:
        days = (date(end.year, end.month or 1, end.day) - date(start.year, start.month or 1, start.day)).days + 1
        least = max(1, round(days / 30.44))
    return min(least, most), most


@cache
def _season_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(date_words()[1]['seasons'])}s?\b", re.IGNORECASE)


def union_months(ranges: Iterable[DateRange], today: date | None = None) -> int:
    """Most months that the ranges cover together, overlapping ones counted once."""
    day = today or date.today()
    covered: set[int] = set()
    for dates in ranges:
        end = PartialDate(day.year, day.month) if dates.current else dates.end
        if dates.start is None or end is None:
            continue
        if _season_pattern().search(dates.text) and not dates.current:
            years = {int(year) for year in re.findall(r"\b\d{4}\b", dates.text)}
            covered.update(year * 12 + 5 + extra for year in years for extra in range(SEASON_MONTHS))
            continue
        first = dates.start.year * 12 + (dates.start.month or 1) - 1
        covered.update(range(first, first + months_between(dates.start, end)))
    return len(covered)


_AROUND_DATES = re.compile(
    r"[\s\[\](){}|,;.:/•–—-]|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[\s-]+"
    r"(?:days?|weeks?|months?|years?)\b|\b(?:expected|predicted|from|in|each|about|part[- ]time|full[- ]time)\b",
    re.IGNORECASE,
)


def is_only_dates(text: str) -> bool:
    """Whether a line says nothing but when: dates, brackets, a length such as `(10 weeks)`."""
    if len(text) > 70 or not any(c.isdigit() for c in text):
        return False
    ranges = find_date_ranges(text)
    if not ranges:
        return False
    rest = text
    for dates in reversed(ranges):
        rest = rest[: dates.offset] + " " + rest[dates.offset + len(dates.text) :]
    return not _AROUND_DATES.sub("", rest).strip()
