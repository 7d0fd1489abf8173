"""Makes sentences and bullets that know which of their words are the CV's."""

from __future__ import annotations

from collections.abc import Sequence

from jobhelper.models import Author, AuthoredSpan, Sentence, TailoredBullet
from jobhelper.text.authors import Version, attribute


def owned_spans(text: str, sources: Sequence[str], author: Author) -> tuple[AuthoredSpan, ...]:
    """Whose each word of `text` is when `author` made it from `sources`, words of the CV; empty: all the author's."""
    if not sources:
        return ()
    spans = attribute([Version("\n".join(sources), Author.CV), Version(text, author)])
    return () if all(span.author is author for span in spans) else spans


def owned_sentence(text: str, author: Author, facts: Sequence[str] = (), sources: Sequence[str] = ()) -> Sentence:
    """A sentence of `author`; words that it has from `sources` stay the CV's."""
    return Sentence(text, author, tuple(facts), owned_spans(text, sources, author))


def owned_bullet(text: str, author: Author, source: str | None, original: str) -> TailoredBullet:
    """A bullet that `author` made from the CV's `original`; unchanged words stay the CV's."""
    if text == original:
        return TailoredBullet(text, Author.CV, source)
    spans = owned_spans(text, [original], author)
    wholly_cv = bool(spans) and all(span.author is Author.CV for span in spans)
    return TailoredBullet(text, Author.CV if wholly_cv else author, source, () if wholly_cv else spans)
