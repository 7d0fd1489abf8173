"""One draft laid out beside one CV and one posting: what every rule and every feature reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jobhelper.checking.alignment import Alignment, align
from jobhelper.checking.claims import claimed_words
from jobhelper.checking.clauses import Clause, clauses
from jobhelper.checking.cv_index import CvIndex, index_cv
from jobhelper.checking.memory import Remembered
from jobhelper.checking.posting_index import PostingIndex, index_posting
from jobhelper.checking.statements import DraftKind, Statement, Zone, draft_kind, statements
from jobhelper.models import CV, Fact, Posting
from jobhelper.nlp import Word


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement as understood: its clauses, the indices of the words that claim, and what in the CV it speaks of."""

    statement: Statement
    clauses: tuple[Clause, ...]
    claimed: frozenset[int]
    alignment: Alignment

    @property
    def words(self) -> tuple[Word, ...]:
        """All words of the statement."""
        return self.statement.words

    def place(self, first: int, last: int) -> tuple[int, int]:
        """The draft's range from word `first` to word `last`, both included."""
        base = self.statement.start
        return base + self.statement.words[first].start, base + self.statement.words[last].end

    def clause_of(self, word: int) -> Clause | None:
        """The clause that holds a word."""
        return next((c for c in self.clauses if word in c.words), None)


@dataclass(frozen=True, slots=True)
class Case:
    """A draft, its readings in order, and what it is held against."""

    draft: str
    kind: DraftKind
    readings: tuple[Reading, ...]
    index: CvIndex
    posting: PostingIndex | None


def lay_out(draft: str, cv: CV, posting: Posting | None = None, confirmed: Sequence[Fact] = ()) -> Case:
    """Everything about `draft` that rules and features need, computed once."""
    parts = statements(draft)
    kind = draft_kind(parts)
    index = index_cv(cv, tuple(confirmed))
    wanted = index_posting(posting) if posting is not None else None
    readings: list[Reading] = []
    inherited: str | None = None
    for part in parts:
        if kind is DraftKind.LETTER and readings and draft.count("\n", readings[-1].statement.end, part.start) > 1:
            # A new paragraph of a letter may speak of anything.
            inherited = None
        reading = _read(part, kind, index, wanted, inherited)
        inherited = _passed_on(reading, kind, inherited)
        readings.append(reading)
    return Case(draft, kind, tuple(readings), index, wanted)


def _read(
    part: Statement, kind: DraftKind, index: CvIndex, posting: PostingIndex | None, inherited: str | None
) -> Reading:
    if not part.claims:
        return Reading(part, (), frozenset(), Alignment((), None, 0.0))
    employer = posting.employer if posting is not None else frozenset()
    understand = _reader(index, kind is not DraftKind.LETTER or part.listed, employer, inherited)
    return Reading(part, *understand(part.words))


@lru_cache(maxsize=128)
def _reader(
    index: CvIndex, first_person: bool, employer: frozenset[str], inherited: str | None
) -> Remembered[tuple[tuple[Clause, ...], frozenset[int], Alignment]]:
    """What a sentence says and what it speaks of, worked out once: while one types, only one sentence is new."""

    def understand(words: tuple[Word, ...]) -> tuple[tuple[Clause, ...], frozenset[int], Alignment]:
        parsed = clauses(words, first_person, employer)
        claimed = claimed_words(words, parsed)
        return parsed, claimed, align([words[i] for i in sorted(claimed)], index, inherited=inherited)

    return Remembered(understand)


def _passed_on(reading: Reading, kind: DraftKind, inherited: str | None) -> str | None:
    """The entry that the next statement inherits: in a CV the heading's above, in a letter the last one's."""
    if reading.statement.zone is Zone.HEADING and not reading.alignment.matches:
        return None
    if kind is DraftKind.LETTER or not reading.statement.listed:
        return reading.alignment.entry_id or inherited
    return inherited or reading.alignment.entry_id
