"""A page of rows over the board or the workspace."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import DataTable, Footer, Static

from jobhelper.tui.listings import Listing


class ListingScreen(ModalScreen[None]):
    """Shows a listing; changes nothing."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", key_display="Esc", id="listing.leave"),
    ]

    def __init__(self, listing: Listing) -> None:
        super().__init__()
        self.listing = listing

    def compose(self) -> ComposeResult:
        """Note, table, keys."""
        with Vertical(id="sheet", classes="tall"):
            yield Static(self.listing.note if self.listing.rows else self.listing.empty)
            yield DataTable(cursor_type="row", zebra_stripes=False)
            yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Fill the table."""
        self.query_one("#sheet").border_title = self.listing.title
        table = self.query_one(DataTable)
        table.display = bool(self.listing.rows)
        for column in self.listing.columns:
            table.add_column(column)
        table.add_rows([[Text(cell) for cell in row] for row in self.listing.rows])
        table.focus()

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)
