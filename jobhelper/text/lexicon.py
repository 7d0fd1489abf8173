"""Reads the packaged lexicons: TOML files whose rows carry ids."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from jobhelper import resources
from jobhelper.errors import UserError


@cache
def load(name: str) -> dict[str, Any]:
    """The tables of a lexicon, for example of `verbs`, read once per process.

    The value is shared by all callers, so nobody may change it. Raises UserError, with the line and column that TOML's
    reader names, where the file is missing, isn't UTF-8 or isn't TOML: a user may have edited an installed copy.
    """
    path = resources.lexicon(name)
    hint = "Install jobhelper again to restore its word lists."
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError as error:
        raise UserError(f"The word list “{name}” is missing.", hint, where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"The word list “{name}” is damaged: {error}", hint, where=str(path)) from error
