"""Finds templates and sample data: the user's own folder first, then the packaged copy."""

from __future__ import annotations

from pathlib import Path

from jobhelper.errors import UserError

_PACKAGE = Path(__file__).resolve().parent


def packaged(kind: str) -> Path:
    """The folder `templates` or `sample_data` that came with the program.

    An installed wheel carries both under `jobhelper/_data`; a checkout has them at its top level.
    """
    installed = _PACKAGE / "_data" / kind
    return installed if installed.is_dir() else _PACKAGE.parent / kind


def template(relative: str, home: Path | None = None) -> Path:
    """The path of a template such as `passion.toml`, the user's copy under `home/templates` winning.

    Raises UserError where neither folder holds it.
    """
    if home is not None:
        own = home / "templates" / relative
        if own.exists():
            return own
    path = packaged("templates") / relative
    if not path.exists():
        raise UserError(
            f"There is no template “{relative}”.",
            "Check the name, or put a file of that name into the templates folder of your jobhelper home.",
        )
    return path


def sample(relative: str) -> Path:
    """The path of a file of the packaged sample data."""
    return packaged("sample_data") / relative


def lexicon(name: str) -> Path:
    """The path of a packaged lexicon, for example `skills` for `lexicons/skills.toml`."""
    return _PACKAGE / "lexicons" / f"{name}.toml"
