"""A text editor that underlines claims as a spelling checker underlines words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.widgets import TextArea


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark, as offsets into the editor's text; `kind` is finding, question, current, or an author."""

    start: int
    end: int
    kind: str


# Weight and slant stand beside the colour, so that a mark is seen without it.
_SHAPES = {
    "finding": Style(underline=True, bold=True),
    "question": Style(underline=True, italic=True),
    "current": Style(reverse=True, bold=True),
    "human": Style(),
    "cv": Style(italic=True),
    "model": Style(underline=True),
    "composer": Style(underline=True, dim=True),
    "template": Style(dim=True),
}


class MarkedText(TextArea):
    """A TextArea with marks; setting marks redraws only what is on the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"marked--{kind}" for kind in _SHAPES}
    DEFAULT_CSS = """
    MarkedText {
        & .marked--finding { color: $text-error; }
        & .marked--question { color: $text-warning; }
        & .marked--current { color: $text-error; }
        & .marked--human { color: $text; }
        & .marked--cv { color: $text-success; }
        & .marked--model { color: $text-error; }
        & .marked--composer { color: $text-warning; }
        & .marked--template { color: $text-muted; }
    }
    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        self._marks: tuple[Mark, ...] = ()
        self._line_starts: list[int] = [0]
        super().__init__(
            text,
            id=id,
            classes=classes,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
        )

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The present marks."""
        return self._marks

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Put these marks in the place of the old ones."""
        fresh = tuple(marks)
        starts = [0]
        for line in self.document.lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        if fresh != self._marks or starts != self._line_starts:
            self._marks, self._line_starts = fresh, starts
            self.notify_style_update()
            self.refresh()

    def mark_at(self, offset: int) -> Mark | None:
        """The narrowest mark over that offset."""
        over = [mark for mark in self._marks if mark.start <= offset <= mark.end]
        return min(over, key=lambda mark: mark.end - mark.start, default=None)

    def location_of(self, offset: int) -> tuple[int, int]:
        """Row and column of an offset into the text."""
        starts = [0]
        for line in self.document.lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        row = max(0, bisect_right(starts, offset) - 1)
        return row, min(offset - starts[row], len(self.document.lines[row]))

    def offset_of(self, location: tuple[int, int]) -> int:
        """Offset into the text of a row and column."""
        row, column = location
        return sum(len(line) + 1 for line in self.document.lines[:row]) + column

    def get_line(self, line_index: int) -> Text:
        """The line with its marks."""
        line = super().get_line(line_index)
        if line_index < len(self._line_starts):
            begin = self._line_starts[line_index]
            for mark in self._marks:
                if mark.start < begin + len(line) and mark.end > begin:
                    style = self.get_component_rich_style(f"marked--{mark.kind}", partial=True) + _SHAPES[mark.kind]
                    line.stylize(style, max(0, mark.start - begin), min(len(line), mark.end - begin))
        return line
