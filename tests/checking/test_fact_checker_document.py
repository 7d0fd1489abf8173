"""The fact checker's document: its figures are there, and every command and file that it names exists."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from benchmarks.figures import BEGIN, END, SHOWN, table
from jobhelper.checking.mutations import OPERATORS
from jobhelper.models import Category
from jobhelper.text.lexicon import load

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "fact-checker.md").read_text("utf-8")
CARD = (ROOT / "benchmarks" / "embellishment" / "README.md").read_text("utf-8")


def figures() -> str:
    assert TEXT.count(BEGIN) == TEXT.count(END) == 1
    return TEXT.split(BEGIN)[1].split(END)[0]


@pytest.mark.parametrize("words", SHOWN.values())
def test_the_figures_stand_in_the_document(words: str) -> None:
    (row,) = re.findall(rf"(?m)^\| {re.escape(words)} \| (.*)\|$", figures().split("| the checker as it comes")[1])
    assert all(0 <= float(cell) <= 5 for cell in row.split(" | "))


@pytest.mark.parametrize("name", [*(c.value for c in Category), *OPERATORS])
def test_every_category_and_operator_has_its_figure(name: str) -> None:
    assert re.search(rf"(?m)^\|.*\b{name} \|.*\d\.\d\d", figures())


def test_what_to_expect_of_a_new_cv_has_an_interval() -> None:
    rows = re.findall(r"\| ([\d.]+) \| ([\d.]+) to ([\d.]+) \|", figures())
    assert len(rows) == 4
    assert all(float(low) <= float(value) <= float(high) for value, low, high in rows)


@pytest.mark.parametrize("text", [TEXT, CARD], ids=["document", "card"])
def test_every_command_named_exists(text: str) -> None:
    modules, scripts = re.findall(r"python -m ([\w.]+)", text), re.findall(r"python (benchmarks/\S+\.py)", text)
    assert scripts
    assert all(importlib.util.find_spec(name) for name in modules)
    assert all((ROOT / path).exists() for path in scripts)


def test_every_file_named_in_the_document_exists() -> None:
    for name in re.findall(r"`(\w+\.py)`", TEXT):
        assert (ROOT / "jobhelper" / "checking" / name).exists(), name
    for name in re.findall(r"`(\w+)\.toml`", TEXT):
        assert (ROOT / "jobhelper" / "lexicons" / f"{name}.toml").exists(), name


def test_the_row_given_as_an_example_has_the_columns_of_its_neighbours() -> None:
    match = re.search(r"\{ id = \"verb\.\w+\", lemma = \"\w+\", level = 2, groups = \[\"(\w+)\"\] \}", TEXT)
    assert match is not None
    assert match.group(1) in {group for verb in load("verbs")["verb"] for group in verb["groups"]}


def test_a_table_is_markdown() -> None:
    assert table(["a", "b"], [["1", "2"]]) == ["| a | b |", "|---|---|", "| 1 | 2 |"]
