"""The document in the middle: its rooms one under the other, read as one text, marked as one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from jobhelper.tui.rooms import Placed, Room, joined, place_of
from jobhelper.tui.widgets.marked_text import Mark
from jobhelper.tui.widgets.slot_editor import SlotEditor


class Paper(Vertical):
    """Rooms to write in; offsets outside of this widget always count the joined text."""

    DEFAULT_CSS = """
    Paper > #page { padding: 1 1 0 2; }
    Paper .hint { padding: 0 1 1 1; color: $text-muted; }
    """

    class Edited(Message):
        """Some room's words changed."""

    @dataclass
    class Moved(Message):
        """The cursor stands at another offset of the joined text."""

        offset: int

        def can_replace(self, message: Message) -> bool:
            """Only where the cursor is now matters."""
            return isinstance(message, Paper.Moved)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.places: tuple[Placed, ...] = ()
        self.last_room: SlotEditor | None = None

    def compose(self) -> ComposeResult:
        """A page that scrolls."""
        yield VerticalScroll(id="page", can_focus=False)

    @property
    def editors(self) -> list[SlotEditor]:
        """The rooms in their order."""
        return list(self.query(SlotEditor))

    async def show(self, rooms: Sequence[Room], note: str) -> None:
        """Lay out the rooms, and a note below them."""
        page = self.query_one("#page", VerticalScroll)
        with self.app.batch_update():
            await page.remove_children()
            await page.mount_all([*(SlotEditor(room) for room in rooms), Static(note, classes="hint", markup=False)])
        self.join()

    def join(self) -> str:
        """The rooms' words as the one text that is checked."""
        text, self.places = joined((editor.room.slot, editor.text) for editor in self.editors)
        return text

    def texts(self) -> dict[str, str]:
        """Each room's words by its slot."""
        return {editor.room.slot: editor.text.strip() for editor in self.editors}

    def room(self, slot: str) -> SlotEditor | None:
        """The room of that slot."""
        return next((editor for editor in self.editors if editor.room.slot == slot), None)

    def focus_first(self) -> None:
        """The cursor into the first room that is empty, else into the first."""
        rooms = self.editors
        wanted = next((editor for editor in rooms if not editor.text.strip()), rooms[0] if rooms else None)
        if wanted is not None:
            wanted.editor.focus()

    def focus_last(self) -> None:
        """The cursor back into the room where it was."""
        last = self.last_room if self.last_room in self.editors else None
        if last is not None:
            last.editor.focus()
        else:
            self.focus_first()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Mark these places of the joined text and no others."""
        by_slot: dict[str, list[Mark]] = {}
        for mark in marks:
            found = place_of(self.places, mark.start, mark.end)
            if found is not None:
                by_slot.setdefault(found[0], []).append(Mark(found[1], found[2], mark.kind))
        for editor in self.editors:
            editor.editor.set_marks(by_slot.get(editor.room.slot, ()))

    def go_to(self, start: int, end: int, *, focus: bool) -> None:
        """Bring a place of the joined text into view, with the cursor where asked."""
        found = place_of(self.places, start, end)
        editor = self.room(found[0]) if found else None
        if editor is None or found is None:
            return
        if focus:
            editor.editor.focus()
            editor.editor.move_cursor(editor.editor.location_of(found[1]))
        editor.scroll_visible(animate=False)

    def replace(self, start: int, end: int, words: str) -> bool:
        """Put words in the place of a range of the joined text, as an edit that undo takes back; False out of range."""
        found = place_of(self.places, start, end)
        editor = self.room(found[0]) if found else None
        if editor is None or found is None:
            return False
        area = editor.editor
        area.replace(words, area.location_of(found[1]), area.location_of(found[2]))
        return True

    def cursor_within(self, start: int, end: int) -> bool:
        """Whether the text cursor stands in a range of the joined text."""
        for editor in self.editors:
            place = next((p for p in self.places if p.slot == editor.room.slot), None)
            if editor.editor.has_focus and place is not None:
                offset = place.start + editor.editor.offset_of(editor.editor.cursor_location)
                return start <= offset <= end
        return False

    @property
    def writing(self) -> bool:
        """Whether the text cursor stands in a room."""
        return any(editor.editor.has_focus for editor in self.editors)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the room, so that one can come back to it."""
        self.last_room = next((editor for editor in self.editors if editor.editor is event.widget), self.last_room)

    @on(SlotEditor.Edited)
    def _edited(self, event: SlotEditor.Edited) -> None:
        event.stop()
        self.post_message(self.Edited())

    @on(SlotEditor.Moved)
    def _moved(self, event: SlotEditor.Moved) -> None:
        event.stop()
        place = next((p for p in self.places if p.slot == event.slot), None)
        if place is not None:
            self.post_message(self.Moved(place.start + event.offset))
