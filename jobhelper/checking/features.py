"""Turns a reading and the suspicions about it into named figures, each between 0 and about 3, for weighing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Modality, Subject
from jobhelper.checking.cv_index import is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.novelty import Standing, pair_support, standings
from jobhelper.checking.statements import DraftKind

Features = dict[str, float]


def features(reading: Reading, case: Case, hits: Sequence[Hit]) -> Features:
    """The figures of one statement; names are stable, since the weights are kept under them."""
    if not reading.claimed:
        return {}
    where = standings(reading, case)
    return {
        **_setting(reading, case),
        **_novelty(where),
        **_pairs(reading, case),
        **_posting(where, reading, case),
        **_suspicions(hits),
    }


def _setting(reading: Reading, case: Case) -> Features:
    content = sum(1 for i in reading.claimed if is_content(reading.words[i]))
    subjects = {c.subject for c in reading.clauses if c.modality is Modality.ASSERTED}
    return {
        "kind.letter": float(case.kind is DraftKind.LETTER),
        "kind.bullets": float(case.kind is DraftKind.BULLETS),
        "listed": float(reading.statement.listed),
        "length": math.log1p(content) / 2,
        "subject.applicant": float(Subject.APPLICANT in subjects),
        "subject.thing": float(Subject.THING in subjects),
        "clauses": min(len(reading.clauses), 6) / 3,
        "unaligned": float(not reading.alignment.matches),
        "coverage": reading.alignment.coverage,
    }


def _novelty(where: Sequence[Standing]) -> Features:
    if not where:
        return {}
    new = [s for s in where if s.anywhere == 0]
    return {
        "new.count": min(len(new), 8) / 3,
        "new.share": len(new) / len(where),
        "near.missing": sum(1 for s in where if s.near == 0) / len(where),
        "near.absent_count": min(sum(1 for s in where if s.near == 0), 10) / 4,
        "entry.missing": sum(1 for s in where if s.entry == 0) / len(where),
        "elsewhere": sum(1 for s in where if s.near == 0 and s.anywhere > 0) / len(where),
    }


def _pairs(reading: Reading, case: Case) -> Features:
    count, together = pair_support(reading, case)
    if not count:
        return {"pairs.none": 1.0}
    return {"pairs.apart": 1 - together / count, "pairs.apart_count": min(count - together, 8) / 3}


def _posting(where: Sequence[Standing], reading: Reading, case: Case) -> Features:
    if case.posting is None:
        return {}
    borrowed = [s for s in where if s.asked and s.anywhere == 0]
    positions = {s.word for s in borrowed}
    stems = [w.stem for w in reading.words]
    runs = sum(
        1
        for i, (one, two) in enumerate(pairwise(stems))
        if (i in positions or i + 1 in positions) and (one, two) in case.posting.pairs
    )
    return {
        "posting.words": min(len(borrowed), 6) / 2,
        "posting.pairs": min(runs, 5) / 2,
        "posting.far": min(sum(1 for s in where if s.asked and s.near == 0), 6) / 3,
    }


def _suspicions(hits: Sequence[Hit]) -> Features:
    found: Features = {}
    for hit in hits:
        name = f"rule.{hit.rule}"
        found[name] = max(found.get(name, 0.0), hit.strength)
    if hits:
        found["families"] = min(len({_family(h) for h in hits}), 5) / 2
        found["agreement"] = (max(len(_agreeing(h, hits)) for h in hits) - 1) / 2
    return found


def _family(hit: Hit) -> str:
    return hit.rule.split(".")[0]


def _agreeing(hit: Hit, hits: Sequence[Hit]) -> set[str]:
    """The families of rules that doubt the very words that `hit` doubts: independent doubts about one thing."""
    return {_family(other) for other in hits if other.start < hit.end and hit.start < other.end}
