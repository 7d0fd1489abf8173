"""Lays a CV out for comparison: its segments with their grammar, and where each word, stem and entry stands."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import lru_cache

from jobhelper import nlp
from jobhelper.checking.concepts import keys
from jobhelper.models import CV, ActivityKind, Entry, Fact, FactKind, Quote, SectionKind
from jobhelper.nlp import Word
from jobhelper.text.sentences import bounded, sentences
from jobhelper.text.tokens import TokenKind


@dataclass(frozen=True, slots=True)
class Segment:
    """One statement of the CV, the smallest thing that can bear a claim out.

    `start` and `end` are offsets into the CV's text; those of a confirmed fact are -1. `negated` tells that it says
    what is not so ("no drone licence"), which holds within this segment alone.
    """

    index: int
    text: str
    start: int
    end: int
    entry_id: str | None
    section: SectionKind
    kind: ActivityKind
    fact: FactKind
    words: tuple[Word, ...]
    negated: bool

    def quote(self) -> Quote:
        """The segment as evidence."""
        return Quote(self.text, self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class CvIndex:
    """A CV ready to be compared with; the maps lead from a lemma or stem to the segments that hold it."""

    cv: CV
    segments: tuple[Segment, ...]
    by_lemma: dict[str, frozenset[int]]
    by_stem: dict[str, frozenset[int]]
    by_key: dict[str, frozenset[int]]
    by_entry: dict[str, tuple[int, ...]]
    entries: dict[str, Entry]
    lengths: tuple[int, ...]
    _homes: dict[str, dict[int, float]] = field(default_factory=dict, compare=False, repr=False)

    def homes(self, word: Word) -> dict[int, float]:
        """The segments where a word stands in any form, with its likeness: 1 same lemma, 0.85 stem, 0.6 synonym."""
        known = self._homes.get(word.lemma)
        if known is None:
            known = {}
            for key in keys(word.lemma):
                for segment in self.by_key.get(key, ()):
                    known[segment] = SYNONYM
            for segment in self.by_stem.get(word.stem, ()) if word.kind is TokenKind.WORD else ():
                known[segment] = STEM
            for segment in self.by_lemma.get(word.lemma, ()):
                known[segment] = SAME
            self._homes[word.lemma] = known
        return known

    def likeness(self, word: Word) -> float:
        """The best likeness of a word anywhere in the CV, 0 to 1."""
        return max(self.homes(word).values(), default=0.0)

    def rarity(self, lemma: str) -> float:
        """How telling a lemma is within this CV: 1 for one that stands once, less the more segments hold it."""
        count = len(self.by_lemma.get(lemma, ()))
        if not count:
            return 1.0
        return math.log((len(self.segments) + 1) / count) / math.log(len(self.segments) + 2)

    def of_entry(self, entry_id: str) -> tuple[Segment, ...]:
        """The segments of one entry, its heading among them."""
        return tuple(self.segments[i] for i in self.by_entry.get(entry_id, ()))


SAME, STEM, SYNONYM = 1.0, 0.85, 0.6
_NEGATIVE = frozenset("no not n't never without nor neither none unbroadcast yet".split())
# Lines of these sections are items of their own; elsewhere a line break is only where the page was full.
_LISTS = frozenset({SectionKind.SKILLS, SectionKind.LANGUAGES, SectionKind.CERTIFICATES, SectionKind.AWARDS})
_FUNCTION_TAGS = frozenset("DT IN CC TO PRP PRP$ MD EX WDT WP WP$ WRB RP PDT POS UH".split())
_CLOSED = frozenset(
    "a an and any are as at be but by do each for from had has have he her his if in into is it its me my "
    "no nor not of off on or our out over per she so than that the their them then there these they this "
    "those to under up us via was we were what when where which while who with would you your".split()
)
_LIGHT = frozenset("be have do get make take also both then there here more most very such other".split())


def is_content(word: Word) -> bool:
    """Whether a word carries meaning of its own: no article, preposition, pronoun, auxiliary or mark."""
    if word.kind is TokenKind.MARK or word.kind is TokenKind.LINK:
        return False
    if word.tag in _FUNCTION_TAGS and not _letters(word):
        return False
    return word.lemma not in _LIGHT and not word.text.startswith(("'", "’"))


def _letters(word: Word) -> bool:
    """Whether a word is an acronym, whatever the tagger made of it ("NMC registration pending")."""
    return len(word.text) > 1 and word.text.isupper() and word.text.isalpha() and word.text.lower() not in _CLOSED


@lru_cache(maxsize=32)
def index_cv(cv: CV, confirmed: tuple[Fact, ...] = ()) -> CvIndex:
    """The index of `cv` with the facts that the user confirmed; kept for the next check of the same CV."""
    pieces = _pieces(cv)
    pieces += [(fact.text, -1, -1, fact) for fact in confirmed]
    parsed = nlp.parse_many([text for text, _, _, _ in pieces])
    entries = {e.id: e for e in cv.entries}
    segments = tuple(
        _segment(cv, index, piece, words, entries)
        for index, (piece, words) in enumerate(zip(pieces, parsed, strict=True))
    )
    by_lemma: dict[str, set[int]] = {}
    by_stem: dict[str, set[int]] = {}
    by_key: dict[str, set[int]] = {}
    by_entry: dict[str, list[int]] = {}
    for segment in segments:
        for word in filter(is_content, segment.words):
            for key in keys(word.lemma):
                by_key.setdefault(key, set()).add(segment.index)
            by_lemma.setdefault(word.lemma, set()).add(segment.index)
            by_stem.setdefault(word.stem, set()).add(segment.index)
        if segment.entry_id is not None:
            by_entry.setdefault(segment.entry_id, []).append(segment.index)
    return CvIndex(
        cv,
        segments,
        {k: frozenset(v) for k, v in by_lemma.items()},
        {k: frozenset(v) for k, v in by_stem.items()},
        {k: frozenset(v) for k, v in by_key.items()},
        {k: tuple(v) for k, v in by_entry.items()},
        entries,
        tuple(sum(1 for w in s.words if is_content(w)) for s in segments),
    )


def _pieces(cv: CV) -> list[tuple[str, int, int, Fact | None]]:
    """The facts cut into sentences, with every line that no fact holds: nothing that the CV says may be missed."""
    pieces: list[tuple[str, int, int, Fact | None]] = []
    covered = bytearray(len(cv.text))
    for fact in sorted(cv.facts, key=lambda f: (f.start, f.end)):
        if fact.start < 0 or any(covered[fact.start : fact.end]):
            continue
        covered[fact.start : fact.end] = b"\x01" * (fact.end - fact.start)
        pieces += _cut(cv, fact.start, fact.end, fact)
    for line in sentences(cv.text):
        if not any(covered[line.start : line.end]):
            pieces += [(p.slice(cv.text), p.start, p.end, None) for p in bounded(cv.text, line)]
    return sorted(pieces, key=lambda p: p[1])


def _cut(cv: CV, start: int, end: int, fact: Fact) -> list[tuple[str, int, int, Fact | None]]:
    text = cv.text[start:end]
    listed = _section_at(cv, start) in _LISTS
    joined = text if listed else text.replace("\n", " ").replace("\r", " ")
    return [
        (text[a:b], start + a, start + b, fact)
        for s in sentences(joined)
        for p in bounded(joined, s)
        for a, b in _parts(joined, p.start, p.end)
        if b > a
    ]


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a sentence between semicolons: what one of them denies or limits, the next need not."""
    parts, left = [], start
    for stop in re.finditer(r";\s*", text[start:end]):
        parts.append((left, start + stop.start()))
        left = start + stop.end()
    return [*parts, (left, end)]


def _segment(
    cv: CV,
    index: int,
    piece: tuple[str, int, int, Fact | None],
    words: tuple[Word, ...],
    entries: dict[str, Entry],
) -> Segment:
    text, start, end, fact = piece
    entry = entries.get(fact.entry_id or "") if fact is not None else None
    section = entry.section if entry is not None else _section_at(cv, start)
    return Segment(
        index,
        text,
        start,
        end,
        entry.id if entry is not None else None,
        section,
        entry.kind if entry is not None else ActivityKind.UNKNOWN,
        fact.kind if fact is not None else FactKind.OTHER,
        words,
        any(w.text.lower().replace("’", "'") in _NEGATIVE for w in words),
    )


def _section_at(cv: CV, offset: int) -> SectionKind:
    for section in cv.sections:
        if section.start <= offset < section.end:
            return section.kind
    return SectionKind.OTHER
