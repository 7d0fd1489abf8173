"""One room of the document: its name and whose it is, the question while it is empty, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static, TextArea

from jobhelper.tui import words
from jobhelper.tui.widgets.marked_text import MarkedText
from jobhelper.tui.widgets.word_diff import word_diff

if TYPE_CHECKING:
    from jobhelper.tui.rooms import Room


class SlotEditor(Vertical):
    """Tells the screen when its words change and when its cursor moves."""

    DEFAULT_CSS = """
    SlotEditor { height: auto; margin-bottom: 1; }
    SlotEditor > .heading { height: auto; color: $text-muted; }
    SlotEditor > .name { height: 1; color: $text-muted; text-style: bold; }
    SlotEditor > .question { height: auto; color: $text-accent; padding: 0 1; }
    SlotEditor > .original { height: auto; padding: 0 1; }
    SlotEditor > MarkedText {
        height: auto; min-height: 1; max-height: 100; border: none; padding: 0 1; background: $surface;
        border-left: blank;
    }
    SlotEditor > MarkedText:focus { border: none; border-left: outer $primary; background: $surface; }
    """

    @dataclass
    class Edited(Message):
        """The words of a room changed."""

        slot: str

    @dataclass
    class Moved(Message):
        """The cursor stands at another offset of a room."""

        slot: str
        offset: int

        def can_replace(self, message: Message) -> bool:
            """Only where the cursor is now matters."""
            return isinstance(message, SlotEditor.Moved)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.editor = MarkedText(room.text)

    @property
    def text(self) -> str:
        """The room's present words."""
        return self.editor.text

    def compose(self) -> ComposeResult:
        """Heading, name, question, the CV's own bullet, editor."""
        if self.room.heading:
            yield Static(Text(self.room.heading), classes="heading")
        if not self.room.bullet:
            yield Static(Text(f"{words.slot_name(self.room.slot).upper()} · {self._whose()}"), classes="name")
        yield Static(Text(self.room.question), classes="question")
        yield Static(classes="original")
        yield self.editor

    def _whose(self) -> str:
        return words.WRITERS[self.room.writer]

    def on_mount(self) -> None:
        """Question only over an empty room, the CV's bullet only over a changed one."""
        self._draw()

    def _draw(self) -> None:
        question = self.query_one(".question", Static)
        question.display = bool(self.room.question) and not self.text.strip()
        original = self.query_one(".original", Static)
        changed = bool(self.room.original) and self.room.original != self.text
        original.display = changed
        if changed:
            original.update(word_diff(self.room.original, self.text))

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._draw()
        self.post_message(self.Edited(self.room.slot))
        if self.editor.has_focus and self.editor.wrapped_document.height < self.screen.size.height // 2:
            # A room that grows by a line would else push its own first lines out of sight.
            self.call_after_refresh(self.scroll_visible, animate=False)

    @on(TextArea.SelectionChanged)
    def _selection_changed(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self.post_message(self.Moved(self.room.slot, self.editor.offset_of(event.selection.end)))
