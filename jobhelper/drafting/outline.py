"""Lays out what a slot could speak of: the CV's own lines and what each answers in the posting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jobhelper.models import CV, Coverage, Fact, SlotPlan


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to speak of: the CV's words with their place, and the posting's terms that they answer."""

    fact: Fact
    answers: tuple[str, ...]


def outline(slot: SlotPlan, cv: CV, coverage: Sequence[Coverage]) -> tuple[Point, ...]:
    """The points for `slot`, best first.

    They are the user's own lines, found by rule, so that they may be shown at any passion and with no AI at all.
    """
    points = []
    for fact_id in slot.facts:
        fact = cv.fact(fact_id)
        if fact is not None:
            points.append(Point(fact, tuple(dict.fromkeys(_answers(fact, coverage)))))
    return tuple(sorted(points, key=lambda point: -len(point.answers)))


def _answers(fact: Fact, coverage: Sequence[Coverage]) -> list[str]:
    return [
        item.keyword.text
        for item in coverage
        if any(quote.start < fact.end and fact.start < quote.end for quote in item.evidence)
    ]
