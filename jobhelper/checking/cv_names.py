"""What a CV names: the skills of the lexicon with all they are kinds of, and the initials of its runs of words."""

from __future__ import annotations

from functools import lru_cache

from jobhelper.checking.cv_index import CvIndex
from jobhelper.checking.posting_index import PostingIndex
from jobhelper.text.gazetteer import SkillMatch, load_gazetteer
from jobhelper.text.tokens import TokenKind, tokenise

_LONGEST = 6
_SMALL = frozenset("of the and for in to a an on at & de la".split())


@lru_cache(maxsize=32)
def skills_named(index: CvIndex) -> frozenset[str]:
    """Ids of every skill that the CV or a confirmed fact names."""
    texts = [index.cv.text, *(s.text for s in index.segments if s.start < 0)]
    return frozenset(match.skill_id for text in texts for match in load_gazetteer().find(text))


@lru_cache(maxsize=32)
def skills_of(index: CvIndex) -> frozenset[str]:
    """Ids of every skill that the CV names, with everything that each is a kind or a part of."""
    named = skills_named(index)
    return named.union(*(load_gazetteer().broader(skill) for skill in named))


@lru_cache(maxsize=64)
def skills_asked(posting: PostingIndex) -> frozenset[str]:
    """Ids of every skill that the posting names."""
    return frozenset(match.skill_id for match in load_gazetteer().find(posting.posting.text))


@lru_cache(maxsize=4096)
def skills_in(text: str) -> tuple[SkillMatch, ...]:
    """The skills that a statement names, in order."""
    return load_gazetteer().find(text)


@lru_cache(maxsize=32)
def initials_of(index: CvIndex) -> frozenset[str]:
    """The initials of every run of two to six of the CV's words, small words counted or passed over."""
    found: set[str] = set()
    for segment in index.segments:
        words = [w.text for w in segment.words if w.kind in {TokenKind.WORD, TokenKind.NUMBER}]
        found |= initials(words) | initials([w for w in words if w.lower() not in _SMALL])
    return frozenset(found)


def initials(words: list[str]) -> set[str]:
    """The initials, in lower case, of each run of two to six words; a hyphenated word gives one for each part."""
    parts = [part for word in words for part in word.replace("/", "-").split("-") if part]
    letters = "".join(part[0].lower() for part in parts)
    return {letters[i:j] for i in range(len(letters)) for j in range(i + 2, min(len(letters), i + _LONGEST) + 1)}


@lru_cache(maxsize=32)
def acronyms_of(index: CvIndex) -> frozenset[str]:
    """The CV's own words in capitals, in lower case, dots and plural endings left out."""
    tokens = (t.text.replace(".", "") for t in tokenise(index.cv.text) if t.kind is TokenKind.WORD)
    return frozenset(t.rstrip("s").lower() for t in tokens if len(t) > 1 and t.rstrip("s").isupper())


@lru_cache(maxsize=32)
def letters_of(index: CvIndex) -> str:
    """The CV's letters and digits in lower case without anything between them."""
    return "".join(c for c in index.cv.text.lower() if c.isalnum())
