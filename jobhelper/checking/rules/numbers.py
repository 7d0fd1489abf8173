"""Holds the figures of a draft against those of the CV, each with what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Subject
from jobhelper.checking.concepts import keys
from jobhelper.checking.hits import Hit
from jobhelper.checking.rules.number_claims import Claim, figure_hit, word_at
from jobhelper.checking.rules.number_pool import (
    Given,
    Pool,
    agrees,
    alike,
    around,
    is_rate_at,
    neighbours,
    nouns,
    pair_sums,
    pool,
)
from jobhelper.checking.rules.proportions import growth_hit, percent_hit, swapped_hits, vague_hit
from jobhelper.checking.statements import DraftKind, Zone
from jobhelper.text.lemmas import lemma
from jobhelper.text.number_words import words
from jobhelper.text.numbers import Bound, Quantity, QuantityKind, find_quantities

_CHECKED = frozenset(
    {
        QuantityKind.COUNT,
        QuantityKind.PERCENT,
        QuantityKind.MONEY,
        QuantityKind.SCORE,
        QuantityKind.MULTIPLIER,
        QuantityKind.VAGUE,
        QuantityKind.ORDINAL,
    }
)
_ADDED = frozenset({QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.DURATION, QuantityKind.SCORE})
_NOT_OVER = frozenset({Bound.EXACT, Bound.ABOUT, Bound.NEARLY, Bound.MOST, Bound.UNDER})
_SMALL = 10
_LEAD = 3
_MOST_FIGURES = 14
_LARGEST_PRODUCT = 1000


def number_hits(case: Case) -> Iterator[Hit]:
    """Every figure that the CV neither gives nor lets anyone work out."""
    figures = pool(case.index)
    for reading in case.readings:
        if not reading.claimed or (reading.statement.zone is Zone.HEADING and len(reading.words) < 3):
            continue
        quantities = [q for q in find_quantities(reading.statement.text) if _claimed(q, reading)]
        if not quantities:
            continue
        near = _near(reading, case, figures)
        for quantity in quantities:
            hit = _judge(Claim(quantity, reading, near), case, figures)
            if hit is not None:
                yield hit
        yield from swapped_hits(quantities, reading, case, figures)


def _claimed(quantity: Quantity, reading: Reading) -> bool:
    if quantity.kind not in _CHECKED or (quantity.kind is QuantityKind.COUNT and quantity.high <= 1):
        return False
    if quantity.kind is QuantityKind.ORDINAL and not _is_placing(quantity):
        return False
    place = next((i for i, w in enumerate(reading.words) if w.start <= quantity.figure < w.end), None)
    return place is not None and place in reading.claimed


def _is_placing(quantity: Quantity) -> bool:
    """Whether an ordinal says how one came off and is no second language or third year."""
    beside = {*quantity.counted[:1], *quantity.before[:1]}
    return bool(quantity.scale) or any(lemma(word) in beside for word in words("placing"))


def _near(reading: Reading, case: Case, figures: Pool) -> tuple[Given, ...]:
    """The CV's figures in the segments that answer the statement and beside them."""
    seen: dict[int, None] = {}
    for match in reading.alignment.matches:
        if not any(word.isalpha() for word in match.shared):
            # A figure in common says nothing about what the line speaks of.
            continue
        for other in neighbours(match.segment, case.index):
            seen.setdefault(other.index)
    if reading.alignment.entry_id is not None:
        for segment in case.index.of_entry(reading.alignment.entry_id):
            seen.setdefault(segment.index)
    return tuple(g for i in seen for g in figures.by_segment.get(i, ()))


def _judge(claim: Claim, case: Case, figures: Pool) -> Hit | None:
    quantity = claim.quantity
    match quantity.kind:
        case QuantityKind.PERCENT:
            return percent_hit(claim, case, figures)
        case QuantityKind.MULTIPLIER:
            return growth_hit(claim, case)
        case QuantityKind.VAGUE:
            return vague_hit(claim, case, figures)
        case _:
            return _count(claim, case, figures)


