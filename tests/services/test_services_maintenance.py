"""Backup, restore and doctor: nothing is ever lost by them, and what is wrong is named."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from jobhelper.__main__ import main
from jobhelper.errors import UserError
from jobhelper.models import Application, DocumentKind
from jobhelper.services import applications, drafting
from jobhelper.services.desk import Desk, open_desk
from jobhelper.services.exporting import export_application
from jobhelper.services.maintenance import examine, restore


def test_a_restored_backup_brings_everything_back_and_keeps_what_was_there(
    desk: Desk, job: Application, tmp_path: Path
) -> None:
    copy = desk.store.backup(tmp_path / "copy.sqlite3")
    applications.set_passion(desk, job.id, 99)
    desk.close()
    kept = restore(desk.settings, copy)
    with open_desk(desk.settings).store as store:
        assert store.applications.get(job.id).passion == 10
    assert kept is not None
    assert sqlite3.connect(kept).execute("SELECT passion FROM application").fetchone() == (99,)
    assert not list(desk.settings.home.glob("*.part*")) and not list(desk.settings.home.glob(".*.part*"))


def test_a_damaged_backup_changes_nothing(desk: Desk, job: Application, tmp_path: Path) -> None:
    bad = tmp_path / "bad.sqlite3"
    bad.write_bytes(b"not a database at all" * 99)
    for source in (bad, tmp_path / "missing.sqlite3"):
        with pytest.raises(UserError):
            restore(desk.settings, source)
    assert applications.get(desk, job.id).passion == 10


def test_the_doctor_finds_a_changed_file_and_a_broken_trail(desk: Desk, job: Application, tmp_path: Path) -> None:
    list(drafting.draft_application(desk, job.id, [DocumentKind.CV]))
    (result,) = export_application(desk, job.id, tmp_path, formats=["txt"], documents=[DocumentKind.CV])
    assert [seen.name for seen in examine(desk) if not seen.well] == []
    result.files[0].path.write_text("something else")
    desk.store.database.connection.execute("DELETE FROM audit WHERE id = 1")
    assert [seen.name for seen in examine(desk) if not seen.well] == ["audit trail", "exported files"]
    assert main(["doctor", "--home", str(desk.settings.home)]) == 1


def test_backup_and_restore_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home, copy = str(tmp_path / "home"), str(tmp_path / "copy.sqlite3")
    assert main(["backup", copy, "--home", home]) == 0
    assert main(["backup", copy, "--home", home]) == 2, "a backup was overwritten"
    assert main(["restore", copy, "--home", home]) == 0
    assert "before-restore" in capsys.readouterr().out
