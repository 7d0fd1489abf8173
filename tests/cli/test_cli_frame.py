"""The command line's frame: what it loads, its exit codes, and where it finds its home."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jobhelper.__main__ import main
from jobhelper.cli.main import COMMANDS, CommandContext, LazyGroup
from jobhelper.cli.output import as_csv, as_table

HEAVY = ("textual", "openai", "spacy", "sqlite_utils", "docx", "pypdf", "pypdfium2", "typst", "pydantic", "rapidfuzz")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["bogus"], ["list", "--help"], ["batch", "--help"]])
def test_help_loads_none_of_the_heavy_packages(words: list[str]) -> None:
    script = (
        "import sys\nfrom jobhelper.__main__ import main\n"
        f"try:\n    main({words!r})\nexcept SystemExit:\n    pass\n"
        f"print('LOADED', sorted(set({HEAVY!r}) & {{name.partition('.')[0] for name in sys.modules}}))"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "LOADED []" in said.stdout, said.stdout


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        assert main([name, "--help"]) == 0
        assert "Usage: jobhelper" in capsys.readouterr().out


def test_the_words_of_the_overview_are_those_of_the_command() -> None:
    group = LazyGroup("jobhelper")
    for name, (module, words) in COMMANDS.items():
        command = group.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None and command.name == name, f"{module} holds another command"
        assert words.endswith(".")


@pytest.mark.parametrize(
    "words",
    [["bogus"], ["list", "--bogus"], ["add"], ["set", "1", "--passion", "101"], ["show", "404"], ["add", "no.txt"]],
)
def test_a_wrong_call_ends_with_2_and_a_message_and_no_trace(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.err and "Traceback" not in said.err
    assert not said.out


def test_a_bug_is_not_dressed_up_as_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: CommandContext, **flags: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(CommandContext, "desk", broken)
    with pytest.raises(ZeroDivisionError):
        main(["list"])


@pytest.mark.parametrize(
    "place",
    [
        lambda home: ["--home", home, "list"],
        lambda home: ["list", "--home", home],
        lambda home: ["list", f"--home={home}", "--format", "json"],
    ],
)
def test_home_may_stand_before_and_after_the_command(place: Callable[[str], list[str]], tmp_path: Path) -> None:
    home = tmp_path / "somewhere"
    assert main(place(str(home))) == 0
    assert (home / "jobhelper.sqlite3").exists()


@pytest.mark.parametrize("words", [[], ["--home", "HOME"], ["--home=HOME"]])
def test_without_a_command_the_app_opens_on_the_home(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path | None] = []

    def open_app(home: Path | None) -> int:
        opened.append(home)
        return 0

    monkeypatch.setattr("jobhelper.__main__._open_app", open_app)
    assert main([word.replace("HOME", str(tmp_path)) for word in words]) == 0
    assert opened == ([tmp_path] if words else [None])


def test_an_unusable_home_is_a_message_for_the_app_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "settings.toml").write_text("passion = 'much'")
    assert main(["--home", str(tmp_path)]) == 2
    assert "passion" in capsys.readouterr().err


ROWS = [
    {"id": 1, "employer": "=HYPERLINK(1)", "open_claims": None},
    {"id": 23, "employer": 'Smith, "Sons"\nand Co', "open_claims": 2},
]


def test_csv_comes_back_and_holds_no_formula() -> None:
    read = list(csv.DictReader(io.StringIO(as_csv(ROWS))))
    assert [row["employer"] for row in read] == ["'=HYPERLINK(1)", 'Smith, "Sons"\nand Co']
    assert read[0]["open_claims"] == ""


def test_a_table_keeps_one_line_a_row_and_its_columns_straight() -> None:
    lines = as_table(ROWS).splitlines()
    assert len(lines) == 3
    assert lines[1].index("=HYPERLINK") == lines[2].index("Smith") == lines[0].index("employer")


@pytest.mark.parametrize("words", [["list"], ["stats"], ["audit"], ["cv", "list"]])
def test_every_listing_speaks_json_when_it_is_empty(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_config_says_where_a_value_comes_from(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text("passion = 77\n")
    monkeypatch.setenv("JOBHELPER_MODEL", "some-model")
    assert main(["config", "show", "--home", str(tmp_path), "--format", "json"]) == 0
    rows = {row["setting"]: row for row in json.loads(capsys.readouterr().out)}
    assert (rows["passion"]["value"], rows["passion"]["from"]) == (77, "settings.toml")
    assert (rows["model"]["value"], rows["model"]["from"]) == ("some-model", "JOBHELPER_MODEL")
    assert rows["paper"]["from"] == "default"
    assert "api_key" not in rows
