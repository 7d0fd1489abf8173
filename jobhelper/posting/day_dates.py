"""Finds single days in running text: "14 March 2025", "3/14/2025", "14.03.2025", "Friday 14 March", "in two weeks"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fourteen": 14, "twenty-one": 21, "thirty": 30,
}  # fmt: skip
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>20\d\d|['’]\d\d)"
_WEEKDAY = r"(?:(?P<weekday>" + "|".join(_DAYS) + r"|mon|tues?|wed|thurs?|fri|sat|sun)\b\.?,?\s+(?:the\s+)?)?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_COUNT = r"(?P<count>\d{1,2}|" + "|".join(_COUNTS) + r")"
_FLAGS = re.IGNORECASE

_DAY_FIRST = re.compile(rf"\b{_WEEKDAY}(?<!\d[./-]){_DAY}(?:\s+of)?[\s,.-]+{_MONTH}(?:[\s,.-]+{_YEAR}(?!\d))?", _FLAGS)
_MONTH_FIRST = re.compile(rf"\b{_WEEKDAY}{_MONTH}\s+(?:the\s+)?{_DAY}(?!\d)(?:,?\s+{_YEAR}(?!\d))?", _FLAGS)
_ISO = re.compile(r"(?<![\d-])(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d])")
_NUMERIC = re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>20\d\d|\d\d)(?![\d/])")
_MONTH_END = re.compile(
    rf"\b(?P<edge>end|last day|mid|middle|beginning|start) of (?:(?P<which>the|this|next) "
    rf"month|{_MONTH}(?:\s+{_YEAR})?)",
    _FLAGS,
)
_IN_COUNT = re.compile(
    rf"\b(?:in|within|after)\s+(?:the next\s+)?{_COUNT}\s+(?P<unit>day|week|month)s?(?:['’]? time)?\b"
    rf"|\b(?P<count2>\d{{1,2}}|{'|'.join(_COUNTS)})\s+(?P<unit2>day|week|month)s?\s+"
    r"(?:from|after|of)\s+(?:the\s+)?(?:date|day|now|today|publication|posting|this|appearance)",
    _FLAGS,
)
_WEEKDAY_ONLY = re.compile(
    rf"\b(?P<pre>next|this|coming)?\s*(?:week\s+)?(?P<weekday>{'|'.join(_DAYS)})"
    rf"\b(?P<post>\s+(?:next week|week))?(?!\s+\d)",
    _FLAGS,
)
_NEAR = re.compile(r"\b(?P<word>today|tonight|tomorrow|this week|end of the week|next week)\b", _FLAGS)


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day in a text, with the place of its words; `exact` is False for one counted from a base date."""

    day: date
    start: int
    end: int
    exact: bool


def find_days(text: str, *, base: date | None = None, month_first: bool = False) -> tuple[DayFound, ...]:
    """Every day that `text` names, in order of place.

    `base` is the day on which the text was seen or posted; without it, days without a year and relative days ("in two
    weeks") are left out. `month_first` reads 3/4/2025 as the fourth of March, which only matters where both orders
    make a date.
    """
    found: list[DayFound] = []
    for finder in (_iso_days, _word_days, _month_ends, _relative_days):
        found.extend(finder(text, base))
    found.extend(_numeric_days(text, month_first))
    found.sort(key=lambda d: (d.start, -d.end))
    kept: list[DayFound] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return tuple(kept)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(written: str) -> int:
    digits = int(written.lstrip("'’"))
    return digits if digits > 99 else 2000 + digits


def _iso_days(text: str, base: date | None) -> Iterator[DayFound]:
    del base
    for match in _ISO.finditer(text):
        day = _safe(int(match["year"]), int(match["month"]), int(match["day"]))
        if day:
            yield DayFound(day, match.start(), match.end(), True)


def _word_days(text: str, base: date | None) -> Iterator[DayFound]:
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            month, number = _MONTHS[match["month"].lower()], int(match["day"])
            day = _safe(_full_year(match["year"]), month, number) if match["year"] else _next(month, number, base)
            if day:
                yield DayFound(day, match.start(), match.end(), bool(match["year"]))


def _next(month: int, number: int, base: date | None) -> date | None:
    """The first such day on or after `base`, or shortly before it: a posting is often read after it closed."""
    if base is None:
        return None
    grace = base - timedelta(days=60)
    for year in (grace.year, grace.year + 1):
        day = _safe(year, month, number)
        if day and day >= grace:
            return day
    return None


def _numeric_days(text: str, month_first: bool) -> Iterator[DayFound]:
    for match in _NUMERIC.finditer(text):
        a, b, year = int(match["a"]), int(match["b"]), _full_year(match["year"])
        american = month_first and match["sep"] != "."
        orders = ((a, b), (b, a)) if american else ((b, a), (a, b))
        day = next((d for month, number in orders if (d := _safe(year, month, number))), None)
        if day:
            yield DayFound(day, match.start(), match.end(), True)


def _last_of(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _month_ends(text: str, base: date | None) -> Iterator[DayFound]:
    for match in _MONTH_END.finditer(text):
        first = _month_meant(match, base)
        if first is None:
            continue
        edge = match["edge"].lower()
        day = first.replace(day=15) if edge.startswith("mid") else first
        day = _last_of(first.year, first.month) if edge in {"end", "last day"} else day
        yield DayFound(day, match.start(), match.end(), bool(match["month"] and match["year"]))


def _month_meant(match: re.Match[str], base: date | None) -> date | None:
    if match["month"] and match["year"]:
        return date(_full_year(match["year"]), _MONTHS[match["month"].lower()], 1)
    if base is None:
        return None
    if match["month"]:
        month = _MONTHS[match["month"].lower()]
        return date(base.year + (month < base.month), month, 1)
    step = match["which"].lower() == "next"
    month = base.month + step
    return date(base.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _relative_days(text: str, base: date | None) -> Iterator[DayFound]:
    if base is None:
        return
    for match in _IN_COUNT.finditer(text):
        count, unit = match["count"] or match["count2"], (match["unit"] or match["unit2"]).lower()
        number = int(count) if count.isdigit() else _COUNTS[count.lower()]
        yield DayFound(_add(base, number, unit), match.start(), match.end(), False)
    for match in _WEEKDAY_ONLY.finditer(text):
        yield DayFound(_weekday(match, base), match.start(), match.end(), False)
    for match in _NEAR.finditer(text):
        yield DayFound(_near(match["word"].lower(), base), match.start(), match.end(), False)


def _add(base: date, number: int, unit: str) -> date:
    if unit != "month":
        return base + timedelta(days=number * (7 if unit == "week" else 1))
    month = base.month - 1 + number
    year, month = base.year + month // 12, month % 12 + 1
    return date(year, month, min(base.day, _last_of(year, month).day))


def _weekday(match: re.Match[str], base: date) -> date:
    ahead = (_DAYS.index(match["weekday"].lower()) - base.weekday()) % 7
    post, pre = (match["post"] or "").lower(), (match["pre"] or "").lower()
    if "next week" in post:
        return base + timedelta(days=7 - base.weekday() + _DAYS.index(match["weekday"].lower()))
    if post.strip() == "week":
        return base + timedelta(days=ahead + 7)
    return base + timedelta(days=ahead or (7 if pre == "next" else 0))


def _near(word: str, base: date) -> date:
    if word in {"today", "tonight"}:
        return base
    if word == "tomorrow":
        return base + timedelta(days=1)
    sunday = base + timedelta(days=6 - base.weekday())
    return sunday + timedelta(days=7) if word == "next week" else sunday
