"""A document as rooms to write in, and the one text that the checker reads; offsets lead from one to the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jobhelper.models import CV, Draft, DraftPlan, Letter, TailoredCV, Writer

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
    rooms: list[Room] = []
    for section in content.sections:
        for entry in section.entries:
            heading = ", ".join(part for part in (entry.title, entry.organisation) if part)
            for number, bullet in enumerate(entry.bullets):
                slot = bullet.source or f"{entry.source}.b{number}"
                writer = writers.get("bullets", Writer.HUMAN)
                original = originals.get(bullet.source or "", "")
                shown = original if original != bullet.text else ""
                rooms.append(Room(slot, writer, "", bullet.text, shown, heading if number == 0 else ""))
    return tuple(rooms)


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
