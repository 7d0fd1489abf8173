"""What workers tell the screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from jobhelper.models import Comment, Report
from jobhelper.services.applications import ApplicationRow, DueItem


class Ready(Message):
    """The home is open: screens may load."""


@dataclass
class RowsLoaded(Message):
    """The board's rows and its due line, newest answer wins."""

    rows: Sequence[ApplicationRow]
    due: Sequence[DueItem]
    has_cv: bool

    def can_replace(self, message: Message) -> bool:
        """A newer list makes an older one worthless."""
        return isinstance(message, RowsLoaded)


@dataclass
class Checked(Message):
    """The fact checker's answer on the text of one moment, `generation` counting the moments."""

    generation: int
    report: Report
    advice: Sequence[Comment] = ()

    def can_replace(self, message: Message) -> bool:
        """While one types, only the last answer matters."""
        return isinstance(message, Checked)
