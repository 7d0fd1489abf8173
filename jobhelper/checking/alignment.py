"""Finds the CV's segments and the entry that a statement speaks of."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from jobhelper.checking.concepts import keys
from jobhelper.checking.cv_index import CvIndex, Segment, is_content
from jobhelper.nlp import Word
from jobhelper.text.tokens import TokenKind

_SAME, _STEM, _SYNONYM = 1.0, 0.85, 0.6
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
    """The segments that answer a statement, best first, and the entry that it speaks of (None where it can't be told)."""

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


def similarity(word: Word, other: Word) -> float:
    """1 for the same lemma, less for the same stem or a synonym, 0 for strangers."""
    if word.lemma == other.lemma:
        return _SAME
    if word.kind is not TokenKind.WORD or other.kind is not TokenKind.WORD:
        return 0.0
    if word.stem == other.stem:
        return _STEM
    return _SYNONYM if keys(word.lemma) & keys(other.lemma) else 0.0


def align(
    words: Iterable[Word], index: CvIndex, *, inherited: str | None = None, most: int = 4, floor: float = 0.45
) -> Alignment:
    """The CV's segments for these words of a draft.

    Words shared with few segments count more than those shared with many; an entry gathers what its segments share,
    and `inherited` (the entry of the statement before, or of the heading above) wins where nothing tells.
    """
    content = [w for w in words if is_content(w)]
    scored: list[Match] = []
    for segment in index.segments:
        match = _match(content, segment, index)
        if match.score > 0:
            scored.append(match)
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


def _match(content: list[Word], segment: Segment, index: CvIndex) -> Match:
    score, shared = 0.0, set()
    for word in content:
        best = _best(word, segment)
        if best[0] > 0:
            score += best[0] * weight(word) * index.rarity(best[1])
            shared.add(word.lemma)
    length = sum(1 for w in segment.words if is_content(w))
    return Match(segment, score / (1 + math.log1p(max(0, length - 6)) * 0.25), frozenset(shared))


def _best(word: Word, segment: Segment) -> tuple[float, str]:
    best, lemma = 0.0, ""
    for other in segment.words:
        if is_content(other):
            value = similarity(word, other)
            if value > best:
                best, lemma = value, other.lemma
                if best == _SAME:
                    break
    return best, lemma


def _entry(scored: list[Match], content: list[Word], index: CvIndex, inherited: str | None) -> str | None:
    totals: dict[str, float] = {}
    for entry_id in index.by_entry:
        covering: dict[str, float] = {}
        for match in scored:
            if match.segment.entry_id == entry_id:
                for lemma in match.shared:
                    covering[lemma] = max(
                        covering.get(lemma, 0.0), index.rarity(lemma) if lemma in index.by_lemma else 0.6
                    )
        by_lemma = {w.lemma: weight(w) for w in content}
        totals[entry_id] = sum(value * by_lemma.get(lemma, 1.0) for lemma, value in covering.items())
    if not totals:
        return inherited
    best = max(totals, key=lambda e: (totals[e], e == inherited, e))
    if totals[best] < 1.0:
        return inherited
    if inherited in totals and totals[best] < totals[inherited] * 1.15 + 0.2:
        return inherited
    return best
