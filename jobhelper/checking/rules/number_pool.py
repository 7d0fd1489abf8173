"""What figures a CV gives and what follows from them: the pool that a draft's figures are held against."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from jobhelper.checking.concepts import keys
from jobhelper.checking.cv_index import CvIndex, Segment, is_content
from jobhelper.models import FactKind
from jobhelper.text.numbers import Bound, Quantity, QuantityKind, find_quantities

_ROUNDING = 0.03
_ROUNDED_FROM = 200
_VAGUE_SHARE = 0.6
_ABOUT = 0.2
_NEIGHBOURS = 3
_ADDED = frozenset({QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.DURATION, QuantityKind.SCORE})
_LISTED = 5
_MOST_ADDED = 8
_PART, _WHOLE = 4, 12

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that the CV states, with the segment where it stands."""

    quantity: Quantity
    segment: Segment

    @property
    def words(self) -> str:
        """The figure as the CV words it, with what it counts."""
        return self.segment.text[self.quantity.start : self.quantity.last]


@dataclass(frozen=True, slots=True)
class Pool:
    """All figures of a CV by segment, and per segment the values that follow from them by arithmetic.

    `lists` are the lengths of what a segment enumerates, `entries` how many entries and bullets there are of a kind.
    """

    given: tuple[Given, ...]
    by_segment: dict[int, tuple[Given, ...]]
    derived: dict[int, frozenset[float]]
    lists: dict[int, frozenset[int]]
    entries: frozenset[int]
    words: dict[int, frozenset[str]]


class _Same:
    """An index as a key by identity: hashing a whole CV for each look-up would cost more than the look-up saves."""

    __slots__ = ("index",)

    def __init__(self, index: CvIndex) -> None:
        self.index = index

    def __hash__(self) -> int:
        return id(self.index)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.index is self.index


def kept(build: Callable[[CvIndex], Value]) -> Callable[[CvIndex], Value]:
    """Keep what `build` makes of an index for the next checks of the same CV."""
    cached = lru_cache(maxsize=32)(lambda same: build(same.index))
    return lambda index: cached(_Same(index))


@kept
def pool(index: CvIndex) -> Pool:
    """The figures of `index`."""
    by_segment = {
        s.index: tuple(Given(q, s) for q in find_quantities(s.text))
        for s in index.segments
        if s.fact is not FactKind.CONTACT
    }
    derived = {
        s.index: frozenset(_derived(by_segment.get(s.index, ()), _near_givens(s, index, by_segment)))
        for s in index.segments
        if by_segment.get(s.index)
    }
    return Pool(
        tuple(g for row in by_segment.values() for g in row),
        by_segment,
        derived,
        {s.index: frozenset(_list_lengths(s.text)) for s in index.segments},
        frozenset(_entry_counts(index)),
        {s.index: frozenset(w.lemma for w in s.words if is_content(w)) for s in index.segments},
    )


def _near_givens(segment: Segment, index: CvIndex, by_segment: dict[int, tuple[Given, ...]]) -> tuple[Given, ...]:
    """Figures of the segments beside this one, within its entry where the CV's entries are known."""
    found: list[Given] = []
    for other in neighbours(segment, index):
        if other is not segment:
            found += by_segment.get(other.index, ())
    return tuple(found)


def neighbours(segment: Segment, index: CvIndex) -> tuple[Segment, ...]:
    """The segments that speak of the same: those of the entry, or the nearest lines where no entry is known."""
    if segment.entry_id is not None:
        return index.of_entry(segment.entry_id)
    low, high = max(0, segment.index - _NEIGHBOURS), segment.index + _NEIGHBOURS + 1
    return tuple(s for s in index.segments[low:high] if s.entry_id is None)


def _derived(own: tuple[Given, ...], near: tuple[Given, ...]) -> Iterator[float]:
    """Sums, differences and products of the figures of one segment; the same over its entry for one matter."""
    figures = [g for g in own if g.quantity.kind in _ADDED and not g.quantity.scale]
    if len(figures) > _LISTED:
        return
    for one, two in combinations(figures, 2):
        yield one.quantity.low + two.quantity.low
        yield from _difference(one.quantity, two.quantity)
        yield from _product(one, two)
    if len(figures) > 2:
        yield sum(g.quantity.low for g in figures)
    for one in figures:
        same = [g for g in near if g.quantity.kind is one.quantity.kind and alike(one.quantity, g.quantity)]
        for two in same:
            yield one.quantity.low + two.quantity.low
            yield abs(one.quantity.low - two.quantity.low)
        if len(same) > 1:
            yield one.quantity.low + sum(g.quantity.low for g in same)
        for two in near:
            yield from _product(one, two)


def _difference(one: Quantity, two: Quantity) -> Iterator[float]:
    if alike(one, two) or not one.counted or not two.counted:
        yield abs(one.low - two.low)


_RATE = re.compile(
    r"\s*(?:an?|each|per|every|apiece|x|×|times)\b|\s*/|\s*(?:times|days|shifts) (?:an?|per)\b", re.IGNORECASE
)


def _product(one: Given, two: Given) -> Iterator[float]:
    """A rate times what it is counted over: two pages an issue, eight issues; dues of 200 from 64 members."""
    if one.quantity.low <= 1 or two.quantity.low <= 1 or two.quantity.kind not in _ADDED:
        return
    units = {one.quantity.unit, two.quantity.unit} - {""}
    if len(units) == 1 and one.quantity.unit == two.quantity.unit:
        return
    money = QuantityKind.MONEY in {one.quantity.kind, two.quantity.kind} and one.segment is two.segment
    if money or _is_rate(one) or _is_rate(two):
        yield one.quantity.low * two.quantity.low


