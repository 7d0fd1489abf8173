"""What a quantity is: its kind, how it is bounded, its value and its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuantityKind(StrEnum):
    """What sort of figure a quantity is."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    DURATION = "duration"
    AGE = "age"
    SCORE = "score"
    FRACTION = "fraction"
    MULTIPLIER = "multiplier"
    ORDINAL = "ordinal"
    YEAR = "year"
    VAGUE = "vague"
    LABEL = "label"


class Bound(StrEnum):
    """How the words beside a figure bound it."""

    EXACT = "exact"
    OVER = "over"
    ABOUT = "about"
    NEARLY = "nearly"
    MOST = "most"
    UNDER = "under"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a text.

    `start` to `end` covers comparator, figure and unit, `figure` to `figure_end` the figure alone, `last` the end of
    the counted words. `low` and `high` differ for ranges; a percentage of 30 is 30, a fraction is between 0 and 1, a
    duration is counted in its `unit`. `counted` holds the lemmas of the words that follow as what is counted, `before`
    those just in front, nearest first. `scale` is what a score or a place is out of (0 where nothing says so),
    `decimals` the places that a figure is given to.
    """

    kind: QuantityKind
    low: float
    high: float
    bound: Bound
    start: int
    end: int
    figure: int
    figure_end: int
    last: int
    unit: str = ""
    counted: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    scale: float = 0.0
    spelled: bool = False
    decimals: int = 0
