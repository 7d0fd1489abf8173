"""Reads the fixed and connecting words of letters, and picks the fullest phrase for what is known."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from jobhelper import resources
from jobhelper.errors import UserError

_NEEDED = ("frame", "opening", "motivation", "evidence", "closing", "cv", "noun_form")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The tables of a letter template."""

    tables: Mapping[str, Any]
    source: str

    def words(self, table: str, key: str) -> str:
        """One fixed phrase. Raises UserError where the template lacks it."""
        value = self._value(table, key)
        if not isinstance(value, str):
            raise UserError(f"“{key}” of the letter template must be words.", where=f"{self.source}, [{table}]")
        return value

    def choices(self, table: str, key: str) -> list[str]:
        """A list of phrases, the fullest first. Raises UserError where the template lacks it."""
        value = self._value(table, key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise UserError(f"“{key}” of the letter template must be a list.", where=f"{self.source}, [{table}]")
        return value

    def fullest(self, table: str, key: str, known: Mapping[str, str]) -> str:
        """The first phrase of a list for which everything in braces is known, filled in; empty if there is none."""
        return fill_first(self.choices(table, key), known)

    def noun_forms(self) -> list[tuple[str, str]]:
        """Patterns of bullets that are things, with the sentence that each becomes."""
        return [(str(row["pattern"]), str(row["form"])) for row in self.tables["noun_form"]]

    def _value(self, table: str, key: str) -> Any:
        try:
            return self.tables[table][key]
        except (KeyError, TypeError) as error:
            hint = "Add it, or delete your copy to go back to the packaged template."
            raise UserError(f"The letter template has no “{key}”.", hint, where=f"{self.source}, [{table}]") from error


def fill_first(phrases: Sequence[str], known: Mapping[str, str]) -> str:
    """The first of `phrases` for which everything in braces is known and not empty, filled in; empty if none fits."""
    for phrase in phrases:
        needs = [name for _, name, _, _ in Formatter().parse(phrase) if name]
        if all(known.get(name, "").strip() for name in needs):
            filled = phrase.format_map(known)
            # A name that ends with a full stop (`B.V.`) ends its sentence too.
            return filled[:-1] if filled.endswith("..") and not filled.endswith("...") else filled
    return ""


def load_phrases(name: str = "plain", home: Path | None = None) -> Phrases:
    """The letter template `name`, the user's copy winning. Raises UserError for a damaged or incomplete file."""
    return _load(resources.template(f"frames/{name}.toml", home))


@cache
def _load(path: Path) -> Phrases:
    hint = "Mend it, or delete your copy to go back to the packaged template."
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError("The letter template can't be read.", f"{error}. {hint}", where=str(path)) from error
    missing = [table for table in _NEEDED if table not in data]
    if missing:
        raise UserError(f"The letter template has no table “{missing[0]}”.", hint, where=str(path))
    return Phrases(data, str(path))
