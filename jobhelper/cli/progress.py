"""A progress bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click


class Plain:
    """Says each step as a line; for pipes and files."""

    def say(self, words: str) -> None:
        """Prints a line."""
        click.echo(words)

    def advance(self, words: str = "") -> None:
        """One step further; `words` says which, where they are given."""
        if words:
            click.echo(words)


class Bar(Plain):
    """Draws a bar that stays at the bottom while lines go by above it."""

    def __init__(self, what: str, total: int | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        # rich leaves colour away by itself where NO_COLOR is set.
        self.drawn = RichProgress(*columns, console=Console(file=sys.stdout), transient=True)
        self._task = self.drawn.add_task(what, total=total)

    def say(self, words: str) -> None:
        """Prints a line above the bar, exactly as given."""
        self.drawn.console.print(words, markup=False, highlight=False)

    def advance(self, words: str = "") -> None:
        """Moves the bar one step."""
        self.drawn.advance(self._task)
        if words:
            self.drawn.update(self._task, description=words[:60])


@contextmanager
def bar(what: str, total: int | None = None) -> Iterator[Plain]:
    """The way to say progress that fits standard output."""
    if not sys.stdout.isatty():
        yield Plain()
        return
    drawn = Bar(what, total)
    with drawn.drawn:
        yield drawn
