"""What holds for every test: no socket beyond this machine, and nobody's own settings, keys or data."""

from __future__ import annotations

import pytest

from tests.closed_sockets import close_sockets

_LONGEST_NAME = 60


def pytest_make_parametrize_id(val: object) -> str | None:
    """Names a test by the beginning of a long text instead of all of it."""
    if isinstance(val, str) and len(val) > _LONGEST_NAME:
        return f"{' '.join(val[:_LONGEST_NAME].split())}…"
    return f"{len(val)} bytes" if isinstance(val, bytes) and len(val) > _LONGEST_NAME else None


@pytest.fixture(autouse=True)
def closed_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails a test at the moment that it looks up or dials a host other than loopback."""
    close_sockets(monkeypatch.setattr)


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keeps tests away from the settings, keys and data of whoever runs them."""
    for name in ("PROVIDER", "BASE_URL", "MODEL", "API_KEY"):
        monkeypatch.delenv(f"JOBHELPER_{name}", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("JOBHELPER_HOME", str(tmp_path_factory.mktemp("home")))
