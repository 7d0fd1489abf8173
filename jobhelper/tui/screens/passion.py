"""The dial: how much the user wants this job, and, slot by slot, who will write what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from jobhelper.models import Action, DocumentKind, SlotRule, Stop, Writer
from jobhelper.tui import words
from jobhelper.tui.widgets.dial import bar, knob

_WIDTH = 66


class PassionScreen(ModalScreen[int | None]):
    """Answers with the passion to keep, or None to leave it as it was; nothing changes while one turns."""

    CSS_PATH = "passion.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "turn(-1)", "Less", key_display="←", id="dial.less"),
        Binding("right,l", "turn(1)", "More", key_display="→", id="dial.more"),
        Binding("shift+left,H,pageup", "stop(-1)", "Stop before", key_display="⇧←", id="dial.stop_before"),
        Binding("shift+right,L,pagedown", "stop(1)", "Next stop", key_display="⇧→", id="dial.next_stop"),
        Binding("home", "to(0)", "Least", show=False, id="dial.least"),
        Binding("end", "to(100)", "Most", show=False, id="dial.most"),
        Binding("enter", "keep", "Keep", key_display="Enter", id="dial.keep"),
        Binding("escape", "leave", "Leave", key_display="Esc", id="dial.leave"),
    ]

    def __init__(
        self, stops: Sequence[Stop], passion: int, name: str, *, no_ai: bool = False, model_words: int = 0
    ) -> None:
        super().__init__()
        self.stops = sorted(stops, key=lambda stop: stop.low)
        self.before = passion
        self.passion = passion
        self.job = name
        self.no_ai = no_ai
        self.model_words = model_words

    def compose(self) -> ComposeResult:
        """One sheet with the track, the sentence and the slots."""
        with Vertical(id="sheet"):
            yield Static(id="question")
            yield Static(id="track")
            yield Static(id="sentence")
            yield Static(id="slots")
            yield Static(id="consequence")
            yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Draw the dial as it stands."""
        self.query_one("#sheet").border_title = self.job
        self.draw()

    @property
    def stop(self) -> Stop:
        """The stop at which the knob stands."""
        return next(stop for stop in self.stops if stop.low <= self.passion <= stop.high)

    def draw(self) -> None:
        """Show knob, stop, sentence and slots of the present passion."""
        self.query_one("#question", Static).update(
            Text.assemble("How much do you want this one?   ", (f"{self.passion}", "bold"), f"  {self.stop.name}")
        )
        self.query_one("#track", Static).update(track(self.stops, self.passion, _WIDTH))
        self.query_one("#sentence", Static).update(sentence(self.stop, self.no_ai))
        self.query_one("#slots", Static).update(slot_table(self.stop, self.no_ai))
        self.query_one("#consequence", Static).update(self._consequence())

    def _consequence(self) -> str:
        raised = self.passion > self.before
        if raised and self.model_words:
            return (
                f"{words.count(self.model_words, 'word')} of the model stand in this letter. "
                "Where the slots become yours they move to the history; nothing is deleted."
            )
        return ""

    def action_turn(self, step: int) -> None:
        """One point up or down."""
        self.action_to(self.passion + step)

    def action_to(self, passion: int) -> None:
        """To a passion, held between 0 and 100."""
        self.passion = min(100, max(0, passion))
        self.draw()

    def action_stop(self, step: int) -> None:
        """To the middle of the neighbouring stop."""
        place = self.stops.index(self.stop) + step
        if 0 <= place < len(self.stops):
            wanted = self.stops[place]
            self.action_to((wanted.low + wanted.high + 1) // 2)

    def action_keep(self) -> None:
        """Keep the passion as it stands now."""
        self.dismiss(self.passion)

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click on the track moves the knob there."""
        widget, _region = self.get_widget_at(event.screen_x, event.screen_y)
        if widget.id == "track":
            column = event.screen_x - widget.content_region.x
            self.action_to(round(column / (_WIDTH - 1) * 100))

    def on_mouse_scroll_up(self) -> None:
        """The wheel turns the dial up."""
        self.action_turn(1)

    def on_mouse_scroll_down(self) -> None:
        """The wheel turns the dial down."""
        self.action_turn(-1)


def track(stops: Sequence[Stop], passion: int, width: int) -> Text:
    """The track over the stops' names, the present stop in bold and between angle marks."""
    line = Text(" " * width)
    result = bar(passion, width)
    result.append("\n")
    for stop in stops:
        here = stop.low <= passion <= stop.high
        name = f"‹{stop.name}›" if here else stop.name
        middle = knob((stop.low + stop.high) // 2, width)
        start = min(max(0, middle - len(name) // 2), width - len(name))
        line = Text.assemble(line[:start], (name, "bold" if here else "dim"), line[start + len(name) :])
    result.append_text(line)
    return result


def _capital(words_: str) -> str:
    return words_[:1].upper() + words_[1:].rstrip(".") + "."


def sentence(stop: Stop, no_ai: bool) -> Text:
    """What the model may and may not do at this stop, in the policy's own words."""
    if no_ai:
        return Text("No AI for this one: no model is asked for anything, whatever the dial says.", style="bold")
    least = round(stop.human_share * 100)
    target = f"At least {least} % of the words are yours." if least else "No least share of your own words."
    target = "Every word is yours (100 %)." if least == 100 else target
    return Text.assemble(
        ("Letter: ", "bold"),
        _capital(stop.letter),
        ("\nCV: ", "bold"),
        _capital(stop.cv),
        f"\n{target} A model may point at weak sentences and ask questions; it hands over none.",
    )


def _model_drafts(rule: SlotRule, no_ai: bool) -> bool:
    return rule.model_share > 0 and rule.writer is not Writer.HUMAN and not no_ai


def _row(rule: SlotRule, no_ai: bool) -> tuple[str, str, str, str]:
    name = words.slot_name(rule.slot) if rule.slot != "evidence" else "Evidence 2 …"
    drafts = _model_drafts(rule, no_ai)
    shared = "▒▒▒" if rule.model_share < 1 else ""
    return name, (shared or "   ") if drafts else "███", (shared or "███") if drafts else "   ", _may(rule, no_ai)


def _may(rule: SlotRule, no_ai: bool) -> str:
    """What a model may do in a slot besides drafting (the blocks show it) and commenting (it may everywhere)."""
    told_elsewhere = {Action.COMMENT, Action.DRAFT}
    allowed = [words.ACTIONS[action] for action in Action if action in rule.actions - told_elsewhere]
    return ", ".join(allowed) if allowed and not no_ai else "–"


def slot_table(stop: Stop, no_ai: bool) -> Table:
    """For every slot of letter and CV: who writes it, and what a model may do there."""
    table = Table(box=None, padding=(0, 1, 0, 0), expand=False, header_style="dim")
    for side in ("Letter", "CV"):
        table.add_column(side, min_width=10, no_wrap=True)
        table.add_column("you", no_wrap=True, min_width=3)
        table.add_column("model", no_wrap=True, min_width=5)
        table.add_column("may", overflow="fold", max_width=16)
    letter = [rule for rule in stop.rules if rule.document is DocumentKind.LETTER]
    cv = [rule for rule in stop.rules if rule.document is DocumentKind.CV]
    for number in range(max(len(letter), len(cv))):
        cells: list[str] = []
        for rules in (letter, cv):
            if number < len(rules):
                cells.extend(_row(rules[number], no_ai))
            else:
                cells.extend(["", "", "", ""])
        table.add_row(*cells)
    return table
