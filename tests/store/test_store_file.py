"""The database file: migrations, backups, damage, permissions, and several writers at once."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from jobhelper.errors import UserError
from jobhelper.store.database import check_integrity
from jobhelper.store.migrations import MIGRATIONS, migrate, schema_version
from jobhelper.store.store import Store
from tests.store.values import sample_cv, sample_posting


def _database_of_version(path: Path, version: int) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    migrate(raw, path, MIGRATIONS[:version])
    if version:
        raw.execute(
            "INSERT INTO cv (source, sha256, text, parsed, imported) VALUES ('a.txt', 'x', 'Ada', ?, '2026-01-01')",
            ('{"contact":{},"sections":[],"entries":[],"skills":[],"facts":[],"source":"a.txt","sha256":"x"}',),
        )
    raw.close()


@pytest.mark.parametrize("version", range(len(MIGRATIONS) + 1))
def test_a_database_of_every_earlier_schema_opens_with_what_was_in_it(tmp_path: Path, version: int) -> None:
    path = tmp_path / "jobhelper.sqlite3"
    _database_of_version(path, version)
    with Store(path) as store:
        assert schema_version(store.database.connection) == len(MIGRATIONS)
        assert [kept.cv.text for kept in store.cvs.all()] == (["Ada"] if version else [])
    assert check_integrity(path) == []
    steps = len(MIGRATIONS) - version if version else 0
    copies = sorted((tmp_path / "backups").glob("*.sqlite3")) if steps else []
    assert len(copies) == steps
    if version and copies:
        assert sqlite3.connect(copies[0]).execute("SELECT text FROM cv").fetchall() == [("Ada",)]


def test_a_migration_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "jobhelper.sqlite3"
    _database_of_version(path, 1)

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (id INTEGER)")
        connection.execute("CREATE TABLE cv (id INTEGER)")

    raw = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        migrate(raw, path, (MIGRATIONS[0], broken))
    assert schema_version(raw) == 1
    assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone()[0] == 0


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "jobhelper.sqlite3"
    with Store(path) as store:
        store.database.connection.execute("PRAGMA user_version = 999")
    before = path.read_bytes()
    with pytest.raises(UserError, match="newer jobhelper"):
        Store(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "jobhelper.sqlite3"
    path.write_text("My notes, which nobody may overwrite.\n" * 40)
    with pytest.raises(UserError, match="no jobhelper database") as error:
        Store(path)
    assert str(path) in str(error.value)
    assert path.read_text().startswith("My notes")


def test_a_damaged_database_is_a_message(tmp_path: Path) -> None:
    path = tmp_path / "jobhelper.sqlite3"
    with Store(path) as store:
        for number in range(40):
            store.applications.add(sample_posting(sha256=str(number)), passion=number, actor="user")
        store.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    body = bytearray(path.read_bytes())
    noise = random.Random(7)
    for offset in range(4096, len(body)):
        body[offset] = noise.randrange(256)
    path.write_bytes(body)
    with pytest.raises(UserError, match="damaged"), Store(path) as store:
        store.applications.summaries()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_a_message(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UserError, match=r"can't be (opened|made|written)"):
            Store(tmp_path / "jobhelper.sqlite3")
    finally:
        tmp_path.chmod(0o700)


def test_a_read_only_database_is_a_message_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "jobhelper.sqlite3"
    with Store(path) as store:
        store.cvs.add(sample_cv())
        store.database.connection.execute("PRAGMA query_only = ON")
        with pytest.raises(UserError, match="can't be written"):
            store.cvs.add(sample_cv(sha256="b" * 64))
        store.database.connection.execute("PRAGMA query_only = OFF")
        assert len(store.cvs.all()) == 1


def test_a_full_disk_is_a_message_and_loses_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "jobhelper.sqlite3") as store:
        store.cvs.add(sample_cv())
        pages = store.database.connection.execute("PRAGMA page_count").fetchone()[0]
        store.database.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(UserError, match="disk is full"):
            store.applications.add(sample_posting(text="x" * 200_000), passion=1, actor="user")
        assert store.applications.summaries() == []
        assert len(store.cvs.all()) == 1
    assert check_integrity(store.path) == []


def test_a_home_that_is_a_file_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(UserError, match="can't be made"):
        Store(tmp_path / "home" / "jobhelper.sqlite3")


def test_a_backup_is_complete_and_never_overwrites(tmp_path: Path) -> None:
    with Store(tmp_path / "jobhelper.sqlite3") as store:
        store.cvs.add(sample_cv())
        copy = store.backup(tmp_path / "out" / "copy.sqlite3")
        with Store(copy) as restored:
            assert [kept.cv for kept in restored.cvs.all()] == [sample_cv()]
        with pytest.raises(UserError, match="already"):
            store.backup(copy)
        (tmp_path / "file").write_text("")
        with pytest.raises(UserError, match="backup can't be written"):
            store.backup(tmp_path / "file" / "copy.sqlite3")
    assert not list(tmp_path.rglob("*.part"))


_WRITER = """
import sys
from pathlib import Path
from jobhelper.store.store import Store
from tests.store.values import sample_posting
with Store(Path(sys.argv[1])) as store:
    for number in range(60):
        text = f"{sys.argv[2]} {number}"
        store.applications.add(sample_posting(text=text, sha256=text), passion=number, actor=sys.argv[2])
        store.applications.change(1, sys.argv[2], notes=store.applications.get(1).notes + sys.argv[2][0])
"""


def test_two_processes_that_make_the_database_and_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "jobhelper.sqlite3"
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(path), name], stderr=subprocess.PIPE, text=True)
        for name in ("first", "second")
    ]
    for writer in writers:
        _, said = writer.communicate(timeout=60)
        assert writer.returncode == 0, said
    with Store(path) as store:
        sources = {store.applications.get(line.id).posting.text for line in store.applications.summaries()}
        assert sources == {f"{name} {number}" for name in ("first", "second") for number in range(60)}
    assert check_integrity(path) == []


def test_threads_share_one_store(tmp_path: Path) -> None:
    with Store(tmp_path / "jobhelper.sqlite3") as store:
        job = store.applications.add(sample_posting(), passion=0, actor="user")

        def raise_passion() -> None:
            for _ in range(10):
                with store.database.write():
                    store.applications.change(job.id, "user", passion=store.applications.get(job.id).passion + 1)

        threads = [threading.Thread(target=raise_passion) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert store.applications.get(job.id).passion == 40


def test_every_table_is_strict(tmp_path: Path) -> None:
    with Store(tmp_path / "jobhelper.sqlite3") as store:
        made = store.database.rows("SELECT name, strict FROM pragma_table_list WHERE type = 'table'")
        assert {row["name"] for row in made if not row["strict"]} <= {"sqlite_schema", "sqlite_temp_schema"}
        assert len(made) > 8
