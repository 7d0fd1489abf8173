"""Says whose each word of a document is, and how much of it is not a model's."""

from __future__ import annotations

from collections.abc import Sequence

from jobhelper.models import Author, AuthoredSpan
from jobhelper.text.authors import Version, attribute, word_authors, words

__all__ = ["Version", "attribute", "author_counts", "human_share", "word_count"]


def word_count(text: str) -> int:
    """How many words `text` has; punctuation and white space count nothing."""
    return sum(1 for _ in words(text))


def author_counts(text: str, spans: Sequence[AuthoredSpan]) -> dict[Author, int]:
    """How many words of `text` each author has.

    A word that no span holds counts as the model's: a gap in the ledger must never flatter the share.
    """
    counts = dict.fromkeys(Author, 0)
    for author in word_authors(text, spans, Author.MODEL):
        counts[author] += 1
    return counts


def human_share(text: str, spans: Sequence[AuthoredSpan]) -> float:
    """Share of the words of `text` that are not a model's, 0 to 1; a text without words has none and gives 1.

    Words of the CV are the applicant's own. The share is a stand-in for how much of a document is somebody's, no
    promise about what a detector of model-written text would say.
    """
    counts = author_counts(text, spans)
    total = sum(counts.values())
    return 1.0 if not total else (total - counts[Author.MODEL]) / total
