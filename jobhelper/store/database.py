"""Opens the SQLite file, one connection a thread, and says in plain words what is wrong with it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database as SqliteDatabase

from jobhelper.errors import UserError
from jobhelper.store import migrations

# Seconds that a writer waits for another process; the longest write of a batch is far shorter.
BUSY_SECONDS = 30.0


class Database:
    """The SQLite file of one home folder; each thread that asks gets a connection of its own.

    Opening creates the file, switches it to write-ahead logging and brings its schema up to date. Raises
    UserError for a file that is damaged, read-only, no database, or of a newer version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        with plain_errors(path):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise UserError(
                    "The jobhelper folder can't be made.", f"The system says: {error.strerror}.", where=str(path.parent)
                ) from error
            migrations.migrate(self.connection, path)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit mode."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._connect()
            self._local.connection = found
        return found

    @property
    def tables(self) -> SqliteDatabase:
        """This thread's connection as sqlite-utils sees it."""
        found: SqliteDatabase | None = getattr(self._local, "tables", None)
        if found is None:
            found = SqliteDatabase(self.connection)
            self._local.tables = found
        return found

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode = WAL")
        with self._lock:
            self._all.append(connection)
        return connection

    @contextmanager
    def write(self) -> Iterator[SqliteDatabase]:
        """One transaction that holds the write lock from its start, so that reading before writing is safe.

        Inside another one it joins it. Raises UserError where the file cannot be written.
        """
        tables = self.tables
        with plain_errors(self.path):
            joined = self.connection.in_transaction
            if not joined:
                self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield tables
                if not joined:
                    self.connection.execute("COMMIT")
            except BaseException:
                if not joined:
                    tables.rollback()
                raise

    def insert(self, table: str, values: dict[str, object]) -> int:
        """Adds a row and gives back its number."""
        with self.write() as tables:
            return int(tables.table(table).insert(values).last_pk or 0)

    def update(self, table: str, number: int, values: dict[str, object]) -> None:
        """Changes the row of that number."""
        with self.write() as tables:
            tables.table(table).update(number, values)

    def rows(self, sql: str, parameters: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        with plain_errors(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: tuple[object, ...] = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        with plain_errors(self.path):
            found: sqlite3.Row | None = self.connection.execute(sql, parameters).fetchone()
            return found

    def close(self) -> None:
        """Closes the connections of all threads."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turns what SQLite says about the file itself into a UserError; a broken rule of the schema stays a bug."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.DatabaseError as error:
        title, hint = _explain(str(error))
        if not title:
            raise
        raise UserError(title, hint, where=str(path)) from error


_EXPLANATIONS = (
    ("not a database", "This file is no jobhelper database.", "Point --home at another folder, or restore a backup."),
    ("malformed", "The database is damaged.", "Restore the newest file of the backups folder: jobhelper restore FILE."),
    ("readonly", "The database can't be written.", "Check the permissions of the file and of its folder."),
    ("read-only", "The database can't be written.", "Check the permissions of the file and of its folder."),
    ("unable to open", "The database can't be opened.", "Check that the folder exists and belongs to you."),
    ("is full", "The disk is full.", "Make room and try again; nothing that was saved is lost."),
    ("disk i/o error", "The disk refuses to read or write.", "Check the disk; nothing that was saved is lost."),
    ("locked", "Another program holds the database.", "Close other jobhelper windows, or wait for the batch."),
)


def _explain(message: str) -> tuple[str, str]:
    lowered = message.lower()
    return next(((title, hint) for part, title, hint in _EXPLANATIONS if part in lowered), ("", ""))


def check_integrity(path: Path) -> list[str]:
    """What is wrong with the file, as sentences; empty where it is whole.

    Raises UserError where it is no database at all.
    """
    with plain_errors(path), closing(sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)) as connection:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    return said + [f"Row {row[1]} of {row[0]} points at a missing row of {row[2]}." for row in broken]