def _count(claim: Claim, case: Case, figures: Pool) -> Hit | None:
    quantity = claim.quantity
    equal = [g for g in figures.given if _comparable(quantity, g) and _agrees(claim, g)]
    rivals = _rivals(claim, figures)
    if equal:
        return _raised_bound(claim, case, equal) or _moved(claim, case, figures, equal, rivals)
    if _people(claim, figures) or _derived(claim, figures):
        return None
    rival = rivals[0] if rivals else None
    if quantity.high <= _SMALL and quantity.kind is QuantityKind.COUNT and quantity.bound is Bound.EXACT:
        listed = _is_listed(claim, figures)
        if listed:
            return None
        if rival is None:
            return figure_hit(claim, case, "number.small", hard=False, strength=0.7)
        return figure_hit(claim, case, "number.small_differs", hard=True, rival=rival)
    decided = _speaks_of_applicant(claim) or (
        rival is not None and bool(set(quantity.counted) & set(rival.quantity.counted))
    )
    if decided and not _told_freely(claim, case, rival) and not _accrues(claim) and not _follows_loosely(claim):
        return figure_hit(claim, case, "number.unsupported", hard=True, rival=rival)
    return figure_hit(claim, case, "number.unsupported", hard=False, strength=0.6, rival=rival)


def _speaks_of_applicant(claim: Claim) -> bool:
    """Whether the clause of the figure is about the applicant and not about a place, a firm or a thing."""
    clause = claim.reading.clause_of(word_at(claim))
    return clause is not None and clause.subject in {Subject.APPLICANT, Subject.GROUP}


def _accrues(claim: Claim) -> bool:
    """Whether the figure may have added up by a rate over time that the CV gives: two shifts a month since June."""
    if claim.quantity.bound is Bound.EXACT:
        return False
    near = {s.index for s in claim.reading.alignment.near}
    return any(is_rate_at(g.segment.text, g.quantity) for g in claim.near if g.segment.index in near)


def _comparable(quantity: Quantity, given: Given) -> bool:
    """Whether the CV's figure may be what is claimed: money is no count, a year is no number of things."""
    kind = given.quantity.kind
    if quantity.kind is QuantityKind.MONEY:
        return kind is QuantityKind.MONEY or (kind is QuantityKind.COUNT and quantity.low == given.quantity.low)
    if kind in {QuantityKind.YEAR, QuantityKind.MULTIPLIER, QuantityKind.FRACTION}:
        return False
    if kind is QuantityKind.LABEL or kind is QuantityKind.DURATION:
        return quantity.low == given.quantity.low
    return True


def _agrees(claim: Claim, given: Given) -> bool:
    quantity, other = claim.quantity, given.quantity
    if quantity.before[:1] == ("top",):
        place = other.kind is QuantityKind.ORDINAL or other.before[:1] == ("top",)
        return place and other.low <= quantity.low
    if other.scale and other.kind is not QuantityKind.SCORE and agrees(quantity, other.scale, other.scale):
        return True
    if other.scale and other.kind is QuantityKind.SCORE and quantity.counted and quantity.kind is QuantityKind.COUNT:
        return False
    if quantity.low == other.low:
        return True
    if quantity.bound is not Bound.EXACT and not _related(claim, given):
        return False
    return agrees(quantity, other.low, other.high)


def _related(claim: Claim, given: Given) -> bool:
    """Whether two figures may count the same: a word in common, or both in what the statement speaks of."""
    if around(claim.quantity) & around(given.quantity):
        return True
    bare = not claim.quantity.counted or not given.quantity.counted
    return bare and any(given.segment is s for s in claim.reading.alignment.near)


def _people(claim: Claim, figures: Pool) -> bool:
    """A team of five is "four classmates" and "five of us": one more or less where people are counted."""
    quantity = claim.quantity
    if quantity.low > 30 or quantity.kind is not QuantityKind.COUNT:
        return False
    people = words("people")
    if not people & {*quantity.counted, *quantity.before} and "of us" not in claim.statement.text:
        return False
    return any(
        people & {*g.quantity.counted, *g.quantity.before} and abs(g.quantity.low - quantity.low) == 1
        for g in figures.given
    )


def _derived(claim: Claim, figures: Pool) -> bool:
    quantity = claim.quantity
    homes = {s.index for s in claim.reading.alignment.near}
    if any(agrees(quantity, value, value) for i in homes for value in figures.derived.get(i, ())):
        return True
    same = [g.quantity.low for g in figures.given if alike(quantity, g.quantity) and g.quantity.kind is quantity.kind]
    return any(agrees(quantity, total, total) for total in (sum(same), *pair_sums(same)))


def _told_freely(claim: Claim, case: Case, rival: Given | None) -> bool:
    """Whether a letter tells a figure in words, or a sum where the entry gives none: mostly worked out from the CV."""
    if case.kind is not DraftKind.LETTER or rival is not None:
        return False
    if claim.quantity.kind is QuantityKind.MONEY:
        return not any(g.quantity.kind is QuantityKind.MONEY for g in claim.near)
    return claim.quantity.spelled and claim.quantity.bound is Bound.EXACT


