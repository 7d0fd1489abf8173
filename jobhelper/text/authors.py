"""Finds whose each word of a text is, by word-level difference through the versions that it went through."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from jobhelper.models import Author, AuthoredSpan

SHORTEST_MOVE = 3
"""Words in a row that make a passage recognisable elsewhere; two alike are common English, three seldom are."""

_WORD = re.compile(r"[^\W_]+(?:['’.\-/+#&][^\W_]+)*[+#]*")


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a text: what it read, who made it so, and the author of each part where it has many hands."""

    text: str
    author: Author
    spans: tuple[AuthoredSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    keys: list[str]
    places: list[tuple[int, int]]
    authors: list[Author]


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of `text` in lower case with its place; white space and punctuation belong to no word."""
    for match in _WORD.finditer(text):
        yield match.group().casefold().replace("’", "'"), match.start(), match.end()


def word_authors(text: str, spans: Sequence[AuthoredSpan], otherwise: Author) -> list[Author]:
    """The author of each word by the span in which it starts; `otherwise` where no span holds it."""
    result: list[Author] = []
    ordered = sorted(spans, key=lambda span: span.start)
    index = 0
    for _, start, _ in words(text):
        while index < len(ordered) and ordered[index].end <= start:
            index += 1
        inside = index < len(ordered) and ordered[index].start <= start
        result.append(ordered[index].author if inside else otherwise)
    return result


def attribute(history: Sequence[Version]) -> tuple[AuthoredSpan, ...]:
    """Whose each word of the last version is, as runs of words of one author.

    Words that a version keeps, moves or brings back from an earlier version keep their author; case, white space and
    punctuation make no author. The first version's words belong to its `spans`, else to its author. A later version's
    `spans`, where given, name the authors of the words that are new in it. An empty history has no words.
    """
    seen: list[_Words] = []
    for version in history:
        current = _cut(version)
        if seen:
            _inherit(current, seen)
        seen.append(current)
    return _runs(seen[-1]) if seen else ()


def _cut(version: Version) -> _Words:
    found = list(words(version.text))
    authors = word_authors(version.text, version.spans, version.author)
    return _Words([key for key, _, _ in found], [(start, end) for _, start, end in found], authors)


def _inherit(current: _Words, seen: list[_Words]) -> None:
    previous = seen[-1]
    fresh = [True] * len(current.keys)
    gone = [True] * len(previous.keys)
    for old, new, length in _kept(previous.keys, current.keys):
        for step in range(length):
            current.authors[new + step] = previous.authors[old + step]
            fresh[new + step] = gone[old + step] = False
    _take_moved(current, previous, fresh, gone)
    for earlier in reversed(seen[:-1]):
        if not any(fresh):
            return
        _take_moved(current, earlier, fresh, None)


def _kept(old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    """Runs that stand in both, as (place in old, place in new, length), without runs that are alike by chance."""
    blocks = [
        (op.src_start, op.dest_start, op.src_end - op.src_start) for op in Indel.opcodes(old, new) if op.tag == "equal"
    ]
    changed = True
    while changed:
        kept = [block for position, block in enumerate(blocks) if not _by_chance(blocks, position, len(old), len(new))]
        changed = len(kept) != len(blocks)
        blocks = kept
    return blocks


def _by_chance(blocks: list[tuple[int, int, int]], position: int, old_length: int, new_length: int) -> bool:
    """Whether a run is shorter than the rewriting on both of its sides: then it is part of what was rewritten."""
    old, new, length = blocks[position]
    if length >= SHORTEST_MOVE:
        return False
    old_from, new_from = 0, 0
    if position:
        before = blocks[position - 1]
        old_from, new_from = before[0] + before[2], before[1] + before[2]
    old_to, new_to = old_length, new_length
    if position + 1 < len(blocks):
        old_to, new_to = blocks[position + 1][:2]
    left = (old - old_from, new - new_from)
    right = (old_to - old - length, new_to - new - length)
    rewritten = min(left) > 0 and min(right) > 0
    return rewritten and min(max(left), max(right)) > 2 * length


def _take_moved(current: _Words, source: _Words, fresh: list[bool], gone: list[bool] | None) -> None:
    """Gives fresh words that stood elsewhere in `source`, three or more in a row, the author they had there."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(len(source.keys) - SHORTEST_MOVE + 1):
        if gone is None or all(gone[place : place + SHORTEST_MOVE]):
            index[tuple(source.keys[place : place + SHORTEST_MOVE])].append(place)
    place = 0
    while place < len(current.keys):
        length, origin = _longest(current.keys, place, source.keys, index, fresh, gone)
        for step in range(length):
            current.authors[place + step] = source.authors[origin + step]
            fresh[place + step] = False
            if gone is not None:
                gone[origin + step] = False
        place += max(length, 1)


def _longest(
    keys: list[str],
    place: int,
    source: list[str],
    index: dict[tuple[str, ...], list[int]],
    fresh: list[bool],
    gone: list[bool] | None,
) -> tuple[int, int]:
    best, best_origin = 0, 0
    if not fresh[place]:
        return best, best_origin
    for origin in index.get(tuple(keys[place : place + SHORTEST_MOVE]), ()):
        length = 0
        while (
            place + length < len(keys)
            and origin + length < len(source)
            and fresh[place + length]
            and (gone is None or gone[origin + length])
            and keys[place + length] == source[origin + length]
        ):
            length += 1
        if length > best:
            best, best_origin = length, origin
    return (best, best_origin) if best >= SHORTEST_MOVE else (0, 0)


def _runs(found: _Words) -> tuple[AuthoredSpan, ...]:
    runs: list[AuthoredSpan] = []
    for (start, end), author in zip(found.places, found.authors, strict=True):
        if runs and runs[-1].author is author:
            runs[-1] = AuthoredSpan(runs[-1].start, end, author)
        else:
            runs.append(AuthoredSpan(start, end, author))
    return tuple(runs)
