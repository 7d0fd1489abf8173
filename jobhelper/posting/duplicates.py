"""Finds postings that are the same advert, also where two boards wrapped it differently."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from jobhelper.models import Posting
from jobhelper.text.folding import fold

SAME_AT = 92.0
"""Likeness of the levelled texts, 0 to 100, from which two postings are one; two roles of one employer stay below."""
_PART_LENGTH = 12_000


def same_posting(one: Posting, other: Posting) -> bool:
    """Whether two postings are one advert: nearly the same words, or one inside the other under the same title."""
    if one.sha256 and one.sha256 == other.sha256:
        return True
    first, second = _levelled(one.text), _levelled(other.text)
    if not first or not second:
        return False
    if one.title and other.title and fuzz.token_sort_ratio(fold(one.title), fold(other.title)) < 80:
        return False
    if fuzz.ratio(first, second, score_cutoff=SAME_AT) >= SAME_AT:
        return True
    short, long = sorted((first, second), key=len)
    return len(short) > 400 and fuzz.partial_ratio(short, long, score_cutoff=SAME_AT) >= SAME_AT


def duplicates(postings: Sequence[Posting]) -> tuple[tuple[int, int], ...]:
    """Pairs (first, later) of indices: each later posting that repeats an earlier one, named with the earliest."""
    pairs: list[tuple[int, int]] = []
    kept: list[int] = []
    for index, posting in enumerate(postings):
        earlier = next((place for place in kept if same_posting(postings[place], posting)), None)
        if earlier is None:
            kept.append(index)
        else:
            pairs.append((earlier, index))
    return tuple(pairs)


def _levelled(text: str) -> str:
    return re.sub(r"\W+", " ", fold(text)).strip()[:_PART_LENGTH]
