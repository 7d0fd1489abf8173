"""Help for the present screen, made from the bindings' own descriptions so that it can't grow old."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

if TYPE_CHECKING:
    from textual.app import App


def described(app: App[None], bindings: Iterable[Binding]) -> list[tuple[str, str]]:
    """Pairs of keys and what they do, keys of one action joined, in the order of declaration."""
    keys: dict[str, list[str]] = {}
    for binding in bindings:
        if binding.description:
            shown = binding.key_display or app.get_key_display(binding)
            known = keys.setdefault(binding.description, [])
            if shown not in known:
                known.append(shown)
    return [("  ".join(names), description) for description, names in keys.items()]


class HelpScreen(ModalScreen[None]):
    """A list of keys; Esc, Enter or ? closes it."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark,f1", "leave", "Close", key_display="Esc", id="help.leave"),
    ]

    def __init__(self, title: str, rows: list[tuple[str, str]]) -> None:
        super().__init__()
        self.heading = title
        self.rows = rows

    def compose(self) -> ComposeResult:
        """Keys left, words right."""
        table = Table.grid(padding=(0, 3))
        for keys, description in self.rows:
            table.add_row(Text(keys, style="bold"), Text(description))
        with Vertical(id="sheet", classes="tall"):
            with VerticalScroll():
                yield Static(table)
            yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Say which screen this is about."""
        self.query_one("#sheet").border_title = self.heading
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        """Close the help."""
        self.dismiss(None)