def _is_rate(given: Given) -> bool:
    return is_rate_at(given.segment.text, given.quantity)


def is_rate_at(text: str, quantity: Quantity) -> bool:
    """Whether a figure of `text` counts by something: two pages an issue, 15 hours a week."""
    return _RATE.match(text, quantity.end) is not None or _RATE.match(text, quantity.last) is not None


def alike(one: Quantity, two: Quantity) -> bool:
    """Whether two figures count the same: one unit, or a noun in common."""
    if one.unit or two.unit:
        return one.unit.rstrip("s") == two.unit.rstrip("s")
    return bool(nouns(one) & nouns(two))


def nouns(quantity: Quantity) -> frozenset[str]:
    """Everything that the words counted by a figure match by."""
    return _keys_of(quantity.counted)


def around(quantity: Quantity) -> frozenset[str]:
    """Everything that the words counted by a figure and those in front of it match by."""
    return _keys_of(quantity.counted + quantity.before)


@lru_cache(maxsize=16384)
def _keys_of(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(keys(word) for word in words))


_ITEM = re.compile(r",|;|/|&|\+|\band\b|\bor\b|\bplus\b|•|\|")


def _list_lengths(text: str) -> Iterator[int]:
    for part in re.split(r"[:()\[\]–—]|\.\s", text):
        count = len(_ITEM.findall(part)) + 1
        if count > 1:
            yield count
    yield len(_ITEM.findall(text)) + 1


def _entry_counts(index: CvIndex) -> Iterator[int]:
    sections: dict[str, int] = {}
    for entry in index.cv.entries:
        sections[entry.section.value] = sections.get(entry.section.value, 0) + 1
        yield len(entry.bullets)
    yield from sections.values()


def agrees(claimed: Quantity, low: float, high: float) -> bool:
    """Whether a claimed figure is fair for the CV's `low` to `high`: the same, rounded down, or about as bounded."""
    if claimed.high > claimed.low:
        return any(claimed.low * 0.97 <= value <= claimed.high * 1.03 for value in (low, high))
    return any(_fair(claimed, value) for value in {low, high})


def _fair(claimed: Quantity, value: float) -> bool:
    wanted = claimed.low
    if claimed.kind is QuantityKind.VAGUE:
        return value >= _VAGUE_SHARE * wanted
    match claimed.bound:
        case Bound.OVER:
            return wanted * 0.999 < value <= max(wanted * 2, wanted + 10)
        case Bound.NEARLY:
            return wanted * 0.8 <= value <= wanted * 1.02
        case Bound.MOST:
            return wanted * 0.85 <= value <= wanted * 1.5
        case Bound.UNDER:
            return value <= wanted
        case Bound.ABOUT:
            return abs(wanted - value) <= _ABOUT * value or _same(claimed, value)
        case _:
            return _same(claimed, value)


def _same(claimed: Quantity, value: float) -> bool:
    wanted = claimed.low
    if abs(wanted - value) < 1e-9 or abs(round(value, claimed.decimals) - wanted) < 1e-9:
        return True
    if wanted < _ROUNDED_FROM or wanted % 10 or claimed.kind is QuantityKind.PERCENT:
        return False
    places = len(str(int(wanted))) - len(str(int(wanted)).rstrip("0"))
    return round(value, -places) == wanted and abs(wanted - value) <= _ROUNDING * value


def pair_sums(values: list[float]) -> Iterator[float]:
    """The sum of every two of the first few values."""
    for one, two in combinations(values[:_MOST_ADDED], 2):
        yield one + two


def ratios(givens: tuple[Given, ...], *, strict: bool = False) -> Iterator[tuple[float, float]]:
    """Part and whole of every two figures that may stand in a ratio: of one matter, in one segment or side by side.

    `strict` asks for the same noun, or none said, as growth does.
    """
    figures = [g for g in givens if g.quantity.kind in {QuantityKind.COUNT, QuantityKind.SCORE, QuantityKind.MONEY}]
    crowded = Counter(g.segment.index for g in figures)
    figures = [g for g in figures if not g.quantity.scale and crowded[g.segment.index] <= _LISTED]
    for one, two in combinations(figures, 2):
        apart = abs(one.segment.index - two.segment.index)
        together = one.segment.entry_id is not None and one.segment.entry_id == two.segment.entry_id
        few = max(one.quantity.low, two.quantity.low) < _WHOLE
        if apart and (strict or few) and not alike(one.quantity, two.quantity):
            continue
        if (apart > 1 and not together) or not _same_matter(one.quantity, two.quantity, strict):
            continue
        small, large = sorted((one.quantity.low, two.quantity.low))
        if small > 0 and large > small:
            yield small, large
    for given in givens:
        if given.quantity.scale > given.quantity.low > 0:
            yield given.quantity.low, given.quantity.scale


def _same_matter(one: Quantity, two: Quantity, strict: bool) -> bool:
    if one.kind is not two.kind:
        return False
    small, large = sorted((one.low, two.low))
    return alike(one, two) or not one.counted or not two.counted or (not strict and small >= _PART and large >= _WHOLE)


def shares(givens: tuple[Given, ...]) -> Iterator[float]:
    """Every percentage that two near figures give: the part, the rest, the rise and the fall."""
    for small, large in ratios(givens):
        yield 100 * small / large
        yield 100 * (large - small) / large
        yield 100 * (large - small) / small
