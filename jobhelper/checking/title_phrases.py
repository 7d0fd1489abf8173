"""Reads titles in a text: the words of a title, its head, the rank that it claims, and what lowers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from jobhelper.checking.concepts import keys
from jobhelper.checking.cv_index import CvIndex
from jobhelper.checking.phrases import PhraseMatch, phrases
from jobhelper.models import FactKind
from jobhelper.nlp import Word
from jobhelper.text.lexicon import load
from jobhelper.text.tokens import TokenKind

_LONGEST = 4
_STOP_TAGS = frozenset("IN CC TO PRP PRP$ MD EX WDT WP WP$ WRB UH VBD VBP VBZ".split())
_STOP_WORDS = frozenset(
    "a an the as my our his her their your this that of at for in on with and or by to from was is am are were be been "
    "being i we you he she they it one two three four five".split()
)
# Before a title these say whose paper or desk it is; within one ("student nurse") they are what makes it less.
_WITHIN_ONLY = frozenset({"student", "pupil"})
_JOINS = frozenset({"-", "'s", "’s", "'", "’", "/"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it stands in a text: word indices `first` to `last`, its head's row, and the rank claimed (1 to 7).

    `lowered` holds the words that make it less than the bare title (deputy, trainee); `field` the lemmas that say of
    what ("data" of an analyst), words of terms and seniority left out. `weak` tells that its head is an everyday word.
    """

    first: int
    last: int
    head: str
    rank: int
    lowered: frozenset[str]
    field: tuple[Word, ...]
    weak: bool


def titles(words: Sequence[Word]) -> tuple[Title, ...]:
    """Every title in a line, in order; of two that run together the later is the head ("mechanic's assistant")."""
    matches = phrases("titles", "title").find(words)
    found: list[Title] = []
    for place, match in enumerate(matches):
        following = matches[place + 1] if place + 1 < len(matches) else None
        if following is not None and _run_together(words, match, following):
            continue
        found.append(_title(words, match))
    return tuple(found)


def _run_together(words: Sequence[Word], one: PhraseMatch, other: PhraseMatch) -> bool:
    between = words[one.last + 1 : other.first]
    return len(between) <= 2 and all(w.text in _JOINS or _modifies(w) for w in between)


def _modifies(word: Word) -> bool:
    lower = word.text.lower()
    return word.kind is TokenKind.WORD and word.tag not in _STOP_TAGS and lower not in _STOP_WORDS


def _title(words: Sequence[Word], match: PhraseMatch) -> Title:
    first = match.first
    while first > 0 and match.first - first < _LONGEST and _belongs(words, first - 1):
        first -= 1
    while first < match.first and words[first].text in _JOINS:
        first += 1
    steps = phrases("titles", "seniority").find(words[first : match.first])
    counted = [s for s in steps if not s.row.get("contract")]
    taken = {first + i for s in steps for i in range(s.first, s.last + 1)}
    head = str(match.row["text"])
    own = [w for i, w in enumerate(words[first : match.last + 1], first) if i not in taken and w.text not in _JOINS]
    inside = phrases("titles", "seniority").find(words[match.first : match.last])
    return Title(
        first,
        match.last,
        head,
        int(match.row["level"]) + sum(int(s.row["step"]) for s in counted if not s.row.get("lower")),
        _lowered(counted) - _WITHIN_ONLY | _lowered(inside),
        tuple(own[:-1]),
        bool(match.row.get("weak")),
    )


def _lowered(steps: Sequence[PhraseMatch]) -> frozenset[str]:
    return frozenset(str(s.row["text"]).strip("-") for s in steps if s.row.get("lower"))


def _belongs(words: Sequence[Word], i: int) -> bool:
    return words[i].text in _JOINS or _modifies(words[i])


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in load("titles")["same_title"]:
        for text in row["texts"]:
            found.setdefault(text, set()).update(row["texts"])
    return {text: frozenset(texts) for text, texts in found.items()}


def same_name(one: Title, other: Title) -> bool:
    """Whether a fair reader takes two titles as names of one job, whatever stands before them."""
    return other.head in _groups().get(one.head, frozenset({one.head}))


def _last_word(head: str) -> str:
    return head.replace("-", " ").split()[-1]


def same_job(one: Title, other: Title) -> bool:
    """Whether two titles are names of one job, or end in the same word."""
    if same_name(one, other):
        return True
    mine, theirs = _last_word(one.head), _last_word(other.head)
    return mine == theirs or bool(keys(mine) & keys(theirs))


@lru_cache(maxsize=4096)
def own_titles(index: CvIndex, segment: int) -> tuple[Title, ...]:
    """The titles that one segment gives the applicant: a heading's, and in a bullet those that nobody else holds."""
    place = index.segments[segment]
    found = titles(place.words)
    if place.fact is FactKind.ENTRY:
        return found
    return tuple(t for t in found if _opens(place.words, t.first))


def _opens(words: Sequence[Word], first: int) -> bool:
    before = words[first - 1] if first else None
    return before is None or before.kind is TokenKind.MARK or before.text.lower() == "as"


@lru_cache(maxsize=32)
def all_titles(index: CvIndex) -> tuple[Title, ...]:
    """Every title that the CV gives the applicant anywhere."""
    return tuple(t for s in index.segments for t in own_titles(index, s.index))
