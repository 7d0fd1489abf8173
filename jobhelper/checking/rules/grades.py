"""Rules on grades and numbered levels: each belongs to its own subject and may not stand above the CV's for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import CvIndex, Segment
from jobhelper.checking.hits import Hit
from jobhelper.checking.list_items import item_around, naming, segments_with
from jobhelper.checking.phrases import PhraseMatch, Phrases, phrases
from jobhelper.models import Category, Severity
from jobhelper.nlp import Word
from jobhelper.text.lexicon import load

UNFINISHED = frozenset({"in_progress", "expected", "pending", "partial", "lapsed", "failed"})
_LOOSE = frozenset(
    {"first", "second", "third", "pass", "passed", "passes", "good", "credit", "merit", "merits", "fail"}
)
_SYSTEMS = frozenset({"uk_class", "award_grade", "latin", "rank"})
_CLASSES = (
    ("uk_class", 4, {"second", "upper"}),
    ("uk_class", 3, {"second", "lower"}),
    ("uk_class", 5, {"first", "class"}),
)
_AWARDED = frozenset({"uk_class", "award_grade"})
_STATUSES = frozenset({"expected", "pending", "failed", "lapsed"})
_UNDER_WAY = frozenset(
    "in progress; part-completed; part completed; part-qualified; part qualified; studying towards; studying for; "
    "working towards; working toward; credits towards; one of three; theory passed; theory test passed; to date".split(
        "; "
    )
)
_VAGUE = frozenset(
    {"until", "offer", "due", "planned", "conditional", "eligible", "formerly", "provisional result", "applied"}
)
_LEVELS = frozenset({"level", "grade", "stage", "tier", "step"})
_WORK = frozenset({"mark", "marks", "work", "result", "results", "essay"})


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade at word indices `first` to `last` of a sentence; `rank` rises with merit within `system` only."""

    first: int
    last: int
    system: str
    rank: int


@cache
def _table() -> Phrases:
    return Phrases(
        {"text": text, "system": row["system"], "rank": row["rank"]}
        for row in load("credentials")["grade"]
        if row["system"] in _SYSTEMS
        for text in row["texts"]
    )


def grades_in(words: tuple[Word, ...]) -> list[Grade]:
    """The grades in a sentence; everyday words count only in brackets, after a colon or at the end of an item."""
    found = [
        Grade(m.first, m.last, m.row["system"], m.row["rank"])
        for m in _table().find(words)
        if m.row["text"] not in _LOOSE or _set_off(words, m)
    ]
    lowers = [w.text.lower() for w in words]
    for system, rank, wanted in _CLASSES:
        places = [i for i, low in enumerate(lowers) if low.replace("-class", "") in wanted]
        if {lowers[i].replace("-class", "") for i in places} == wanted and places[-1] - places[0] <= 5:
            found = [g for g in found if g.last < places[0] or g.first > places[-1]]
            found.append(Grade(places[0], places[-1], system, rank))
    return found


def _set_off(words: tuple[Word, ...], match: PhraseMatch) -> bool:
    before = words[match.first - 1].text if match.first else ""
    after = words[match.last + 1].text if match.last + 1 < len(words) else "."
    return before in {"(", ":", ",", "–", "—", ".", "["} and after in {")", ",", ".", ";", "]"}


def raised_grade(case: Case) -> Iterator[Hit]:
    """A grade above the one that the CV gives the same subject; one that no line gives at all; one only expected."""
    for reading in case.readings:
        if not reading.claimed:
            continue
        for grade in grades_in(reading.words):
            if grade.first in reading.claimed and not _of_a_piece(reading.words, grade):
                hit = _judge(reading, grade, case)
                if hit is not None:
                    yield hit


def _of_a_piece(words: tuple[Word, ...], grade: Grade) -> bool:
    """Whether the grade is that of a mark ("a first-class mark of 71"), which bears it out, or "first" only counts."""
    after = words[grade.last + 1 : grade.last + 3]
    counted = words[grade.last].text.lower() == "first" and bool(after) and after[0].is_noun
    return counted or any(w.lemma in _WORK for w in after)


