"""The demo ends with commands that can be typed as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobhelper.cli.demo import called_by


@pytest.mark.parametrize(
    ("started", "on_path", "typed"),
    [
        (".venv/bin/jobhelper", None, ".venv/bin/jobhelper"),
        (".venv/bin/jobhelper", "/usr/bin/jobhelper", ".venv/bin/jobhelper"),
        ("/usr/bin/jobhelper", "/usr/bin/jobhelper", "jobhelper"),
        ("/else where/bin/jobhelper", None, "'/else where/bin/jobhelper'"),
        ("/usr/lib/python3/pytest/__main__.py", None, "jobhelper"),
    ],
)
def test_the_program_is_named_as_it_can_be_called_again(
    started: str, on_path: str | None, typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert called_by(Path(started), tmp_path, on_path) == typed
