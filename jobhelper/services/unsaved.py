"""Words that were typed and are not saved yet, kept beside the database so that a crash or a power cut takes none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from jobhelper.models import DocumentKind
from jobhelper.services.desk import Desk

_FOLDER = "unsaved"


def _path(desk: Desk, number: int, document: DocumentKind) -> Path:
    return desk.settings.home / _FOLDER / f"{number}-{document.value}.json"


def keep(desk: Desk, number: int, document: DocumentKind, texts: Mapping[str, str]) -> None:
    """Writes the rooms' present words, the file replaced in one step."""
    path = _path(desk, number, document)
    path.parent.mkdir(parents=True, exist_ok=True)
    trial = path.with_suffix(".part")
    trial.write_text(json.dumps(dict(texts), ensure_ascii=False), "utf-8")
    trial.replace(path)


def left_over(desk: Desk, number: int, document: DocumentKind) -> dict[str, str]:
    """The words that an earlier run left unsaved, room by room; empty where there are none or they can't be read."""
    path = _path(desk, number, document)
    if not path.exists():
        return {}
    try:
        values = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(slot): str(text) for slot, text in values.items()} if isinstance(values, dict) else {}


def forget(desk: Desk, number: int, document: DocumentKind) -> None:
    """Removes what is saved by now."""
    _path(desk, number, document).unlink(missing_ok=True)
