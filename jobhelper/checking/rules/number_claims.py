"""One figure that a draft claims, and how a suspicion about it is reported."""

from __future__ import annotations

from dataclasses import dataclass

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Subject
from jobhelper.checking.hits import Hit
from jobhelper.checking.rules.number_pool import Given
from jobhelper.checking.statements import Statement
from jobhelper.models import Category, Quote, Severity
from jobhelper.text.numbers import Quantity, QuantityKind

_DOUBTFUL = 0.4
_READY = frozenset({"comfortable", "able", "happy", "willing"})


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


def figure_hit(
    claim: Claim, case: Case, rule: str, *, hard: bool, strength: float = 1.0, rival: Given | None = None
) -> Hit:
    """A suspicion about a claimed figure; `rival` is the CV's own figure for the same thing, which also mends it.

    A figure that the posting gives of the employer, or that says what the applicant would do, is never decided.
    """
    quantity, base = claim.quantity, claim.statement.start
    if hard and (_about_others(claim, case) or _is_ready(claim)):
        hard, strength = False, _DOUBTFUL
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
        rule if hard else f"{rule}.doubtful",
        evidence,
        hard,
        says,
        repair,
        strength,
    )


def _about_others(claim: Claim, case: Case) -> bool:
    """Whether the figure is the employer's own: the posting gives it, and the clause speaks of somebody else."""
    place = word_at(claim)
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
    return any(w.lemma in _READY and w.tag == "JJ" for w in claim.reading.words)


def _severity(quantity: Quantity) -> Severity:
    if quantity.kind in {QuantityKind.SCORE, QuantityKind.PERCENT, QuantityKind.MONEY}:
        return Severity.HIGH
    return Severity.MEDIUM


def word_at(claim: Claim) -> int:
    """The index of the word that the figure begins with."""
    return next(i for i, w in enumerate(claim.reading.words) if w.start <= claim.quantity.figure < w.end)
