"""Tells whether a statement stands in the CV word for word, so that nothing about it needs weighing."""

from __future__ import annotations

import re
from functools import lru_cache

from jobhelper.checking.case import Reading
from jobhelper.checking.cv_index import CvIndex
from jobhelper.text.lemmas import american

_SPACE = re.compile(r"\s+")
_FEWEST_WORDS = 2
_WORD = re.compile(r"[a-z]{3,}")
_FIGURES = {
    word: str(value)
    for value, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
_TRAILING = ".;, "
_FOLLOWING, _LEAST_FOLLOWING = 40, 8
# What follows must end a part of the CV's line: in "drain removal (observed)" the bracket belongs to the words.
_ENDS = re.compile(r"\s*(?:$|[.;,)|•·*–—-]|\n)")


@lru_cache(maxsize=4096)
def _level(text: str) -> str:
    """`text` with one spelling for what is written in several: white space, case, UK and US, words for figures."""
    return _WORD.sub(_spelled, _SPACE.sub(" ", text).strip().lower())


def _spelled(match: re.Match[str]) -> str:
    return _FIGURES.get(match.group()) or american(match.group())


@lru_cache(maxsize=32)
def _levelled(index: CvIndex) -> tuple[str, ...]:
    return (_level(index.cv.text), *(_level(s.text) for s in index.segments if s.start < 0))


@lru_cache(maxsize=32)
def _sentences_of(index: CvIndex) -> frozenset[str]:
    return frozenset(_level(s.text).rstrip(_TRAILING) for s in index.segments)


def stated_word_for_word(reading: Reading, index: CvIndex, draft: str = "") -> bool:
    """Whether the whole statement, however it is spelled, is a whole part of what the CV says.

    Where the CV's sentence goes on (a line that was too long for the page), the `draft` has to go on as it does.
    """
    wanted = _level(reading.statement.text).rstrip(_TRAILING)
    if len(wanted.split()) < _FEWEST_WORDS:
        return False
    if wanted in _sentences_of(index):
        return True
    end = reading.statement.end
    following = _level(" ".join(draft[end : end + _FOLLOWING].split()[:-1]))
    for text in _levelled(index):
        place = text.find(wanted)
        while place >= 0:
            before, after = text[place - 1 : place], text[place + len(wanted) :]
            if not before.isalnum() and (_ENDS.match(after) or _goes_on(after, following)):
                return True
            place = text.find(wanted, place + 1)
    return False


def _goes_on(after: str, following: str) -> bool:
    return len(following) >= _LEAST_FOLLOWING and after.lstrip(_TRAILING).startswith(following)
