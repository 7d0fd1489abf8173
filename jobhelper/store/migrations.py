"""The database's schema as a list of small named steps, each applied once, in its own transaction, after a backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from jobhelper.errors import UserError

Migration = Callable[[sqlite3.Connection], None]

_STATUSES = (
    "'saved','drafting','ready','applied','assessment','interview','offer','accepted','rejected','withdrawn',"
    "'no_response'"
)


def _run(connection: sqlite3.Connection, *statements: str) -> None:
    for statement in statements:
        connection.execute(statement)


def cvs_and_confirmed_facts(connection: sqlite3.Connection) -> None:
    """What is true about the user: CVs as captured and as read, and facts they vouch for themselves."""
    _run(
        connection,
        """CREATE TABLE cv (
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            parsed TEXT NOT NULL CHECK (json_valid(parsed)),
            imported TEXT NOT NULL
        ) STRICT""",
        "CREATE UNIQUE INDEX cv_same_file ON cv (sha256, source)",
        """CREATE TABLE confirmed_fact (
            id INTEGER PRIMARY KEY,
            cv_id INTEGER REFERENCES cv (id),
            kind TEXT NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            note TEXT NOT NULL CHECK (note <> ''),
            confirmed TEXT NOT NULL
        ) STRICT""",
    )


def applications_and_history(connection: sqlite3.Connection) -> None:
    """Jobs the user pursues, and every change to them."""
    _run(
        connection,
        f"""CREATE TABLE application (
            id INTEGER PRIMARY KEY,
            cv_id INTEGER REFERENCES cv (id),
            title TEXT NOT NULL,
            company TEXT NOT NULL,
            location TEXT NOT NULL,
            source TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            parsed TEXT NOT NULL CHECK (json_valid(parsed)),
            passion INTEGER NOT NULL CHECK (passion BETWEEN 0 AND 100),
            status TEXT NOT NULL CHECK (status IN ({_STATUSES})),
            no_ai INTEGER NOT NULL CHECK (no_ai IN (0, 1)),
            deadline TEXT CHECK (deadline IS date(deadline, '+0 days')),
            notes TEXT NOT NULL DEFAULT '',
            created TEXT NOT NULL,
            updated TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX application_by_status ON application (status, deadline)",
        "CREATE INDEX application_by_posting ON application (sha256)",
        """CREATE TABLE change (
            id INTEGER PRIMARY KEY,
            application_id INTEGER NOT NULL REFERENCES application (id),
            at TEXT NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            field TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            undoes INTEGER UNIQUE REFERENCES change (id)
        ) STRICT""",
        "CREATE INDEX change_by_application ON change (application_id, id)",
    )


