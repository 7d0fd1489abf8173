"""Cuts a statement at its list marks, so that a grade or level stays with the item it was given to."""

from __future__ import annotations

from jobhelper.checking.cv_index import CvIndex, Segment, is_content
from jobhelper.nlp import Word
from jobhelper.text.tokens import TokenKind

_ENDS = frozenset({",", ";", "|", "•", "·", "&", "/", ".", "–", "—"})
_JOINS = frozenset({"and", "but", "while", "plus", "with"})


def item_around(words: tuple[Word, ...], i: int) -> tuple[int, int]:
    """First and last index of the list item that holds word `i`; marks inside brackets do not cut, brackets stay in."""
    depth = _depths(words)
    level = min(depth[i], 1)
    left = right = i
    while left > 0 and not _cuts(words, left - 1, depth):
        left -= 1
    while right + 1 < len(words) and not _cuts(words, right + 1, depth):
        right += 1
    if level == 0:
        return left, right
    return left, right


def _depths(words: tuple[Word, ...]) -> list[int]:
    found, depth = [], 0
    for word in words:
        depth += word.text == "("
        found.append(depth)
        depth = max(0, depth - (word.text == ")"))
    return found


def _cuts(words: tuple[Word, ...], i: int, depth: list[int]) -> bool:
    if depth[i]:
        return False
    return words[i].text in _ENDS or words[i].text.lower() in _JOINS


def naming(words: tuple[Word, ...], first: int, last: int, without: frozenset[int] = frozenset()) -> list[int]:
    """The words of an item that name what it is about: its nouns, adjectives and names outside `without`."""
    return [
        i
        for i in range(first, last + 1)
        if i not in without and is_content(words[i]) and words[i].kind is TokenKind.WORD and words[i].tag[:2] in _NAMING
    ]


_NAMING = frozenset({"NN", "JJ", "FW", "VB"})


def segments_with(index: CvIndex, names: list[Word], share: float = 0.6) -> list[tuple[Segment, set[int]]]:
    """The CV's segments that hold at least `share` of these words, with the places of those words, most first."""
    if not names:
        return []
    counts: dict[int, int] = {}
    for word in names:
        for segment in index.homes(word):
            counts[segment] = counts.get(segment, 0) + 1
    ranked = sorted((s for s in counts if counts[s] >= share * len(names)), key=lambda s: (-counts[s], s))
    lemmas, stems = {w.lemma for w in names}, {w.stem for w in names}
    return [
        (segment, {k for k, w in enumerate(segment.words) if w.lemma in lemmas or w.stem in stems})
        for segment in (index.segments[s] for s in ranked)
    ]
