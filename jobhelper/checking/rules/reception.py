"""Rules on reception: what became of the applicant's work, and what others say of it, the CV must state."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Clause, Modality, Subject
from jobhelper.checking.cv_index import is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import PhraseMatch, phrases
from jobhelper.checking.rules.effects import newness
from jobhelper.checking.rules.outcomes import closest
from jobhelper.models import Category, Severity
from jobhelper.text.lemmas import lemma
from jobhelper.text.lexicon import load

_NEW = 0.5
_FIRST = frozenset({"i", "me", "my", "myself", "mine"})
_MARKS = frozenset({",", ";", ".", ":", "—", "–"})
_HIGH = frozenset(
    "strong high excellent great exceptional outstanding perfect superb remarkable impressive complete full "
    "near-perfect consistent flawless positive measurable tangible".split()
)


@cache
def _lemmas(table: str) -> frozenset[str]:
    return frozenset(lemma(row["lemma"]) for row in load("outcomes")[table])


def what_became_of_it(case: Case) -> Iterator[Hit]:
    """A clause about others or about the work in which something follows later, in words that the CV lacks."""
    for reading in case.readings:
        if not reading.claimed:
            continue
        for clause in reading.clauses:
            if clause.modality is not Modality.ASSERTED or not _others(reading, clause):
                continue
            kind = _later(reading, clause)
            if kind is None or _about_me(reading, clause):
                continue
            members = [i for i in clause.words if i in reading.claimed and is_content(reading.words[i])]
            if members and newness(reading, case, members) >= _NEW:
                yield _hit(reading, case, members, f"outcome.{kind}", Severity.MEDIUM)


def _later(reading: Reading, clause: Clause) -> str | None:
    members = set(clause.words)
    kinds = {m.row["kind"] for m in phrases("outcomes", "later").find(reading.words) if m.last in members}
    return next((k for k in ("used", "fate", "later") if k in kinds), None)


def _others(reading: Reading, clause: Clause) -> bool:
    """Whether somebody or something other than the applicant does it: "one of my finds" is none of "I"."""
    head = reading.words[clause.head]
    if clause.subject is Subject.EMPLOYER or not (head.is_verb or head.lemma == "be"):
        return False
    doer = _doer(reading, clause.head)
    if doer is None and clause.relation == "conj":
        doer = _doer(reading, clause.governor)
    if doer is None:
        return clause.relation in {"relcl", "acl"} and clause.subject is Subject.THING
    return reading.words[doer].text.lower() not in _FIRST


def _doer(reading: Reading, head: int) -> int | None:
    for i, word in enumerate(reading.words):
        if word.head == head and word.relation in {"nsubj", "nsubjpass"}:
            return i
    return None


def _about_me(reading: Reading, clause: Clause) -> bool:
    return any(reading.words[i].text.lower() in _FIRST and i > clause.head for i in clause.words)


def praised_by_others(case: Case) -> Iterator[Hit]:
    """Approval (popular, a favourite, colleagues describe me as) that no line of the CV mentions."""
    for reading in case.readings:
        if not reading.claimed:
            continue
        for match in phrases("outcomes", "praised").find(reading.words):
            if match.first in reading.claimed and not _mentioned(reading, case, match):
                yield _phrase_hit(reading, case, match, "outcome.praised")
        for clause in reading.clauses:
            members = _judged(reading, clause)
            if members and newness(reading, case, members) >= _NEW:
                yield _hit(reading, case, members, "outcome.others-say", Severity.LOW)


def _mentioned(reading: Reading, case: Case, match: PhraseMatch) -> bool:
    words = [w for w in reading.words[match.first : match.last + 1] if is_content(w)]
    return any(case.index.homes(w) for w in words)


def _judged(reading: Reading, clause: Clause) -> list[int]:
    """Words of a clause in which people say something of the applicant, none where they don't."""
    head = reading.words[clause.head]
    if clause.modality is not Modality.ASSERTED or head.lemma not in _lemmas("judging"):
        return []
    subject = any(
        w.relation in {"nsubj", "nsubjpass"} and w.head == clause.head and w.lemma in _lemmas("people")
        for w in reading.words
    )
    me = any(w.head == clause.head and w.text.lower() == "me" for w in reading.words)
    return [i for i in clause.words if is_content(reading.words[i])] if subject and me else []


def done_well(case: Case) -> Iterator[Hit]:
    """Words that say how well it went ("successfully", "with strong accuracy") where the aligned lines don't."""
    for reading in case.readings:
        if not reading.claimed:
            continue
        for match in phrases("outcomes", "cue").find(reading.words):
            if match.row["kind"] != "success" or match.first not in reading.claimed:
                continue
            members = [i for i in range(match.first, min(match.last + 7, len(reading.words))) if i in reading.claimed]
            if newness(reading, case, members) >= 0.4:
                yield _phrase_hit(reading, case, match, "outcome.success")
        for i, word in enumerate(reading.words[:-2]):
            if word.text.lower() in {"with", "to"} and i in reading.claimed and _high_quality(reading, case, i):
                yield _hit(reading, case, [i, i + 2], "outcome.with-quality", Severity.LOW)


def _high_quality(reading: Reading, case: Case, i: int) -> bool:
    praise, noun = reading.words[i + 1], reading.words[i + 2]
    if praise.text.lower() not in _HIGH or not noun.is_noun:
        return False
    return newness(reading, case, [i + 2]) >= _NEW or newness(reading, case, [i + 1]) >= _NEW


def _phrase_hit(reading: Reading, case: Case, match: PhraseMatch, rule: str) -> Hit:
    last = match.last
    for i in range(match.last + 1, min(match.last + 5, len(reading.words))):
        if reading.words[i].text in _MARKS or i not in reading.claimed:
            break
        last = i
    return _hit(reading, case, [match.first, last], rule, Severity.LOW)


def _hit(reading: Reading, case: Case, members: list[int], rule: str, severity: Severity) -> Hit:
    start, end = reading.place(members[0], members[-1])
    return Hit(reading.statement.index, start, end, Category.INVENTED_OUTCOME, severity, rule, closest(reading, case))
