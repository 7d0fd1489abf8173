"""Mends a draft by its findings: the CV's own wording in place of what it doesn't bear out, or the sentence goes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jobhelper.drafting.assemble import Piece, pieces_of, place
from jobhelper.drafting.edit import Item, Path, item_at, replace_items, splice
from jobhelper.drafting.fill import fill_slot
from jobhelper.drafting.relevance import bullets_of
from jobhelper.models import CV, Author, AuthoredSpan, Draft, Finding, Sentence, TailoredBullet

__all__ = ["apply_repairs", "fill_slot"]

FEWEST_WORDS = 4
"""Words that a sentence must keep after words were taken out of it; fewer say nothing any more."""

_DANGLING = re.compile(
    r"(?:\s*,)?\s*\b(?:and|or|with|by|of|in|to|for|the|a|an|my|at|as|which|that|including)\s*(?=[.,;!?]|$)", re.I
)


def apply_repairs(draft: Draft, findings: Sequence[Finding], *, cv: CV | None = None) -> Draft:
    """The draft without what `findings` name, whose offsets are in `draft.text`.

    A finding's repair takes the place of its words and is the CV's. A finding without one, or one that would leave a
    stump, costs the whole sentence, unless a person wrote words in it: what a person wrote is never lost, and the
    finding stays open. A reworded bullet goes back to the CV's own words where `cv` is given, and stays where it is
    not. The fixed parts can't be mended here and stay. Of repairs that overlap, the last in the text counts.
    """
    placed = [(offset, piece) for offset, piece in place(pieces_of(draft.content)) if piece.path]
    changes: dict[Path, Item | None] = {}
    for offset, piece in placed:
        inside = [f for f in findings if offset <= f.start < offset + len(piece.text)]
        if inside:
            changes[piece.path] = _mended(draft, piece, offset, inside, cv)
    return replace_items(draft, changes) if changes else draft


def _mended(draft: Draft, piece: Piece, offset: int, findings: Sequence[Finding], cv: CV | None) -> Item | None:
    item = item_at(draft, piece.path)
    text, spans = piece.text, piece.spans
    before = len(text) + 1
    for finding in sorted(findings, key=lambda f: -_range(f)[0]):
        start, end = (at - offset for at in _range(finding))
        if finding.repair is None or start < 0 or end > len(piece.text):
            return _fallen_back(item, cv)
        if end > before:
            continue
        before = start
        # The CV's words may come from the middle of a line; at the head of a sentence they take its capital.
        words = finding.repair[:1].upper() + finding.repair[1:] if start == 0 else finding.repair
        text, spans = splice(text, spans, piece.author, start, end, words, Author.CV)
    if any(f.repair == "" for f in findings):
        text, spans = _tidy(text, spans, piece.author)
        if len(text.split()) < FEWEST_WORDS:
            return _fallen_back(item, cv)
    return _rebuilt(item, text, spans)


def _range(finding: Finding) -> tuple[int, int]:
    start = finding.start if finding.repair_start is None else finding.repair_start
    end = finding.end if finding.repair_end is None else finding.repair_end
    return start, end


def _rebuilt(item: Item, text: str, spans: tuple[AuthoredSpan, ...]) -> Item:
    if isinstance(item, Sentence):
        return Sentence(text, item.author, item.facts, spans)
    return TailoredBullet(text, item.author, item.source, spans)


def _fallen_back(item: Item, cv: CV | None) -> Item | None:
    """The item itself where a person had a hand in it; a bullet in the CV's own words; else None: the sentence goes."""
    if Author.HUMAN in {item.author, *(span.author for span in item.spans)}:
        return item
    if isinstance(item, Sentence):
        return None
    original = bullets_of(cv).get(item.source or "") if cv is not None else None
    return item if original is None else TailoredBullet(" ".join(original.text.split()), Author.CV, item.source)


def _tidy(text: str, spans: tuple[AuthoredSpan, ...], author: Author) -> tuple[str, tuple[AuthoredSpan, ...]]:
    """Takes away what hangs loose after words were taken out: a trailing “and”, doubled spaces, space before a stop."""
    for pattern, new in ((_DANGLING, ""), (re.compile(r"\s+(?=[.,;!?])"), ""), (re.compile(r",(?=[.;!?])"), ""),
                         (re.compile(r" {2,}"), " "), (re.compile(r"^[\s,;]+"), "")):  # fmt: skip
        while (match := pattern.search(text)) is not None:
            text, spans = splice(text, spans, author, match.start(), match.end(), new, author)
    return text.rstrip(), spans
