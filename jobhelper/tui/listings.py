"""Figures and records as rows for a page: statistics, the history of an application, the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobhelper.services import applications, statistics

if TYPE_CHECKING:
    from jobhelper.services.desk import Desk

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of rows: its title, its columns, its rows as words, and what to say where there are none."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    note: str = ""


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"


def answers_by_stop(desk: Desk) -> Listing:
    """How many applications at each stop were sent and answered; small numbers are said to be small."""
    rows = []
    for row in statistics.by_stop(desk):
        answered = row["answered_share"]
        rate = "–" if answered is None else f"{answered:.0%}" + (" of few" if row["few"] else "")
        counts = (str(row[name]) for name in ("applications", "sent", "answered", "interviews"))
        rows.append((str(row["stop"]), *counts, rate))
    return Listing(
        "What works",
        ("Passion", "Kept", "Sent", "Answered", "Interviews", "Answered of sent"),
        tuple(rows),
        "Nothing to count yet.",
        "Counts say what happened, not why. “of few” stands where fewer than ten were sent.",
    )


def history_of(desk: Desk, number: int) -> Listing:
    """Every change of an application, the newest first."""
    job = applications.get(desk, number)
    items = reversed(applications.history(desk, number))
    rows = tuple(
        (f"{i.at:%d %b %Y %H:%M}", i.actor, i.field.replace("_", " "), _cut(i.before) or "–", _cut(i.after) or "–")
        for i in items
    )
    name = job.posting.company or job.posting.title or f"application {number}"
    return Listing(f"History · {name}", ("When", "Who", "What", "From", "To"), rows, "Nothing was changed yet.")


def audit_trail(desk: Desk, number: int | None = None) -> Listing:
    """Who asked what of which tool or model, with what data, and what came back, the newest first."""
    rows = tuple(
        (
            f"{i.at:%d %b %H:%M}" if i.at else "–",
            i.actor,
            i.kind,
            i.model or i.tool,
            _cut(i.sent),
            _cut(i.answer),
            _cut(i.decision),
        )
        for i in reversed(desk.store.audit.items(number))
    )
    columns = ("When", "Who", "What", "By", "With", "Came back", "Decided")
    return Listing("What was done", columns, rows, "Nothing was done yet.", "jobhelper audit shows it whole.")
