"""Takes a model's text out of what became the person's when passion rose; what a person wrote always stays."""

from __future__ import annotations

from dataclasses import replace

from jobhelper.drafting.edit import with_content
from jobhelper.drafting.plan import reworded_bullets
from jobhelper.drafting.relevance import bullets_of
from jobhelper.models import (
    CV,
    Author,
    Draft,
    DraftPlan,
    Letter,
    SectionKind,
    Sentence,
    SlotText,
    TailoredBullet,
    TailoredCV,
    TailoredEntry,
    Writer,
)


def withdraw(draft: Draft, plan: DraftPlan, cv: CV | None = None) -> tuple[Draft, tuple[SlotText, ...]]:
    """The draft without model text where `plan` leaves it to the person, and what was taken out, for the history.

    A letter's sentence goes whole, a CV's bullet goes back to the CV's own words (which `cv` gives; without it bullets
    stay). A sentence or bullet in which a person wrote words stays whole: nothing that a person wrote is ever lost.
    """
    content = draft.content
    if isinstance(content, Letter):
        return _from_letter(draft, content, plan)
    return _from_cv(draft, content, plan, cv)


def _from_letter(draft: Draft, content: Letter, plan: DraftPlan) -> tuple[Draft, tuple[SlotText, ...]]:
    rooms = {slot.slot: slot for slot in plan.slots}
    slots, withdrawn = [], []
    for slot in content.slots:
        room = rooms.get(slot.slot)
        gone = [s for s in slot.sentences if _models_alone(s)] if room and room.writer is Writer.HUMAN else []
        if gone:
            withdrawn.append(SlotText(slot.slot, tuple(gone)))
        slots.append(replace(slot, sentences=tuple(s for s in slot.sentences if s not in gone)))
    planned = replace(draft, slots=plan.slots)
    return with_content(planned, replace(content, slots=tuple(slots))), tuple(withdrawn)


def _from_cv(draft: Draft, content: TailoredCV, plan: DraftPlan, cv: CV | None) -> tuple[Draft, tuple[SlotText, ...]]:
    allowed = set(reworded_bullets(cv, plan)) if cv is not None else set()
    own = {bullet.id: " ".join(bullet.text.split()) for bullet in bullets_of(cv).values()} if cv is not None else {}
    summary = next((slot for slot in plan.slots if slot.slot == "summary"), None)
    keep_summary = summary is not None and summary.writer is not Writer.HUMAN
    sections, withdrawn = [], []
    for section in content.sections:
        entries: list[TailoredEntry] = []
        for entry in section.entries:
            bullets = []
            for bullet in entry.bullets:
                if bullet.source in own and bullet.source not in allowed and _models_alone(bullet):
                    withdrawn.append(SlotText(bullet.source, (Sentence(bullet.text, bullet.author, (), bullet.spans),)))
                    bullet = TailoredBullet(own[bullet.source], Author.CV, bullet.source)
                bullets.append(bullet)
            entries.append(replace(entry, bullets=tuple(bullets)))
        lines = section.lines
        if section.kind is SectionKind.PROFILE and not keep_summary:
            gone = tuple(line for line in lines if _models_alone(line))
            withdrawn.extend([SlotText("summary", gone)] if gone else [])
            lines = tuple(line for line in lines if line not in gone)
        sections.append(replace(section, entries=tuple(entries), lines=lines))
    planned = replace(draft, slots=plan.slots)
    return with_content(planned, replace(content, sections=tuple(sections))), tuple(withdrawn)


def _models_alone(item: Sentence | TailoredBullet) -> bool:
    authors = {span.author for span in item.spans} or {item.author}
    return Author.MODEL in authors and Author.HUMAN not in authors
