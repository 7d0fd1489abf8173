"""How much of a statement the CV already says: words, neighbouring pairs, and what only the posting says."""

from __future__ import annotations

from dataclasses import dataclass

from jobhelper.checking.alignment import similarity
from jobhelper.checking.case import Case, Reading
from jobhelper.checking.concepts import keys
from jobhelper.checking.cv_index import CvIndex, is_content
from jobhelper.nlp import Word
from jobhelper.text.tokens import TokenKind


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
    near = [w for s in reading.alignment.near for w in s.words]
    entry_id = reading.alignment.entry_id
    entry = [w for s in case.index.of_entry(entry_id) for w in s.words] if entry_id else []
    found = []
    for i in sorted(reading.claimed):
        word = reading.words[i]
        if not is_content(word):
            continue
        found.append(
            Standing(
                i,
                _likeness(word, near),
                _likeness(word, entry),
                _anywhere(word, case.index),
                case.posting is not None and word.stem in case.posting.stems,
            )
        )
    return tuple(found)


def _likeness(word: Word, others: list[Word]) -> float:
    return max((similarity(word, other) for other in others), default=0.0)


def _anywhere(word: Word, index: CvIndex) -> float:
    if word.lemma in index.by_lemma:
        return 1.0
    if word.kind is not TokenKind.WORD:
        return 0.0
    if word.stem in index.by_stem:
        return 0.85
    wanted = keys(word.lemma)
    return 0.6 if any(wanted & keys(lemma) for lemma in index.by_lemma) else 0.0


def pair_support(reading: Reading, case: Case) -> tuple[int, int]:
    """Adjacent claimed content words: how many pairs there are, and how many stand together in one CV segment."""
    content = [i for i in sorted(reading.claimed) if is_content(reading.words[i])]
    pairs = [(a, b) for a, b in zip(content, content[1:], strict=False) if b - a <= 4]
    together = 0
    for a, b in pairs:
        homes = _homes(reading.words[a], case.index) & _homes(reading.words[b], case.index)
        together += bool(homes)
    return len(pairs), together


def _homes(word: Word, index: CvIndex) -> frozenset[int]:
    homes = index.by_lemma.get(word.lemma, frozenset()) | index.by_stem.get(word.stem, frozenset())
    if homes:
        return homes
    wanted = keys(word.lemma)
    found: set[int] = set()
    for lemma, segments in index.by_lemma.items():
        if wanted & keys(lemma):
            found |= segments
    return frozenset(found)
