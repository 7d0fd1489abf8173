"""The rules of the fact checker, one family a file; each looks at a whole case and reports what it doubts."""

from __future__ import annotations

from collections.abc import Iterator

from jobhelper.checking.case import Case
from jobhelper.checking.hits import Hit, Rule

RULES: tuple[Rule, ...] = ()


def all_hits(case: Case) -> Iterator[Hit]:
    """Every suspicion of every rule on `case`."""
    for rule in RULES:
        yield from rule(case)
