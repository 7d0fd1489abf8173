"""Waiting for the app without a fixed pause."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

PATIENCE = 25.0
"""Seconds after which a test that waits has failed."""


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Lets the app run until the condition holds; fails the test where it never does."""
    end = asyncio.get_running_loop().time() + PATIENCE
    while not condition():
        assert asyncio.get_running_loop().time() < end, "the app never came to that"
        await pilot.pause(0.01)
    await pilot.pause()


async def type_words(pilot: Pilot[Any], words: str) -> None:
    """Presses the keys of a text."""
    names = {" ": "space", ".": "full_stop", ",": "comma", "/": "slash", "-": "minus", "~": "tilde", "_": "underscore"}
    await pilot.press(*(names.get(letter, letter) for letter in words))
