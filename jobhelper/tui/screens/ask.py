"""Asking for one line: a note on how something is known, or why a finding is dropped."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Static


class AskScreen(ModalScreen[str | None]):
    """Answers with the line typed, or None; an empty line is not taken."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="ask.keep"),
        Binding("escape", "leave", "Leave as it was", id="ask.leave"),
    ]

    def __init__(self, title: str, explanation: str, example: str = "", value: str = "") -> None:
        super().__init__()
        self.heading = title
        self.explanation = explanation
        self.example = example
        self.value = value

    def compose(self) -> ComposeResult:
        """Explanation and line."""
        with Vertical(id="sheet"):
            yield Static(Text(self.explanation))
            yield Input(self.value, placeholder=self.example)
            yield Static(id="problem")
            yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Put the title on the sheet."""
        self.query_one("#sheet").border_title = self.heading
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Keep the line."""
        line = self.query_one(Input).value.strip()
        if line:
            self.dismiss(line)
        else:
            self.query_one("#problem", Static).update("A few words are needed here, so that you can read later why.")

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)
