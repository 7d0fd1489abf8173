"""Keeps what became of each posting of a batch, so that an interrupted batch goes on and does nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from jobhelper.models.batch import RunOutcome
from jobhelper.store.codec import decode, encode
from jobhelper.store.database import Database


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """A batch as it was begun."""

    id: int
    cv_id: int
    passion: int
    today: date


class BatchRepository:
    """Batches by their output folder; an item is written once, when its run has ended."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, out: str, cv_id: int, passion: int, today: date) -> int:
        """The number of a new batch that writes to `out`; its letters are dated `today`."""
        row: dict[str, object] = {"out": out, "cv_id": cv_id, "passion": passion, "today": today.isoformat()}
        return self._database.insert("batch", {**row, "started": datetime.now(UTC).isoformat()})

    def find(self, out: str) -> StoredBatch | None:
        """The batch that writes to `out`, or None."""
        row = self._database.row("SELECT id, cv_id, passion, today FROM batch WHERE out = ?", (out,))
        if row is None:
            return None
        return StoredBatch(row["id"], row["cv_id"], row["passion"], date.fromisoformat(row["today"]))

    def record(self, batch_id: int, outcome: RunOutcome) -> None:
        """Keeps the end of a run; the same posting again takes the place of what was kept."""
        row = {
            "batch_id": batch_id,
            "position": outcome.position,
            "source": outcome.source,
            "sha256": outcome.sha256,
            "state": outcome.state.value,
            "application_id": outcome.application_id,
            "body": encode(outcome),
            "finished": datetime.now(UTC).isoformat(),
        }
        with self._database.write():
            known = self._database.row(
                "SELECT id FROM batch_item WHERE batch_id = ? AND sha256 = ?", (batch_id, outcome.sha256)
            )
            if known is None:
                self._database.insert("batch_item", row)
            else:
                self._database.update("batch_item", known["id"], row)

    def outcomes(self, batch_id: int) -> list[RunOutcome]:
        """What became of the batch's postings so far, in the order of the postings."""
        rows = self._database.rows("SELECT body FROM batch_item WHERE batch_id = ? ORDER BY position", (batch_id,))
        return [decode(RunOutcome, row["body"]) for row in rows]

    def done(self, batch_id: int) -> frozenset[str]:
        """The hashes of postings whose run ended with documents; failed ones are tried again."""
        rows = self._database.rows(
            "SELECT sha256 FROM batch_item WHERE batch_id = ? AND state <> 'failed'", (batch_id,)
        )
        return frozenset(row["sha256"] for row in rows)
