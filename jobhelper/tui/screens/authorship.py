"""Who wrote what: the document with every word's author, told by letter and shape and only then by colour."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from jobhelper.models import Author, AuthoredSpan, StoredDraft
from jobhelper.tui import words

_STYLES = {
    Author.HUMAN: "bold",
    Author.CV: "",
    Author.MODEL: "underline",
    Author.COMPOSER: "italic",
    Author.TEMPLATE: "dim",
}


def authored_text(text: str, spans: tuple[AuthoredSpan, ...]) -> Text:
    """The text with a small letter before each run of another author: y you, m model, c CV, o composer, t template."""
    result = Text()
    at, last = 0, None
    for span in spans:
        result.append(text[at : span.start])
        letter, _name = words.AUTHORS[span.author]
        if span.author is not last:
            result.append(f"{letter}⟩", style="reverse")
        result.append(text[span.start : span.end], style=_STYLES[span.author])
        at, last = span.end, span.author
    result.append(text[at:])
    return result


def legend() -> Text:
    """The letters and what they stand for."""
    line = Text()
    for author, (letter, name) in words.AUTHORS.items():
        line.append(f"{letter}⟩", style="reverse")
        line.append(f" {name}   ", style=_STYLES[author])
    return line


class AuthorshipScreen(ModalScreen[None]):
    """Shows the version that was saved last."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f8", "leave", "Back", key_display="Esc", id="authorship.leave"),
    ]

    def __init__(self, stored: StoredDraft, target: float) -> None:
        super().__init__()
        self.stored = stored
        self.target = target

    def compose(self) -> ComposeResult:
        """Legend, share, text."""
        with Vertical(id="sheet", classes="tall"):
            yield Static(legend())
            yield Static(f"Yours or your CV's: {words.share(self.stored.human_share, self.target)} %")
            with VerticalScroll():
                yield Static(authored_text(self.stored.draft.text, self.stored.draft.authorship))
            yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Title and focus."""
        name = words.DOCUMENTS[self.stored.draft.document]
        self.query_one("#sheet").border_title = f"Who wrote what · {name}, version {self.stored.version}"
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        """Back to the workspace."""
        self.dismiss(None)
