"""What the CV tells of each of its words: which verb governs it, whose doing it was, and what limits it there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from jobhelper.checking.clauses import Clause, Subject, clauses
from jobhelper.checking.cv_index import CvIndex, Segment
from jobhelper.checking.phrases import phrases
from jobhelper.checking.title_phrases import own_titles
from jobhelper.checking.verbs import ASSISTED, DID, VerbUse, verb_uses
from jobhelper.models import FactKind
from jobhelper.nlp import Word
from jobhelper.text.tokens import TokenKind

_BETWEEN = frozenset({"and", ",", "&", "/", "or", "then"})
_REACH = 4


@dataclass(frozen=True, slots=True)
class Telling:
    """How one segment tells of some of its words.

    `use` is the verb that governs them (None where there is none), `level` what it claims there (None: not known),
    `theirs` that somebody else did it, `limits` the kinds of limiter that bind these very words, which stand at
    `places`.
    """

    segment: Segment
    use: VerbUse | None
    level: int | None
    theirs: bool
    limits: frozenset[str]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Parsed:
    uses: tuple[VerbUse, ...]
    clauses: tuple[Clause, ...]
    depth: tuple[int, ...]


@lru_cache(maxsize=4096)
def _parsed(index: CvIndex, segment: int) -> _Parsed:
    words = index.segments[segment].words
    return _Parsed(verb_uses(words), clauses(words, True), _bracket_depths(words))


def _bracket_depths(words: tuple[Word, ...]) -> tuple[int, ...]:
    depths, depth = [], 0
    for word in words:
        depth += word.text in {"(", "["}
        depths.append(depth)
        depth -= word.text in {")", "]"} and depth > 0
    return tuple(depths)


@lru_cache(maxsize=16384)
def telling(index: CvIndex, segment: int, places: tuple[int, ...]) -> Telling:
    """How a segment tells of its words at `places` (word indices, not empty)."""
    place = index.segments[segment]
    parsed = _parsed(index, segment)
    governing = _governing(parsed, place.words, places[0])
    limits = _limits(place.words, parsed.depth, places)
    if not governing:
        return Telling(place, None, _level_without_verb(index, place, limits), False, limits, places)
    strongest = max(governing, key=lambda u: u.level)
    level = min(strongest.level, ASSISTED) if _helped(parsed, strongest) else strongest.level
    if "help" in limits and level == DID:
        level = ASSISTED
    return Telling(place, strongest, level, _somebody_else(parsed, place.words, strongest), limits, places)


def _governing(parsed: _Parsed, words: tuple[Word, ...], place: int) -> list[VerbUse]:
    """The verb that stands last before the word at the same depth of brackets, with those joined to it by "and"."""
    outside = [u for u in parsed.uses if parsed.depth[u.first] == parsed.depth[place] or parsed.depth[u.first] == 0]
    before = [u for u in outside if u.last < place]
    if not before:
        after = [u for u in outside if u.first > place and _about(words, u, place)]
        return after[:1]
    chain = [before[-1]]
    for use in reversed(before[:-1]):
        gap = words[use.last + 1 : chain[-1].first]
        if not all(w.text.lower() in _BETWEEN or w.tag == "RB" for w in gap):
            break
        chain.append(use)
    return chain


def _about(words: tuple[Word, ...], use: VerbUse, place: int) -> bool:
    """Whether a verb that stands behind a word speaks of it: "24 specimens tested"."""
    return use.first - place <= _REACH and words[use.first].tag in {"VBN", "VBD"}


def _helped(parsed: _Parsed, use: VerbUse) -> bool:
    """Whether a helping or watching verb governs this one: "helped a student schedule", "was shown how to gauge"."""
    clause = next((c for c in parsed.clauses if use.first in c.words), None)
    if clause is None or clause.relation not in {"xcomp", "ccomp", "pcomp", "advcl"} or clause.head != use.first:
        return False
    return any(u.first == clause.governor and u.level <= ASSISTED for u in parsed.uses)


def _somebody_else(parsed: _Parsed, words: tuple[Word, ...], use: VerbUse) -> bool:
    clause = next((c for c in parsed.clauses if use.first in c.words), None)
    if clause is None or clause.subject is not Subject.OTHER:
        return False
    return any(
        w.head == use.first
        and w.relation == "nsubj"
        and i < use.first
        and w.tag in {"NN", "NNS", "NNP"}
        and not any(m.text in {":", ".", "/", "|"} for m in words[i : use.first])
        for i, w in enumerate(words)
    )


def _limits(words: tuple[Word, ...], depth: tuple[int, ...], places: tuple[int, ...]) -> frozenset[str]:
    """Kinds of limiter that bind these words: outside brackets in the same item, in brackets right behind them."""
    found = set()
    for match in phrases("frequency", "limiter").find(words):
        if depth[match.first] > depth[places[0]]:
            opening = next(i for i in range(match.first, -1, -1) if words[i].text in {"(", "["})
            if 0 < opening - places[-1] <= _REACH - 1 and not _comma(words, places[-1], opening):
                found.add(str(match.row["kind"]))
        elif not _comma(words, min(places[-1], match.first), max(places[0], match.first)):
            found.add(str(match.row["kind"]))
    return frozenset(found)


def _comma(words: tuple[Word, ...], first: int, last: int) -> bool:
    return any(w.kind is TokenKind.MARK and w.text in {",", ";", ":"} for w in words[first:last])


def _level_without_verb(index: CvIndex, segment: Segment, limits: frozenset[str]) -> int | None:
    """The level of a line without a verb: its title's in a heading, "did" where it says what its part was."""
    own = own_titles(index, segment.index) if segment.fact is FactKind.ENTRY else ()
    if own:
        return max(min(t.rank, 4) for t in own)
    return DID if "share" in limits else None
