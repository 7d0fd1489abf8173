"""What is sent: the exact words of the next request to a model, placeholders visible, or why there is none."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from jobhelper.models import ModelRequest


class OutgoingScreen(ModalScreen[None]):
    """Shows a request before it goes; sends nothing."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f9", "leave", "Back", key_display="Esc", id="outgoing.leave"),
    ]

    def __init__(self, request: ModelRequest | None, reason: str, where: str) -> None:
        super().__init__()
        self.request = request
        self.reason = reason
        self.where = where

    def compose(self) -> ComposeResult:
        """Where it goes, then the words."""
        with Vertical(id="sheet", classes="tall"):
            yield Static(Text(self.where if self.request else self.reason, style="bold"))
            with VerticalScroll():
                yield Static(request_words(self.request) if self.request else Text(""))
            yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Title and focus."""
        self.query_one("#sheet").border_title = "What is sent"
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        """Back to the workspace."""
        self.dismiss(None)


def request_words(request: ModelRequest) -> Text:
    """The request word for word, with what was put in the place of names and addresses reversed."""
    text = Text()
    text.append(f"Prompt {request.prompt_id}, version {request.prompt_version}; ", style="dim")
    text.append(f"at most {request.max_tokens} tokens come back.\n\n", style="dim")
    for name, words in (("Instructions", request.system), ("Question", request.user)):
        text.append(f"{name}\n", style="bold")
        text.append(f"{words}\n\n")
    text.highlight_regex(r"\[(?:NAME|EMAIL|PHONE|LINK|ADDRESS|BIRTH|REFEREE)[ _-]?\d+\]", "reverse")
    return text
