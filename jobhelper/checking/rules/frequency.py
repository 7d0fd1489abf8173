"""Rules on frequency and scope: one occasion is no habit, one place is no region."""

from __future__ import annotations

from collections.abc import Iterator

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import Segment, is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import PhraseMatch, phrases
from jobhelper.checking.verbs import verb_uses
from jobhelper.models import Category, Severity

_REGULAR = 3
_ONE_WORDS = frozenset({"a", "an", "one", "once", "single"})


def once_made_habit(case: Case) -> Iterator[Hit]:
    """A recurrence word (regularly, weekly, annual) where the CV's line shows no recurrence as strong."""
    for reading in case.readings:
        for match in phrases("frequency", "recurrence").find(reading.words):
            rank = match.row["rank"]
            if match.first not in reading.claimed or rank < _REGULAR:
                continue
            yield from _unsupported(reading, case, match, "recurrence", rank)
        for match in phrases("frequency", "habit").find(reading.words):
            if match.first in reading.claimed:
                yield from _unsupported(reading, case, match, "habit", _REGULAR)


def widened_scope(case: Case) -> Iterator[Hit]:
    """A scope word (across the region, multiple, various) where the CV's line shows none as wide."""
    for reading in case.readings:
        for match in phrases("frequency", "scope").find(reading.words):
            if match.first in reading.claimed and match.row["rank"] >= _REGULAR:
                yield from _unsupported(reading, case, match, "scope", match.row["rank"])


def _unsupported(reading: Reading, case: Case, match: PhraseMatch, table: str, rank: int) -> Iterator[Hit]:
    near = reading.alignment.near or ()
    entry = case.index.of_entry(reading.alignment.entry_id) if reading.alignment.entry_id else ()
    there = max((_rank(s, table) for s in (*near, *entry)), default=0)
    if there >= rank or not near:
        return
    if any(_holds(s, reading, match) for s in case.index.segments):
        return
    strength = (0.4 if match.row.get("weak") else 0.8) + (0.2 if there <= 1 else 0.0)
    last = _counted(reading, match)
    start, end = reading.place(match.first, last)
    evidence = (near[0].quote(),) if near[0].start >= 0 else ()
    severity = Severity.MEDIUM if rank >= 4 and not match.row.get("weak") else Severity.LOW
    name = f"{table}.weak" if match.row.get("weak") else f"{table}.unsupported"
    yield Hit(
        reading.statement.index, start, end, Category.OVERGENERALISED, severity, name, evidence, strength=strength
    )


def _rank(segment: Segment, table: str) -> int:
    table = "recurrence" if table == "habit" else table
    return max((m.row["rank"] for m in phrases("frequency", table).find(segment.words)), default=0)


def _holds(segment: Segment, reading: Reading, match: PhraseMatch) -> bool:
    lowers = [w.lemma for w in segment.words]
    wanted = [w.lemma for w in reading.words[match.first : match.last + 1]]
    return any(lowers[i : i + len(wanted)] == wanted for i in range(len(lowers) - len(wanted) + 1))


def _counted(reading: Reading, match: PhraseMatch) -> int:
    last = match.last
    for i in range(match.last + 1, min(match.last + 4, len(reading.words))):
        if not is_content(reading.words[i]) or reading.words[i].is_verb:
            break
        last = i
    return last


def one_made_many(case: Case) -> Iterator[Hit]:
    """A bare plural object where the CV counts exactly one of it: "gave talks" for one talk."""
    for reading in case.readings:
        for i, word in enumerate(reading.words):
            if word.tag not in {"NNS", "NNPS"} or i not in reading.claimed or _is_counted(reading, i):
                continue
            single = _single_home(reading, case, i)
            if single is None:
                continue
            first = _verb_before(reading, i)
            start, end = reading.place(first, i)
            yield Hit(
                reading.statement.index,
                start,
                end,
                Category.OVERGENERALISED,
                Severity.LOW,
                "plural.one-made-many",
                (single.quote(),) if single.start >= 0 else (),
            )


def _is_counted(reading: Reading, i: int) -> bool:
    return any(w.head == i and (w.tag in {"CD"} or w.lemma in {"both", "two", "few"}) for w in reading.words)


def _single_home(reading: Reading, case: Case, i: int) -> Segment | None:
    """The aligned segment that counts one of this noun, if no segment of the CV has it in the plural."""
    lemma = reading.words[i].lemma
    homes = [case.index.segments[s] for s in case.index.by_lemma.get(lemma, ())]
    if not homes or any(w.lemma == lemma and w.tag in {"NNS", "NNPS"} for s in homes for w in s.words):
        return None
    near = {s.index for s in reading.alignment.near}
    for segment in homes:
        if segment.index not in near:
            continue
        for k, word in enumerate(segment.words):
            if word.lemma == lemma and any(
                w.head == k and w.text.lower() in _ONE_WORDS for w in segment.words[max(0, k - 5) : k]
            ):
                return segment
    return None


def _verb_before(reading: Reading, i: int) -> int:
    for use in reversed(verb_uses(reading.words)):
        if use.first < i and i - use.first <= 5:
            return use.first
    return i
