"""Keeps CVs, as captured and as read, and the facts that the user vouches for."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

from jobhelper.errors import UserError
from jobhelper.models import CV, Fact, FactKind, StoredCV
from jobhelper.store.codec import decode, encode
from jobhelper.store.database import Database


class CvRepository:
    """CVs in the order of import; the newest is the one in use unless another is named."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, cv: CV) -> StoredCV:
        """Keeps a CV; the same file imported again is read anew and becomes the newest, under its old number."""
        now = datetime.now(UTC).isoformat()
        # The text stands in a column of its own, so that it is kept once and exactly as captured.
        values: dict[str, object] = {"parsed": encode(replace(cv, text="")), "text": cv.text, "imported": now}
        with self._database.write():
            known = self._database.row("SELECT id FROM cv WHERE sha256 = ? AND source = ?", (cv.sha256, cv.source))
            if known is None:
                number = self._database.insert("cv", {"source": cv.source, "sha256": cv.sha256, **values})
            else:
                number = int(known["id"])
                self._database.update("cv", number, values)
        return self.get(number)

    def get(self, number: int) -> StoredCV:
        """The CV of that number; raises UserError where there is none."""
        row = self._database.row("SELECT * FROM cv WHERE id = ?", (number,))
        if row is None:
            raise UserError(f"There is no CV {number}.", "jobhelper cv show --format json lists what is there.")
        return _cv(row)

    def newest(self) -> StoredCV | None:
        """The CV that was imported last, or None."""
        row = self._database.row("SELECT * FROM cv ORDER BY imported DESC, id DESC LIMIT 1")
        return None if row is None else _cv(row)

    def all(self) -> list[StoredCV]:
        """All CVs, the newest first."""
        return [_cv(row) for row in self._database.rows("SELECT * FROM cv ORDER BY imported DESC, id DESC")]

    def confirm(self, text: str, note: str, *, cv_id: int | None = None, kind: FactKind = FactKind.OTHER) -> Fact:
        """Keeps a fact that the user vouches for; it counts for `cv_id`, or for every CV where that is None.

        Raises UserError where the text or the note is empty: a fact without a source is a claim.
        """
        text, note = text.strip(), note.strip()
        if not text or not note:
            raise UserError("A fact needs its words and how you know it.", 'For example: --note "reference, June".')
        if cv_id is not None:
            self.get(cv_id)
        row: dict[str, object] = {"cv_id": cv_id, "kind": kind.value, "text": text, "note": note}
        number = self._database.insert("confirmed_fact", {**row, "confirmed": datetime.now(UTC).isoformat()})
        return Fact(f"yours-{number}", kind, text, -1, -1, None, note)

    def confirmed(self, cv_id: int | None = None) -> tuple[Fact, ...]:
        """The user's own facts that count for `cv_id`."""
        rows = self._database.rows(
            "SELECT * FROM confirmed_fact WHERE cv_id IS NULL OR cv_id IS ? ORDER BY id", (cv_id,)
        )
        return tuple(_fact(row) for row in rows)


def _cv(row: sqlite3.Row) -> StoredCV:
    parsed = json.loads(row["parsed"])
    parsed["text"] = row["text"]
    return StoredCV(row["id"], decode(CV, json.dumps(parsed)), datetime.fromisoformat(row["imported"]))


def _fact(row: sqlite3.Row) -> Fact:
    return Fact(f"yours-{row['id']}", FactKind(row["kind"]), row["text"], -1, -1, None, row["note"])
