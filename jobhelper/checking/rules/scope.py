"""Rules on scope: a part is not the whole, one place no region, one guest no board of stakeholders."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.concepts import related
from jobhelper.checking.cv_index import CvIndex, Segment, is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import PhraseMatch, phrases
from jobhelper.checking.rules.effects import newness, surroundings
from jobhelper.checking.verbs import fair_paraphrase, verb_row
from jobhelper.models import Category, Severity
from jobhelper.nlp import Word
from jobhelper.text.lemmas import lemma
from jobhelper.text.lexicon import load

_NEW = 0.5
_TOWARDS = frozenset({"to", "for", "with", "by", "among", "from", "before"})
_PERIODS = frozenset(
    "day week month year season term summer semester shift stage weekend hour time point morning evening fortnight "
    "night".split()
)
_MARKS = frozenset({",", ";", ".", ":", "—", "–", "(", ")"})


@cache
def _partitives() -> frozenset[str]:
    return frozenset(lemma(row["lemma"]) for row in load("frequency")["partitive"])


def part_made_whole(case: Case) -> Iterator[Hit]:
    """The thing itself where the CV's line has a part of it: "laid out issue 9" for four pages of issue 9."""
    for reading in case.readings:
        if not reading.claimed or any(w.lemma in _partitives() for w in reading.words):
            continue
        for i in sorted(reading.claimed):
            if not (reading.words[i].is_verb or i == 0):
                continue
            for segment in reading.alignment.near[:3]:
                found = _found_after(reading, i, _whole(segment, reading.words[i]))
                if found is not None:
                    yield _hit(reading, i, found, "part.whole", segment)
                    break


def _found_after(reading: Reading, i: int, name: str | None) -> int | None:
    return next((j for j in range(i + 1, min(i + 8, len(reading.words))) if reading.words[j].lemma == name), None)


def _whole(segment: Segment, verb: Word) -> str | None:
    """The lemma of the thing of which the segment says that the verb was done to a part."""
    words = segment.words
    for k, word in enumerate(words):
        if word.lemma not in _partitives() or not any(_same_deed(verb, w) for w in words[:k]):
            continue
        if k + 1 < len(words) and words[k + 1].text.lower() in {"of", "from"}:
            return next((words[j].lemma for j in range(k + 2, min(k + 9, len(words))) if _ends_phrase(words, j)), None)
    return None


def _same_deed(one: Word, other: Word) -> bool:
    if related(one, other):
        return True
    rows = verb_row(one.lemma), verb_row(other.lemma)
    return other.is_verb and rows[0] is not None and rows[1] is not None and fair_paraphrase(rows[0], rows[1])


def _ends_phrase(words: tuple[Word, ...], j: int) -> bool:
    return words[j].is_noun and (j + 1 == len(words) or not words[j + 1].is_noun)


def widened_scope(case: Case) -> Iterator[Hit]:
    """Words that widen where, for whom, how much or how much of a thing was done, where the CV's lines don't."""
    for reading in case.readings:
        if reading.claimed and reading.alignment.near:
            yield from _places(reading, case)
            yield from _extents(reading, case)


def _places(reading: Reading, case: Case) -> Iterator[Hit]:
    for match in phrases("frequency", "across").find(reading.words):
        if match.first in reading.claimed:
            yield from _across(reading, case, match)
    for match in phrases("frequency", "audience").find(reading.words):
        if match.first in reading.claimed and not _named(reading, case, match):
            yield from _audience(reading, match)


