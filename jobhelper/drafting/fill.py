"""Puts what a person wrote into a slot, so that words which stood there keep their authors."""

from __future__ import annotations

from dataclasses import replace

from jobhelper.drafting.edit import with_content
from jobhelper.errors import UserError
from jobhelper.models import (
    Author,
    AuthoredSpan,
    Draft,
    Letter,
    SectionKind,
    Sentence,
    SlotText,
    TailoredBullet,
    TailoredCV,
    TailoredSection,
)
from jobhelper.text.authors import Version, attribute
from jobhelper.text.sentences import sentences


def fill_slot(draft: Draft, slot: str, text: str, author: Author = Author.HUMAN) -> Draft:
    """The draft with `text` in `slot`: a letter's slot, a CV's `summary`, or a CV's bullet by its id.

    Words that stood there before keep their author; only what is new is `author`'s. An empty text empties the slot.
    Raises UserError for a slot that the draft doesn't have; the draft is never changed then.
    """
    content = draft.content
    if isinstance(content, Letter):
        return with_content(draft, _filled_letter(content, slot, text, author))
    return with_content(draft, _filled_cv(content, slot, text, author))


def _filled_letter(letter: Letter, slot: str, text: str, author: Author) -> Letter:
    old = next((s for s in letter.slots if s.slot == slot), None)
    if old is None:
        known = ", ".join(s.slot for s in letter.slots)
        raise UserError(f"The letter has no slot “{slot}”.", f"It has {known}.")
    new = SlotText(slot, _sentences(text, author, old.sentences))
    return replace(letter, slots=tuple(new if s is old else s for s in letter.slots))


def _filled_cv(cv: TailoredCV, slot: str, text: str, author: Author) -> TailoredCV:
    if slot == "summary":
        return _with_summary(cv, text, author)
    found = False
    sections = []
    for section in cv.sections:
        entries = []
        for entry in section.entries:
            bullets = []
            for bullet in entry.bullets:
                found = found or bullet.source == slot
                bullets.append(_edited(bullet, text, author) if bullet.source == slot else bullet)
            entries.append(replace(entry, bullets=tuple(b for b in bullets if b.text)))
        sections.append(replace(section, entries=tuple(entries)))
    if not found:
        raise UserError(f"The CV has no slot “{slot}”.", "It has the summary, and its bullets by their ids.")
    return replace(cv, sections=tuple(sections))


def _edited(bullet: TailoredBullet, text: str, author: Author) -> TailoredBullet:
    words = " ".join(text.split())
    before = Version(bullet.text, bullet.author, bullet.spans)
    spans = attribute([before, Version(words, author)])
    authors = {span.author for span in spans}
    return TailoredBullet(words, authors.pop() if len(authors) == 1 else author, bullet.source, spans)


def _with_summary(cv: TailoredCV, text: str, author: Author) -> TailoredCV:
    own = next((s for s in cv.sections if s.kind is SectionKind.PROFILE), None)
    lines = _sentences(text, author, own.lines if own is not None else ())
    if own is not None:
        return replace(cv, sections=tuple(replace(s, lines=lines) if s is own else s for s in cv.sections))
    return replace(cv, sections=(TailoredSection(SectionKind.PROFILE, "Profile", (), lines), *cv.sections))


def _sentences(text: str, author: Author, before: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The text cut into sentences that, joined by single spaces, are the text again; words keep their authors."""
    whole = text.strip()
    old = Version(" ".join(s.text for s in before), author, _joined_spans(before))
    spans = attribute([old, Version(whole, author)]) if before else ()
    facts = {s.text: s.facts for s in before}
    result = []
    for start, end in _cuts(whole):
        inside = _within(spans, start, end)
        words = whole[start:end]
        authors = {span.author for span in inside}
        one = authors.pop() if len(authors) == 1 else author
        result.append(Sentence(words, one, facts.get(words, ()), inside if len(authors) else ()))
    return tuple(result)


def _cuts(text: str) -> list[tuple[int, int]]:
    """Where sentences begin and end; two that are not parted by one space (a paragraph, a line) stay one piece."""
    cuts: list[tuple[int, int]] = []
    for span in sentences(text):
        start, end = span.start, span.end
        if cuts and text[cuts[-1][1] : start] != " ":
            cuts[-1] = (cuts[-1][0], end)
        else:
            cuts.append((start, end))
    if cuts:
        cuts[0] = (0, cuts[0][1])
        cuts[-1] = (cuts[-1][0], len(text))
    elif text:
        cuts.append((0, len(text)))
    return cuts


def _joined_spans(items: tuple[Sentence, ...]) -> tuple[AuthoredSpan, ...]:
    spans: list[AuthoredSpan] = []
    offset = 0
    for item in items:
        own = item.spans or (AuthoredSpan(0, len(item.text), item.author),)
        spans.extend(AuthoredSpan(offset + s.start, offset + s.end, s.author) for s in own)
        offset += len(item.text) + 1
    return tuple(spans)


def _within(spans: tuple[AuthoredSpan, ...], start: int, end: int) -> tuple[AuthoredSpan, ...]:
    return tuple(
        AuthoredSpan(max(s.start, start) - start, min(s.end, end) - start, s.author)
        for s in spans
        if s.start < end and start < s.end
    )
