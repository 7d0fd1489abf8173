"""Passion as a bar of text: the track, the knob, and the name of its stop."""

from __future__ import annotations

from rich.text import Text

_SHORT = {"Numbers game": "Numbers", "Interested": "Interest."}


def knob(passion: int, width: int) -> int:
    """The column of the knob on a track of `width` cells, 0 to `width - 1`."""
    return round(min(100, max(0, passion)) / 100 * (width - 1))


def bar(passion: int, width: int = 10, *, filled: str = "bold", rest: str = "dim") -> Text:
    """The track with its knob, for example `━━━━━━━━●━`; position, not colour, carries the meaning."""
    place = knob(passion, width)
    return Text.assemble(("━" * place, filled), ("●", filled), ("─" * (width - 1 - place), rest))


def bar_with_stop(passion: int, stop: str, width: int = 10) -> Text:
    """The track and the stop's name, shortened so that a column of them stays narrow."""
    return Text.assemble(bar(passion, width), " ", _SHORT.get(stop, stop))
