"""Holds how often something is said to happen against how often the CV says it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import Segment
from jobhelper.checking.hits import Hit
from jobhelper.models import Category, Severity
from jobhelper.text.lexicon import load
from jobhelper.text.numbers import Quantity, QuantityKind, find_quantities

_RAISED = 1.45
_DECIDED = 1.9
_SHARED = 3
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_ADVERB = re.compile(r"\b(?P<word>once|twice|thrice)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something happens: `times` in four weeks, said by the text from `start` to `end`."""

    times: float
    start: int
    end: int


@cache
def _steps() -> tuple[re.Pattern[str], dict[str, float]]:
    most = {word: float(row["most"]) for row in load("quantities")["step"] for word in row["words"]}
    longest_first = sorted(most, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE), most


@lru_cache(maxsize=4096)
def rates(text: str) -> tuple[Rate, ...]:
    """Every rate of `text` that counts occasions: weekly, every fortnight, two shifts a month, Saturdays.

    Hours, words and people per day are amounts and no occasions, so they are left out.
    """
    pattern, most = _steps()
    found = (_counted(text, match, most[match.group().lower()]) for match in pattern.finditer(text))
    return tuple(rate for rate in found if rate is not None)


def _counted(text: str, match: re.Match[str], times: float) -> Rate | None:
    word = match.group().lower()
    if not word.startswith(("a ", "per ")):
        return Rate(times, match.start(), match.end())
    adverb = _ADVERB.search(text[: match.start()])
    if adverb is not None:
        return Rate(_TIMES[adverb["word"].lower()] * times, adverb.start(), match.end())
    quantity = next((q for q in find_quantities(text) if _touches(text, q, match.start())), None)
    if quantity is None:
        return None
    if not _are_occasions(quantity):
        return None
    return Rate(quantity.high * times, quantity.start, match.end())


def _touches(text: str, quantity: Quantity, place: int) -> bool:
    ends = (quantity.last, quantity.end)
    return any(end <= place and not text[end:place].strip() for end in ends)


@cache
def _occasions() -> frozenset[str]:
    return frozenset(load("quantities")["occasion"]["words"])


def _are_occasions(quantity: Quantity) -> bool:
    if quantity.kind is QuantityKind.DURATION:
        return quantity.unit.rstrip("s") in {"day", "morning", "afternoon", "evening", "saturday", "sunday"}
    if quantity.kind is not QuantityKind.COUNT:
        return False
    return not quantity.counted or quantity.counted[-1] in _occasions()


def rate_hits(case: Case) -> Iterator[Hit]:
    """A rate in the draft that is clearly above every rate that the CV gives for the same thing."""
    for reading in case.readings:
        if not reading.claimed or not reading.alignment.near:
            continue
        for rate in rates(reading.statement.text):
            if _is_claimed(rate, reading):
                yield from _judge(rate, reading, case)


def _is_claimed(rate: Rate, reading: Reading) -> bool:
    return any(reading.words[i].start <= rate.start < reading.words[i].end for i in reading.claimed)


def _judge(rate: Rate, reading: Reading, case: Case) -> Iterator[Hit]:
    entry_id = reading.alignment.entry_id
    entry = case.index.of_entry(entry_id) if entry_id else ()
    closest = reading.alignment.near[:2]
    given = [(r, s) for s in (*closest, *entry) for r in rates(s.text)]
    if not given:
        return
    top, segment = max(given, key=lambda pair: pair[0].times)
    if rate.times < _RAISED * top.times:
        return
    same = any(m.segment is segment and len(m.shared) >= _SHARED for m in reading.alignment.matches[:2])
    hard = same and rate.times >= _DECIDED * top.times
    yield _hit(rate, top, segment, reading, hard=hard)


def _hit(rate: Rate, given: Rate, segment: Segment, reading: Reading, *, hard: bool) -> Hit:
    base = reading.statement.start
    return Hit(
        reading.statement.index,
        base + rate.start,
        base + rate.end,
        Category.INFLATED_NUMBER,
        Severity.MEDIUM,
        "number.rate" if hard else "number.rate.doubtful",
        (segment.quote(),) if segment.start >= 0 else (),
        hard,
        segment.text[given.start : given.end],
        segment.text[given.start : given.end],
        0.7,
    )
