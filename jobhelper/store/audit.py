"""Keeps the audit trail, each row chained to the one before, and the replies that need not be paid for twice."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import asdict, replace
from datetime import UTC, datetime

from jobhelper.models import AuditItem, ModelReply
from jobhelper.store.codec import decode, encode
from jobhelper.store.database import Database

_START = "jobhelper"


class AuditRepository:
    """What was done, by whom, with which tool, model, data and answer; rows are only ever added."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, item: AuditItem) -> AuditItem:
        """Appends a row; its time and its link to the row before are set here."""
        item = replace(item, at=item.at or datetime.now(UTC))
        with self._database.write():
            last = self._database.row("SELECT chain FROM audit ORDER BY id DESC LIMIT 1")
            item = replace(item, chain=_link(last["chain"] if last else _START, item))
            number = self._database.insert("audit", _columns(item) | {"chain": item.chain})
        return replace(item, id=number)

    def items(self, application_id: int | None = None) -> list[AuditItem]:
        """The trail, the oldest first; of one application or of all."""
        rows = self._database.rows(
            "SELECT * FROM audit WHERE ?1 IS NULL OR application_id = ?1 ORDER BY id", (application_id,)
        )
        return [_item(row) for row in rows]

    def first_break(self) -> int | None:
        """The number of the first row that does not follow from the one before, None where the chain is whole."""
        before = _START
        for item in self.items():
            if item.chain != _link(before, item):
                return item.id
            before = item.chain
        return None

    def spent_on(self, day: str) -> float:
        """What the calls of a day (`2026-11-30`, UTC) cost, in the currency of the price table."""
        row = self._database.row("SELECT sum(cost) AS cost FROM audit WHERE substr(at, 1, 10) = ?", (day,))
        return float((row and row["cost"]) or 0.0)

    def cached_reply(self, key: str) -> ModelReply | None:
        """The reply that was kept under a key, or None."""
        row = self._database.row("SELECT body FROM reply_cache WHERE key = ?", (key,))
        return None if row is None else decode(ModelReply, row["body"])

    def keep_reply(self, key: str, reply: ModelReply) -> None:
        """Keeps a reply under a key; the last one stays."""
        row = {"key": key, "body": encode(reply), "stored": datetime.now(UTC).isoformat()}
        with self._database.write() as tables:
            tables.table("reply_cache").insert(row, pk="key", replace=True)


def _columns(item: AuditItem) -> dict[str, object]:
    columns = asdict(item)
    del columns["id"], columns["chain"]
    columns["at"] = item.at.isoformat() if item.at else ""
    return columns


def _link(before: str, item: AuditItem) -> str:
    body = json.dumps(_columns(item), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{before}\n{body}".encode()).hexdigest()


def _item(row: sqlite3.Row) -> AuditItem:
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118  (a Row iterates over values)
    return AuditItem(**{**values, "at": datetime.fromisoformat(row["at"])})
