"""Remembers what was worked out for a sentence while the same sentence is looked at again, by identity and bounded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from jobhelper.nlp import Word

Result = TypeVar("Result")
_MOST = 20_000


class Remembered(Generic[Result]):
    """A function of a sentence's words that works each sentence out once.

    Parsed sentences are kept by `nlp`, so that the same text is the same object: a look by identity costs nothing,
    where hashing its words would cost as much as the work saved.
    """

    def __init__(self, work: Callable[[tuple[Word, ...]], Result]) -> None:
        self._work = work
        self._kept: dict[int, tuple[tuple[Word, ...], Result]] = {}

    def __call__(self, words: tuple[Word, ...]) -> Result:
        """The result for `words`."""
        known = self._kept.get(id(words))
        if known is not None:
            return known[1]
        result = self._work(words)
        if len(self._kept) >= _MOST:
            self._kept.clear()
        # The words are kept beside the result, so that their identity can't pass to another sentence.
        self._kept[id(words)] = (words, result)
        return result
