"""Tells whether a false claim's words come from the posting, and shows the posting's own words."""

from __future__ import annotations

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import CvIndex, is_content
from jobhelper.nlp import Word
from jobhelper.text.lemmas import lemma
from jobhelper.text.tokens import TokenKind

_LONGEST_RUN = 8
_TELLING_LENGTH = 7
_EVERYDAY = frozenset(
    "experience experienced management managing support supporting communication development developing "
    "customer service services customers working environment opportunity opportunities position company business "
    "training knowledge understanding ability quality project projects research student students manager people".split()
)


def borrowed_words(reading: Reading, case: Case, start: int, end: int, *, named: bool = False) -> str:
    """The posting's words that the draft's range `start` to `end` takes over and the CV does not have; empty for none.

    A run of two or more content words counts when one is new to the CV, or when the CV never says them together; a
    single word counts when it is a name or a telling noun that the CV has in no form. The posting's way of saying what
    the CV says too is no borrowing. `named` says that a rule took the range for a name or a term of its own, so that
    one word of it is enough.
    """
    if case.posting is None:
        return ""
    base = reading.statement.start
    words = reading.words
    inside = {i for i, w in enumerate(words) if base + w.start < end and start < base + w.end}
    best: tuple[int, int, int] | None = None
    for i in range(len(words)):
        for j in range(i + 1, min(len(words), i + _LONGEST_RUN) + 1):
            place = _find(words[i:j], case)
            if place is None:
                break
            if not inside.isdisjoint(range(i, j)) and _borrowed(words[i:j], case.index, named):
                content = sum(1 for w in words[i:j] if is_content(w))
                if best is None or (content, i - j) > (best[0], -best[2]):
                    best = (content, place, j - i)
    if best is None:
        return ""
    tokens = case.posting.tokens
    first, last = tokens[best[1]], tokens[best[1] + best[2] - 1]
    return case.posting.posting.text[first.start : last.end]


def _borrowed(run: tuple[Word, ...], index: CvIndex, named: bool) -> bool:
    if named and len(run) == 1:
        return not index.homes(run[0])
    if not is_content(run[0]) or not is_content(run[-1]):
        return False
    content = [w for w in run if is_content(w)]
    fresh = [w for w in content if not index.homes(w)]
    if len(content) == 1:
        return bool(fresh) and _telling(content[0])
    return bool(fresh) or not _together(content, index)


def _telling(word: Word) -> bool:
    """Whether one word is enough to recognise the posting by: a name, or a long noun that is not in every posting."""
    if word.kind is TokenKind.NUMBER:
        return False
    named = any(c.isupper() for c in word.text[1:]) or (word.tag in {"NNP", "NNPS"} and word.text[0].isupper())
    return named or (word.is_noun and len(word.text) >= _TELLING_LENGTH and word.text.lower() not in _EVERYDAY)


def _together(content: list[Word], index: CvIndex) -> bool:
    """Whether some segment of the CV has all these words."""
    shared = set(index.homes(content[0]))
    for word in content[1:]:
        shared &= set(index.homes(word))
    return bool(shared)


def _find(run: tuple[Word, ...], case: Case) -> int | None:
    """The place of a run in the posting's tokens, in any inflection, marks between its words aside."""
    assert case.posting is not None
    tokens, stems = case.posting.tokens, case.posting.stems
    spoken = [w for w in run if w.kind is not TokenKind.MARK]
    if len(spoken) != len(run):
        return None
    for place in stems.get(run[0].stem, ()):
        if all(
            place + k in stems.get(word.stem, ()) and (is_content(word) or lemma(tokens[place + k].text) == word.lemma)
            for k, word in enumerate(run)
        ):
            return place
    return None
