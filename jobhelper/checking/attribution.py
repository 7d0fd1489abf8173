"""Tells whether a false claim's words come from the posting, and shows the posting's own words."""

from __future__ import annotations

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import CvIndex, is_content
from jobhelper.nlp import Word

_LONGEST_RUN = 8


def borrowed_words(reading: Reading, case: Case, start: int, end: int) -> str:
    """The posting's words that the draft's range `start` to `end` takes over and the CV does not have; empty for none.

    A run counts when it holds a content word that is new to the CV: the posting's way of saying what the CV says too
    is no borrowing.
    """
    if case.posting is None:
        return ""
    base = reading.statement.start
    inside = [w for w in reading.words if base + w.start < end and start < base + w.end]
    best: tuple[int, int, int] | None = None
    for i in range(len(inside)):
        for j in range(i + 1, min(len(inside), i + _LONGEST_RUN) + 1):
            place = _find(inside[i:j], case)
            if place is None:
                break
            fresh = _fresh(inside[i:j], case.index)
            if fresh and (best is None or (fresh, j - i) > (best[0], best[2])):
                best = (fresh, place, j - i)
    if best is None:
        return ""
    tokens = case.posting.tokens
    first, last = tokens[best[1]], tokens[best[1] + best[2] - 1]
    return case.posting.posting.text[first.start : last.end]


def _fresh(run: list[Word], index: CvIndex) -> int:
    return sum(1 for w in run if is_content(w) and w.lemma not in index.by_lemma and w.stem not in index.by_stem)


def _find(run: list[Word], case: Case) -> int | None:
    assert case.posting is not None
    stems = case.posting.stems
    for place in stems.get(run[0].stem, ()):
        if all(place + k in stems.get(word.stem, ()) for k, word in enumerate(run)):
            return place
    return None
