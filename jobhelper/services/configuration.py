"""Changing settings: what the user chose goes into the settings file, checked as a whole before it is kept."""

from __future__ import annotations

import os
import tempfile
import tomllib
from pathlib import Path

import tomli_w

from jobhelper.settings import FILE_NAME, Settings, load


def saved(home: Path) -> dict[str, object]:
    """What the settings file says; empty where there is none yet."""
    path = home / FILE_NAME
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def drafting_was_chosen(settings: Settings) -> bool:
    """Whether the user ever said how to draft, in the file or in the environment."""
    return bool(os.environ.get("JOBHELPER_PROVIDER")) or bool({"provider", "no_ai"} & saved(settings.home).keys())


def save(settings: Settings, **values: object) -> Settings:
    """Writes these settings over those in the file and gives back what now holds, the environment still winning.

    The file is replaced in one step, and only by one that can be read. Raises UserError for a value that a setting
    can't take; the file is left as it was then.
    """
    home = settings.home
    home.mkdir(parents=True, exist_ok=True)
    merged = {**saved(home), **values}
    with tempfile.TemporaryDirectory(dir=home) as folder:
        trial = Path(folder)
        (trial / FILE_NAME).write_text(tomli_w.dumps(merged), "utf-8")
        load(trial, environment={})
        (trial / FILE_NAME).replace(home / FILE_NAME)
    return load(home)
