"""A document as rooms to write in, and the one text that the checker reads; offsets lead from one to the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jobhelper.models import CV, Draft, DraftPlan, Letter, SectionKind, TailoredCV, Writer

GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Room:
    """One place to write: its slot, who may write there, a question that helps, its words, and the CV's bullet."""

    slot: str
    writer: Writer
    question: str
    text: str
    original: str = ""
    heading: str = ""
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a room's words begin and end in the joined text."""

    slot: str
    start: int
    end: int


def rooms_of(draft: Draft | None, plan: DraftPlan, cv: CV | None = None) -> tuple[Room, ...]:
    """The rooms of a document: those of the draft, and those of the plan that are still empty, in the plan's order."""
    if draft is not None and isinstance(draft.content, TailoredCV):
        return _cv_rooms(draft.content, plan, cv)
    texts = {}
    if draft is not None and isinstance(draft.content, Letter):
        texts = {slot.slot: slot.text for slot in draft.content.slots}
    planned = [Room(slot.slot, slot.writer, slot.question, texts.pop(slot.slot, "")) for slot in plan.slots]
    return (*planned, *(Room(slot, Writer.HUMAN, "", text) for slot, text in texts.items()))


def _cv_rooms(content: TailoredCV, plan: DraftPlan, cv: CV | None) -> tuple[Room, ...]:
    originals = {b.id: b.text for entry in cv.entries for b in entry.bullets} if cv else {}
    writers = {slot.slot: slot.writer for slot in plan.slots}
    bullets = writers.get("bullets", Writer.HUMAN)
    rooms: list[Room] = []
    for section in content.sections:
        if section.kind is SectionKind.PROFILE and section.lines:
            words = " ".join(line.text for line in section.lines)
            rooms.append(Room("summary", writers.get("summary", Writer.HUMAN), "", words))
        for entry in section.entries:
            heading = ", ".join(part for part in (entry.title, entry.organisation) if part)
            sourced = [bullet for bullet in entry.bullets if bullet.source is not None]
            for number, bullet in enumerate(sourced):
                slot = bullet.source or ""
                original = originals.get(slot, "")
                rooms.append(Room(slot, bullets, "", bullet.text, original, heading if number == 0 else "", True))
    return tuple(rooms)


def also_printed(draft: Draft | None) -> str:
    """What a tailored CV prints besides its rooms: the CV's own lines, and what was left out by name."""
    if draft is None or not isinstance(draft.content, TailoredCV):
        return ""
    titles = [
        section.title or section.kind.value
        for section in draft.content.sections
        if section.kind is not SectionKind.PROFILE and (section.lines or any(not e.bullets for e in section.entries))
    ]
    parts = []
    if titles:
        parts.append("Printed as your CV has it: " + ", ".join(titles) + ".")
    if draft.content.left_out:
        parts.append("Left out for this job: " + "; ".join(draft.content.left_out) + ".")
    return "\n".join(parts)


def joined(texts: Iterable[tuple[str, str]]) -> tuple[str, tuple[Placed, ...]]:
    """The rooms' words as one text, empty rooms left out, and where each stands in it."""
    text = ""
    places: list[Placed] = []
    for slot, words in texts:
        if not words.strip():
            continue
        if text:
            text += GAP
        places.append(Placed(slot, len(text), len(text) + len(words)))
        text += words
    return text, tuple(places)


def place_of(places: Sequence[Placed], start: int, end: int) -> tuple[str, int, int] | None:
    """The slot that holds the range, and the range within it; None where no single room holds its beginning."""
    for place in places:
        if place.start <= start < place.end:
            return place.slot, start - place.start, min(end, place.end) - place.start
    return None
