"""Holds the figures of a draft against those of the CV, each with what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Subject
from jobhelper.checking.concepts import keys
from jobhelper.checking.hits import Hit
from jobhelper.checking.rules.number_pool import (
    Given,
    Pool,
    agrees,
    alike,
    around,
    neighbours,
    nouns,
    pool,
    ratios,
    shares,
)
from jobhelper.checking.statements import Statement, Zone
from jobhelper.models import Category, Quote, Severity
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
        QuantityKind.FRACTION,
    }
)
_SMALL = 10
_MOST_ADDED = 8
_POINT = 0.6
_PASS, _FULL_MARKS = 30, 100


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure that a statement claims; `near` are the CV's figures in what the statement speaks of."""

    quantity: Quantity
    reading: Reading
    near: tuple[Given, ...]

    @property
    def statement(self) -> Statement:
        """The statement that it stands in."""
        return self.reading.statement


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
        yield from _swapped(quantities, reading, case, figures)


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
    for segment in reading.alignment.near:
        for other in neighbours(segment, case.index):
            seen.setdefault(other.index)
    if reading.alignment.entry_id is not None:
        for segment in case.index.of_entry(reading.alignment.entry_id):
            seen.setdefault(segment.index)
    return tuple(g for i in seen for g in figures.by_segment.get(i, ()))


def _judge(claim: Claim, case: Case, figures: Pool) -> Hit | None:
    quantity = claim.quantity
    match quantity.kind:
        case QuantityKind.PERCENT | QuantityKind.FRACTION:
            return _share(claim, case, figures)
        case QuantityKind.MULTIPLIER:
            return _growth(claim, case)
        case QuantityKind.VAGUE:
            return _vague(claim, case, figures)
        case _:
            return _count(claim, case, figures)


def _share(claim: Claim, case: Case, figures: Pool) -> Hit | None:
    quantity = claim.quantity
    is_part = quantity.kind is QuantityKind.FRACTION
    stated = [g.quantity for g in figures.given if g.quantity.kind is quantity.kind]
    if quantity.kind is QuantityKind.PERCENT:
        stated += [g.quantity for g in figures.given if _is_mark(g.quantity)]
    stated += [g.quantity for g in claim.near if g.quantity.low == quantity.low and not is_part]
    if any(agrees(quantity, q.low, q.high) for q in stated):
        return None
    if any(_close(quantity, share / (100 if is_part else 1), is_part) for share in _possible(claim, figures)):
        return None
    if is_part:
        return _hit(claim, case, "number.share", hard=False, strength=0.4)
    if quantity.low == 100 and _says_all(claim):
        return None
    return _hit(claim, case, "number.percent", hard=True)


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


def _close(quantity: Quantity, share: float, is_part: bool) -> bool:
    slack = 0.03 if is_part else _POINT
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
    return any(
        w.lemma in {"all", "every", "each", "full", "whole", "none", "never", "entire"}
        for s in claim.reading.alignment.near
        for w in s.words
    )


def _growth(claim: Claim, case: Case) -> Hit | None:
    factor = claim.quantity.low
    least = {Bound.NEARLY: 0.8, Bound.ABOUT: 0.87}.get(claim.quantity.bound, 0.97)
    stem = claim.statement.text[claim.quantity.figure : claim.quantity.figure_end].lower()[:4]
    if any(w.text.lower().startswith(stem) for s in claim.reading.alignment.near for w in s.words):
        return None
    wanted = factor if factor >= 1 else 1 / factor
    if any(small >= _SMALL and wanted * least <= large / small <= wanted * 1.6 for small, large in ratios(claim.near)):
        return None
    if any(g.quantity.kind is QuantityKind.PERCENT and g.quantity.low >= 90 * (wanted - 1) for g in claim.near):
        return None
    return _hit(claim, case, "number.growth", hard=True)


def _vague(claim: Claim, case: Case, figures: Pool) -> Hit | None:
    quantity = claim.quantity
    counts = [g for g in figures.given if g.quantity.kind in {QuantityKind.COUNT, QuantityKind.VAGUE}]
    wanted = nouns(quantity)
    same = [g for g in counts if wanted & nouns(g.quantity)]
    if any(agrees(quantity, g.quantity.low, g.quantity.high) for g in same):
        return None
    large = any(agrees(quantity, g.quantity.low, g.quantity.high) for g in claim.near)
    recurs = any(value >= 0.6 * quantity.low for g in claim.near for value in figures.derived.get(g.segment.index, ()))
    if (large or recurs) and not same:
        return _hit(claim, case, "number.vague", hard=False, strength=0.4, rival=same[0] if same else None)
    return _hit(claim, case, "number.vague", hard=True, rival=same[0] if same else None)