def drafts_reports_and_exports(connection: sqlite3.Connection) -> None:
    """Every version of every document, what the checker said of it, and the files that were made from it."""
    _run(
        connection,
        """CREATE TABLE draft (
            id INTEGER PRIMARY KEY,
            application_id INTEGER NOT NULL REFERENCES application (id),
            cv_id INTEGER NOT NULL REFERENCES cv (id),
            document TEXT NOT NULL CHECK (document IN ('letter', 'cv')),
            version INTEGER NOT NULL CHECK (version > 0),
            provider TEXT NOT NULL,
            body TEXT NOT NULL CHECK (json_valid(body)),
            authorship TEXT NOT NULL CHECK (json_valid(authorship)),
            human_share REAL NOT NULL CHECK (human_share BETWEEN 0 AND 1),
            actor TEXT NOT NULL,
            created TEXT NOT NULL,
            UNIQUE (application_id, document, version)
        ) STRICT""",
        """CREATE TABLE report (
            id INTEGER PRIMARY KEY,
            draft_id INTEGER NOT NULL REFERENCES draft (id),
            body TEXT NOT NULL CHECK (json_valid(body)),
            findings INTEGER NOT NULL CHECK (findings >= 0),
            questions INTEGER NOT NULL CHECK (questions >= 0),
            worst TEXT CHECK (worst IN ('high', 'medium', 'low')),
            checked TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX report_by_draft ON report (draft_id, id)",
        """CREATE TABLE export (
            id INTEGER PRIMARY KEY,
            draft_id INTEGER NOT NULL REFERENCES draft (id),
            path TEXT NOT NULL,
            format TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            exported TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX export_by_draft ON export (draft_id)",
    )


def audit_trail(connection: sqlite3.Connection) -> None:
    """Who asked what of which tool or model, what data went, what came back; each row chained to the one before."""
    _run(
        connection,
        """CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            run TEXT NOT NULL,
            actor TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('call', 'check', 'gate', 'repair', 'export', 'confirm')),
            application_id INTEGER REFERENCES application (id),
            tool TEXT NOT NULL,
            model TEXT NOT NULL,
            prompt TEXT NOT NULL,
            sent TEXT NOT NULL,
            answer TEXT NOT NULL,
            decision TEXT NOT NULL,
            rule TEXT NOT NULL,
            tokens_in INTEGER NOT NULL CHECK (tokens_in >= 0),
            tokens_out INTEGER NOT NULL CHECK (tokens_out >= 0),
            cost REAL NOT NULL CHECK (cost >= 0),
            seconds REAL NOT NULL CHECK (seconds >= 0),
            chain TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX audit_by_application ON audit (application_id, id)",
        "CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are final'); END",
        """CREATE TABLE reply_cache (
            key TEXT PRIMARY KEY,
            body TEXT NOT NULL CHECK (json_valid(body)),
            stored TEXT NOT NULL
        ) STRICT""",
    )


def batches(connection: sqlite3.Connection) -> None:
    """Many runs at once: each posting's state, so that a batch goes on where it was."""
    _run(
        connection,
        """CREATE TABLE batch (
            id INTEGER PRIMARY KEY,
            out TEXT NOT NULL UNIQUE,
            cv_id INTEGER NOT NULL REFERENCES cv (id),
            passion INTEGER NOT NULL CHECK (passion BETWEEN 0 AND 100),
            today TEXT NOT NULL CHECK (today IS date(today, '+0 days')),
            started TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE batch_item (
            id INTEGER PRIMARY KEY,
            batch_id INTEGER NOT NULL REFERENCES batch (id),
            position INTEGER NOT NULL CHECK (position > 0),
            source TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('exported', 'review', 'failed')),
            application_id INTEGER REFERENCES application (id),
            body TEXT NOT NULL CHECK (json_valid(body)),
            finished TEXT NOT NULL,
            UNIQUE (batch_id, sha256)
        ) STRICT""",
    )


def full_text_search(connection: sqlite3.Connection) -> None:
    """Words of postings and notes, found without regard to case and accents."""
    columns = "title, company, location, text, notes"
    old, new = (", ".join(f"{side}.{name}" for name in columns.split(", ")) for side in ("old", "new"))
    remove = f"INSERT INTO application_words (application_words, rowid, {columns}) VALUES ('delete', old.id, {old});"
    add = f"INSERT INTO application_words (rowid, {columns}) VALUES (new.id, {new});"
    _run(
        connection,
        f"""CREATE VIRTUAL TABLE application_words USING fts5 (
            {columns}, content = 'application', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
        )""",
        "INSERT INTO application_words (application_words) VALUES ('rebuild')",
        f"CREATE TRIGGER application_words_add AFTER INSERT ON application BEGIN {add} END",
        f"CREATE TRIGGER application_words_remove AFTER DELETE ON application BEGIN {remove} END",
        f"CREATE TRIGGER application_words_change AFTER UPDATE OF {columns} ON application BEGIN {remove} {add} END",
    )


MIGRATIONS: tuple[Migration, ...] = (
    cvs_and_confirmed_facts,
    applications_and_history,
    drafts_reports_and_exports,
    audit_trail,
    batches,
    full_text_search,
)


def schema_version(connection: sqlite3.Connection) -> int:
    """How many migrations the database has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, path: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Brings the database to the newest schema, step by step.

    A database with something in it is copied to `backups/` beside it before each step. Raises UserError
    where the database was written by a newer version of the program.
    """
    if schema_version(connection) > len(migrations):
        raise UserError(
            "This database was written by a newer jobhelper.",
            "Update jobhelper, or point --home at another folder.",
            where=str(path),
        )
    new = schema_version(connection) == 0
    while schema_version(connection) < len(migrations):
        _apply_next(connection, path, migrations, new)


def _apply_next(connection: sqlite3.Connection, path: Path, migrations: tuple[Migration, ...], new: bool) -> None:
    before = schema_version(connection)
    if not new:
        backup(connection, path.parent / "backups" / f"{path.stem}-schema-{before}-{_stamp()}{path.suffix}")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have taken the same step while this one waited for the lock.
        if schema_version(connection) == before:
            migrations[before](connection)
            connection.execute(f"PRAGMA user_version = {before + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")


def backup(connection: sqlite3.Connection, target: Path) -> Path:
    """Writes a complete, compact copy of the open database to `target`, under its name only when whole.

    Raises UserError where `target` exists or cannot be written.
    """
    if target.exists():
        raise UserError("There is a file of that name already.", "Choose another name.", where=str(target))
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(part),))
        with closing(sqlite3.connect(part)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise UserError("The backup did not come out whole.", "Try another disk.", where=str(target))
        part.replace(target)
    except (sqlite3.OperationalError, OSError) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise UserError("The backup can't be written.", f"The system says: {error}", where=str(target)) from error
    return target
