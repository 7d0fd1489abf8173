"""The one door to everything that is kept: a store opens the home's database and holds its repositories."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from jobhelper.store import migrations
from jobhelper.store.applications import ApplicationRepository
from jobhelper.store.audit import AuditRepository
from jobhelper.store.batches import BatchRepository
from jobhelper.store.cvs import CvRepository
from jobhelper.store.database import Database
from jobhelper.store.drafts import DraftRepository

FILE_NAME = "jobhelper.sqlite3"


class Store:
    """Everything that one person keeps; safe to share between threads, and between processes on the same file.

    `path` is the database file. Opening makes it or brings it up to date; UserError where it cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = Database(path)
        self.cvs = CvRepository(self.database)
        self.applications = ApplicationRepository(self.database)
        self.drafts = DraftRepository(self.database)
        self.audit = AuditRepository(self.database)
        self.batches = BatchRepository(self.database)

    def backup(self, target: Path) -> Path:
        """Writes a complete copy of the database to `target`, at any time; raises UserError where that fails."""
        return migrations.backup(self.database.connection, target)

    def close(self) -> None:
        """Closes the file."""
        self.database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_home(home: Path) -> Store:
    """The store of a home folder."""
    return Store(home / FILE_NAME)
