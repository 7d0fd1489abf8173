"""Rules on outcomes: an effect is a claim of its own, and the CV must state it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Subject
from jobhelper.checking.cv_index import is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import phrases
from jobhelper.checking.rules.effects import (
    Effect,
    Form,
    Sort,
    effects,
    newness,
    subject_of,
    surroundings,
    told_of_self,
)
from jobhelper.models import Category, Quote, Severity
from jobhelper.text.lexicon import load

# Shares of an effect's words that must be new to the aligned lines, found on the development set.
_TAIL_NEW, _OBJECT_NEW, _VERB_NEW, _SYNONYM_NEW = 0.34, 0.5, 0.5, 0.35
_EMPTY = frozenset({"be", "have", "do", "go", "come", "get", "become", "feel", "seem", "mean", "want", "take"})
# What these say lies in their object: "making records easier to find".
_WEAK_VERBS = frozenset({"make", "keep", "render"})
_VAGUE_OBJECTS = frozenset({"it", "them", "what", "whatever", "this", "that", "him", "her", "how", "us", "whoever"})


@cache
def _means() -> frozenset[str]:
    return frozenset(row["text"] for row in load("outcomes")["means"])


def unstated_outcome(case: Case) -> Iterator[Hit]:
    """A clause that tells what came of an act (tail, purpose, relative clause, main verb) in words new to the CV."""
    for reading in case.readings:
        if not reading.claimed:
            continue
        for effect in effects(reading.words):
            if effect.first not in reading.claimed or told_of_self(reading.words, effect):
                continue
            rule = _rule(reading, case, effect)
            if rule is not None:
                yield _hit(reading, case, effect, rule)


def _rule(reading: Reading, case: Case, effect: Effect) -> str | None:
    subject = subject_of(reading, effect.first)
    if subject is Subject.EMPLOYER:
        return None
    match effect.form:
        case Form.TAIL:
            return _tail(reading, case, effect)
        case Form.PURPOSE:
            return _purpose(reading, case, effect)
        case Form.RELATIVE:
            return _relative(reading, case, effect)
        case _:
            return _main(reading, case, effect)


def _object(effect: Effect) -> list[int]:
    return list(range(effect.first + 1, effect.last + 1))


def _content(reading: Reading, effect: Effect) -> int:
    return sum(is_content(reading.words[i]) for i in _object(effect))


def _verb_is_new(reading: Reading, case: Case, effect: Effect) -> bool:
    return newness(reading, case, [effect.first]) >= _VERB_NEW


def _points_back(reading: Reading, effect: Effect) -> bool:
    return any(reading.words[i].text.lower() in _VAGUE_OBJECTS for i in _object(effect)[:3])


def _tail(reading: Reading, case: Case, effect: Effect) -> str | None:
    new, verb_new = newness(reading, case, _object(effect)), _verb_is_new(reading, case, effect)
    if effect.sort is Sort.SURE:
        weak = reading.words[effect.first].lemma in _WEAK_VERBS
        nearly = weak or newness(reading, case, [effect.first]) >= _SYNONYM_NEW
        if not verb_new and (new < _OBJECT_NEW or not nearly):
            return None
        return "outcome.tail-sure" if new >= _TAIL_NEW or not _content(reading, effect) else None
    if not verb_new or new < _OBJECT_NEW or reading.words[effect.first].text.lower() in _means():
        return None
    if effect.sort is not Sort.OTHER:
        return "outcome.tail-effect"
    if _content(reading, effect) < 2 or _points_back(reading, effect):
        return None
    return "outcome.tail-new"


def _purpose(reading: Reading, case: Case, effect: Effect) -> str | None:
    if effect.sort is Sort.OTHER or newness(reading, case, _object(effect)) < _OBJECT_NEW:
        return None
    if not _verb_is_new(reading, case, effect) or _points_back(reading, effect):
        return None
    return "outcome.purpose-sure" if effect.sort is Sort.SURE else "outcome.purpose"


def _relative(reading: Reading, case: Case, effect: Effect) -> str | None:
    if reading.words[effect.first].lemma in _EMPTY or not _verb_is_new(reading, case, effect):
        return None
    new = newness(reading, case, _object(effect))
    if effect.sort in {Sort.SURE, Sort.METRIC}:
        return "outcome.relative-effect" if new >= _TAIL_NEW else None
    return "outcome.relative-new" if new >= _OBJECT_NEW and _content(reading, effect) else None


def _main(reading: Reading, case: Case, effect: Effect) -> str | None:
    if effect.sort in {Sort.VAGUE, Sort.OTHER} or not _verb_is_new(reading, case, effect):
        return None
    if effect.sort is Sort.SURE:
        return "outcome.main-sure" if newness(reading, case, _object(effect)) >= _TAIL_NEW else None
    if _measured(reading, effect):
        return "outcome.main-metric"
    return None


def _measured(reading: Reading, effect: Effect) -> bool:
    return any(effect.first < m.first <= effect.last for m in phrases("outcomes", "metric").find(reading.words))


def _hit(reading: Reading, case: Case, effect: Effect, rule: str) -> Hit:
    last = effect.last
    while last > effect.first and not is_content(reading.words[last]):
        last -= 1
    start, end = reading.place(effect.first, last)
    severity = Severity.LOW if effect.sort in {Sort.VAGUE, Sort.OTHER} else Severity.MEDIUM
    return Hit(reading.statement.index, start, end, Category.INVENTED_OUTCOME, severity, rule, closest(reading, case))


def closest(reading: Reading, case: Case) -> tuple[Quote, ...]:
    """The aligned line as evidence, none where nothing in the CV answers."""
    best = reading.alignment.best
    near = surroundings(reading, case)
    return (best.quote(),) if best is not None and best.start >= 0 and best.index in near else ()
