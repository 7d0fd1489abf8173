"""Finds the phrases of a lexicon in a sentence, the longest first, by words and never by letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jobhelper.checking.memory import Remembered
from jobhelper.nlp import Word
from jobhelper.text.lexicon import load
from jobhelper.text.tokens import tokenise


def _lower_words(words: Sequence[Word]) -> list[str]:
    return [w.text.lower().replace("’", "'") for w in words]


_lowers = Remembered(_lower_words)


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A lexicon row that stands in a sentence, at word indices `first` to `last`, both included."""

    first: int
    last: int
    row: dict[str, Any]


class Phrases:
    """The rows of one lexicon table, ready to be found by their `text`."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]] = {}
        for row in rows:
            words = tuple(t.lower for t in tokenise(row["text"]))
            self._by_first.setdefault(words[0], []).append((words, row))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._remembered = Remembered(self._find)

    def find(self, words: Sequence[Word]) -> tuple[PhraseMatch, ...]:
        """Every phrase in `words`, none overlapping another, the longer winning."""
        return self._remembered(words) if isinstance(words, tuple) else self._find(words)

    def _find(self, words: Sequence[Word]) -> tuple[PhraseMatch, ...]:
        lowers = _lowers(words) if isinstance(words, tuple) else _lower_words(words)
        found: list[PhraseMatch] = []
        i = 0
        while i < len(lowers):
            match = self._at(lowers, i)
            if match is None:
                i += 1
            else:
                found.append(match)
                i = match.last + 1
        return tuple(found)

    def _at(self, lowers: list[str], i: int) -> PhraseMatch | None:
        for phrase, row in self._by_first.get(lowers[i], ()):
            if tuple(lowers[i : i + len(phrase)]) == phrase:
                return PhraseMatch(i, i + len(phrase) - 1, row)
        return None


@cache
def phrases(lexicon: str, table: str) -> Phrases:
    """The phrases of one table of a packaged lexicon, built once."""
    return Phrases(load(lexicon)[table])