def _extents(reading: Reading, case: Case) -> Iterator[Hit]:
    taken: set[int] = set()
    for table in ("volume", "breadth"):
        for match in phrases("frequency", table).find(reading.words):
            taken |= set(range(match.first, match.last + 1))
            if match.first in reading.claimed and not _known(reading, case, match):
                rule = f"scope.{match.row.get('kind', table)}"
                yield _hit(reading, match.first, _noun_after(reading, match.last), rule, reading.alignment.near[0])
    for match in phrases("frequency", "scope").find(reading.words):
        if match.first not in reading.claimed or match.first in taken or not match.row.get("weak"):
            continue
        last = _noun_after(reading, match.last)
        if match.row["rank"] < 4 or reading.words[last].lemma in _PERIODS:
            continue
        if not _said(reading, case, match.first, last) and _ranked(reading, case) < match.row["rank"]:
            yield _hit(reading, match.first, last, "scope.all", reading.alignment.near[0])


def _across(reading: Reading, case: Case, match: PhraseMatch) -> Iterator[Hit]:
    """The place or body after "across", "up and down", "in all", new to the aligned lines."""
    last = _noun_after(reading, match.last)
    members = list(range(match.last + 1, last + 1))
    if last == match.last or _known(reading, case, match):
        return
    if reading.words[last].lemma not in _PERIODS and newness(reading, case, members) >= _NEW:
        yield _hit(reading, match.first, last, "scope.across", reading.alignment.near[0])


def _audience(reading: Reading, match: PhraseMatch) -> Iterator[Hit]:
    head = match.last
    before = [w.text.lower() for w in reading.words[max(0, match.first - 7) : match.first]]
    if reading.words[head].relation in {"compound", "amod", "nmod"} or not set(before) & _TOWARDS:
        return
    first = match.first
    while first > 0 and reading.words[first - 1].head == head and is_content(reading.words[first - 1]):
        first -= 1
    yield _hit(reading, first, head, "scope.audience", reading.alignment.near[0])


def _named(reading: Reading, case: Case, match: PhraseMatch) -> bool:
    """Whether an aligned line names this very audience: a manager is not the management."""
    name = reading.words[match.last].lemma
    return bool(case.index.by_lemma.get(name, frozenset()) & surroundings(reading, case))


def _known(reading: Reading, case: Case, match: PhraseMatch) -> bool:
    """Whether the aligned lines have every content word of the phrase, or the CV the very phrase."""
    words = [w for w in reading.words[match.first : match.last + 1] if is_content(w)]
    if not words:
        return _said(reading, case, match.first, match.last)
    near = surroundings(reading, case)
    return all(any(s in near for s in case.index.homes(w)) for w in words) or _said(
        reading, case, match.first, match.last
    )


def _said(reading: Reading, case: Case, first: int, last: int) -> bool:
    """Whether the CV has the very words."""
    return " ".join(w.text.lower() for w in reading.words[first : last + 1]) in _running_text(case.index)


@lru_cache(maxsize=32)
def _running_text(index: CvIndex) -> str:
    return " ".join(index.cv.text.lower().split())


def _ranked(reading: Reading, case: Case) -> int:
    entry = case.index.of_entry(reading.alignment.entry_id) if reading.alignment.entry_id else ()
    return max(
        (m.row["rank"] for s in (*reading.alignment.near, *entry) for m in phrases("frequency", "scope").find(s.words)),
        default=0,
    )


def _noun_after(reading: Reading, i: int) -> int:
    """The last word of the noun phrase that begins after word `i`, at most five words on."""
    last = i
    for j in range(i + 1, min(i + 6, len(reading.words))):
        word = reading.words[j]
        if word.text in _MARKS or word.is_verb or (word.tag in {"IN", "CC", "TO"} and last > i):
            break
        if word.is_noun or word.tag.startswith("JJ"):
            last = j
    return last


def _hit(reading: Reading, first: int, last: int, rule: str, line: Segment) -> Hit:
    start, end = reading.place(first, last)
    evidence = (line.quote(),) if line.start >= 0 else ()
    says = " ".join(line.text.split()) if rule == "part.whole" and len(line.text) <= 90 else ""
    severity = Severity.MEDIUM if rule == "part.whole" else Severity.LOW
    return Hit(reading.statement.index, start, end, Category.OVERGENERALISED, severity, rule, evidence, says=says)
