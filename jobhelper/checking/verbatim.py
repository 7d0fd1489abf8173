"""Tells whether a statement stands in the CV word for word, so that nothing about it needs weighing."""

from __future__ import annotations

import re
from functools import lru_cache

from jobhelper.checking.case import Reading
from jobhelper.checking.cv_index import CvIndex

_SPACE = re.compile(r"\s+")
_FEWEST_WORDS = 2
# What follows must end a part of the CV's line: in "drain removal (observed)" the bracket belongs to the words.
_ENDS = re.compile(r"\s*(?:$|[.;,)|•·*–—-]|\n)")


def _level(text: str) -> str:
    return _SPACE.sub(" ", text).strip().lower()


@lru_cache(maxsize=32)
def _levelled(index: CvIndex) -> tuple[str, ...]:
    return (_level(index.cv.text), *(_level(s.text) for s in index.segments if s.start < 0))


def stated_word_for_word(reading: Reading, index: CvIndex) -> bool:
    """Whether the whole statement, white space and case aside, is a whole part of what the CV says."""
    wanted = _level(reading.statement.text).rstrip(".;, ")
    if len(wanted.split()) < _FEWEST_WORDS:
        return False
    for text in _levelled(index):
        place = text.find(wanted)
        while place >= 0:
            before = text[place - 1 : place]
            if not before.isalnum() and _ENDS.match(text[place + len(wanted) :]):
                return True
            place = text.find(wanted, place + 1)
    return False
