"""Finds the CV's segments and the entry that a statement speaks of."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from jobhelper.checking.cv_index import CvIndex, Segment, is_content
from jobhelper.nlp import Word
from jobhelper.text.tokens import TokenKind

_NAME_WEIGHT, _VERB_WEIGHT = 2.0, 0.6
_ENTRY_BONUS = 0.35


@dataclass(frozen=True, slots=True)
class Match:
    """How well one CV segment answers a statement: `score` over the statement's words, `shared` their lemmas."""

    segment: Segment
    score: float
    shared: frozenset[str]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The segments that answer a statement, best first, and the entry it speaks of (None where it can't be told)."""

    matches: tuple[Match, ...]
    entry_id: str | None
    coverage: float

    @property
    def best(self) -> Segment | None:
        """The segment that answers best."""
        return self.matches[0].segment if self.matches else None

    @property
    def near(self) -> tuple[Segment, ...]:
        """The segments that answer, best first."""
        return tuple(m.segment for m in self.matches)


def weight(word: Word) -> float:
    """How much a word tells about what a statement speaks of: names and numbers most, verbs least."""
    if word.kind is TokenKind.NUMBER or word.tag in {"NNP", "NNPS", "CD"}:
        return _NAME_WEIGHT
    return _VERB_WEIGHT if word.is_verb else 1.0


def align(
    words: Iterable[Word], index: CvIndex, *, inherited: str | None = None, most: int = 4, floor: float = 0.45
) -> Alignment:
    """The CV's segments for these words of a draft.

    Words shared with few segments count more than those shared with many; an entry gathers what its segments share,
    and `inherited` (the entry of the statement before, or of the heading above) wins where nothing tells.
    """
    content = [w for w in words if is_content(w)]
    scored = _scored(content, index)
    scored.sort(key=lambda m: (-m.score, m.segment.index))
    entry = _entry(scored, content, index, inherited)
    boosted = sorted(
        scored,
        key=lambda m: (
            -(m.score * (1 + _ENTRY_BONUS * (m.segment.entry_id == entry and entry is not None))),
            m.segment.index,
        ),
    )
    top = tuple(m for m in boosted[:most] if m.score >= floor)
    total = sum(weight(w) for w in content)
    covered = sum(weight(w) for w in content if any(w.lemma in m.shared for m in top))
    return Alignment(top, entry, covered / total if total else 0.0)


def _scored(content: list[Word], index: CvIndex) -> list[Match]:
    totals: dict[int, float] = {}
    shared: dict[int, set[str]] = {}
    for word in content:
        homes = index.homes(word)
        if not homes:
            continue
        telling = weight(word) * math.log((len(index.segments) + 1) / len(homes)) / math.log(len(index.segments) + 2)
        for segment, likeness in homes.items():
            totals[segment] = totals.get(segment, 0.0) + likeness * telling
            shared.setdefault(segment, set()).add(word.lemma)
    return [
        Match(index.segments[i], score / (1 + math.log1p(max(0, index.lengths[i] - 6)) * 0.25), frozenset(shared[i]))
        for i, score in totals.items()
    ]


def _entry(scored: list[Match], content: list[Word], index: CvIndex, inherited: str | None) -> str | None:
    by_lemma = {w.lemma: weight(w) for w in content}
    covering: dict[str, set[str]] = {}
    for match in scored:
        if match.segment.entry_id is not None:
            covering.setdefault(match.segment.entry_id, set()).update(match.shared)
    totals = {
        entry: sum(by_lemma.get(lemma, 1.0) * index.rarity(lemma) for lemma in sorted(shared))
        for entry, shared in covering.items()
    }
    if not totals:
        return inherited
    best = max(totals, key=lambda e: (totals[e], e == inherited, e))
    if totals[best] < 1.0:
        return inherited
    if inherited in totals and totals[best] < totals[inherited] * 1.15 + 0.2:
        return inherited
    return best
