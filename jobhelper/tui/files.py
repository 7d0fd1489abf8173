"""Finds the files that are likely to be the user's CV: recent PDFs and Word documents in the usual folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_SUFFIXES = {".pdf", ".docx"}
_MOST_PER_FOLDER = 2_000


def usual_folders(home: Path, current: Path) -> tuple[Path, ...]:
    """Where people keep documents, each once, only those that exist."""
    wanted = [current, *(home / name for name in ("Documents", "Downloads", "Desktop")), home]
    return tuple(dict.fromkeys(folder for folder in wanted if folder.is_dir()))


def recent_documents(folders: Iterable[Path], limit: int = 6) -> list[Path]:
    """The newest PDFs and Word documents of the folders themselves, those with “cv” or “resume” in the name first."""
    found: dict[Path, float] = {}
    for folder in folders:
        try:
            for number, path in enumerate(folder.iterdir()):
                if number >= _MOST_PER_FOLDER:
                    break
                if path.suffix.lower() in _SUFFIXES and not path.name.startswith((".", "~")) and path.is_file():
                    found[path] = path.stat().st_mtime
        except OSError:
            continue

    def order(path: Path) -> tuple[bool, float]:
        name = path.stem.casefold()
        return not any(word in name for word in ("cv", "resume", "résumé", "curriculum")), -found[path]

    return sorted(found, key=order)[:limit]
