"""What the dial says about who writes what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from jobhelper.models import DocumentKind, Writer
from jobhelper.services.desk import Desk
from jobhelper.tui.screens.passion import PassionScreen, sentence, slot_table, track
from jobhelper.tui.widgets.dial import bar, knob


def rendered(content: object, width: int = 80) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(content)
    return captured.get()


@given(st.integers(-50, 200), st.integers(2, 200))
def test_the_knob_stays_on_the_track(passion: int, width: int) -> None:
    assert 0 <= knob(passion, width) < width
    assert len(bar(passion, width)) == width


@given(st.integers(0, 99), st.integers(2, 200))
def test_more_passion_never_moves_the_knob_back(passion: int, width: int) -> None:
    assert knob(passion, width) <= knob(passion + 1, width)


def test_the_present_stop_is_marked_without_colour(desk: Desk) -> None:
    for stop in desk.policy.stops:
        assert f"‹{stop.name}›" in track(desk.policy.stops, stop.low, 66).plain
        assert f"‹{stop.name}›" in track(desk.policy.stops, stop.high, 66).plain


def test_at_dream_every_slot_is_yours_alone(desk: Desk) -> None:
    table = rendered(slot_table(desk.policy.stop_at(100), no_ai=False))
    assert "▒" not in table
    assert "draft" not in table
    assert "100 %" in sentence(desk.policy.stop_at(100), no_ai=False).plain


def test_a_slot_that_a_model_may_draft_shows_it(desk: Desk) -> None:
    stop = desk.policy.stop_at(70)
    drafted = [r for r in stop.rules if r.document is DocumentKind.LETTER and r.writer is not Writer.HUMAN]
    assert rendered(slot_table(stop, no_ai=False)).count("▒▒▒ ▒▒▒") == len(drafted)


def test_no_ai_says_so_and_shows_no_help(desk: Desk) -> None:
    stop = desk.policy.stop_at(10)
    assert "no model is asked" in sentence(stop, no_ai=True).plain
    assert "outline" not in rendered(slot_table(stop, no_ai=True))


@pytest.mark.parametrize(("start", "step", "end"), [(0, -1, 0), (100, 1, 100), (50, 1, 51)])
def test_the_dial_ends_at_its_ends(desk: Desk, start: int, step: int, end: int) -> None:
    screen = PassionScreen(desk.policy.stops, start, "a job")
    screen.draw = lambda: None  # type: ignore[method-assign]
    screen.action_turn(step)
    assert screen.passion == end
