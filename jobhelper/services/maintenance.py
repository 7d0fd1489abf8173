"""Keeping the home in order: backup, restore, and a look at everything that could be wrong."""

from __future__ import annotations

import hashlib
import importlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jobhelper.errors import UserError
from jobhelper.services.desk import Desk
from jobhelper.settings import Settings
from jobhelper.store.database import check_integrity
from jobhelper.store.store import FILE_NAME, Store

_PARTS = ("openai", "spacy", "docx", "pypdf", "pypdfium2", "typst", "textual", "rapidfuzz", "ahocorasick")


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at: whether it is in order, and what was seen."""

    name: str
    well: bool
    seen: str


def restore(settings: Settings, source: Path) -> Path | None:
    """Puts a backup in place of the home's database; what was there is kept beside it and its path given back.

    Raises UserError, and changes nothing, where the backup is damaged or no jobhelper database.
    """
    if not source.is_file():
        raise UserError("There is no such backup.", "Check the name and the folder.", where=str(source))
    problems = check_integrity(source)
    if problems:
        raise UserError("The backup is damaged.", problems[0], where=str(source))
    home = settings.home
    home.mkdir(parents=True, exist_ok=True)
    target, part = home / FILE_NAME, home / f".{FILE_NAME}.part"
    try:
        shutil.copyfile(source, part)
        Store(part).close()
        with closing(sqlite3.connect(part)) as copy:
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        kept = _set_aside(target)
        part.replace(target)
    finally:
        for leftover in home.glob(f".{FILE_NAME}.part*"):
            leftover.unlink()
    return kept


def _set_aside(target: Path) -> Path | None:
    if not target.exists():
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    with Store(target) as store:
        kept = store.backup(target.parent / "backups" / f"{target.stem}-before-restore-{stamp}{target.suffix}")
    # A log of the old file must not be taken for one of the restored file.
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    return kept


def examine(desk: Desk) -> Iterator[Examined]:
    """Looks at the home's folder, database, audit trail, exported files, and the packages that are needed."""
    home = desk.settings.home
    yield Examined("home", os.access(home, os.W_OK), str(home))
    problems = check_integrity(desk.store.path)
    yield Examined("database", not problems, "; ".join(problems) or str(desk.store.path))
    broken = desk.store.audit.first_break()
    yield Examined("audit trail", broken is None, "unbroken" if broken is None else f"changed at row {broken}")
    yield _exported_files(desk)
    yield Examined("passion policy", True, desk.policy.source)
    cv = desk.store.cvs.newest()
    yield Examined("CV", cv is not None, cv.cv.source if cv else "none yet: jobhelper cv import FILE")
    yield Examined("who drafts", True, _who_drafts(desk.settings))
    for name in _PARTS:
        yield _package(name)


def _exported_files(desk: Desk) -> Examined:
    exports = desk.store.drafts.exports()
    gone = [export.path for export in exports if not Path(export.path).exists()]
    changed = [
        export.path
        for export in exports
        if export.path not in gone and hashlib.sha256(Path(export.path).read_bytes()).hexdigest() != export.sha256
    ]
    seen = f"{len(exports)} written, {len(gone)} gone, {len(changed)} changed since"
    return Examined("exported files", not gone and not changed, seen)


def _who_drafts(settings: Settings) -> str:
    if settings.no_ai:
        return "no AI for anything"
    if settings.provider == "offline":
        return "the offline composer; nothing leaves this computer"
    return f"{settings.model or 'no model chosen'} at {settings.base_url or 'OpenAI'}"


def _package(name: str) -> Examined:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        return Examined(name, False, f"can't be loaded: {error}")
    return Examined(name, True, str(getattr(module, "__version__", "there")))
