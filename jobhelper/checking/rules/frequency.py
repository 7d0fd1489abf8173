"""Rules on frequency: one occasion is no habit, and one of a thing is not many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Subject
from jobhelper.checking.cv_index import Segment, is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import PhraseMatch, phrases
from jobhelper.checking.verbs import verb_uses
from jobhelper.models import Category, Severity
from jobhelper.nlp import Word
from jobhelper.text.lemmas import lemma
from jobhelper.text.lexicon import load

_REGULAR, _WITHOUT_PAUSE = 3, 6
_ONE = frozenset({"a", "an", "one", "once", "single"})
_FEW = frozenset("one two three four five six seven eight nine ten twice once both".split())
_DAYS = re.compile(r"(?:on |every |each )?(mon|tues|wednes|thurs|fri|satur|sun)days?$")
# What is said per hour, day or week is a rate: the rules on numbers hold it against the CV's figure.
_RATE = re.compile(r"^(?:per |an? \w+'?s?$|\w+ (?:a|per) |hours? )")
_EACH = frozenset({"each", "every", "for", "at", "in"})
_TIMES = frozenset("day week month year morning evening night weekend term quarter season fortnight shift".split())
# How long or when, and no how often.
_LASTING = frozenset(
    "ever since|from start to finish|from beginning to end|throughout|ongoing|over time|over the years|over many years|"
    "mostly|usually|as a rule|lifelong|long-term|long-standing|longstanding|permanently|steadily|sustained|for years|"
    "weekends|at weekends|on weekends|evenings|weekday evenings|weeknights|rota|all year|all summer|all season|"
    "repeatedly|most days|most weeks|most evenings|24/7|uninterrupted|without interruption".split("|")
)


@cache
def _plain() -> frozenset[str]:
    return frozenset(lemma(row["lemma"]) for row in load("frequency")["plain"])


@cache
def _people() -> frozenset[str]:
    return frozenset(lemma(row["lemma"]) for row in load("outcomes")["people"])


def once_made_habit(case: Case) -> Iterator[Hit]:
    """A recurrence word (regularly, weekly, annual) where the CV's line shows no recurrence as strong."""
    for reading in case.readings:
        if not reading.claimed:
            continue
        for match in phrases("frequency", "recurrence").find(reading.words):
            if match.first in reading.claimed and match.row["rank"] >= _REGULAR:
                yield from _recurrence(reading, case, match)
        for match in phrases("frequency", "custom").find(reading.words):
            if match.first in reading.claimed and not _stands(case, reading, match) and reading.alignment.near:
                yield _hit(reading, match.first, match.last, "habit.custom", reading.alignment.near[0])
        yield from _present(reading)


def _recurrence(reading: Reading, case: Case, match: PhraseMatch) -> Iterator[Hit]:
    text, near = match.row["text"], reading.alignment.near
    if _RATE.match(text) or _DAYS.fullmatch(text) or text in _LASTING or not near or _stands(case, reading, match):
        return
    counted = _counted_few(reading, near)
    # A line that counts the very occasions speaks for itself; elsewhere the whole entry may say how often.
    around = (counted,) if counted is not None else _around(reading, case)
    if max((_rank(s) for s in around), default=0) >= match.row["rank"]:
        return
    if text.split()[0] in _EACH and text.split()[-1] not in _TIMES:
        return
    if counted is not None or not (match.row.get("weak") or match.row["rank"] >= _WITHOUT_PAUSE):
        # "Always" and "consistently" are how people speak of themselves; they count against a counted occasion alone.
        rule = "recurrence.against-few" if counted is not None else "recurrence.unsupported"
        yield _hit(reading, match.first, _counted(reading, match), rule, counted or near[0])


def _around(reading: Reading, case: Case) -> tuple[Segment, ...]:
    entry = case.index.of_entry(reading.alignment.entry_id) if reading.alignment.entry_id else ()
    return (*reading.alignment.near, *entry)


def _rank(segment: Segment) -> int:
    return max((m.row["rank"] for m in phrases("frequency", "recurrence").find(segment.words)), default=0)


def _stands(case: Case, reading: Reading, match: PhraseMatch) -> bool:
    """Whether the CV has the very phrase, in any form of its words."""
    wanted = [w.lemma for w in reading.words[match.first : match.last + 1]]
    homes = case.index.by_lemma.get(next((w for w in wanted if w in case.index.by_lemma), ""), frozenset())
    for index in homes:
        lemmas = [w.lemma for w in case.index.segments[index].words]
        if any(lemmas[i : i + len(wanted)] == wanted for i in range(len(lemmas) - len(wanted) + 1)):
            return True
    return False


