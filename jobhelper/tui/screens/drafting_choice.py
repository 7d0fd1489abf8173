"""How to draft: offline, a model on this computer, a model elsewhere, or no AI at all; what leaves is said first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from jobhelper.errors import UserError

if TYPE_CHECKING:
    from jobhelper.tui.app import JobhelperApp

LEAVES = (
    "What would leave: the posting, and the lines of your CV that fit it. Name, email, phone, address and links go as "
    "placeholders. F9 in the workspace shows every word before it goes."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to draft: its name, what it means, and the settings it stands for."""

    id: str
    name: str
    meaning: str
    provider: str
    no_ai: bool = False
    base_url: str = ""


CHOICES = (
    Choice("offline", "Nothing leaves this computer", "the offline composer, from your CV's own sentences", "offline"),
    Choice(
        "local",
        "A model on this computer",
        "Ollama, LM Studio or llama.cpp, at a localhost address",
        "openai",
        base_url="http://localhost:11434/v1",
    ),
    Choice(
        "hosted", "A model elsewhere", "OpenAI or any compatible service; says what leaves and what doesn't", "openai"
    ),
    Choice(
        "none", "No AI at all", "tracking, keywords, checking and export; every word is yours", "offline", no_ai=True
    ),
)


class DraftingChoiceScreen(ModalScreen[bool]):
    """Answers True where a choice was kept."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", priority=True, id="drafting.keep"),
        Binding("escape", "leave", "Leave as it was", key_display="Esc", id="drafting.leave"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.choice = CHOICES[0]

    @property
    def desk_app(self) -> JobhelperApp:
        """The app, with its own type."""
        return cast("JobhelperApp", self.app)

    def compose(self) -> ComposeResult:
        """The four ways, and two lines for the ways that need an address."""
        with Vertical(id="sheet"):
            yield Static("You can change this at any time, for one job or for everything.")
            yield OptionList(*(Option(self._words(choice), id=choice.id) for choice in CHOICES))
            yield Static(LEAVES, id="leaves")
            yield Input(placeholder="address, for example http://localhost:11434/v1", id="address")
            yield Input(placeholder="name of the model", id="model")
            yield Static(id="problem")
            yield Footer(compact=True, show_command_palette=False)

    def _words(self, choice: Choice) -> Text:
        return Text.assemble((choice.name, "bold"), f"\n  {choice.meaning}")

    def on_mount(self) -> None:
        """Start at what holds now."""
        self.query_one("#sheet").border_title = "How do you want to draft?"
        settings = self.desk_app.settings
        holds = next((c for c in CHOICES if (c.provider, c.no_ai) == (settings.provider, settings.no_ai)), CHOICES[0])
        options = self.query_one(OptionList)
        options.highlighted = CHOICES.index(holds)
        options.focus()
        self.query_one("#address", Input).value = settings.base_url
        self.query_one("#model", Input).value = settings.model
        self.show_lines(holds)

    def show_lines(self, choice: Choice) -> None:
        """Only a model needs an address, and only then does anything leave."""
        self.choice = choice
        for name in ("leaves", "address", "model"):
            self.query_one(f"#{name}").display = choice.provider == "openai"
        address = self.query_one("#address", Input)
        if choice.base_url and not address.value:
            address.value = choice.base_url

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self.show_lines(next(c for c in CHOICES if c.id == event.option.id))

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        if self.choice.provider == "offline":
            self.action_keep()
        else:
            self.query_one("#address" if self.choice.id == "local" else "#model").focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_keep()

    @work(exclusive=True)
    async def action_keep(self) -> None:
        """Keep the choice in the settings file."""
        choice = self.choice
        values: dict[str, object] = {"provider": choice.provider, "no_ai": choice.no_ai}
        if choice.provider == "openai":
            address, model = (self.query_one(f"#{name}", Input).value.strip() for name in ("address", "model"))
            if not model:
                self.query_one("#problem", Static).update(
                    "The model's name is needed, for example llama3.1 or gpt-4o-mini."
                )
                return
            values |= {"base_url": address, "model": model}
        try:
            await self.desk_app.change_settings(**values)
        except UserError as error:
            self.query_one("#problem", Static).update(str(error))
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(False)
