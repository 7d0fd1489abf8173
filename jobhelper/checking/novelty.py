"""How much of a statement the CV already says: words, neighbouring pairs, and what only the posting says."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import is_content


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one claimed content word of a statement stands.

    `near` is its best likeness (0 to 1) within the aligned segments, `entry` within the aligned entry, `anywhere`
    within the CV; `asked` tells that the posting has it.
    """

    word: int
    near: float
    entry: float
    anywhere: float
    asked: bool


def standings(reading: Reading, case: Case) -> tuple[Standing, ...]:
    """The standing of each claimed content word, in order."""
    near = {s.index for s in reading.alignment.near}
    entry_id = reading.alignment.entry_id
    entry = set(case.index.by_entry.get(entry_id, ())) if entry_id else set()
    found = []
    for i in sorted(reading.claimed):
        word = reading.words[i]
        if not is_content(word):
            continue
        homes = case.index.homes(word)
        found.append(
            Standing(
                i,
                _within(homes, near),
                _within(homes, entry),
                max(homes.values(), default=0.0),
                case.posting is not None and word.stem in case.posting.stems,
            )
        )
    return tuple(found)


def _within(homes: dict[int, float], segments: set[int]) -> float:
    return max((likeness for segment, likeness in homes.items() if segment in segments), default=0.0)


def pair_support(reading: Reading, case: Case) -> tuple[int, int]:
    """Adjacent claimed content words: how many pairs there are, and how many stand together in one CV segment."""
    content = [i for i in sorted(reading.claimed) if is_content(reading.words[i])]
    pairs = [(a, b) for a, b in pairwise(content) if b - a <= 4]
    together = 0
    for a, b in pairs:
        together += bool(case.index.homes(reading.words[a]).keys() & case.index.homes(reading.words[b]).keys())
    return len(pairs), together