def _follows_loosely(claim: Claim) -> bool:
    """Whether two or three figures of the entry, whatever they count, add up to the claim, or leave it as the rest."""
    home = claim.reading.alignment.entry_id
    inside = [g.quantity for g in claim.near if g.segment.entry_id == home]
    values = sorted({q.low for q in inside if q.kind in _ADDED and q.low > 0})
    if len(values) > _MOST_FIGURES:
        return False
    wanted = claim.quantity
    for one, two in combinations(values, 2):
        product = one * two
        results = (one + two, two - one, product if product <= _LARGEST_PRODUCT else 0.0)
        if any(agrees(wanted, value, value) for value in results):
            return True
    return any(agrees(wanted, sum(three), sum(three)) for three in combinations(values, 3))


def _raised_bound(claim: Claim, case: Case, equal: list[Given]) -> Hit | None:
    """ "More than 40" for the CV's "about 40": the same figure, its bound raised."""
    quantity = claim.quantity
    if quantity.bound is not Bound.OVER:
        return None
    alike_given = [g for g in equal if nouns(quantity) & nouns(g.quantity)]
    lowest = [g for g in alike_given if g.quantity.low == quantity.low and g.quantity.bound in _NOT_OVER]
    if not lowest or len(lowest) < len(alike_given):
        return None
    hard = lowest[0].quantity.bound is not Bound.EXACT
    return figure_hit(claim, case, "number.bound", hard=hard, strength=0.7, rival=lowest[0])


def _rivals(claim: Claim, figures: Pool) -> list[Given]:
    """The CV's figures for the same noun, those with most other words in common first."""
    wanted = nouns(claim.quantity)
    if not wanted:
        return []
    near = {g.segment.index for g in claim.near}
    found = [
        g
        for g in figures.given
        if g.quantity.kind is claim.quantity.kind
        and g.quantity.high > 1
        and wanted & nouns(g.quantity)
        and g.segment.index in near
    ]
    return sorted(found, key=lambda g: -_kinship(claim, g))


def _kinship(claim: Claim, given: Given) -> int:
    """How many words around the two figures match."""
    mine = {*claim.quantity.counted, *claim.quantity.before}
    return sum(1 for word in mine if keys(word) & around(given.quantity))


def _is_listed(claim: Claim, figures: Pool) -> bool:
    """Whether so many things are enumerated where the statement belongs, or so many entries stand in the CV."""
    number = int(claim.quantity.low)
    homes = {g.segment.index for g in claim.near} | {s.index for s in claim.reading.alignment.near}
    return number in figures.entries or any(number in figures.lists.get(i, ()) for i in homes)


def _elsewhere(claim: Claim, case: Case, figures: Pool, equal: list[Given]) -> Hit | None:
    """The figure stands in the CV, but far from what the statement speaks of and beside other words."""
    quantity = claim.quantity
    near = {g.segment.index for g in claim.near} | {s.index for s in claim.reading.alignment.near}
    if not quantity.counted or not near or _is_listed(claim, figures):
        return None
    if any(g.segment.index in near or around(quantity) & around(g.quantity) for g in equal):
        return None
    if _people(claim, figures) or _derived(claim, figures):
        return None
    return figure_hit(claim, case, "number.elsewhere", hard=False, strength=0.6)


def _moved(claim: Claim, case: Case, figures: Pool, equal: list[Given], rivals: list[Given]) -> Hit | None:
    """The figure stands in the CV: a finding only where it counts something else there and the CV counts this too."""
    quantity = claim.quantity
    if quantity.kind is not QuantityKind.COUNT:
        return None
    if not rivals:
        return _elsewhere(claim, case, figures, equal)
    best = max(_kinship(claim, g) for g in equal)
    rival = rivals[0]
    told = {q.low for q in find_quantities(claim.statement.text)}
    if rival in equal or rival.quantity.low in told or _people(claim, figures):
        return None
    stranger = not any(around(quantity) & around(g.quantity) or g in claim.near for g in equal)
    lead = _kinship(claim, rival) - best
    if lead <= 0:
        return None
    together = any(g.segment is rival.segment for g in equal)
    return figure_hit(
        claim,
        case,
        "number.moved",
        hard=lead >= (_LEAD - stranger) and not together,
        strength=min(1.0, 0.4 + 0.3 * lead),
        rival=rival,
    )
