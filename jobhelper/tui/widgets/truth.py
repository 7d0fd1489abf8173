"""The right side: what the CV does not bear out, one card each, the one under the cursor unfolded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from jobhelper.checking.messages import HEADINGS
from jobhelper.models import BorneOut, Comment, Finding, Question, Quote
from jobhelper.tui import words

_QUOTED = 160
Item = Finding | Question | Comment


def line_number(text: str, offset: int) -> int:
    """The line of the CV on which an offset stands, from 1."""
    return text.count("\n", 0, max(0, offset)) + 1


def one_line(text: str, most: int = _QUOTED) -> str:
    """The words on one line, cut with an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def _evidence(evidence: Sequence[Quote], cv_text: str) -> Text:
    text = Text()
    for quote in evidence[:2]:
        place = f" (line {line_number(cv_text, quote.start)})" if quote.start >= 0 else " (confirmed by you)"
        text.append("\nYour CV: ", style="bold")
        text.append(f"“{one_line(quote.text)}”{place}")
    return text


def finding_card(finding: Finding, cv_text: str, *, unfolded: bool) -> Text:
    """A finding in words: what is said, why not, the CV's words, and the three ways out."""
    mark = "▸ " if unfolded else "  "
    text = Text.assemble((mark, "bold"), (f"“{one_line(finding.quote, 70)}”", "bold" if unfolded else ""))
    text.append(f"\n{HEADINGS[finding.category]}")
    if not unfolded:
        return text
    text.append(f" · {words.CONSEQUENCES[finding.severity]}", style="italic")
    if finding.message:
        text.append(f"\n{finding.message}")
    text.append_text(_evidence(finding.evidence, cv_text))
    if finding.from_posting:
        said = finding.posting_words or finding.quote
        text.append(f"\nThe posting says “{one_line(said, 60)}”; your CV doesn't.")
    text.append("\n")
    if finding.repair is not None:
        way = f"use: “{one_line(finding.repair)}”" if finding.repair else "take it out"
        text.append_text(Text.assemble(("\nr ", "bold"), way))
    text.append_text(Text.assemble(("\nc ", "bold"), "it is true: add to my facts"))
    text.append_text(Text.assemble(("\nd ", "bold"), "let it stand, with a reason"))
    return text


def question_card(question: Question, cv_text: str, *, unfolded: bool) -> Text:
    """A question, quieter than a finding."""
    mark = "▸ " if unfolded else "  "
    text = Text.assemble((mark, "bold"), (f"“{one_line(question.quote, 70)}”", "italic"))
    text.append(f"\n? {words.QUESTION_HEADING}")
    if not unfolded:
        return text
    if question.message and question.message != words.QUESTION_HEADING:
        text.append(f"\n{question.message}")
    text.append_text(_evidence(question.evidence, cv_text))
    text.append("\n")
    text.append_text(Text.assemble(("\nc ", "bold"), "yes, with a note"))
    text.append_text(Text.assemble(("\nd ", "bold"), "drop the question, with a reason"))
    return text


def borne_out_card(borne: BorneOut, cv_text: str) -> Text:
    """What bears out the sentence under the cursor."""
    text = Text("✓ Your CV says so", style="bold")
    text.append_text(_evidence(borne.evidence, cv_text))
    return text


def comment_card(comment: Comment, *, unfolded: bool) -> Text:
    """A piece of advice: the user's words, why, and a question; never a sentence to paste."""
    mark = "▸ " if unfolded else "  "
    text = Text.assemble((mark, "bold"), (f"“{one_line(comment.quote, 70)}”", "bold" if unfolded else ""))
    text.append(f"\n{comment.why}")
    if unfolded:
        text.append_text(Text.assemble("\n", (comment.question, "italic")))
    return text


class Card(Static):
    """One finding or question; a click makes it the current one."""

    DEFAULT_CSS = """
    Card { height: auto; margin-bottom: 1; padding: 0 0 0 1; border-left: blank; }
    Card.current { border-left: outer $primary; background: $panel; }
    """

    def __init__(self, item: Item, content: Text) -> None:
        super().__init__(content)
        self.item = item

    def on_click(self, event: events.Click) -> None:
        """Make this one the current one."""
        event.stop()
        self.post_message(TruthPane.Chosen(self.item, enter=False))


class TruthPane(VerticalScroll, can_focus=True):
    """A list of cards; up and down move, Enter goes to the words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "Claim before", show=False, id="truth.before"),
        Binding("down,j", "step(1)", "Next claim in the list", show=False, id="truth.after"),
        Binding("left,right", "turn_page", "Truth or advice", key_display="←→", id="truth.turn"),
        Binding("enter", "enter", "Go to the words", show=False, id="truth.enter"),
    ]

    @dataclass
    class Chosen(Message):
        """A finding or question became the current one; `enter` asks to go to its words."""

        item: Item
        enter: bool

    class Turned(Message):
        """The other page is wanted: truth or advice."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items: tuple[Item, ...] = ()
        self.current: Item | None = None
        self.borne: BorneOut | None = None
        self.cv_text = ""
        self.note = ""

    async def show(
        self,
        items: Sequence[Item],
        current: Item | None,
        borne: BorneOut | None,
        note: str,
    ) -> None:
        """Draw the cards; nothing is rebuilt where nothing changed."""
        fresh = tuple(items)
        if (fresh, current, borne, note) == (self.items, self.current, self.borne, self.note) and self.children:
            return
        self.items, self.current, self.borne, self.note = fresh, current, borne, note
        cards: list[Static] = [self._card(item, item is current) for item in fresh]
        if borne is not None:
            cards.append(Static(borne_out_card(borne, self.cv_text)))
        elif not fresh:
            cards.append(Static(Text(note)))
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(cards)
        for card in self.query(Card):
            if card.has_class("current"):
                self.scroll_to_widget(card, animate=False)

    def _card(self, item: Item, unfolded: bool) -> Card:
        if isinstance(item, Finding):
            card = Card(item, finding_card(item, self.cv_text, unfolded=unfolded))
        elif isinstance(item, Comment):
            card = Card(item, comment_card(item, unfolded=unfolded))
        else:
            card = Card(item, question_card(item, self.cv_text, unfolded=unfolded))
        card.set_class(unfolded, "current")
        return card

    def action_step(self, step: int) -> None:
        """The claim before or after the current one."""
        if not self.items:
            return
        place = self.items.index(self.current) if self.current in self.items else -1 if step > 0 else 0
        self.post_message(self.Chosen(self.items[(place + step) % len(self.items)], enter=False))

    def action_turn_page(self) -> None:
        """The other page: truth or advice."""
        self.post_message(self.Turned())

    def action_enter(self) -> None:
        """Go to the current claim's words."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current, enter=True))

    @on(events.Focus)
    def _focused(self) -> None:
        if self.current is None:
            self.action_step(1)
