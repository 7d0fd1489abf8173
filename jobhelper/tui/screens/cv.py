"""The CV: which file it came from, what was found in it, section by section, and a line to read another."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from jobhelper.errors import UserError
from jobhelper.models import CV, Fact
from jobhelper.tui.files import recent_documents, usual_folders
from jobhelper.tui.screens.add import as_path

if TYPE_CHECKING:
    from jobhelper.tui.app import JobhelperApp


class CVScreen(ModalScreen[bool]):
    """Answers True where a CV was read."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Read this file", key_display="Enter", id="cv.read"),
        Binding("down", "files", "Files found", show=False, id="cv.files"),
        Binding("escape", "leave", "Go on", key_display="Esc", id="cv.leave"),
        Binding("pagedown", "scroll(1)", "Page down", show=False, id="cv.page_down"),
        Binding("pageup", "scroll(-1)", "Page up", show=False, id="cv.page_up"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.read = False

    @property
    def desk_app(self) -> JobhelperApp:
        """The app, with its own type."""
        return cast("JobhelperApp", self.app)

    def compose(self) -> ComposeResult:
        """A line for the path and a page for what was found."""
        with Vertical(id="sheet", classes="tall"):
            yield Static("Where is your CV? The path of a PDF, DOCX, Markdown or text file. It stays on this computer.")
            yield Input(placeholder="~/Documents/cv.pdf")
            yield Static(id="problem")
            yield OptionList(id="files")
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="found")
            yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Show the CV that is there."""
        self.query_one("#sheet").border_title = "Your CV"
        self.query_one(Input).focus()
        self.query_one("#files").display = False
        self.show_current()

    @work(exclusive=True, group="cv-show")
    async def show_current(self) -> None:
        """Read the present CV from the store and show it."""
        from jobhelper.services import cvs

        cv = await self.desk_app.in_thread(cvs.current_cv)
        confirmed = await self.desk_app.in_thread(cvs.confirmed_facts)
        found = self.query_one("#found", Static)
        found.update(summary(cv, confirmed) if cv else Text(""))
        if cv is None:
            await self.offer_files()
        else:
            self.query_one("#files").display = False

    async def offer_files(self) -> None:
        """List recent PDFs and Word documents, so that few must type a path."""
        files = await asyncio.to_thread(lambda: recent_documents(usual_folders(Path.home(), Path.cwd())))
        options = self.query_one("#files", OptionList)
        options.clear_options()
        options.add_options([Option(_shown(path), id=str(path)) for path in files])
        options.highlighted = 0 if files else None
        options.display = bool(files)

    @on(OptionList.OptionSelected)
    def _file_chosen(self, event: OptionList.OptionSelected) -> None:
        self.query_one(Input).value = str(event.option.id)
        self._read(str(event.option.id))

    def action_files(self) -> None:
        """Down from the line into the list of files."""
        if self.query_one("#files").display:
            self.query_one("#files").focus()

    @on(Input.Submitted)
    def action_read(self) -> None:
        """Read the file that the line names."""
        self._read(self.query_one(Input).value)

    @work(exclusive=True)
    async def _read(self, line: str) -> None:
        from jobhelper.services import cvs

        problem = self.query_one("#problem", Static)
        path = as_path(line)
        if path is None:
            problem.update("No file of that name is here. Give the whole path, for example ~/Documents/cv.pdf.")
            return
        problem.update("Reading …")
        try:
            await self.desk_app.in_thread(cvs.import_cv, path)
        except UserError as error:
            problem.update(str(error))
            return
        self.read = True
        problem.update("Read. Look through what was found; Esc goes on.")
        self.show_current()

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.dismiss(self.read)

    def action_scroll(self, pages: int) -> None:
        """Turn the page of what was found."""
        page = self.query_one("#page", VerticalScroll)
        (page.scroll_page_down if pages > 0 else page.scroll_page_up)(animate=False)


def _shown(path: Path) -> Text:
    home = Path.home()
    folder = f"~/{path.parent.relative_to(home)}" if path.is_relative_to(home) else str(path.parent)
    return Text.assemble((path.name, "bold"), f"  {folder}")


def summary(cv: CV, confirmed: tuple[Fact, ...]) -> Text:
    """What was found in the CV, unsure things first."""
    text = Text()
    if cv.doubts:
        text.append("Unsure, please look\n", style="bold")
        for doubt in cv.doubts:
            words = " ".join(cv.text[doubt.start : doubt.end].split())
            text.append(f"  ? {doubt.reason}" + (f" “{words[:60]}”" if words else "") + "\n")
        text.append("\n")
    name = cv.contact.name.text if cv.contact.name else "no name found"
    text.append(f"{name}\n", style="bold")
    for entry in cv.entries:
        heading = ", ".join(q.text for q in (entry.title, entry.organisation) if q) or entry.heading
        dates = entry.dates.text if entry.dates else ""
        text.append(f"\n{heading}", style="bold")
        text.append(f"  {dates}  ({entry.kind.value})\n", style="dim")
        for bullet in entry.bullets:
            text.append(f"  • {bullet.text}\n")
    if cv.skills:
        text.append("\nSkills  ", style="bold")
        text.append(", ".join(s.name + (f" ({s.level})" if s.level else "") for s in cv.skills) + "\n")
    if confirmed:
        text.append("\nConfirmed by you\n", style="bold")
        for fact in confirmed:
            text.append(f"  ✓ {fact.text}  ({fact.note})\n")
    return text
