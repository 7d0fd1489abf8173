"""Every key says what it does, under an id that a user's key map can name."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import jobhelper.tui
from jobhelper.services.desk import Desk
from jobhelper.tui.app import JobhelperApp
from jobhelper.tui.screens.board import BoardScreen
from jobhelper.tui.screens.help import HelpScreen
from tests.tui.waiting import until


def own_classes() -> Iterator[type[DOMNode]]:
    for module in pkgutil.walk_packages(jobhelper.tui.__path__, "jobhelper.tui."):
        for _, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(found, DOMNode) and found.__module__ == module.name:
                yield found


@pytest.mark.parametrize("owner", list(own_classes()), ids=lambda c: c.__name__)
def test_every_binding_has_words_and_an_id(owner: type[DOMNode]) -> None:
    for binding in owner.__dict__.get("BINDINGS", ()):
        assert isinstance(binding, Binding)
        assert binding.description, binding
        assert binding.id, binding


def test_an_id_names_one_action() -> None:
    actions: dict[str, set[str]] = {}
    for owner in own_classes():
        for binding in owner.__dict__.get("BINDINGS", ()):
            actions.setdefault(binding.id, set()).add(binding.action)
    assert {id_ for id_, found in actions.items() if len(found) > 1} == set()


@pytest.mark.parametrize("owner", list(own_classes()), ids=lambda c: c.__name__)
def test_every_binding_leads_to_an_action_that_exists(owner: type[DOMNode]) -> None:
    for binding in owner.__dict__.get("BINDINGS", ()):
        target, name = (
            (JobhelperApp, binding.action[4:]) if binding.action.startswith("app.") else (owner, binding.action)
        )
        assert hasattr(target, "action_" + name.split("(")[0]), binding


async def test_help_and_palette_hold_every_key_of_the_board(make_app: Callable[[], JobhelperApp], desk: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        board = app.screen_stack[1]
        assert isinstance(board, BoardScreen)
        await until(pilot, lambda: board.loaded)
        wanted = {b.description for b in BoardScreen.BINDINGS if isinstance(b, Binding)}
        assert wanted <= {command.title for command in app.get_system_commands(board)}
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert isinstance(app.screen, HelpScreen)
        assert wanted <= {description for _, description in app.screen.rows}
