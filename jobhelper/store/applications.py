"""Keeps applications and the history of every change to them."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from jobhelper.errors import UserError
from jobhelper.models import Application, ApplicationSummary, HistoryItem, Posting, Status
from jobhelper.store.codec import decode, encode
from jobhelper.store.database import Database

# The newest version of each document, and the newest report on it, for one line of the list.
_SUMMARY = """
SELECT a.id, a.company, a.title, a.passion, a.status, a.deadline, a.no_ai, a.updated,
    sum(r.findings) AS claims, sum(r.questions) AS questions,
    coalesce(max(CASE d.document WHEN 'letter' THEN d.human_share END), max(d.human_share)) AS human_share
FROM application a
LEFT JOIN draft d ON d.application_id = a.id
    AND d.version = (SELECT max(version) FROM draft WHERE application_id = a.id AND document = d.document)
LEFT JOIN report r ON r.id = (SELECT max(id) FROM report WHERE draft_id = d.id)
GROUP BY a.id ORDER BY a.deadline IS NULL, a.deadline, a.id
"""
# What the user may take back: not the making of the application, nothing taken back already, no taking back itself.
_LAST_CHANGE = """
SELECT c.* FROM change c JOIN application a ON a.id = c.application_id
WHERE (?1 IS NULL OR a.id = ?1) AND c.at > a.created AND c.undoes IS NULL
    AND NOT EXISTS (SELECT 1 FROM change u WHERE u.undoes = c.id)
ORDER BY c.id DESC LIMIT 1
"""
_CHANGEABLE = ("passion", "status", "deadline", "no_ai", "notes", "cv_id")


class ApplicationRepository:
    """Applications by their number; nothing changes without a line of history in the same transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        posting: Posting,
        *,
        passion: int,
        actor: str,
        deadline: date | None = None,
        cv_id: int | None = None,
        no_ai: bool = False,
    ) -> Application:
        """Keeps a posting as a new application; `passion` is 0 to 100."""
        now = datetime.now(UTC).isoformat()
        row: dict[str, object] = {
            "cv_id": cv_id,
            "title": posting.title,
            "company": posting.company,
            "location": posting.location,
            "source": posting.source,
            "sha256": posting.sha256,
            "text": posting.text,
            "parsed": encode(replace(posting, text="")),
            "passion": passion,
            "status": Status.SAVED.value,
            "no_ai": int(no_ai),
            "deadline": _stored(deadline or posting.deadline),
            "created": now,
            "updated": now,
        }
        with self._database.write():
            number = self._database.insert("application", row)
            for name in ("passion", "status", "deadline", "no_ai", "cv_id"):
                self._record(number, now, actor, name, None, row[name])
        return self.get(number)

    def _record(self, number: int, at: str, actor: str, name: str, before: object, after: object) -> None:
        values = {"before": _words(before), "after": _words(after)}
        if values["before"] != values["after"]:
            row = {"application_id": number, "at": at, "actor": actor, "field": name, **values}
            self._database.insert("change", row)

    def get(self, number: int) -> Application:
        """The application of that number; raises UserError where there is none."""
        return _application(self._row(number))

    def _row(self, number: int) -> sqlite3.Row:
        row = self._database.row("SELECT * FROM application WHERE id = ?", (number,))
        if row is None:
            raise UserError(f"There is no application {number}.", "jobhelper list shows those that there are.")
        return row

    def same_posting(self, sha256: str) -> Application | None:
        """The application made from the same text, or None."""
        row = self._database.row("SELECT * FROM application WHERE sha256 = ? ORDER BY id LIMIT 1", (sha256,))
        return None if row is None else _application(row)

    def summaries(self) -> list[ApplicationSummary]:
        """One line an application, the next deadline first."""
        return [_summary(row) for row in self._database.rows(_SUMMARY)]

    def search(self, words: str) -> list[int]:
        """Numbers of the applications whose posting or notes hold every word or its beginning, the best match first."""
        query = " ".join(f'"{word}"*' for word in re.findall(r"\w+", words))
        if not query:
            return []
        found = self._database.rows(
            "SELECT rowid FROM application_words WHERE application_words MATCH ? ORDER BY rank", (query,)
        )
        return [row["rowid"] for row in found]

    def unchanged_since(self, status: Status, day: date) -> list[int]:
        """Numbers of the applications at `status` whose status was set before `day` (UTC)."""
        rows = self._database.rows(
            "SELECT a.id FROM application a WHERE a.status = ? AND "
            "(SELECT max(at) FROM change WHERE application_id = a.id AND field = 'status') < ? ORDER BY a.id",
            (status.value, day.isoformat()),
        )
        return [row["id"] for row in rows]

    def change(self, number: int, actor: str, **values: object) -> Application:
        """Sets fields (passion, status, deadline, no_ai, notes, cv_id) and records who changed what from what.

        Raises UserError for a missing application, ValueError for a field that cannot be set.
        """
        if unknown := set(values) - set(_CHANGEABLE):
            raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
        now = datetime.now(UTC).isoformat()
        with self._database.write():
            row = self._row(number)
            new = {name: _stored(value) for name, value in values.items()}
            changed = {name: value for name, value in new.items() if value != row[name]}
            if changed:
                for name, value in changed.items():
                    self._record(number, now, actor, name, row[name], value)
                self._database.update("application", number, {**changed, "updated": now})
            return self.get(number)

    def history(self, number: int) -> tuple[HistoryItem, ...]:
        """Every change of an application, the oldest first."""
        self._row(number)
        rows = self._database.rows("SELECT * FROM change WHERE application_id = ? ORDER BY id", (number,))
        return tuple(_history_item(row) for row in rows)

    def undo(self, actor: str, number: int | None = None) -> tuple[int, HistoryItem] | None:
        """Takes back the last change that still stands, of one application or of any, as a change of its own.

        Gives back the application's number and what was taken back; None where nothing was changed since the start.
        """
        with self._database.write():
            row = self._database.row(_LAST_CHANGE, (number,))
            if row is None:
                return None
            last, number = _history_item(row), int(row["application_id"])
            self.change(number, actor, **{last.field: _read(last.field, last.before)})
            undoing = self._database.row("SELECT max(id) AS id FROM change")
            self._database.update("change", int(undoing["id"] if undoing else 0), {"undoes": row["id"]})
        return number, last


