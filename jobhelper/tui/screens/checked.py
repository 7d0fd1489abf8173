"""The half of the workspace that keeps it true: checking while one types, and the three ways out of a claim."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer

from jobhelper.errors import UserError
from jobhelper.models import BorneOut, Comment, DocumentKind, Finding, Question, Report
from jobhelper.tui import words
from jobhelper.tui.messages import Checked
from jobhelper.tui.screens.ask import AskScreen
from jobhelper.tui.widgets.marked_text import Mark
from jobhelper.tui.widgets.paper import Paper
from jobhelper.tui.widgets.truth import Item, TruthPane

if TYPE_CHECKING:
    from jobhelper.services.workspace import Workspace
    from jobhelper.tui.app import JobhelperApp

CHECK_AFTER = 0.15
"""Seconds of rest in typing after which the checker runs."""

_LONG_CHECK = 0.4


class CheckedScreen(Screen[None]):
    """Needs a Paper and a TruthPane on the screen; checks in a thread, and draws only the newest answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "next_claim(1)", "Next claim", priority=True, id="workspace.next_claim"),
        Binding("shift+f7", "next_claim(-1)", "Claim before", show=False, priority=True, id="workspace.claim_before"),
        Binding("r,ctrl+r", "use_cv", "CV's words", id="workspace.use_cv"),
        Binding("c,ctrl+t", "confirm", "It's true…", id="workspace.confirm"),
        Binding("d,ctrl+g", "dismiss_claim", "Dismiss…", id="workspace.dismiss"),
    ]

    def __init__(self, application_id: int) -> None:
        super().__init__()
        self.application_id = application_id
        self.document = DocumentKind.LETTER
        self.work: Workspace | None = None
        self.report = Report((), (), (), 0, 0)
        self.advice: tuple[Comment, ...] = ()
        self.advising = False
        self.current: Item | None = None
        self.borne: BorneOut | None = None
        self.generation = 0
        self.dirty = False
        self._check_timer: Timer | None = None

    @property
    def desk_app(self) -> JobhelperApp:
        """The app, with its own type."""
        return cast("JobhelperApp", self.app)

    @cached_property
    def _say_checking(self) -> Timer:
        """Says that the checker is at work where its answer takes longer than a glance, as the first one does."""
        return self.set_interval(_LONG_CHECK, self._show_checking, pause=True)

    def _show_checking(self) -> None:
        self.query_one(TruthPane).border_subtitle = "checking …"

    def to_paper(self) -> None:
        """Unfold the text where it is folded away."""

    def check_soon(self, *, at_once: bool = False) -> None:
        """Check after a rest in typing; a later key press makes an earlier check worthless."""
        self.generation += 1
        if self._check_timer is not None:
            self._check_timer.stop()
        self._check_timer = self.set_timer(0.01 if at_once else CHECK_AFTER, self._check_now)

    def _check_now(self) -> None:
        if self.work is not None:
            self._say_checking.resume()
            self._say_checking.reset()
            paper = self.query_one(Paper)
            text = paper.join()
            starts = {place.slot: place.start for place in paper.places}
            self._check(self.generation, self.work, text, paper.texts(), starts)

    @work(thread=True, exclusive=True, group="check")
    def _check(
        self, generation: int, found: Workspace, text: str, texts: dict[str, str], starts: dict[str, int]
    ) -> None:
        from jobhelper.services import unsaved, workspace

        if self.dirty:
            unsaved.keep(self.desk_app.the_desk, self.application_id, found.document, texts)
        try:
            report = workspace.check_words(found, text)
            by_slot = workspace.advise(self.desk_app.the_desk, found, texts)
        except UserError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error", timeout=15)
            return
        advice = [
            dataclasses.replace(comment, start=comment.start + starts[slot], end=comment.end + starts[slot])
            for slot, comments in by_slot.items()
            for comment in comments
        ]
        self.post_message(Checked(generation, report, advice))

    @on(Checked)
    async def _checked(self, message: Checked) -> None:
        if message.generation != self.generation:
            return
        self._say_checking.pause()
        self.query_one(TruthPane).border_subtitle = ""
        self.report, self.advice = message.report, tuple(message.advice)
        items = self.items()
        self.current = next((item for item in items if _same(item, self.current)), next(iter(items), None))
        self.borne = None
        await self.draw_truth()

    def items(self) -> list[Item]:
        """What the right side lists, in the order of the text: findings and questions, or advice."""
        listed: list[Item] = [*self.advice] if self.advising else [*self.report.findings, *self.report.questions]
        return sorted(listed, key=lambda item: (item.start, item.end))

    @on(TruthPane.Turned)
    async def _turned(self) -> None:
        self.advising = not self.advising
        self.current = next(iter(self.items()), None)
        await self.draw_truth()

    async def draw_truth(self) -> None:
        """The cards, their number on the pane's edge, and the marks under the words."""
        truth = self.query_one(TruthPane)
        findings, questions = len(self.report.findings), len(self.report.questions)
        names = [f"Truth {findings}" + (f"+{questions}?" if questions else ""), f"Advice {len(self.advice)}"]
        names[self.advising] = f"[b]‹{names[self.advising]}›[/b]"
        truth.border_title = " · ".join(names)
        note = self._note()
        await truth.show(self.items(), self.current, self.borne, note)
        self.query_one(Paper).set_marks(self._mark(item) for item in self.items())

    def _note(self) -> str:
        """What to say where the list is empty."""
        if self.advising:
            return "No advice on these words. It looks for what is vague, long, said twice or could go to any employer."
        if self.report.claims:
            return f"{words.count(self.report.claims, 'claim')} in this document, each borne out by your CV."
        return "No claim about you in this text yet. What you state is held against your CV while you write."

    def _mark(self, item: Item) -> Mark:
        if not isinstance(item, Finding):
            return Mark(item.start, item.end, "question")
        return Mark(item.start, item.end, "current" if item is self.current else "finding")

    @on(Paper.Moved)
    async def _moved(self, message: Paper.Moved) -> None:
        offset = message.offset
        over = next((item for item in self.items() if item.start <= offset <= item.end), None)
        self.borne = next((b for b in self.report.borne_out if b.start <= offset <= b.end), None) if not over else None
        if over is not None:
            self.current = over
        await self.draw_truth()

    @on(TruthPane.Chosen)
    async def _chosen(self, message: TruthPane.Chosen) -> None:
        self.current, self.borne = message.item, None
        if message.enter:
            self.to_paper()
        await self.draw_truth()
        self.query_one(Paper).go_to(message.item.start, message.item.end, focus=message.enter)

    async def action_next_claim(self, step: int) -> None:
        """To the next claim, or to the one before, and round again."""
        items = self.items()
        if not items:
            self.notify("No open claim here.")
            return
        paper = self.query_one(Paper)
        if self.current in items and (not paper.writing or paper.cursor_within(self.current.start, self.current.end)):
            self.current = items[(items.index(self.current) + step) % len(items)]
        elif self.current not in items:
            self.current = items[0]
        self.to_paper()
        await self.draw_truth()
        paper.go_to(self.current.start, self.current.end, focus=True)

    # -- the three ways out of a claim

    def action_use_cv(self) -> None:
        """Put the CV's own words in the place of the claim."""
        item = self.current
        if not isinstance(item, Finding) or item.repair is None:
            self.notify("No wording of your CV fits here by rule. Change the words yourself, or press c if it is true.")
            return
        start = item.start if item.repair_start is None else item.repair_start
        end = item.end if item.repair_end is None else item.repair_end
        if self.query_one(Paper).replace(start, end, item.repair):
            self.notify("Your CV's words stand there now. Ctrl+Z in the text takes it back.")

    @work(exclusive=True, group="answer")
    async def action_confirm(self) -> None:
        """It is true: keep it as a fact of the user's own, with how they know."""
        from jobhelper.services import cvs

        item = self.current
        if item is None or isinstance(item, Comment) or self.work is None or self.work.cv is None:
            self.notify("No open claim here.")
            return
        said = self._sentence(item)
        note = await self.app.push_screen_wait(
            AskScreen(
                "It's true",
                f"“{said}”\nHow do you know? One line that you could say in an interview.",
                "supervisor's reference, June",
            )
        )
        if note is not None:
            await self.desk_app.in_thread(cvs.confirm, said, note)
            await self._reread("Kept as a fact of yours.")

    def _sentence(self, item: Finding | Question) -> str:
        """The line around a claim, since a fact must be understood on its own."""
        text = self.query_one(Paper).join()
        begin = max(text.rfind(mark, 0, item.start) for mark in (". ", "\n", "! ", "? "))
        ends = [place for mark in (". ", "\n", "! ", "? ") if (place := text.find(mark, item.end)) >= 0]
        return text[begin + 1 : min(ends, default=len(text))].strip(" .\n")

    @work(exclusive=True, group="answer")
    async def action_dismiss_claim(self) -> None:
        """Let the claim stand, with a reason that is kept."""
        from jobhelper.services import workspace

        item = self.current
        if item is None or isinstance(item, Comment):
            self.notify("No open claim here.")
            return
        reason = await self.app.push_screen_wait(
            AskScreen(
                "Let it stand", f"“{item.quote}”\nWhy may this stand? The reason is kept.", "my own words for the same"
            )
        )
        if reason is not None:
            await self.desk_app.in_thread(workspace.dismiss, self.application_id, item, reason)
            await self._reread("It stands, with your reason.")

    async def _reread(self, said: str) -> None:
        """Facts or dismissals changed: read them again, leave the words on the screen alone."""
        from jobhelper.services import workspace

        stored = self.work.stored if self.work else None
        found = await self.desk_app.in_thread(workspace.open_workspace, self.application_id, self.document)
        self.work = found if found.stored else dataclasses.replace(found, stored=stored)
        self.notify(said)
        self.check_soon(at_once=True)


def _same(item: Item, other: Item | None) -> bool:
    """Whether two answers of the checker speak of the same words for the same reason."""
    if isinstance(item, Comment) or isinstance(other, Comment) or other is None:
        return isinstance(other, Comment) and isinstance(item, Comment) and item.quote == other.quote
    return (item.quote, item.rule) == (other.quote, other.rule)
