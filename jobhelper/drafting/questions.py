"""Draws the question that helps a user to fill a slot, by rule from the posting and the CV."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jobhelper import resources
from jobhelper.errors import UserError

_LONGEST = 140
"""Characters of a quotation inside a question; more would bury the question."""


@cache
def _rows(path: Path) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return tuple((row["slot"], tuple(row["needs"]), row["text"]) for row in data["question"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        hint = f"Mend it, or delete your copy: {type(error).__name__}: {error}"
        raise UserError("The list of questions can't be read.", hint, where=str(path)) from error


def question_for(slot: str, known: Mapping[str, str], home: Path | None = None) -> str:
    """The first question for `slot` whose needs are all in `known`; empty where the list has none."""
    family = slot.rstrip("0123456789").rstrip("-")
    values = {key: _short(value) for key, value in known.items() if value.strip()}
    for row_slot, needs, text in _rows(resources.template("questions.toml", home)):
        if row_slot in {slot, family} and all(need in values for need in needs):
            return text.format_map(values)
    return ""


def _short(text: str) -> str:
    words = " ".join(text.split()).rstrip(".;")
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
