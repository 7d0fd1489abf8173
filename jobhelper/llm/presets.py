"""Reads the list of known endpoints, so that a user picks a name instead of typing an address."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from jobhelper.errors import UserError


@dataclass(frozen=True, slots=True)
class Preset:
    """A known endpoint; `local` says that it runs on this computer, so that nothing leaves it."""

    id: str
    name: str
    base_url: str
    local: bool
    needs_key: bool


def load_presets(path: Path) -> tuple[Preset, ...]:
    """The presets in the TOML file at `path`. Raises UserError, naming the row, for a damaged file."""
    hint = "Mend it, or delete your copy to go back to the packaged list."
    try:
        rows = tomllib.loads(path.read_text("utf-8"))["provider"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise UserError("The list of endpoints can't be read.", f"{error}. {hint}", where=str(path)) from error
    presets = []
    for number, row in enumerate(rows, start=1):
        try:
            preset = Preset(**row)
        except TypeError as error:
            raise UserError(
                "An endpoint has missing or unknown fields.", hint, where=f"{path}, row {number}"
            ) from error
        if not str(preset.base_url).startswith(("http://", "https://")):
            raise UserError("An endpoint's address must begin with http.", hint, where=f"{path}, row {number}")
        presets.append(preset)
    return tuple(presets)
