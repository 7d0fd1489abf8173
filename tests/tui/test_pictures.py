"""Pictures of the screens, kept beside the tests: a change of looks must be looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from jobhelper.models import Status
from jobhelper.services import applications
from jobhelper.services.desk import Desk
from jobhelper.settings import Settings
from jobhelper.tui.app import JobhelperApp
from jobhelper.tui.screens.board import BoardScreen
from jobhelper.tui.screens.passion import PassionScreen
from tests.tui.conftest import TODAY
from tests.tui.waiting import until


async def ready(pilot: Pilot[Any]) -> None:
    board = pilot.app.screen_stack[1]
    assert isinstance(board, BoardScreen)
    await until(pilot, lambda: board.loaded)


async def dial(pilot: Pilot[Any]) -> None:
    await ready(pilot)
    await pilot.press("down", "p")
    await until(pilot, lambda: isinstance(pilot.app.screen, PassionScreen))
    await pilot.press("shift+right")


@pytest.mark.parametrize("theme", ["jobhelper-light", "jobhelper-dark", "jobhelper-high-contrast"])
def test_board_in_each_theme(snap_compare: Callable[..., bool], settings: Settings, desk: Desk, theme: str) -> None:
    applications.set_status(desk, 2, Status.INTERVIEW)
    app = JobhelperApp(settings, today=TODAY, theme=theme)
    assert snap_compare(app, terminal_size=(120, 20), run_before=ready)


def test_board_folded(snap_compare: Callable[..., bool], make_app: Callable[[], JobhelperApp], desk: Desk) -> None:
    assert snap_compare(make_app(), terminal_size=(80, 24), run_before=ready)


def test_dial(snap_compare: Callable[..., bool], make_app: Callable[[], JobhelperApp], desk: Desk) -> None:
    assert snap_compare(make_app(), terminal_size=(80, 24), run_before=dial)
