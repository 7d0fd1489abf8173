"""How applications become rows of the board: columns, widths, order and filter; no widget in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text

from jobhelper.models import Status
from jobhelper.tui import words
from jobhelper.tui.widgets.dial import bar_with_stop

if TYPE_CHECKING:
    from jobhelper.services.applications import ApplicationRow


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board: its least width, its share of spare width, and the order that its heading sets."""

    width: int
    grows: int
    order: str
    wide_only: bool = False


COLUMNS = {
    "Employer": Column(14, 2, "employer"),
    "Role": Column(18, 3, "role"),
    "Passion": Column(16, 0, "passion"),
    "Stage": Column(11, 0, "stage"),
    "Due": Column(9, 0, "due"),
    "Claims": Column(8, 0, "claims", wide_only=True),
    "Yours": Column(12, 0, "", wide_only=True),
}
ORDERS = ("due", "passion", "employer", "role", "stage", "claims")
WIDE = 100
_LONG_BAR = 112
_FRAME = 5


def columns_for(screen_width: int) -> list[tuple[str, int]]:
    """Columns and their widths in cells for a screen of that width; what folds away stands in the detail line."""
    wide = screen_width >= WIDE
    chosen = {name: column for name, column in COLUMNS.items() if wide or not column.wide_only}
    extra_bar = 6 if screen_width >= _LONG_BAR else 0
    spare = max(0, screen_width - _FRAME - extra_bar - sum(column.width for column in chosen.values()))
    parts = sum(column.grows for column in chosen.values())
    widths = {name: column.width + spare * column.grows // parts for name, column in chosen.items()}
    widths["Passion"] += extra_bar
    return list(widths.items())


def _cut(text: str, width: int) -> Text:
    cell = Text(text)
    cell.truncate(max(1, width - 1), overflow="ellipsis")
    return cell


def _due_cell(row: ApplicationRow, today: date) -> Text:
    text = words.due(row.deadline, today)
    near = row.deadline is not None and (row.deadline - today).days <= 2 and row.status not in words.CLOSED
    return Text(text, style="bold" if near else "")


def name_of_employer(row: ApplicationRow) -> str:
    """The employer, or that the posting does not name one."""
    return row.employer or "employer not named"


def name_of_role(row: ApplicationRow) -> str:
    """The role, or that the posting does not name one."""
    return row.role or "role not named"


def full_name(row: ApplicationRow) -> str:
    """Employer and role on one line."""
    return f"{name_of_employer(row)} · {name_of_role(row)}"


def cells(row: ApplicationRow, columns: Sequence[tuple[str, int]], today: date) -> list[Text]:
    """The row's cells for those columns."""
    makers: dict[str, Callable[[int], Text]] = {
        "Employer": lambda width: _cut(name_of_employer(row), width),
        "Role": lambda width: _cut(name_of_role(row), width),
        "Passion": lambda width: bar_with_stop(row.passion, row.stop, max(5, width - 11)),
        "Stage": lambda width: _cut(words.STATUSES[row.status], width),
        "Due": lambda _width: _due_cell(row, today),
        "Claims": lambda width: _cut(words.claims(row.findings, row.questions), width),
        "Yours": lambda width: _cut(words.share(row.human_share, row.share_target), width),
    }
    return [makers[name](width) for name, width in columns]


def in_view(row: ApplicationRow, statuses: Collection[Status]) -> bool:
    """Whether the row belongs to a view."""
    return row.status in statuses


def matches(row: ApplicationRow, query: str) -> bool:
    """Whether every word of the query occurs in employer, role, stop or stage, case aside."""
    haystack = f"{row.employer} {row.role} {row.stop} {words.STATUSES[row.status]}".casefold()
    return all(word in haystack for word in query.casefold().split())


def _key(order: str) -> Callable[[ApplicationRow], tuple[object, ...]]:
    stages = list(Status)
    keys: dict[str, Callable[[ApplicationRow], tuple[object, ...]]] = {
        "due": lambda row: (row.deadline is None, row.deadline or date.max),
        "passion": lambda row: (-row.passion,),
        "employer": lambda row: (row.employer.casefold(),),
        "role": lambda row: (row.role.casefold(),),
        "stage": lambda row: (stages.index(row.status),),
        "claims": lambda row: (-(row.findings or 0), -row.questions),
    }
    return keys[order]


def ordered(rows: Iterable[ApplicationRow], order: str) -> list[ApplicationRow]:
    """The rows in that order, equal ones by passion and then by age."""
    key = _key(order)
    return sorted(rows, key=lambda row: (*key(row), -row.passion, row.id))


def in_words(row: ApplicationRow) -> Text:
    """The row in words, with what folds away in a narrow window."""
    deadline = row.deadline
    parts = [
        full_name(row),
        f"{row.stop} {row.passion}",
        words.STATUS_MEANINGS[row.status],
        f"due {deadline:%a} {deadline.day} {deadline:%b}" if deadline else "no deadline",
        "not checked yet" if row.findings is None else words.count(row.findings, "open claim"),
        "nothing written yet"
        if row.human_share is None
        else f"yours {words.share(row.human_share, row.share_target)} %",
    ]
    if row.no_ai:
        parts.append("no AI for this one")
    if row.next_step:
        parts.append(f"next: {row.next_step}")
    return Text(" · ".join(parts))
