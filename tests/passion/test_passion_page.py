"""Tests that the page about passion says what the policy file says."""

from __future__ import annotations

from pathlib import Path

from jobhelper.passion.policy import load_policy
from jobhelper.resources import template

PAGE = Path(__file__).parents[2] / "docs" / "passion.md"


def test_the_table_on_the_page_is_the_packaged_policy() -> None:
    rows = [
        f"| {s.name} | {s.low} to {s.high} | {s.letter} | {s.cv} | {s.human_share * 100:.0f} % |"
        for s in load_policy(template("passion.toml")).stops
    ]
    table = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert [line for line in table if line in rows] == rows
