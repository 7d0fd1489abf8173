"""Rules on outcomes: an effect is a claim of its own, and the CV must state it."""

from __future__ import annotations

from collections.abc import Iterator

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Clause, Modality, Subject
from jobhelper.checking.cv_index import is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import PhraseMatch, phrases
from jobhelper.checking.verbs import VerbUse, verb_uses
from jobhelper.models import Category, Severity

_TAILS = frozenset({"advcl", "relcl", "acl", "conj", "pcomp", "xcomp", "ccomp"})


def unstated_outcome(case: Case) -> Iterator[Hit]:
    """An effect (a tail clause with a change verb, a cue such as "resulting in", praise) whose words the CV doesn't have."""
    for reading in case.readings:
        if not reading.claimed:
            continue
        yield from _tails(reading, case)
        yield from _cues(reading, case)


def _tails(reading: Reading, case: Case) -> Iterator[Hit]:
    for use in verb_uses(reading.words):
        clause = reading.clause_of(use.first)
        if not use.row.change or clause is None or use.first not in reading.claimed:
            continue
        metric = _metric(reading, clause)
        new = _newness(reading, case, [i for i in clause.words if i >= use.first])
        if new < 0.34:
            continue
        rule = "outcome.change-metric" if metric else "outcome.change"
        if clause.relation in _TAILS and clause.head != clause.governor:
            rule += "-tail"
        yield _hit(reading, case, clause, use, rule, new)


def _metric(reading: Reading, clause: Clause) -> PhraseMatch | None:
    words = set(clause.words)
    for match in phrases("outcomes", "metric").find(reading.words):
        if match.first in words:
            return match
    return None


def _newness(reading: Reading, case: Case, members: list[int]) -> float:
    """Share of the content words that the aligned entry, or without one the CV, does not have."""
    content = [reading.words[i] for i in members if is_content(reading.words[i])]
    if not content:
        return 0.0
    near = {s.index for s in reading.alignment.near} | set(
        case.index.by_entry.get(reading.alignment.entry_id or "", ())
    )
    fresh = 0.0
    for word in content:
        homes = case.index.homes(word)
        here = max((v for s, v in homes.items() if s in near), default=0.0)
        fresh += 1 - here
    return fresh / len(content)


def _hit(reading: Reading, case: Case, clause: Clause, use: VerbUse, rule: str, new: float) -> Hit:
    members = [i for i in clause.words if i >= use.first]
    last = members[0]
    for i in members:
        if i - last > 2 or reading.words[i].text in {",", ";", "."}:
            break
        last = i
    start, end = reading.place(use.first, max(use.last, last))
    return Hit(reading.statement.index, start, end, Category.INVENTED_OUTCOME, Severity.MEDIUM, rule, strength=new)


def _cues(reading: Reading, case: Case) -> Iterator[Hit]:
    for table, match in [("cue", m) for m in phrases("outcomes", "cue").find(reading.words)] + [
        ("praise", m) for m in phrases("outcomes", "praise").find(reading.words)
    ]:
        clause = reading.clause_of(match.first)
        if match.first not in reading.claimed or clause is None:
            continue
        members = [i for i in range(match.first, min(match.last + 7, len(reading.words))) if i in reading.claimed]
        new = _newness(reading, case, members)
        if new < 0.4:
            continue
        kind = match.row.get("kind", table)
        start, end = reading.place(match.first, _until_comma(reading, match.first, members[-1]))
        severity = Severity.LOW if kind in {"purpose", "success", "praise"} else Severity.MEDIUM
        yield Hit(
            reading.statement.index, start, end, Category.INVENTED_OUTCOME, severity, f"outcome.{kind}", strength=new
        )


def _until_comma(reading: Reading, first: int, last: int) -> int:
    for i in range(first + 1, last + 1):
        if reading.words[i].text in {",", ";", ".", ":", "—", "–"}:
            return i - 1
    return last


def thing_acts(case: Case) -> Iterator[Hit]:
    """A relative or following clause in which the applicant's work does something to others, in words new to the CV."""
    for reading in case.readings:
        for clause in reading.clauses:
            if clause.modality is not Modality.ASSERTED or clause.subject not in {Subject.THING, Subject.OTHER}:
                continue
            members = [i for i in clause.words if i in reading.claimed and is_content(reading.words[i])]
            if len(members) < 2 or not reading.words[clause.head].is_verb:
                continue
            new = _newness(reading, case, members)
            if new >= 0.5:
                start, end = reading.place(members[0], members[-1])
                rule = "outcome.thing-acts" if clause.subject is Subject.THING else "outcome.other-acts"
                yield Hit(
                    reading.statement.index, start, end, Category.INVENTED_OUTCOME, Severity.LOW, rule, strength=new
                )