def replay(history: Iterable[HistoryItem]) -> dict[str, str]:
    """The present that a history leads to, field by field, in the history's own words."""
    present: dict[str, str] = {}
    for item in history:
        present[item.field] = item.after
    return present


def _stored(value: object) -> object:
    if isinstance(value, Status):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _words(value: object) -> str:
    return "" if value is None else str(value)


def _read(name: str, words: str) -> object:
    if name in {"passion", "no_ai", "cv_id"}:
        return int(words) if words else None
    return (words or None) if name == "deadline" else words


def _day(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words)


def _history_item(row: sqlite3.Row) -> HistoryItem:
    return HistoryItem(datetime.fromisoformat(row["at"]), row["actor"], row["field"], row["before"], row["after"])


def _application(row: sqlite3.Row) -> Application:
    parsed = json.loads(row["parsed"])
    parsed["text"] = row["text"]
    return Application(
        id=row["id"],
        posting=decode(Posting, json.dumps(parsed)),
        passion=row["passion"],
        status=Status(row["status"]),
        no_ai=bool(row["no_ai"]),
        deadline=_day(row["deadline"]),
        created=datetime.fromisoformat(row["created"]),
        updated=datetime.fromisoformat(row["updated"]),
        notes=row["notes"],
        cv_id=row["cv_id"],
    )


def _summary(row: sqlite3.Row) -> ApplicationSummary:
    return ApplicationSummary(
        id=row["id"],
        company=row["company"],
        title=row["title"],
        passion=row["passion"],
        status=Status(row["status"]),
        deadline=_day(row["deadline"]),
        no_ai=bool(row["no_ai"]),
        updated=datetime.fromisoformat(row["updated"]),
        claims=row["claims"],
        questions=row["questions"],
        human_share=row["human_share"],
    )