def _count(claim: Claim, case: Case, figures: Pool) -> Hit | None:
    quantity = claim.quantity
    equal = [g for g in figures.given if _comparable(quantity, g) and _agrees(quantity, g)]
    rivals = _rivals(claim, figures)
    if equal:
        return _moved(claim, case, figures, equal, rivals)
    if _people(claim, figures) or _derived(claim, figures):
        return None
    rival = rivals[0] if rivals else None
    if quantity.high <= _SMALL and quantity.kind is QuantityKind.COUNT and quantity.bound is Bound.EXACT:
        listed = int(quantity.low) in figures.lists
        if listed:
            return None
        if rival is None:
            return _hit(claim, case, "number.small", hard=False, strength=0.7)
        return _hit(claim, case, "number.small_differs", hard=True, rival=rival)
    return _hit(claim, case, "number.unsupported", hard=True, rival=rival)


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


def _agrees(quantity: Quantity, given: Given) -> bool:
    other = given.quantity
    if quantity.before[:1] == ("top",):
        place = other.kind is QuantityKind.ORDINAL or other.before[:1] == ("top",)
        return place and other.low <= quantity.low
    if other.scale and other.kind is not QuantityKind.SCORE and agrees(quantity, other.scale, other.scale):
        return True
    if other.scale and other.kind is QuantityKind.SCORE and quantity.counted and quantity.kind is QuantityKind.COUNT:
        return False
    if quantity.bound is not Bound.EXACT and not _related(quantity, other):
        return quantity.low == other.low
    return agrees(quantity, other.low, other.high)


def _related(one: Quantity, two: Quantity) -> bool:
    """Whether two figures may count the same: a word in common, or nothing said."""
    return not one.counted or not two.counted or bool(around(one) & around(two))


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
    return any(agrees(quantity, total, total) for total in (sum(same), *_pair_sums(same)))


def _pair_sums(values: list[float]) -> Iterator[float]:
    for one, two in combinations(values[:_MOST_ADDED], 2):
        yield one + two


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


def _moved(claim: Claim, case: Case, figures: Pool, equal: list[Given], rivals: list[Given]) -> Hit | None:
    """The figure stands in the CV: a finding only where it counts something else there and the CV counts this too."""
    quantity = claim.quantity
    if quantity.kind is not QuantityKind.COUNT or not rivals:
        return None
    best = max(_kinship(claim, g) for g in equal)
    rival = rivals[0]
    told = {q.low for q in find_quantities(claim.statement.text)}
    if rival in equal or rival.quantity.low in told or _people(claim, figures):
        return None
    lead = _kinship(claim, rival) - best
    if lead <= 0:
        return None
    together = any(g.segment is rival.segment for g in equal)
    return _hit(
        claim, case, "number.moved", hard=lead >= 2 and not together, strength=min(1.0, 0.4 + 0.3 * lead), rival=rival
    )


_AGAINST = frozenset({"against", "versus", "vs", "compared", "over"})


def _swapped(quantities: list[Quantity], reading: Reading, case: Case, figures: Pool) -> Iterator[Hit]:
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
                yield _hit(Claim(one, reading, ()), case, "number.swapped", hard=True, rival=order[0])


def _hit(claim: Claim, case: Case, rule: str, *, hard: bool, strength: float = 1.0, rival: Given | None = None) -> Hit:
    quantity, base = claim.quantity, claim.statement.start
    if hard and (_about_others(claim, case) or _is_ready(claim)):
        hard, strength = False, 0.4
    nearest = claim.reading.alignment.best
    evidence: tuple[Quote, ...] = ()
    says, repair = "", None
    if rival is not None:
        says = rival.words
        evidence = (rival.segment.quote(),) if rival.segment.start >= 0 else ()
        tail = claim.statement.text[quantity.end : quantity.last]
        repair = rival.segment.text[rival.quantity.start : rival.quantity.end] + tail
    elif nearest is not None and nearest.start >= 0:
        evidence = (nearest.quote(),)
    return Hit(
        claim.statement.index,
        base + quantity.start,
        base + quantity.last,
        Category.INFLATED_NUMBER,
        _severity(quantity),
        rule,
        evidence,
        hard,
        says,
        repair,
        strength,
    )


def _about_others(claim: Claim, case: Case) -> bool:
    """Whether the figure is the employer's own: the posting gives it, and the clause does not speak of the applicant."""
    place = next(i for i, w in enumerate(claim.reading.words) if w.start <= claim.quantity.figure < w.end)
    clause = claim.reading.clause_of(place)
    if clause is None or clause.subject in {Subject.APPLICANT, Subject.GROUP} or case.posting is None:
        return False
    if not any(w.relation in {"nsubj", "nsubjpass"} and w.head == clause.head for w in claim.reading.words):
        return False
    if any(w.text in {"I", "my", "My", "me"} for w in claim.reading.words):
        return False
    return claim.reading.words[place].stem in case.posting.stems


def _is_ready(claim: Claim) -> bool:
    """Whether the figure belongs to what the applicant would do: "comfortable lifting 15 kg"."""
    return any(w.lemma in {"comfortable", "able", "happy", "willing"} and w.tag == "JJ" for w in claim.reading.words)


def _severity(quantity: Quantity) -> Severity:
    if quantity.kind in {QuantityKind.SCORE, QuantityKind.PERCENT, QuantityKind.MONEY}:
        return Severity.HIGH
    return Severity.MEDIUM
