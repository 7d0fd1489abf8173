"""Reads the user's own keys: `keys.toml` in the home folder, one `"board.passion" = "ctrl+y"` a line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from jobhelper.errors import UserError

FILE_NAME = "keys.toml"
_ID = re.compile(r"[a-z]+\.[a-z_]+")


def read_keymap(home: Path) -> dict[str, str]:
    """Binding ids and the keys that take their place; empty where there is no such file.

    Raises UserError, with the file's name, where it can't be read or a line is no key.
    """
    path = home / FILE_NAME
    if not path.exists():
        return {}
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError("Your keys can't be read.", f"Mend or delete the file: {error}", where=str(path)) from error
    for name, key in values.items():
        if not _ID.fullmatch(name) or not isinstance(key, str) or not key.strip():
            raise UserError(
                f"“{name}” is no key of jobhelper.",
                'A line looks like "board.passion" = "ctrl+y", quotes included. Ctrl+P shows each name.',
                where=str(path),
            )
    return {name: str(key) for name, key in values.items()}
