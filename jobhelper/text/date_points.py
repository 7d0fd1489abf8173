"""Single dates in running text, in every usual form: what date ranges are made of."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from jobhelper import resources
from jobhelper.models import PartialDate

_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_YEAR_ALONE = (
    rf"(?<![\w£$€])(?<!\d[.,:]){_YEAR}(?![\w%£$€])(?![.,:]\d)"
    r"(?!\s?(?:hours|words|copies|credits|people|participants|rows|records|lines|followers|students|members|items)\b)"
    r"(?!-(?:word|page|row|hour|seat|strong|person|piece))"
)
_COLLAPSED = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Point:
    """One date in the text; `weak` ones (a bare month, a two-digit year) count only as part of a range.

    `first` and `last` differ for spans such as 2019/20; a year of 0 is still to be borrowed.
    """

    start: int
    end: int
    first: PartialDate
    last: PartialDate
    weak: bool = False
    kind: str = ""

    @property
    def bare_year(self) -> bool:
        """Whether nothing but a year is given."""
        return self.kind == "year"


@cache
def date_words() -> tuple[dict[str, int], dict[str, list[str]]]:
    """The number of each month's name, and the other words of dates by group."""
    data = tomllib.loads(resources.lexicon("dates").read_text("utf-8"))
    return {name: int(number) for number, names in data["months"].items() for name in names}, data["words"]


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"


@cache
def _point_pattern() -> re.Pattern[str]:
    months, words = date_words()
    month = rf"(?:{any_of(months)})\b\.?"
    season = rf"(?:{any_of(words['seasons'])})"
    parts = [
        rf"(?P<dmy>(?<![\w.])(?P<dmy_d>\d{{1,2}})(?:st|nd|rd|th|\.|º)?\s+(?:of\s+|de\s+)?(?P<dmy_m>{month}),?\s+(?:de\s+)?(?P<dmy_y>{_YEAR})\b)",
        rf"(?P<mdy>\b(?P<mdy_m>{month})\s+(?P<mdy_d>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<mdy_y>{_YEAR})\b)",
        rf"(?P<seasons>\b{season}s?(?:\s+(?:term|semester|break|holidays?|vacation|quarter))?(?:\s+of|,)?\s+(?P<seasons_y>{_YEAR}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*,\s*and\s+){_YEAR})*)\b(?:/\d\d\b)?)",
        rf"(?P<my>\b(?P<my_m>{month}),?\s*(?:of\s+|de\s+)?(?:[/-]\s*)?(?P<my_y>{_YEAR}|['’]\d\d)\b)",
        rf"(?P<ndate>(?<![\w.])(?P<ndate_d>\d{{1,2}})(?P<ndate_s>[./-])(?P<ndate_m>\d{{1,2}})(?P=ndate_s)(?P<ndate_y>{_YEAR})\b)",
        rf"(?P<iso>(?<![\w.])(?P<iso_y>{_YEAR})-(?P<iso_m>0[1-9]|1[0-2])-(?P<iso_d>[0-3]\d)\b)",
        rf"(?P<nmy>(?<![\w.,/£$€])(?P<nmy_m>0?[1-9]|1[0-2])\s?[./]\s?(?P<nmy_y>{_YEAR})\b)",
        rf"(?P<span>(?<![\w£$€.,])(?P<span_a>{_YEAR})\s?[/–-]\s?(?P<span_b>\d\d)(?![\w./]|-\d))",
        rf"(?P<nym>(?<![\w.])(?P<nym_y>{_YEAR})\s?[/.-]\s?(?P<nym_m>0[1-9]|1[0-2])(?![\w/]|\.\d))",
        rf"(?P<year>{_YEAR_ALONE})",
        r"(?P<nshort>(?<![\w./£$€])(?P<nshort_m>0[1-9]|1[0-2])/(?P<nshort_y>[0-3]\d)(?![\w/]))",
        rf"(?P<mshort>\b(?P<mshort_m>{month})\s+(?P<mshort_y>[0-3]\d)(?![\w:.%]|,\s*\d))",
        rf"(?P<dm>(?<![\w.])(?P<dm_d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?P<dm_m>{month}))",
        rf"(?P<m>\b(?P<m_m>{month}))",
    ]
    return re.compile("|".join(parts), re.IGNORECASE)


