"""Prints rows as an aligned table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

# A spreadsheet takes a cell that begins so for a formula; a quote in front keeps it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def listing_format(function: F) -> F:
    """The option that every listing takes."""
    choice = click.Choice(["table", "json", "csv"])
    return click.option(
        "--format", "output", type=choice, default="table", show_default=True, help="Form of the list."
    )(function)


def print_rows(rows: Sequence[dict[str, Any]], output: str, *, empty: str = "Nothing here yet.") -> None:
    """Prints rows that share their keys; `empty` is said instead of a table without rows."""
    if output == "json":
        print_json(list(rows))
    elif output == "csv":
        click.echo(as_csv(rows), nl=False)
    elif rows:
        click.echo(as_table(rows))
    else:
        click.echo(empty)


def print_json(value: Any) -> None:
    """Prints a value as JSON for people and programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def as_table(rows: Sequence[dict[str, Any]]) -> str:
    """Columns aligned under their names, numbers to the right."""
    names = list(rows[0])
    cells = [[_cell(row[name]) for name in names] for row in rows]
    widths = [max(len(name), *(len(line[i]) for line in cells)) for i, name in enumerate(names)]
    right = [all(isinstance(row[name], (int, float)) or row[name] is None for row in rows) for name in names]
    lines = [[name.replace("_", " ") for name in names], *cells]
    return "\n".join(
        "  ".join(
            text.rjust(w) if r else text.ljust(w) for text, w, r in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in lines
    )


def as_csv(rows: Sequence[dict[str, Any]]) -> str:
    """Comma-separated rows under their names, cells that look like formulas defused."""
    if not rows:
        return ""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([[_defused(value) for value in row.values()] for row in rows])
    return buffer.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())


def _defused(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return "" if value is None else value