def _counted_few(reading: Reading, near: tuple[Segment, ...]) -> Segment | None:
    """The aligned line that counts the occasions: once, twice, four of the very thing the statement speaks of."""
    nouns = {reading.words[i].lemma for i in reading.claimed if reading.words[i].is_noun}
    for segment in near[:1]:
        if any(m.row["rank"] in {1, 2} and not m.row.get("weak") for m in _recurrences(segment)):
            return segment
        if any(w.text.lower() in _FEW and _counts(segment.words, k, nouns) for k, w in enumerate(segment.words)):
            return segment
    return None


def _recurrences(segment: Segment) -> tuple[PhraseMatch, ...]:
    return phrases("frequency", "recurrence").find(segment.words)


def _counts(words: tuple[Word, ...], k: int, nouns: set[str]) -> bool:
    # Six mornings may well be weekly, and how many people there were says nothing about how often.
    name = words[words[k].head].lemma
    return name in nouns and name not in _TIMES and name not in _people()


def _counted(reading: Reading, match: PhraseMatch) -> int:
    last = match.last
    for i in range(match.last + 1, min(match.last + 4, len(reading.words))):
        if not is_content(reading.words[i]) or reading.words[i].is_verb:
            break
        last = i
    return last


def _present(reading: Reading) -> Iterator[Hit]:
    """A present tense of habit ("I go to evenings for …") where the aligned line says that it happened once."""
    best = reading.alignment.best
    if best is None or not any(m.row["rank"] == 1 and not m.row.get("weak") for m in _recurrences(best)):
        return
    if any(w.text.lower() in _FEW for w in reading.words) or len(reading.alignment.matches[0].shared) < 2:
        return
    for clause in reading.clauses:
        head = reading.words[clause.head]
        if clause.subject is Subject.APPLICANT and head.tag == "VBP" and clause.head in reading.claimed:
            same = reading.alignment.matches[0].shared
            shared = [i for i in reading.claimed if i > clause.head and reading.words[i].lemma in same]
            if len(shared) >= 2 and head.lemma not in {"be", "have"}:
                yield _hit(reading, clause.head, max(shared), "habit.present", best)


def one_made_many(case: Case) -> Iterator[Hit]:
    """A bare plural where the CV counts exactly one of the thing: "gave talks" for one talk."""
    for reading in case.readings:
        for i, word in enumerate(reading.words):
            if word.tag not in {"NNS", "NNPS"} or i not in reading.claimed or word.lemma in _plain():
                continue
            if _is_counted(reading, i):
                continue
            single = _single_home(reading, case, i)
            if single is None:
                continue
            yield _hit(reading, _verb_before(reading, i), i, "plural.one-made-many", single)


def _is_counted(reading: Reading, i: int) -> bool:
    return any(w.head == i and (w.tag in {"CD"} or w.lemma in {"both", "two", "few"}) for w in reading.words)


def _single_home(reading: Reading, case: Case, i: int) -> Segment | None:
    """The aligned segment with one of this noun, if none of the CV has it in the plural."""
    name = reading.words[i].lemma
    homes = [case.index.segments[s] for s in case.index.by_lemma.get(name, ())]
    if not homes or any(w.lemma == name and w.tag in {"NNS", "NNPS"} for s in homes for w in s.words):
        return None
    near = {s.index for s in reading.alignment.near}
    return next((s for s in homes if s.index in near and _singular_marks(s, name) & _ONE), None)


def _singular_marks(segment: Segment, name: str) -> set[str]:
    """The determiners and counts before a noun of the segment."""
    return {
        w.text.lower()
        for k, word in enumerate(segment.words)
        if word.lemma == name
        for w in segment.words[max(0, k - 5) : k]
        if w.head == k
    }


def _verb_before(reading: Reading, i: int) -> int:
    for use in reversed(verb_uses(reading.words)):
        if use.first < i and i - use.first <= 5:
            return use.first
    return i


def _hit(reading: Reading, first: int, last: int, rule: str, line: Segment) -> Hit:
    start, end = reading.place(first, last)
    evidence = (line.quote(),) if line.start >= 0 else ()
    few = rule.endswith(("few", "many", "present"))
    says = " ".join(line.text.split()) if few and len(line.text) <= 90 else ""
    severity = Severity.MEDIUM if rule == "recurrence.against-few" else Severity.LOW
    return Hit(reading.statement.index, start, end, Category.OVERGENERALISED, severity, rule, evidence, says=says)
