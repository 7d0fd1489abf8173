"""The page about commands and settings says what the program itself says."""

from __future__ import annotations

from docs.make_commands import PAGE, reference


def test_the_page_is_what_the_program_says_of_itself() -> None:
    assert PAGE.read_text("utf-8") == reference(), "make it anew: python docs/make_commands.py"
