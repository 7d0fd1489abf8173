"""Keeps every version of every document, what the checker said of it, and the files made from it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from jobhelper.errors import UserError
from jobhelper.models import DocumentKind, Draft, Report, StoredDraft, StoredExport
from jobhelper.store.codec import decode, encode
from jobhelper.store.database import Database

_WITH_REPORT = """
SELECT d.*, r.body AS report_body FROM draft d
LEFT JOIN report r ON r.id = (SELECT max(id) FROM report WHERE draft_id = d.id)
"""


class DraftRepository:
    """Documents by application and version; a version is never changed, only followed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, application_id: int, cv_id: int, draft: Draft, *, human_share: float, report: Report, actor: str
    ) -> StoredDraft:
        """Keeps a draft as the document's next version, together with the report on exactly this text."""
        with self._database.write():
            last = self._database.row(
                "SELECT max(version) AS n FROM draft WHERE application_id = ? AND document = ?",
                (application_id, draft.document.value),
            )
            number = self._database.insert(
                "draft",
                {
                    "application_id": application_id,
                    "cv_id": cv_id,
                    "document": draft.document.value,
                    "version": int((last and last["n"]) or 0) + 1,
                    "provider": draft.provider,
                    "body": encode(draft),
                    "authorship": encode(draft.authorship),
                    "human_share": human_share,
                    "actor": actor,
                    "created": datetime.now(UTC).isoformat(),
                },
            )
            self.add_report(number, report)
        return self.get(number)

    def add_report(self, draft_id: int, report: Report) -> None:
        """Keeps a newer report on a draft, for example after the user confirmed a fact."""
        worst = report.worst()
        row: dict[str, object] = {
            "draft_id": draft_id,
            "body": encode(report),
            "findings": len(report.findings),
            "questions": len(report.questions),
            "worst": None if worst is None else worst.value,
            "checked": datetime.now(UTC).isoformat(),
        }
        self._database.insert("report", row)

    def get(self, number: int) -> StoredDraft:
        """The draft of that number with its newest report; raises UserError where there is none."""
        row = self._database.row(_WITH_REPORT + "WHERE d.id = ?", (number,))
        if row is None:
            raise UserError(f"There is no document {number}.", "jobhelper show ID lists an application's documents.")
        return _draft(row)

    def newest(self, application_id: int, document: DocumentKind) -> StoredDraft | None:
        """The newest version of a document, or None where it was not drafted."""
        row = self._database.row(
            _WITH_REPORT + "WHERE d.application_id = ? AND d.document = ? ORDER BY d.version DESC LIMIT 1",
            (application_id, document.value),
        )
        return None if row is None else _draft(row)

    def versions(self, application_id: int, document: DocumentKind | None = None) -> list[StoredDraft]:
        """All versions of an application's documents, the oldest first."""
        rows = self._database.rows(_WITH_REPORT + "WHERE d.application_id = ? ORDER BY d.id", (application_id,))
        return [d for d in map(_draft, rows) if document in (None, d.draft.document)]

    def add_export(self, draft_id: int, path: str, file_format: str, sha256: str) -> None:
        """Records a file that was made from a draft."""
        row: dict[str, object] = {"draft_id": draft_id, "path": path, "format": file_format, "sha256": sha256}
        self._database.insert("export", {**row, "exported": datetime.now(UTC).isoformat()})

    def exports(self, application_id: int | None = None) -> list[StoredExport]:
        """Files that were made, the oldest first; of one application or of all."""
        rows = self._database.rows(
            "SELECT e.* FROM export e JOIN draft d ON d.id = e.draft_id "
            "WHERE ?1 IS NULL OR d.application_id = ?1 ORDER BY e.id",
            (application_id,),
        )
        return [
            StoredExport(r["draft_id"], r["path"], r["format"], r["sha256"], datetime.fromisoformat(r["exported"]))
            for r in rows
        ]


def _draft(row: sqlite3.Row) -> StoredDraft:
    return StoredDraft(
        id=row["id"],
        application_id=row["application_id"],
        cv_id=row["cv_id"],
        version=row["version"],
        draft=decode(Draft, row["body"]),
        human_share=row["human_share"],
        created=datetime.fromisoformat(row["created"]),
        report=None if row["report_body"] is None else decode(Report, row["report_body"]),
    )
