"""What a rule reports: a suspicion about some words of a draft, before it is weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jobhelper.checking.case import Case
from jobhelper.models import Category, Quote, Severity


@dataclass(frozen=True, slots=True)
class Hit:
    """One suspicion of one rule.

    `statement` is the index of the statement; `start` and `end` are offsets into the draft, as narrow as carry the
    false part. A `hard` hit is decided by the rule alone (a figure that is nowhere in the CV); any other is evidence
    to be weighed. `says` is what the CV says instead, in the words that fill the message; `repair` the words that put
    it right, where the rule knows them.
    """

    statement: int
    start: int
    end: int
    category: Category
    severity: Severity
    rule: str
    evidence: tuple[Quote, ...] = ()
    hard: bool = False
    says: str = ""
    repair: str | None = None
    strength: float = 1.0


Rule = Callable[[Case], Iterator[Hit]]
