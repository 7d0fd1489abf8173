"""Finds the narrowest words of a statement that carry what the CV does not bear out, where no rule named them."""

from __future__ import annotations

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import is_content
from jobhelper.checking.novelty import standings
from jobhelper.models import Category

_NEW, _FAR, _KNOWN, _SMALL = 1.0, 0.35, -0.7, -0.12
_SKILL_TAGS = frozenset({"NNP", "NNPS"})


def doubtful_run(reading: Reading, case: Case) -> tuple[int, int]:
    """First and last word index of the run of claimed words that is newest to the CV (a maximum-sum run)."""
    standing = {s.word: s for s in standings(reading, case)}
    claimed = sorted(reading.claimed)
    best, best_run = float("-inf"), (claimed[0], claimed[-1])
    for clause in reading.clauses:
        members = [i for i in clause.words if i in reading.claimed]
        total, start = 0.0, None
        for i in members:
            value = _SMALL
            if i in standing:
                place = standing[i]
                value = _NEW if place.anywhere == 0 else (_FAR if place.near == 0 else _KNOWN * place.near)
                value += 0.4 * (place.asked and place.anywhere == 0)
            if total <= 0 or start is None:
                total, start = 0.0, i
            total += value
            if total > best and i in standing:
                best, best_run = total, (start, i)
    return _trimmed(reading, *best_run)


def _trimmed(reading: Reading, first: int, last: int) -> tuple[int, int]:
    while first < last and not is_content(reading.words[first]):
        first += 1
    while last > first and not is_content(reading.words[last]):
        last -= 1
    return first, last


def guess_category(reading: Reading, first: int, last: int) -> Category:
    """The likeliest kind of a weighed finding, by the shape of its words."""
    run = reading.words[first : last + 1]
    clause = reading.clause_of(first)
    if (
        clause is not None
        and reading.words[clause.head].tag == "VBG"
        and clause.relation in {"advcl", "acl", "pcomp", "conj"}
    ):
        return Category.INVENTED_OUTCOME
    if clause is not None and clause.relation == "relcl" and clause.subject.value == "thing":
        return Category.INVENTED_OUTCOME
    if any(w.tag in _SKILL_TAGS for w in run) and not any(w.is_verb for w in run):
        return Category.INVENTED_SKILL
    if any(w.is_verb for w in run):
        return Category.INVENTED_EXPERIENCE
    return Category.INVENTED_SKILL
