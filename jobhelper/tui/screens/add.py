"""Adding a posting: paste its text, or give the path of a file or folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Static, TextArea

from jobhelper.errors import UserError
from jobhelper.models import Application

if TYPE_CHECKING:
    from jobhelper.tui.app import JobhelperApp

_LONGEST_PATH = 4_096


def as_path(text: str) -> Path | None:
    """The path that a pasted or dropped line names, quotes and `file://` taken off; None for a posting's text."""
    line = text.strip().strip("'\"").removeprefix("file://").replace("\\ ", " ")
    if not line or "\n" in line or len(line) > _LONGEST_PATH:
        return None
    path = Path(line).expanduser()
    looks_like_one = line.startswith(("/", "~", "./", "../")) or (len(line) > 2 and line[1:3] in {":\\", ":/"})
    try:
        return path if looks_like_one or path.exists() else None
    except OSError:
        return None


class AddScreen(ModalScreen[tuple[Application, ...]]):
    """Answers with what was added, an empty tuple where nothing was."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f10", "keep", "Add", key_display="Ctrl+S", priority=True, id="add.keep"),
        Binding("escape", "leave", "Leave", priority=True, id="add.leave"),
    ]

    def compose(self) -> ComposeResult:
        """A place for the text."""
        with Vertical(id="sheet", classes="tall"):
            yield Static("Paste the whole posting here, or the path of a file, a folder, a CSV or a JSONL file.")
            yield TextArea(id="posting", show_line_numbers=False, tab_behavior="focus")
            yield Static(id="problem")
            yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Ready for a paste."""
        self.query_one("#sheet").border_title = "Add a posting"
        self.query_one(TextArea).focus()

    def action_leave(self) -> None:
        """Leave without adding."""
        self.dismiss(())

    @work(exclusive=True)
    async def action_keep(self) -> None:
        """Read what was pasted and keep it."""
        from jobhelper.services import applications

        app = cast("JobhelperApp", self.app)
        text = self.query_one(TextArea).text
        problem = self.query_one("#problem", Static)
        if not text.strip():
            problem.update("There is nothing to add yet. Paste the posting's text, or press Esc.")
            return
        path = as_path(text)
        problem.update("Reading …")
        try:
            if path is not None:
                added = tuple(await app.in_thread(applications.add_from_path, path))
            else:
                added = (await app.in_thread(applications.add_from_text, text),)
        except UserError as error:
            problem.update(str(error))
            return
        self.dismiss(added)
