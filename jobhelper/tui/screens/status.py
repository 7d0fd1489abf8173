"""Choosing the stage of an application."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, OptionList
from textual.widgets.option_list import Option

from jobhelper.models import Status
from jobhelper.tui import words


class StatusScreen(ModalScreen[Status | None]):
    """Answers with the chosen stage, or None."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave as it was", key_display="Esc", id="status.leave"),
        Binding("j", "move(1)", "Down", show=False, id="status.down"),
        Binding("k", "move(-1)", "Up", show=False, id="status.up"),
    ]

    def __init__(self, status: Status, name: str) -> None:
        super().__init__()
        self.status = status
        self.job = name

    def compose(self) -> ComposeResult:
        """The stages in their order, each with what it means."""
        with Vertical(id="sheet"):
            yield OptionList(
                *(Option(f"{words.STATUSES[s]:<11} {words.STATUS_MEANINGS[s]}", id=s.value) for s in Status)
            )
            yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """The cursor starts at the present stage."""
        self.query_one("#sheet").border_title = f"Stage · {self.job}"
        self.query_one(OptionList).highlighted = list(Status).index(self.status)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(Status(str(event.option.id)))

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)

    def action_move(self, step: int) -> None:
        """Vim's way up and down."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if step > 0 else options.action_cursor_up)()
