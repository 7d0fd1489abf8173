"""The board: every application in one table, what is due above it, and the row under the cursor in words below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Input, Static

from jobhelper.models import Status
from jobhelper.tui import words
from jobhelper.tui.messages import Ready, RowsLoaded
from jobhelper.tui.rows import COLUMNS, ORDERS, cells, columns_for, full_name, in_view, in_words, matches, ordered
from jobhelper.tui.widgets.board_table import BoardTable

if TYPE_CHECKING:
    from jobhelper.services.applications import ApplicationRow, DueItem
    from jobhelper.tui.app import JobhelperApp

_NOTHING_YET = (
    "Nothing here yet.\n\nCopy a posting from your browser and press  a  to add it. "
    "You then say how much you want it, and see who will write what."
)
_NO_CV = (
    "No CV yet.\n\nPress  i  and give the path of your CV (PDF, DOCX or text). "
    "It is read on this computer, and is the only evidence for whatever is written later."
)


class BoardScreen(Screen[None]):
    """The home screen; every change goes through a service and comes back as a fresh list."""

    CSS_PATH = "board.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "passion", "Passion", id="board.passion"),
        Binding("s", "status", "Stage", id="board.status"),
        Binding("a", "add", "Add", id="board.add"),
        Binding("slash", "find", "Find", key_display="/", id="board.find"),
        Binding("v", "view", "View", id="board.view"),
        Binding("o", "order", "Order of the rows", show=False, id="board.order"),
        Binding("i", "import_cv", "CV", id="board.cv"),
        Binding("n", "no_ai", "No AI for this one, on or off", show=False, id="board.no_ai"),
        Binding("h", "history", "History of this one", show=False, id="board.history"),
        Binding("u", "undo", "Undo", show=False, id="board.undo"),
        Binding("f5", "reload", "Read the list again", show=False, id="board.reload"),
        Binding("escape", "unfind", "Leave the filter", show=False, id="board.unfind"),
        Binding("q", "app.quit", "Quit", id="board.quit"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[ApplicationRow] = ()
        self.shown: list[ApplicationRow] = []
        self.due: Sequence[DueItem] = ()
        self.has_cv = True
        self.loaded = False
        self.welcomed = False
        self.view_index = 0
        self.order_index = 0

    @property
    def desk_app(self) -> JobhelperApp:
        """The app, with its own type."""
        return cast("JobhelperApp", self.app)

    @property
    def view_name(self) -> str:
        """The name of the present view."""
        return words.VIEWS[self.view_index][0]

    def compose(self) -> ComposeResult:
        """Top line, due line, table with its filter, details, keys."""
        yield Static(id="top")
        yield Static(id="due")
        with Vertical(id="frame"):
            yield Input(placeholder="type to narrow the list; Enter keeps it, Esc shows all", id="filter")
            yield Static(id="empty")
            yield BoardTable(id="table")
        yield Static(id="detail")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Show the frame at once; rows follow when the home is open."""
        self.query_one("#filter", Input).display = False
        self._draw_top()
        self.query_one(BoardTable).focus()
        if self.desk_app.desk is not None:
            self.load()

    @on(Ready)
    def _ready(self) -> None:
        self._draw_top()
        self.load()

    def on_screen_resume(self) -> None:
        """Coming back from another screen, the list may have changed."""
        if self.desk_app.desk is not None:
            self.load()

    @work(thread=True, exclusive=True, group="board-load")
    def load(self) -> None:
        """Read the rows in a thread."""
        from jobhelper.services import applications, cvs

        desk = self.desk_app.the_desk
        rows = applications.list_applications(desk)
        self.post_message(
            RowsLoaded(rows, applications.due(desk, today=self.desk_app.today()), cvs.current_cv(desk) is not None)
        )

    @on(RowsLoaded)
    def _rows_loaded(self, message: RowsLoaded) -> None:
        self.rows, self.due, self.has_cv, self.loaded = message.rows, message.due, message.has_cv, True
        self._draw_top()
        self.refresh_table()
        if not self.welcomed and not (message.has_cv and message.rows):
            self.desk_app.first_start()
        self.welcomed = True

    def on_resize(self, event: Resize) -> None:
        """Columns fold when the window does."""
        if self.loaded:
            self.refresh_table(width=event.size.width)

    # -- drawing

    def refresh_table(self, width: int | None = None) -> None:
        """Fill the table from the rows in memory: view, filter and order applied, the cursor kept on its row."""
        current = self.current()
        query = self.query_one("#filter", Input).value
        _name, statuses = words.VIEWS[self.view_index]
        candidates = [row for row in self.rows if in_view(row, statuses) and matches(row, query)]
        shown = ordered(candidates, ORDERS[self.order_index])
        columns = columns_for(width or self.size.width or 80)
        today = self.desk_app.today()
        place = next((n for n, row in enumerate(shown) if current is not None and row.id == current.id), 0)
        self.shown = shown
        self.query_one(BoardTable).fill(columns, len(shown), lambda n: cells(shown[n], columns, today), place)
        self._draw_frame()
        self._keep_focus()
        self._draw_due()
        self._draw_detail()

    def _draw_top(self) -> None:
        self.query_one("#top", Static).update(Text.assemble(("jobhelper", "bold"), "   ", self.desk_app.mode_line()))

    def _draw_due(self) -> None:
        if not self.rows:
            line = Text("")
        elif not self.due:
            line = Text("Nothing is due today. A free evening is allowed.", style="dim")
        else:
            line = Text.assemble(("Due  ", "bold"), " · ".join(item.text for item in self.due[:3]))
        line.no_wrap = True
        line.overflow = "ellipsis"
        self.query_one("#due", Static).update(line)

    def _keep_focus(self) -> None:
        """An empty table is hidden; then nothing holds the keys, so that letters reach the board."""
        if self.query_one("#filter", Input).display:
            return
        if self.shown and self.focused is None:
            self.query_one(BoardTable).focus()
        elif not self.shown:
            self.set_focus(None)

    def _draw_frame(self) -> None:
        frame = self.query_one("#frame")
        names = [f"[b]‹{name}›[/b]" if n == self.view_index else name for n, (name, _) in enumerate(words.VIEWS)]
        frame.border_title = "Applications · " + " · ".join(names)
        view_total = sum(in_view(row, words.VIEWS[self.view_index][1]) for row in self.rows)
        counted = f"{len(self.shown)} of {view_total}" if len(self.shown) != view_total else str(view_total)
        is_closed = self.view_name == "closed"
        frame.border_subtitle = f"by {ORDERS[self.order_index]}" + ("" if is_closed else f" · {counted}")
        empty = self.query_one("#empty", Static)
        empty.display = not self.shown
        self.query_one(BoardTable).display = bool(self.shown)
        empty.update(self._empty_words())

    def _empty_words(self) -> str:
        if not self.has_cv:
            return _NO_CV
        if not self.rows:
            return _NOTHING_YET
        if self.query_one("#filter", Input).value:
            return "No application matches. Esc shows all again."
        return f"Nothing under “{self.view_name}”. Press  v  for the next view."

    def _draw_detail(self) -> None:
        row = self.current()
        detail = self.query_one("#detail", Static)
        if row is None:
            detail.update("")
            return
        detail.update(in_words(row))

    def current(self) -> ApplicationRow | None:
        """The application under the cursor."""
        place = self.query_one(BoardTable).cursor_row
        return self.shown[place] if 0 <= place < len(self.shown) else None

    @on(DataTable.RowHighlighted)
    def _moved(self) -> None:
        self._draw_detail()

    @on(DataTable.RowSelected)
    def _selected(self) -> None:
        self.action_open()

    @on(DataTable.HeaderSelected)
    def _header(self, event: DataTable.HeaderSelected) -> None:
        name = str(event.column_key.value)
        wanted = COLUMNS[name].order
        if wanted in ORDERS:
            self.order_index = ORDERS.index(wanted)
            self.refresh_table()

    # -- filter, view, order

    def action_find(self) -> None:
        """Open the filter line."""
        box = self.query_one("#filter", Input)
        box.display = True
        box.focus()

    def action_unfind(self) -> None:
        """Close the filter line and show all."""
        box = self.query_one("#filter", Input)
        box.value = ""
        box.display = False
        self.set_focus(self.query_one(BoardTable) if self.shown else None)

    @on(Input.Changed, "#filter")
    def _filter_changed(self) -> None:
        if self.loaded:
            self.refresh_table()

    @on(Input.Submitted, "#filter")
    def _filter_kept(self) -> None:
        self.query_one("#filter", Input).display = bool(self.query_one("#filter", Input).value)
        self.query_one(BoardTable).focus()

    def action_view(self) -> None:
        """The next view: open, drafting, waiting, closed, all."""
        self.view_index = (self.view_index + 1) % len(words.VIEWS)
        self.refresh_table()

    def action_order(self) -> None:
        """The next order of the rows."""
        self.order_index = (self.order_index + 1) % len(ORDERS)
        self.refresh_table()

    def action_reload(self) -> None:
        """Read the list again."""
        self.load()

    # -- the row under the cursor

    def action_open(self) -> None:
        """Open the application under the cursor."""
        row = self.current()
        if row is not None:
            self.desk_app.open_application(row.id)

    def action_passion(self) -> None:
        """Turn the dial for the application under the cursor."""
        row = self.current()
        if row is not None:
            self.desk_app.turn_dial(row.id, row.passion, full_name(row), no_ai=row.no_ai, done=self.load)

    def action_status(self) -> None:
        """Choose the stage of the application under the cursor."""
        row = self.current()
        if row is not None:
            self._choose_status(row.id, row.status, full_name(row))

    @work
    async def _choose_status(self, application_id: int, status: Status, name: str) -> None:
        from jobhelper.services import applications
        from jobhelper.tui.screens.status import StatusScreen

        chosen = await self.app.push_screen_wait(StatusScreen(status, name))
        if chosen is not None and chosen is not status:
            await self.desk_app.in_thread(applications.set_status, application_id, chosen)
            self.notify(f"{name}: {words.STATUS_MEANINGS[chosen]}. u takes it back.")
            self.load()

    @work
    async def action_no_ai(self) -> None:
        """No model call at all for this one, or allow them again."""
        from jobhelper.services import applications

        row = self.current()
        if row is not None:
            no_ai = not row.no_ai
            await self.desk_app.in_thread(applications.set_no_ai, row.id, no_ai)
            self.notify(f"{row.employer}: " + ("no model will be asked." if no_ai else "models may help again."))
            self.load()

    @work
    async def action_undo(self) -> None:
        """Take back the last change of stage, passion or AI that was made here."""
        from jobhelper.services import applications

        undone = await self.desk_app.in_thread(applications.undo)
        self.notify(undone or "There is nothing to undo.")
        self.load()

    @work
    async def action_add(self) -> None:
        """Add a posting by paste or path."""
        from jobhelper.tui.screens.add import AddScreen

        added = await self.app.push_screen_wait(AddScreen())
        if added:
            self.load()
            first = added[0]
            self.notify(
                f"Added {first.posting.title or 'a posting'}." if len(added) == 1 else f"Added {len(added)} postings."
            )
            if len(added) == 1:
                self.desk_app.turn_dial(
                    first.id, first.passion, f"{first.posting.company} · {first.posting.title}", done=self.load
                )

    @work
    async def action_history(self) -> None:
        """Every change of the application under the cursor."""
        from jobhelper.tui.listings import history_of

        row = self.current()
        if row is not None:
            await self.desk_app.show_listing(history_of, row.id)

    @work
    async def action_import_cv(self) -> None:
        """Read a CV from a file."""
        from jobhelper.tui.screens.cv import CVScreen

        await self.app.push_screen_wait(CVScreen())
        self.load()
