"""Moves whole CV sections into the order that a layout asks for, the words with their authors."""

from __future__ import annotations

from dataclasses import replace

from jobhelper.models.cv import SectionKind
from jobhelper.models.drafting import Draft, TailoredCV
from jobhelper.models.passion import AuthoredSpan


def arranged(draft: Draft, order: tuple[str, ...]) -> Draft:
    """The draft with its CV sections in `order` (section kinds), those that it does not name after them as they stood.

    Only whole sections move, between empty lines, and the words inside them keep their order. A letter, an empty
    `order`, and a text in which a section's title can't be found are returned as they are.
    """
    content = draft.content
    if not order or not isinstance(content, TailoredCV):
        return draft
    sections = [section for section in content.sections if section.entries or section.lines]
    cuts = _cuts(draft.text, [section.title for section in sections])
    if cuts is None or not cuts:
        return draft
    kinds = [section.kind for section in sections]
    sequence = sorted(range(len(kinds)), key=lambda i: (_rank(kinds[i], order), i))
    parts = [(cuts[i], cuts[i + 1] if i + 1 < len(cuts) else len(draft.text)) for i in sequence]
    text, spans = draft.text[: cuts[0]], [s for s in draft.authorship if s.end <= cuts[0]]
    for start, end in parts:
        if not text.endswith("\n\n"):
            text = text.rstrip("\n") + "\n\n"
        shift = len(text) - start
        spans += [_moved(s, start, end, shift) for s in draft.authorship if s.start < end and start < s.end]
        text += draft.text[start:end]
    text = text.rstrip("\n") + ("\n" if draft.text.endswith("\n") else "")
    spans = [AuthoredSpan(s.start, min(s.end, len(text)), s.author) for s in spans if s.start < len(text)]
    moved = replace(content, sections=tuple(sections[i] for i in sequence))
    return replace(draft, text=text, authorship=tuple(spans), content=moved)


def _rank(kind: SectionKind, order: tuple[str, ...]) -> int:
    return order.index(kind.value) if kind.value in order else len(order)


def _moved(span: AuthoredSpan, start: int, end: int, shift: int) -> AuthoredSpan:
    return AuthoredSpan(max(span.start, start) + shift, min(span.end, end) + shift, span.author)


def _cuts(text: str, titles: list[str]) -> list[int] | None:
    """Where each section starts: its title alone on a line after an empty one, in order; None where one is missing."""
    cuts: list[int] = []
    position = 0
    for title in titles:
        found = text.find(f"\n\n{title}\n", max(0, position - 2))
        if found < 0 or not title:
            return None
        cuts.append(found + 2)
        position = found + 2 + len(title)
    return cuts
