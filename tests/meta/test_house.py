"""The house keeps its own rules: layers, file lengths, first lines, pinned packages, README and CI in step."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
FOLDERS = ("jobhelper", "tests", "benchmarks", "docs")
SOURCES = sorted(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.py") if p.stat().st_size)
BOTH_COMMANDS = {
    "try": "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt . && .venv/bin/jobhelper demo",
    "test": 'python3 -m venv .venv && .venv/bin/pip install -c constraints.txt -e ".[dev]" && .venv/bin/pytest',
}


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or "lint-imports"
    return subprocess.run(
        [program, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(folder)},
        check=False,
    )


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("store/store.py", "import jobhelper.services.desk", "imports go down only"),
        ("cv/__init__.py", "import jobhelper.posting", "imports go down only"),
        ("checking/__init__.py", "import sqlite3", "knows no network"),
        ("drafting/__init__.py", "import openai", "Only llm imports openai"),
    ],
)
def test_a_planted_import_that_goes_up_or_sideways_is_caught(tmp_path: Path, file: str, line: str, broken: str) -> None:
    shutil.copytree(ROOT / "jobhelper", tmp_path / "jobhelper", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    with (tmp_path / "jobhelper" / file).open("a") as planted:
        planted.write(f"\n{line}\n")
    said = _lint_imports(tmp_path)
    assert said.returncode == 1, said.stdout + said.stderr
    assert any(broken in row and "BROKEN" in row for row in said.stdout.splitlines()), said.stdout


def test_the_house_itself_has_no_import_that_goes_up() -> None:
    said = _lint_imports(ROOT)
    assert said.returncode == 0, said.stdout + said.stderr


def test_no_file_is_longer_than_400_lines() -> None:
    long = {str(p.relative_to(ROOT)): n for p in SOURCES if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert not long


def test_every_file_says_in_its_first_line_what_it_is_for() -> None:
    silent = [str(p.relative_to(ROOT)) for p in SOURCES if not ast.get_docstring(ast.parse(p.read_text("utf-8")))]
    assert not silent


def _readme_commands() -> dict[str, str]:
    readme = (ROOT / "README.md").read_text("utf-8")
    return dict(re.findall(r"^```bash (\w+)\n(.*?)\n```$", readme, flags=re.M | re.S))


def test_the_readme_has_exactly_the_two_commands_for_a_fresh_machine() -> None:
    assert _readme_commands() == BOTH_COMMANDS
    assert (ROOT / "README.md").read_text("utf-8").count("```") == 4, "another fenced block crept in"


def test_ci_takes_both_commands_from_the_readme_itself() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    for name, command in _readme_commands().items():
        assert f"readme_command {name}" in script
        assert command not in script, "a copy of the command would drift from the README"
        function = next(line for line in script.splitlines() if line.startswith("readme_command()"))
        root = f"root={ROOT}\n{function}\nreadme_command {name}"
        taken = subprocess.run(["bash", "-c", root], capture_output=True, text=True, check=True)
        assert taken.stdout.strip() == command
    for check in ("ruff check", "ruff format --check", "mypy", "lint-imports"):
        assert check in script


def test_ci_runs_the_very_tests_that_the_default_run_leaves_out() -> None:
    options = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]
    (left_out,) = re.findall(r"-m 'not \((.+?)\)'", options["addopts"])
    assert f'.venv/bin/pytest -m "{left_out}"' in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    declared = {marker.split(":")[0] for marker in options["markers"]}
    assert set(left_out.split(" or ")) <= declared


def _imported(folders: tuple[str, ...]) -> set[str]:
    """The packages outside the standard library and the project that the folders' files import, by import name."""
    names: set[str] = set()
    for path in SOURCES:
        if path.relative_to(ROOT).parts[0] in folders:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.level == 0:
                    names.add((node.module or "").split(".")[0])
    return names - sys.stdlib_module_names - {*FOLDERS, ""}


@pytest.mark.parametrize(("folders", "extras"), [(("jobhelper",), ("cluster",)), (FOLDERS[1:], ("dev", "cluster"))])
def test_every_package_that_is_imported_is_declared(folders: tuple[str, ...], extras: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    rows = [*project["dependencies"], *(row for extra in extras for row in optional[extra])]
    declared = {canonicalize_name(Requirement(row).name) for row in rows}
    owners = packages_distributions()
    undeclared = {
        name
        for name in _imported(folders)
        if not declared & {canonicalize_name(owner) for owner in owners.get(name, [name])}
    }
    assert not undeclared


def _pinned() -> dict[str, str]:
    lines = [line.split("#")[0].strip() for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()]
    pins = [line for line in lines if line]
    odd = [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+_-]+", line)]
    assert not odd, f"these name a place or a range: {odd}"
    return {canonicalize_name(name): version for name, version in (pin.split("==") for pin in pins)}


def _needed(requirement: str, extras: frozenset[str], seen: set[str]) -> None:
    parsed = Requirement(requirement)
    if parsed.marker and not any(parsed.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
        return
    name = canonicalize_name(parsed.name)
    if f"{name}{sorted(parsed.extras)}" in seen:
        return
    seen |= {name, f"{name}{sorted(parsed.extras)}"}
    try:
        further = requires(name) or []
    except PackageNotFoundError:
        return
    for inner in further:
        _needed(inner, frozenset(parsed.extras), seen)


def test_every_package_that_is_needed_is_pinned_to_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    seen: set[str] = set()
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        _needed(requirement, frozenset(), seen)
    # pip is what reads the pins.
    missing = {name for name in seen if "[" not in name} - set(_pinned()) - {"pip"}
    assert not missing


def test_the_wheel_carries_templates_and_sample_data(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(
        ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", ".*_cache", "__pycache__", "benchmarks", "tests")
    )
    (made,) = WheelBuilder(str(copy)).build(directory=str(tmp_path / "dist"), versions=["standard"])
    names = set(ZipFile(made).namelist())
    for folder in ("templates", "sample_data"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"jobhelper/_data/{path.relative_to(ROOT).as_posix()}" in names
    assert any(name.startswith("jobhelper/lexicons/") and name.endswith(".toml") for name in names)