def find_points(text: str, this_year: int) -> Iterator[Point]:
    """Every date of the text in order, weak ones included; `this_year` settles two-digit years."""
    for match in _point_pattern().finditer(text):
        kind = match.lastgroup or ""
        kind = next(name for name in _MAKERS if match.group(name) is not None)
        made = _MAKERS[kind](match, this_year)
        if made is not None:
            first, last, weak = made
            yield Point(match.start(), match.end(), first, last, weak, kind)


_Made = tuple[PartialDate, PartialDate, bool] | None


def _month(word: str) -> int:
    return date_words()[0][_COLLAPSED.sub(" ", word).rstrip(".").lower()]


def _short_year(digits: str, this_year: int) -> int:
    year = this_year // 100 * 100 + int(digits[-2:])
    return year if year <= this_year + 10 else year - 100


def _same(when: PartialDate, weak: bool = False) -> _Made:
    return when, when, weak


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _named_day(kind: str, match: re.Match[str]) -> _Made:
    year, month, day = int(match[f"{kind}_y"]), _month(match[f"{kind}_m"]), int(match[f"{kind}_d"])
    return _same(PartialDate(year, month, day if _valid(year, month, day) else None))


def _numeric_day(match: re.Match[str], _: int) -> _Made:
    year, day, month = int(match["ndate_y"]), int(match["ndate_d"]), int(match["ndate_m"])
    if month > 12:
        day, month = month, day
    return _same(PartialDate(year, month, day)) if _valid(year, month, day) else None


def _month_year(match: re.Match[str], this_year: int) -> _Made:
    digits = match["my_y"]
    year = int(digits) if digits.isdigit() else _short_year(digits, this_year)
    return _same(PartialDate(year, _month(match["my_m"])))


def _seasons(match: re.Match[str], _: int) -> _Made:
    years = [int(year) for year in re.findall(_YEAR, match["seasons_y"])]
    return PartialDate(min(years)), PartialDate(max(years)), False


def _year_span(match: re.Match[str], _: int) -> _Made:
    first, short = int(match["span_a"]), int(match["span_b"])
    last = first // 100 * 100 + short
    last += 100 if last < first and short < 10 else 0
    if first < last <= first + 12 and not (1 <= short <= 12 and last != first + 1):
        return PartialDate(first), PartialDate(last), False
    return _same(PartialDate(first, short)) if 1 <= short <= 12 else None


_MAKERS: dict[str, Callable[[re.Match[str], int], _Made]] = {
    "dmy": lambda m, _: _named_day("dmy", m),
    "mdy": lambda m, _: _named_day("mdy", m),
    "seasons": _seasons,
    "my": _month_year,
    "ndate": _numeric_day,
    "iso": lambda m, _: _same(PartialDate(int(m["iso_y"]), int(m["iso_m"]), int(m["iso_d"]))),
    "nmy": lambda m, _: _same(PartialDate(int(m["nmy_y"]), int(m["nmy_m"]))),
    "span": _year_span,
    "nym": lambda m, _: _same(PartialDate(int(m["nym_y"]), int(m["nym_m"]))),
    "year": lambda m, _: _same(PartialDate(int(m["year"]))),
    "nshort": lambda m, y: _same(PartialDate(_short_year(m["nshort_y"], y), int(m["nshort_m"])), True),
    "mshort": lambda m, y: _same(PartialDate(_short_year(m["mshort_y"], y), _month(m["mshort_m"])), True),
    "dm": lambda m, _: _same(PartialDate(0, _month(m["dm_m"]), int(m["dm_d"])), True),
    "m": lambda m, _: _same(PartialDate(0, _month(m["m_m"])), True),
}
