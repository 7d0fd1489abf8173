"""Tests that the page about models names files that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_file_that_the_page_names_exists() -> None:
    named = re.findall(r"`((?:jobhelper|templates|tests)/[\w./]+)`", (ROOT / "docs" / "models.md").read_text("utf-8"))
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []
