"""Tests that a damaged or missing word list ends in a message that names the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobhelper import resources
from jobhelper.errors import UserError
from jobhelper.text.lexicon import load


@pytest.fixture
def lexicon_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(resources, "lexicon", lambda name: tmp_path / f"{name}.toml")
    load.cache_clear()
    return tmp_path


def test_tables_are_read_once(lexicon_folder: Path) -> None:
    (lexicon_folder / "small.toml").write_text('word = [{ id = "a", text = "tea" }]', encoding="utf-8")
    assert load("small")["word"][0]["text"] == "tea"
    assert load("small") is load("small")


def test_a_damaged_list_names_file_line_and_column(lexicon_folder: Path) -> None:
    (lexicon_folder / "broken.toml").write_text("a = 1\nb = = 2\n", encoding="utf-8")
    with pytest.raises(UserError, match="line 2") as caught:
        load("broken")
    assert caught.value.where.endswith("broken.toml")


def test_a_list_that_is_not_text_is_refused(lexicon_folder: Path) -> None:
    (lexicon_folder / "bytes.toml").write_bytes(b'a = "\xff"')
    with pytest.raises(UserError, match="damaged"):
        load("bytes")


@pytest.mark.usefixtures("lexicon_folder")
def test_a_missing_list_is_named() -> None:
    with pytest.raises(UserError, match="nowhere"):
        load("nowhere")
