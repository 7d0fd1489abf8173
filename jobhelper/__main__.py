"""Starts jobhelper: without a command the terminal app, with one the command line; imports only what was chosen."""

from __future__ import annotations

import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Runs one face and gives back the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    if words and not _only_home(words):
        from jobhelper.cli.main import run

        return run(words, open_app=_open_app)
    return _guarded_app(_home_of(words))


def _only_home(words: list[str]) -> bool:
    return (len(words) == 2 and words[0] == "--home") or (len(words) == 1 and words[0].startswith("--home="))


def _home_of(words: list[str]) -> Path | None:
    return Path(words[-1].removeprefix("--home=")) if words else None


def _open_app(home: Path | None) -> int:
    from jobhelper.settings import load
    from jobhelper.tui.app import run

    return run(load(home))


def _guarded_app(home: Path | None) -> int:
    from jobhelper.errors import UserError

    try:
        return _open_app(home)
    except UserError as error:
        print(f"jobhelper: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
