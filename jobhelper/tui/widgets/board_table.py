"""The table of applications: holds the rows that are near, and asks for more before one gets to its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

CHUNK = 150
"""Rows put into the table at once: more than any window shows, few enough to appear between two key presses."""
_NEAR = 30


class BoardTable(DataTable[Text]):
    """Filled by `fill`; rows beyond the first chunk are made when the cursor or the scroll bar comes near them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "Open", key_display="Enter", id="board.open"),
        Binding("j", "cursor_down", "Down", show=False, id="board.down"),
        Binding("k", "cursor_up", "Up", show=False, id="board.up"),
        Binding("g,home", "scroll_top", "To the first", show=False, id="board.first"),
        Binding("G,end", "scroll_bottom", "To the last", show=False, id="board.last"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="row", zebra_stripes=False, cell_padding=0)
        self._columns_shown: tuple[tuple[str, int], ...] = ()
        self._total = 0
        self._make: Callable[[int], Sequence[Text]] = lambda _row: ()
        self._filling = True

    def fill(
        self, columns: Sequence[tuple[str, int]], total: int, make: Callable[[int], Sequence[Text]], cursor: int = 0
    ) -> None:
        """Show `total` rows that `make` makes by their number, the cursor on one of them."""
        self._filling = True
        wanted = tuple(columns)
        same = wanted == self._columns_shown
        self.clear(columns=not same)
        if not same:
            for name, width in wanted:
                self.add_column(Text(name, style="bold"), width=width, key=name)
        self._columns_shown, self._total, self._make = wanted, total, make
        self.extend(cursor + CHUNK)
        if cursor:
            self.move_cursor(row=cursor, animate=False)
        self._filling = False

    def extend(self, until: int) -> None:
        """Make the rows up to that number."""
        first = self.row_count
        if first < min(until, self._total):
            self.add_rows(self._make(row) for row in range(first, min(until, self._total)))

    def watch_cursor_coordinate(self, old_coordinate: object, new_coordinate: object) -> None:
        """Make more rows before the cursor gets to the end."""
        super().watch_cursor_coordinate(old_coordinate, new_coordinate)  # type: ignore[arg-type]
        self._look_ahead(self.cursor_row)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Make more rows before the scroll bar gets to the end."""
        super().watch_scroll_y(old_value, new_value)
        self._look_ahead(int(new_value) + self.size.height)

    def _look_ahead(self, row: int) -> None:
        """Rows are only added between two fillings, since adding one moves cursor and scroll bar too."""
        if not self._filling and row >= self.row_count - _NEAR:
            self._filling = True
            self.extend(self.row_count + CHUNK)
            self._filling = False

    def action_scroll_bottom(self) -> None:
        """To the last row, all of them made."""
        self.extend(self._total)
        self.move_cursor(row=self._total - 1, animate=False)
