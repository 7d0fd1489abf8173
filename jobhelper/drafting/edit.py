"""Changes a draft's content in place of its pieces, and keeps whose each word is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from jobhelper.drafting.assemble import assemble
from jobhelper.models import (
    Author,
    AuthoredSpan,
    Draft,
    Letter,
    SectionKind,
    Sentence,
    TailoredBullet,
    TailoredCV,
    TailoredEntry,
    TailoredSection,
)

Path = tuple[str | int, ...]
Item = Sentence | TailoredBullet


def replace_items(draft: Draft, changes: Mapping[Path, Item | None]) -> Draft:
    """The draft with the sentences or bullets at these paths changed, or taken out where the new one is None."""

    def sentence(path: Path, old: Sentence) -> Sentence | None:
        new = changes.get(path, old)
        return new if isinstance(new, Sentence) else None

    def bullet(path: Path, old: TailoredBullet) -> TailoredBullet | None:
        new = changes.get(path, old)
        return new if isinstance(new, TailoredBullet) else None

    content = draft.content
    if isinstance(content, Letter):
        slots = []
        for slot in content.slots:
            kept = [sentence(("slot", slot.slot, i), old) for i, old in enumerate(slot.sentences)]
            slots.append(replace(slot, sentences=tuple(new for new in kept if new is not None)))
        return with_content(draft, replace(content, slots=tuple(slots)))
    return with_content(draft, _changed_cv(content, sentence, bullet))


def with_content(draft: Draft, content: Letter | TailoredCV) -> Draft:
    """The draft assembled anew from `content`; slots that became empty or full leave or join `missing`."""
    text, spans = assemble(content)
    planned = draft.slots or draft.missing
    if isinstance(content, Letter):
        empty = {slot.slot for slot in content.slots if not slot.sentences}
        missing = tuple(slot for slot in planned if slot.slot in empty)
    else:
        written = any(section.kind is SectionKind.PROFILE and section.lines for section in content.sections)
        missing = tuple(slot for slot in planned if slot.slot == "summary" and not written)
    return replace(draft, text=text, authorship=spans, content=content, missing=missing)


def item_at(draft: Draft, path: Path) -> Item:
    """The sentence or bullet at `path`."""
    content = draft.content
    if isinstance(content, Letter):
        slot = next(slot for slot in content.slots if slot.slot == path[1])
        return slot.sentences[int(path[2])]
    section = content.sections[int(path[1])]
    if path[0] == "line":
        return section.lines[int(path[2])]
    return section.entries[int(path[2])].bullets[int(path[3])]


def splice(item_text: str, spans: tuple[AuthoredSpan, ...], author: Author, start: int, end: int, new: str,
           new_author: Author) -> tuple[str, tuple[AuthoredSpan, ...]]:  # fmt: skip
    """`item_text` with `new` in place of `start` to `end`, and the authors of the result."""
    old = spans or (AuthoredSpan(0, len(item_text), author),)
    shift = len(new) - (end - start)
    result = [AuthoredSpan(s.start, min(s.end, start), s.author) for s in old if s.start < start]
    if new:
        result.append(AuthoredSpan(start, start + len(new), new_author))
    result.extend(AuthoredSpan(max(s.start, end) + shift, s.end + shift, s.author) for s in old if s.end > end)
    return item_text[:start] + new + item_text[end:], tuple(result)


def _changed_cv(
    content: TailoredCV,
    sentence: Callable[[Path, Sentence], Sentence | None],
    bullet: Callable[[Path, TailoredBullet], TailoredBullet | None],
) -> TailoredCV:
    sections: list[TailoredSection] = []
    for number, section in enumerate(content.sections):
        entries: list[TailoredEntry] = []
        for place, entry in enumerate(section.entries):
            paths = [("bullet", number, place, i) for i in range(len(entry.bullets))]
            bullets = [bullet(path, old) for path, old in zip(paths, entry.bullets, strict=True)]
            entries.append(replace(entry, bullets=tuple(b for b in bullets if b is not None)))
        lines = [sentence(("line", number, i), line) for i, line in enumerate(section.lines)]
        kept = tuple(line for line in lines if line is not None)
        sections.append(replace(section, entries=tuple(entries), lines=kept))
    return replace(content, sections=tuple(sections))
