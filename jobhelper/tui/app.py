"""The terminal app: its screens, its threads, and the palette that knows every key under the same words."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import WorkerFailed

from jobhelper.errors import UserError
from jobhelper.tui.keymap import read_keymap
from jobhelper.tui.messages import Ready
from jobhelper.tui.screens.board import BoardScreen
from jobhelper.tui.screens.help import HelpScreen, described
from jobhelper.tui.themes import OWN_THEMES

if TYPE_CHECKING:
    from jobhelper.services.desk import Desk
    from jobhelper.settings import Settings
    from jobhelper.tui.listings import Listing

P = ParamSpec("P")
T = TypeVar("T")


class JobhelperApp(App[None]):
    """Opens the home in a thread after the first paint; screens call services through `in_thread`."""

    TITLE = "jobhelper"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help_for_screen", "Help", key_display="?", id="app.help"),
        Binding("ctrl+p", "command_palette", "Menu", key_display="^p", priority=True, id="app.palette"),
        Binding("f1", "help_for_screen", "Help", show=False, id="app.help_function_key"),
        Binding("t", "statistics", "What works", show=False, id="app.statistics"),
        Binding("y", "audit", "What was done", show=False, id="app.audit"),
        Binding("comma", "drafting", "How to draft", show=False, key_display=",", id="app.drafting"),
        Binding("w", "welcome", "First steps", show=False, id="app.welcome"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="app.quit"),
    ]

    def __init__(self, settings: Settings, *, today: date | None = None, theme: str | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.desk: Desk | None = None
        self._today = today
        for own in OWN_THEMES:
            self.register_theme(own)
        self.theme = theme or OWN_THEMES[1].name

    @property
    def the_desk(self) -> Desk:
        """The open desk; only asked for after Ready."""
        if self.desk is None:
            raise RuntimeError("the home is not open yet")
        return self.desk

    def today(self) -> date:
        """The present day, or the one that the app was told to live in."""
        return self._today or date.today()

    def mode_line(self) -> str:
        """Who drafts, and whether AI is off for everything."""
        if self.settings.no_ai:
            return "no AI for anything"
        if self.settings.provider == "offline":
            return "offline composer · nothing leaves this computer"
        where = self.settings.base_url or "api.openai.com"
        return f"{self.settings.model or 'model not chosen'} at {where}"

    def on_mount(self) -> None:
        """First paint, then the home."""
        self.push_screen(BoardScreen())
        try:
            self.set_keymap(read_keymap(self.settings.home))
        except UserError as error:
            self.notify(str(error), severity="warning", timeout=15)
        self.call_after_refresh(self.open_home)

    @work(thread=True, exclusive=True, group="open-home", exit_on_error=False)
    def open_home(self) -> None:
        """Open settings, database and policy in a thread."""
        from jobhelper.services.desk import open_desk

        try:
            self.desk = open_desk(self.settings)
        except UserError as error:
            self.call_from_thread(self.exit, None, 2, f"{error}")
            return
        self.screen.post_message(Ready())

    def _handle_exception(self, error: Exception) -> None:
        """What the user can mend is said and the app goes on; anything else is a bug and ends it, as Textual does."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, UserError):
            self.notify(str(cause), severity="error", timeout=15)
            return
        super()._handle_exception(error)

    def on_unmount(self) -> None:
        """Close the database."""
        if self.desk is not None:
            self.desk.close()

    async def in_thread(self, function: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a service in a thread, so that typing never waits for it."""
        return await asyncio.to_thread(function, self.the_desk, *args, **kwargs)

    async def change_settings(self, **values: object) -> None:
        """Keep settings in the file and let them hold from now on."""
        from jobhelper.services import configuration

        self.settings = await asyncio.to_thread(partial(configuration.save, self.settings, **values))
        if self.desk is not None:
            self.desk = dataclasses.replace(self.desk, settings=self.settings)

    # -- what several screens do

    @work(exclusive=True, group="first-start")
    async def first_start(self) -> None:
        """CV, how to draft, first posting: each is asked only while it is missing, so that one can leave and resume."""
        from jobhelper.services import applications, configuration, cvs
        from jobhelper.tui.screens.add import AddScreen
        from jobhelper.tui.screens.cv import CVScreen
        from jobhelper.tui.screens.drafting_choice import DraftingChoiceScreen

        if await self.in_thread(cvs.current_cv) is None and not await self.push_screen_wait(CVScreen()):
            return
        if not configuration.drafting_was_chosen(self.settings) and not await self.push_screen_wait(
            DraftingChoiceScreen()
        ):
            return
        if not await self.in_thread(applications.list_applications):
            added = await self.push_screen_wait(AddScreen())
            if len(added) == 1:
                job = added[0]
                name = " · ".join(part for part in (job.posting.company, job.posting.title) if part) or "this job"
                self.turn_dial(job.id, job.passion, name, done=partial(self.open_application, job.id), always=True)

    def open_application(self, application_id: int) -> None:
        """Open the workspace of an application."""
        from jobhelper.tui.screens.workspace import WorkspaceScreen

        self.push_screen(WorkspaceScreen(application_id))

    @work
    async def turn_dial(
        self,
        application_id: int,
        passion: int,
        name: str,
        *,
        no_ai: bool = False,
        done: Callable[[], object] | None = None,
        always: bool = False,
    ) -> None:
        """Show the dial and keep what it answers; `done` follows a change, or in any case where `always` is set."""
        from jobhelper.services import workspace
        from jobhelper.tui import words
        from jobhelper.tui.screens.passion import PassionScreen

        model_words = await self.in_thread(workspace.model_words, application_id)
        dial = PassionScreen(self.the_desk.policy.stops, passion, name, no_ai=no_ai, model_words=model_words)
        kept = await self.push_screen_wait(dial)
        changed = kept is not None and kept != passion
        if kept is not None and changed:
            moved = await self.in_thread(workspace.turn_passion, application_id, kept)
            if moved:
                self.notify(
                    f"{words.count(moved, 'word')} of the model moved to the history. Those rooms are yours now."
                )
        if done is not None and (always or changed):
            done()

    async def show_listing(
        self, make: Callable[Concatenate[Desk, P], Listing], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Make a page of rows in a thread and show it."""
        from jobhelper.tui.screens.listing import ListingScreen

        self.push_screen(ListingScreen(await self.in_thread(make, *args, **kwargs)))

    @work
    async def action_statistics(self) -> None:
        """How many were sent and answered, by passion."""
        from jobhelper.tui.listings import answers_by_stop

        await self.show_listing(answers_by_stop)

    @work
    async def action_audit(self) -> None:
        """Everything that was done, by whom, with what."""
        from jobhelper.tui.listings import audit_trail

        await self.show_listing(audit_trail)

    @work
    async def action_drafting(self) -> None:
        """Choose how drafting works, for everything."""
        from jobhelper.tui.screens.drafting_choice import DraftingChoiceScreen

        await self.push_screen_wait(DraftingChoiceScreen())

    def action_welcome(self) -> None:
        """The first steps that are still open."""
        self.first_start()

    # -- help and palette

    def action_help_for_screen(self) -> None:
        """Show the keys of the present screen."""
        if isinstance(self.screen, HelpScreen):
            return
        self.push_screen(HelpScreen("Keys", described(self, self._own_bindings())))

    def _own_bindings(self) -> Iterable[Binding]:
        """The keys that work here and now; Textual's own keys for moving in a text or a list carry no id."""
        return [found.binding for found in self.screen.active_bindings.values() if found.binding.id]

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every key of the present screen under its own words, then Textual's own commands."""
        shown: set[str] = set()
        for _key, (node, binding, enabled, _tooltip) in screen.active_bindings.items():
            if binding.id and binding.description and enabled and binding.description not in shown:
                shown.add(binding.description)
                key = binding.key_display or self.get_key_display(binding)
                yield SystemCommand(
                    binding.description, f"key {key} · {binding.id}", partial(self.run_action, binding.action, node)
                )
        yield SystemCommand("Theme", "light, dark, high contrast, and more", self.action_change_theme)
        yield SystemCommand(
            "Save a picture of the screen", "as SVG", lambda: self.set_timer(0.1, self.deliver_screenshot)
        )

    def _picture(self) -> None:
        self.set_timer(0.1, self.deliver_screenshot)


def run(settings: Settings) -> int:
    """Open the app on the user's home; returns the exit code."""
    app = JobhelperApp(settings)
    app.run()
    return app.return_code or 0
