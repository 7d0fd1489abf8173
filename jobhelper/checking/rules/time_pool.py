"""What a CV's dates and stated lengths allow: how long each entry may have lasted, and which dates it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jobhelper.checking.cv_index import CvIndex, Segment, is_content
from jobhelper.checking.rules.number_pool import Given, kept
from jobhelper.models import ActivityKind, DateRange, Entry, PartialDate, Quote
from jobhelper.text.dates import find_date_ranges, month_bounds, union_months
from jobhelper.text.lemmas import lemma
from jobhelper.text.number_words import table
from jobhelper.text.numbers import Quantity, QuantityKind, find_quantities
from jobhelper.text.tokens import tokenise

DAYS_A_MONTH = 30.4
_SLACK_MONTHS = 9
_COURSE_MONTHS = 48
_WITHOUT_END = 9999
_FULL_WEEK_HOURS = 37.5
_STUDY = frozenset({ActivityKind.EDUCATION, ActivityKind.COURSEWORK, ActivityKind.CERTIFICATE, ActivityKind.AWARD})
_PAID = frozenset(
    {
        ActivityKind.EMPLOYMENT,
        ActivityKind.INTERNSHIP,
        ActivityKind.PLACEMENT,
        ActivityKind.FREELANCE,
        ActivityKind.UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True)
class Stay:
    """One entry in time: `most` months at best, by its dates and by the lengths it states; what goes on may be longer.

    `houses` are the words of its organisation, `titles` those of its title that no other entry has, `ranges` every
    range of dates inside it."""

    entry: Entry
    dates: DateRange | None
    most: float
    houses: frozenset[str]
    titles: frozenset[str]
    words: frozenset[str]
    stated: tuple[Given, ...]
    ranges: tuple[DateRange, ...]

    @property
    def is_study(self) -> bool:
        """Whether it is a course, a certificate or an award and no work."""
        return self.entry.kind in _STUDY

    @property
    def is_activity(self) -> bool:
        """Whether it lasts: a certificate or an award does not."""
        return self.entry.kind not in {ActivityKind.CERTIFICATE, ActivityKind.AWARD}

    @property
    def is_paid_work(self) -> bool:
        """Whether it may count as professional experience."""
        return self.entry.kind in _PAID


@dataclass(frozen=True, slots=True)
class Times:
    """All that a CV says about time; `latest` is the day up to which what goes on may be counted."""

    stays: tuple[Stay, ...]
    ranges: tuple[DateRange, ...]
    stated: tuple[Given, ...]
    latest: date

    def months(self, stays: Iterable[Stay], later: int = 0) -> float:
        """Most months that these entries cover together, what goes on up to `later` months past the latest day."""
        chosen = tuple(stays)
        dated = [s.dates for s in chosen if s.dates is not None]
        extra = later if any(d.current for d in dated) else 0
        return max([float(union_months(dated, self.latest)), *(s.most for s in chosen), 0.0]) + extra


@kept
def times(index: CvIndex) -> Times:
    """The time of everything in `index`."""
    ranges = tuple(find_date_ranges(index.cv.text, date(2030, 1, 1)))
    latest = _latest(ranges)
    common = Counter(name for entry in index.cv.entries for name in _words_of(entry.title))
    stays = tuple(_stay(entry, index, latest, common) for entry in index.cv.entries)
    return Times(stays, ranges, tuple(_stated(index.segments)), latest)


def _latest(ranges: tuple[DateRange, ...]) -> date:
    """Nine months past the last date that the CV names: a CV is sent soon after what it names last.

    Today would make the same check differ from day to day.
    """
    ends = [when for r in ranges for when in (r.start, r.end) if when is not None]
    if not ends:
        return date(2030, 1, 1)
    last = max(ends, key=lambda w: (w.year, w.month or 6))
    months = last.year * 12 + (last.month or 6) - 1 + _SLACK_MONTHS
    return date(months // 12, months % 12 + 1, 1)


_USUAL = frozenset("part time full half the and for with university college school".split())


def _words_of(part: Quote | None) -> frozenset[str]:
    if part is None:
        return frozenset()
    words = (t.text for t in tokenise(part.text) if len(t.text) > 2 and t.text[0].isalpha())
    return frozenset(lemma(w) for w in words) - _USUAL


def _stated(segments: Iterable[Segment]) -> Iterable[Given]:
    for segment in segments:
        for quantity in find_quantities(segment.text):
            if quantity.kind is QuantityKind.DURATION:
                yield Given(quantity, segment)


def _stay(entry: Entry, index: CvIndex, latest: date, common: Counter[str]) -> Stay:
    segments = index.of_entry(entry.id)
    stated = tuple(_stated(segments))
    titles = frozenset(n for n in _words_of(entry.title) if common[n] == 1)
    words = frozenset(w.lemma for s in segments for w in s.words if is_content(w))
    most = _most(entry, index, latest, stated)
    inside = find_date_ranges(index.cv.text[entry.start : entry.end], date(2030, 1, 1))
    ranges = (*((entry.dates,) if entry.dates is not None else ()), *inside)
    return Stay(entry, entry.dates, most, _words_of(entry.organisation), titles, words, stated, ranges)


def _most(entry: Entry, index: CvIndex, latest: date, stated: tuple[Given, ...]) -> float:
    """Most months that an entry may have taken, by every date inside it and every length that it states."""
    inside = find_date_ranges(index.cv.text[entry.start : entry.end], date(2030, 1, 1))
    ranges = [entry.dates, *inside] if entry.dates is not None else inside
    bounds = [float(month_bounds(r, latest)[1]) for r in ranges]
    lengths = [days(g.quantity)[1] / DAYS_A_MONTH for g in stated]
    if entry.kind is ActivityKind.EDUCATION and max(bounds, default=0.0) <= 12:
        # Only the day of the degree is given: how long the course took is not said.
        bounds.append(float(_COURSE_MONTHS))
    if entry.kind is not ActivityKind.EDUCATION and lengths and max(bounds, default=0.0) <= 1:
        # One month is named and a length stated: the length is what it took.
        return max(lengths)
    if entry.dates is not None and entry.dates.start is not None and entry.dates.start.month is not None:
        # Its dates are exact: a longer length in it is of something else, such as the age of children.
        return max([*bounds, 0.0])
    return max([*bounds, *lengths, 0.0])


def days(quantity: Quantity) -> tuple[float, float]:
    """Fewest and most days that a stated length may mean; many hours also count as full weeks."""
    row = table("unit")[quantity.unit]
    least, most = quantity.low * float(row["least"]), quantity.high * float(row["most"])
    if row["id"] == "unit.hour" and quantity.high >= _FULL_WEEK_HOURS:
        most = max(most, quantity.high / _FULL_WEEK_HOURS * 7)
    if row["id"] in {"unit.part-day", "unit.weekday", "unit.day"} and quantity.high >= 3:
        # A week's sixth morning falls six weeks on: days may be spread over weeks.
        most = max(most, quantity.high * 7 if row["id"] != "unit.day" else quantity.high * 1.4)
    return least, most


def months_of(dates: DateRange) -> tuple[int, int]:
    """First and last month of a range, as months since year 0; a bare year reaches from January to December."""
    start = dates.start or dates.end or PartialDate(0)
    end = dates.end or dates.start or PartialDate(0)
    if dates.current:
        end = PartialDate(_WITHOUT_END)
    return start.year * 12 + (start.month or 1) - 1, end.year * 12 + (end.month or 12) - 1