def _judge(reading: Reading, grade: Grade, case: Case) -> Hit | None:
    words = reading.words
    left, right = item_around(words, grade.first)
    mine = frozenset(range(grade.first, grade.last + 1))
    names = [words[i] for i in naming(words, left, right, mine)]
    kept = _kept(case.index, grade.system)
    own = [(rank, s) for s, _ in segments_with(case.index, names) for rank in _within(s, grade.system)]
    pool = own or [(rank, s) for rank, s in kept if s in reading.alignment.near] or list(kept)
    if not pool:
        return _found(reading, grade, "credential.grade-unknown", None) if not _other_system(case, grade) else None
    best, segment = max(pool, key=lambda pair: pair[0])
    if grade.rank > best:
        raised = not own and any(rank >= grade.rank for rank, _ in kept)
        rule = "credential.grade-own" if own else ("credential.grade-moved" if raised else "credential.grade-raised")
        return _found(reading, grade, rule, segment)
    same = [s for rank, s in (own or kept) if rank == grade.rank]
    if grade.system in _AWARDED and same and all(unfinished(s.words) for s in same) and not unfinished(words):
        return _found(reading, grade, "credential.grade-expected", same[0])
    return None


def _other_system(case: Case, grade: Grade) -> bool:
    """Whether the CV grades in letters or marks what the draft words: that can't be told."""
    return grade.system == "award_grade" and bool(_kept(case.index, "uk_class"))


@lru_cache(maxsize=128)
def _kept(index: CvIndex, system: str) -> tuple[tuple[int, Segment], ...]:
    return tuple((rank, s) for s in index.segments for rank in _within(s, system))


@lru_cache(maxsize=8192)
def _within(segment: Segment, system: str) -> tuple[int, ...]:
    return tuple(g.rank for g in grades_in(segment.words) if g.system == system)


def unfinished(words: tuple[Word, ...]) -> bool:
    """Whether a sentence says that a credential is still to come, or came to nothing."""
    return any(m.row["status"] in UNFINISHED for m in phrases("credentials", "status").find(words))


def unfinished_item(segment: Segment, places: set[int]) -> bool:
    """Whether the CV says of what stands at these places that it is still to come, half done or lapsed."""
    words = segment.words
    for match in phrases("credentials", "status").find(words):
        status, text = match.row["status"], match.row["text"]
        if text in _VAGUE or not (status in _STATUSES or text in _UNDER_WAY):
            continue
        left, right = item_around(words, match.first)
        if not places or any(left - 2 <= k <= right for k in places):
            return True
    return False


def _found(reading: Reading, grade: Grade, rule: str, segment: Segment | None) -> Hit:
    start, end = reading.place(grade.first, grade.last)
    evidence = (segment.quote(),) if segment is not None and segment.start >= 0 else ()
    return Hit(
        reading.statement.index, start, end, Category.INVENTED_CREDENTIAL, Severity.HIGH, rule, evidence,
        hard=True, says=segment.text if segment is not None else "",
    )  # fmt: skip


def raised_level(case: Case) -> Iterator[Hit]:
    """A numbered level ("Level 3", "Grade 6") above the CV's for the same thing."""
    for reading in case.readings:
        if not reading.claimed:
            continue
        for i, value in _numbered(reading.words):
            if i not in reading.claimed:
                continue
            kept = _own_levels(reading, i, case.index)
            if kept and value > max(v for v, _ in kept):
                segment = max(kept, key=lambda pair: pair[0])[1]
                yield _found(reading, Grade(i, i + 1, "level", value), "credential.level-raised", segment)


def _own_levels(reading: Reading, i: int, index: CvIndex) -> list[tuple[int, Segment]]:
    """The CV's numbers of the same kind of level for what the draft's item names, within the CV's own item."""
    words = reading.words
    left, right = item_around(words, i)
    names = [words[k] for k in naming(words, left, right, frozenset({i, i + 1}))]
    lemmas = {w.lemma for w in names}
    found = []
    for segment in {s for w in names for s in index.homes(w)}:
        kept = index.segments[segment]
        for k, value in _numbered(kept.words):
            first, last = item_around(kept.words, k)
            own = {kept.words[j].lemma for j in naming(kept.words, first, last, frozenset({k, k + 1}))}
            if kept.words[k].lemma == words[i].lemma and own & lemmas:
                found.append((value, kept))
    return found


def _numbered(words: tuple[Word, ...]) -> list[tuple[int, int]]:
    return [
        (i, int(words[i + 1].text))
        for i in range(len(words) - 1)
        if words[i].lemma in _LEVELS and words[i + 1].text.isdigit() and len(words[i + 1].text) <= 2
    ]
