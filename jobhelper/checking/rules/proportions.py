"""Holds percentages, growth, vague plurals and figures set against each other to what the CV's figures give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.hits import Hit
from jobhelper.checking.rules.number_claims import Claim, figure_hit
from jobhelper.checking.rules.number_pool import Pool, agrees, nouns, pair_sums, ratios, shares
from jobhelper.text.number_words import words
from jobhelper.text.numbers import Bound, Quantity, QuantityKind

_DOUBLING_AS = re.compile(r"\s+(?:as|up|down|back|over|for)\b")
_TWICE = frozenset({"twice", "half", "double", "halve"})
_POINT = 0.6
_ALL = frozenset({"all", "every", "each", "full", "whole", "none", "never", "entire"})
_AGAINST = frozenset({"against", "versus", "vs", "compared", "over"})
_PARTS = {"half": 50.0, "quarter": 25.0, "third": 33.3}
_PASS, _FULL_MARKS = 30, 100
_LEAST_BASE = 10


def percent_hit(claim: Claim, case: Case, figures: Pool) -> Hit | None:
    """A percentage that is neither stated nor the share of two figures of the same entry."""
    quantity = claim.quantity
    stated = [g.quantity for g in figures.given if g.quantity.kind is quantity.kind or _is_mark(g.quantity)]
    best = claim.reading.alignment.best
    stated += [
        g.quantity
        for g in claim.near
        if g.quantity.low == quantity.low and g.segment is best and not g.quantity.counted
    ]
    if any(agrees(quantity, q.low, q.high) for q in stated):
        return None
    if any(_close(quantity, share) for share in _possible(claim, figures)):
        return None
    if quantity.low == 100 and _says_all(claim):
        return None
    return figure_hit(claim, case, "number.percent", hard=True)


def _is_mark(quantity: Quantity) -> bool:
    """Whether a figure may be a mark out of a hundred: a score, or one that stands alone."""
    alone = not quantity.counted or bool(words("score") & {*quantity.counted[:1], *quantity.before[:2]})
    return quantity.kind is QuantityKind.SCORE or (
        quantity.kind is QuantityKind.COUNT and alone and _PASS <= quantity.low <= _FULL_MARKS
    )


def _possible(claim: Claim, figures: Pool) -> Iterator[float]:
    yield from shares(claim.near)
    for given in figures.given:
        if given.quantity.kind is QuantityKind.PERCENT:
            yield given.quantity.low
            yield 100 - given.quantity.low
        elif given.quantity.kind is QuantityKind.FRACTION:
            yield 100 * given.quantity.low
    stated = [g.quantity.low for g in claim.near if g.quantity.kind is QuantityKind.PERCENT]
    yield from pair_sums(stated)
    for segment in claim.reading.alignment.near:
        yield from (_PARTS[w.lemma] for w in segment.words if w.lemma in _PARTS)


def _close(quantity: Quantity, share: float) -> bool:
    slack = _POINT
    match quantity.bound:
        case Bound.OVER:
            return quantity.low - slack / 2 <= share <= quantity.low + 10 * slack
        case Bound.NEARLY:
            return quantity.low - 6 * slack <= share <= quantity.low + slack / 2
        case Bound.ABOUT:
            return abs(quantity.low - share) <= 2.5 * slack
        case _:
            return abs(quantity.low - share) <= slack


def _says_all(claim: Claim) -> bool:
    return any(w.lemma in _ALL for s in claim.reading.alignment.near for w in s.words)


def growth_hit(claim: Claim, case: Case) -> Hit | None:
    """A doubling or halving that no two figures of the entry show."""
    factor = claim.quantity.low
    least = {Bound.NEARLY: 0.8, Bound.ABOUT: 0.87}.get(claim.quantity.bound, 0.97)
    stem = claim.statement.text[claim.quantity.figure : claim.quantity.figure_end].lower()[:4]
    if any(w.text.lower().startswith(stem) for s in claim.reading.alignment.near for w in s.words):
        return None
    if any(w.lemma in _TWICE for s in claim.reading.alignment.near for w in s.words):
        return None
    if _DOUBLING_AS.match(claim.statement.text, claim.quantity.figure_end):
        return None
    wanted = factor if factor >= 1 else 1 / factor
    if any(
        small >= _LEAST_BASE and wanted * least <= large / small <= wanted * 1.6
        for small, large in ratios(claim.near, strict=True)
    ):
        return None
    if any(g.quantity.kind is QuantityKind.PERCENT and g.quantity.low >= 90 * (wanted - 1) for g in claim.near):
        return None
    return figure_hit(claim, case, "number.growth", hard=True)


def vague_hit(claim: Claim, case: Case, figures: Pool) -> Hit | None:
    """Dozens, hundreds or thousands of what the CV counts lower or not at all."""
    quantity = claim.quantity
    counts = [g for g in figures.given if g.quantity.kind in {QuantityKind.COUNT, QuantityKind.VAGUE}]
    wanted = nouns(quantity)
    same = [g for g in counts if wanted & nouns(g.quantity)]
    if any(agrees(quantity, g.quantity.low, g.quantity.high) for g in same):
        return None
    large = any(agrees(quantity, g.quantity.low, g.quantity.high) for g in claim.near)
    recurs = any(value >= 0.6 * quantity.low for g in claim.near for value in figures.derived.get(g.segment.index, ()))
    if (large or recurs) and not same:
        return figure_hit(claim, case, "number.vague", hard=False, strength=0.4, rival=same[0] if same else None)
    return figure_hit(claim, case, "number.vague", hard=True, rival=same[0] if same else None)


def swapped_hits(quantities: list[Quantity], reading: Reading, case: Case, figures: Pool) -> Iterator[Hit]:
    """Two figures that the CV sets against each other the other way round: "55.0 against 41.2"."""
    text = reading.statement.text
    for one, two in pairwise(quantities):
        links = _AGAINST & set(text[one.figure_end : two.figure].lower().split())
        if not links or one.low == two.low:
            continue
        for row in figures.by_segment.values():
            order = [g for g in row if g.quantity.low in {one.low, two.low}]
            if [g.quantity.low for g in order] != [two.low, one.low]:
                continue
            first, second = order[0].quantity, order[1].quantity
            if links & set(order[0].segment.text[first.figure_end : second.figure].lower().split()):
                yield figure_hit(Claim(one, reading, ()), case, "number.swapped", hard=True, rival=order[0])
