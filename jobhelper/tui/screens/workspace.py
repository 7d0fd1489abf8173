"""The workspace of one application: what they ask left, the document in the middle, truth right."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.timer import Timer
from textual.widgets import Footer, Static

from jobhelper.errors import UserError
from jobhelper.models import DocumentKind
from jobhelper.tui import words
from jobhelper.tui.listings import Listing
from jobhelper.tui.rooms import also_printed, rooms_of
from jobhelper.tui.screens.ask import AskScreen
from jobhelper.tui.screens.checked import CheckedScreen
from jobhelper.tui.screens.listing import ListingScreen
from jobhelper.tui.widgets.asks import AsksPane
from jobhelper.tui.widgets.dial import bar
from jobhelper.tui.widgets.paper import Paper
from jobhelper.tui.widgets.truth import TruthPane

SAVE_AFTER = 2.0
"""Seconds of rest in typing after which the words are saved."""
_THREE_PANES, _TWO_PANES = 120, 80
_NO_CV = "No CV yet. Go back with Esc and press  i  to read one; it is the only evidence for what you write here."
_NO_DOCUMENT = "This document is not begun. Press F5: it is put together from your CV's own words, none added."


class WorkspaceScreen(CheckedScreen):
    """Everything here serves the sentence under the cursor; saving and checking happen in threads."""

    CSS_PATH = "workspace.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *CheckedScreen.BINDINGS,
        Binding("f2", "side('asks')", "Posting", id="workspace.posting"),
        Binding("f3", "side('truth')", "Truth", id="workspace.truth"),
        Binding("f4", "other_document", "Letter or CV", id="workspace.document"),
        Binding("f5", "draft", "Draft", id="workspace.draft"),
        Binding("p", "passion", "Passion", id="workspace.passion"),
        Binding("f6", "passion", "Passion", show=False, priority=True, id="workspace.passion_in_text"),
        Binding("f8", "authorship", "Who wrote what", show=False, id="workspace.authorship"),
        Binding("f9", "outgoing", "What is sent", show=False, id="workspace.outgoing"),
        Binding("e,f10", "export", "Export", id="workspace.export"),
        Binding("ctrl+s", "save", "Save now", show=False, id="workspace.save"),
        Binding("i,f11", "ideas", "Ideas", show=False, id="workspace.ideas"),
        Binding("enter", "write", "Write", show=False, id="workspace.write"),
        Binding("escape", "back", "Out of the text, then back", show=False, id="workspace.back"),
    ]

    def __init__(self, application_id: int) -> None:
        super().__init__(application_id)
        self.side = "paper"
        self._save_timer: Timer | None = None

    @property
    def name_of_job(self) -> str:
        """Employer and role on one line."""
        if self.work is None:
            return ""
        posting = self.work.application.posting
        return " · ".join(part for part in (posting.company, posting.title) if part) or "this job"

    # -- drawing

    def compose(self) -> ComposeResult:
        """One line of what and how much, three panes, keys."""
        yield Static(id="headline")
        with Horizontal(id="panes"):
            yield AsksPane(id="asks")
            yield Paper(id="paper")
            yield TruthPane(id="truth")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Read the application in a thread."""
        self._fold(self.app.size.width)
        self.query_one("#asks").border_title = "Posting"
        self.query_one("#truth").border_title = "Truth"
        self.query_one("#headline", Static).update("Opening …")
        self.load()

    def on_resize(self, event: Resize) -> None:
        """Three panes, two or one."""
        if event.size.width < _TWO_PANES and self.query_one(Paper).writing:
            self.side = "paper"
        self._fold(event.size.width)
        self._draw_headline()

    def _fold(self, width: int) -> None:
        shape = "three" if width >= _THREE_PANES else "two" if width >= _TWO_PANES else "one"
        for name in ("three", "two", "one"):
            self.set_class(name == shape, f"-{name}")
        for name in ("asks", "truth", "paper"):
            self.set_class(name == self.side, f"side-{name}")

    @work(exclusive=True, group="workspace-load")
    async def load(self) -> None:
        """Read application, CV, coverage and draft, then show them."""
        from jobhelper.services import workspace

        found = await self.desk_app.in_thread(workspace.open_workspace, self.application_id, self.document)
        self.work = found
        cv = found.cv.cv if found.cv else None
        rooms = rooms_of(found.stored.draft if found.stored else None, found.plan, cv) if found.plan else ()
        self.query_one(AsksPane).show(found.application.posting, found.coverage, cv)
        truth = self.query_one(TruthPane)
        truth.cv_text = cv.text if cv else ""
        self._draw_headline()
        self._draw_titles()
        paper = self.query_one(Paper)
        begun = also_printed(found.stored.draft) if found.stored else ""
        await paper.show(rooms, begun if rooms else _NO_DOCUMENT if cv else _NO_CV)
        self.dirty = False
        if rooms:
            await self._restore(paper)
            paper.focus_first()
            self.check_soon(at_once=True)
        else:
            await truth.show((), None, None, "Nothing is written yet, so there is nothing to check.")
            truth.focus()

    async def _restore(self, paper: Paper) -> None:
        """Put back what an earlier run left unsaved."""
        from jobhelper.services import unsaved

        left = await self.desk_app.in_thread(unsaved.left_over, self.application_id, self.document)
        changed = [editor for editor in paper.editors if left.get(editor.room.slot, editor.text) != editor.text]
        for editor in changed:
            editor.editor.text = left[editor.room.slot]
        if changed:
            self.notify("Your words from last time, which were not saved, are back.")

    def _draw_headline(self) -> None:
        if self.work is None:
            return
        job = self.work.application
        stop = self.desk_app.the_desk.policy.stop_at(job.passion)
        says = "no AI for this one" if job.no_ai else stop.letter
        name = Text(self.name_of_job, style="bold")
        name.truncate(max(12, self.app.size.width - 32), overflow="ellipsis")
        line = Text.assemble(name, "  ", bar(job.passion), f" {stop.name} {job.passion}   ", (says, "italic"))
        line.no_wrap, line.overflow = True, "ellipsis"
        self.query_one("#headline", Static).update(line)

    def _draw_titles(self) -> None:
        paper = self.query_one("#paper")
        paper.border_title = " · ".join(
            f"[b]‹{name}›[/]" if kind is self.document else name for kind, name in words.DOCUMENTS.items()
        )
        if self.work is not None:
            target = self.desk_app.the_desk.policy.stop_at(self.work.application.passion).human_share
            have = self.work.stored.human_share if self.work.stored else None
            paper.border_subtitle = f"yours {words.share(have, target)}" + (" · not saved yet" if self.dirty else "")

    # -- panes, documents, saving, leaving

    def show_pane(self, name: str) -> None:
        """Unfold that pane where the window is too narrow for all."""
        self.side = name
        self._fold(self.app.size.width)

    def action_side(self, side: str) -> None:
        """Show that side and go there; a second press goes back to the text."""
        if self.query_one(f"#{side}").has_focus:
            self.action_write()
            return
        self.show_pane(side)
        self.query_one(f"#{side}").focus()

    def action_write(self) -> None:
        """The cursor into the text."""
        self.to_paper()
        self.query_one(Paper).focus_last()

    def to_paper(self) -> None:
        """Unfold the text where only one pane has room."""
        if self.has_class("-one"):
            self.show_pane("paper")

    @on(Paper.Edited)
    def _edited(self) -> None:
        if not self.dirty:
            self.dirty = True
            self._draw_titles()
        self.check_soon()
        if self._save_timer is not None:
            self._save_timer.stop()
        self._save_timer = self.set_timer(SAVE_AFTER, self.action_save)

    async def save_words(self) -> None:
        """Keep the words of the screen as the document's next version, where they differ."""
        from jobhelper.services import unsaved, workspace

        if self.work is None or not self.dirty:
            return
        self.dirty = False
        try:
            kept = await self.desk_app.in_thread(workspace.write_slots, self.work, self.query_one(Paper).texts())
        except UserError as error:
            self.dirty = True
            self.notify(str(error), severity="error", timeout=10)
            return
        if not self.dirty:
            await self.desk_app.in_thread(unsaved.forget, self.application_id, self.document)
        if kept is not None:
            self.work = dataclasses.replace(self.work, stored=kept.stored)
        self._draw_titles()

    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        """Save the words now; a rest in typing does it too."""
        await self.save_words()

    @work(exclusive=True, group="leave")
    async def action_back(self) -> None:
        """Out of the text; from outside it, back to the board, everything saved."""
        if self.query_one(Paper).writing:
            side = "asks" if self.side == "asks" else "truth"
            self.show_pane(side)
            self.query_one(f"#{side}").focus()
            return
        await self.save_words()
        self.app.pop_screen()

    @work(exclusive=True, group="leave")
    async def action_other_document(self) -> None:
        """The other document of this application."""
        await self.save_words()
        self.document = DocumentKind.CV if self.document is DocumentKind.LETTER else DocumentKind.LETTER
        self.load()

    # -- the dial, drafting, export, and what others see

    @work(exclusive=True, group="leave")
    async def action_passion(self) -> None:
        """Turn the dial for this application."""
        await self.save_words()
        if self.work is not None:
            job = self.work.application
            self.desk_app.turn_dial(job.id, job.passion, self.name_of_job, no_ai=job.no_ai, done=self.load)

    @work(exclusive=True, group="draft")
    async def action_draft(self) -> None:
        """Put this document together: what the dial lets a model draft, the rest left to you."""
        from jobhelper.services import drafting

        await self.save_words()
        self.query_one("#paper").border_subtitle = "drafting …"
        try:
            await self.desk_app.in_thread(
                lambda desk: list(drafting.draft_application(desk, self.application_id, (self.document,)))
            )
        except UserError as error:
            self.notify(str(error), severity="error", timeout=10)
        self.load()

    @work(exclusive=True, group="export")
    async def action_export(self) -> None:
        """Write DOCX and PDF, where every gate lets them pass."""
        from jobhelper.services import exporting

        await self.save_words()
        folder = await self.app.push_screen_wait(
            AskScreen(
                "Export", "DOCX and PDF of letter and CV go into this folder.", value=str(Path.home() / "Documents")
            )
        )
        if folder is None:
            return
        try:
            results = await self.desk_app.in_thread(
                exporting.export_application, self.application_id, Path(folder).expanduser()
            )
        except UserError as error:
            self.notify(str(error), severity="error", timeout=10)
            return
        for result in results:
            name = words.DOCUMENTS[result.stored.draft.document]
            for file in result.files:
                self.notify(f"{name}: {file.path}", timeout=15)
            for gate in result.kept_back:
                self.notify(f"{name} stays here: {gate.message}.", severity="warning", timeout=15)

    @work(exclusive=True, group="leave")
    async def action_authorship(self) -> None:
        """Whose each word is, as last saved."""
        from jobhelper.tui.screens.authorship import AuthorshipScreen

        await self.save_words()
        if self.work is None or self.work.stored is None:
            self.notify("Nothing is written yet.")
            return
        target = self.desk_app.the_desk.policy.stop_at(self.work.application.passion).human_share
        self.app.push_screen(AuthorshipScreen(self.work.stored, target))

    @work(exclusive=True, group="leave")
    async def action_outgoing(self) -> None:
        """The exact words of the next request, before it goes."""
        from jobhelper.services import workspace
        from jobhelper.tui.screens.outgoing import OutgoingScreen

        if self.work is not None:
            request, reason = await self.desk_app.in_thread(workspace.next_request, self.work)
            self.app.push_screen(
                OutgoingScreen(request, reason, f"Goes to {self.desk_app.mode_line()} when you press F5")
            )

    @work(exclusive=True, group="leave")
    async def action_ideas(self) -> None:
        """The lines of your own CV that the room under the cursor could speak of."""
        from jobhelper.services import workspace

        room = self.query_one(Paper).last_room
        if self.work is None or room is None:
            self.notify("Go into a room of the letter first; the ideas are for that room.")
            return
        found = await self.desk_app.in_thread(
            lambda _desk, w, slot: workspace.ideas(w, slot), self.work, room.room.slot
        )
        name = words.slot_name(room.room.slot)
        rows = tuple((idea.words, ", ".join(idea.answers) or "–") for idea in found)
        empty = "Nothing of your CV is meant for this room. It is a place for your reasons, in your words."
        self.app.push_screen(
            ListingScreen(Listing(f"Ideas · {name}", ("Your CV says", "They ask for"), rows, empty, "Your own lines."))
        )
