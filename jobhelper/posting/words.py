"""The posting lexicons, read once and compiled."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

from jobhelper.resources import lexicon


@cache
def table(name: str) -> dict[str, Any]:
    """A lexicon file as a table; `name` is its name without folder and ending."""
    return tomllib.loads(lexicon(name).read_text(encoding="utf-8"))


@cache
def heading_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each kind of section, what its heading may say as a whole or after a few leading words."""
    return tuple((kind, _either(alternatives)) for kind, alternatives in table("postings")["headings"].items())


@cache
def label_pattern(kind: str) -> re.Pattern[str]:
    """Matches "Label: value" and, for a value on the next line, the bare label."""
    alternatives = "|".join(table("postings")["labels"][kind])
    return re.compile(
        rf"(?:\W{{0,4}})(?:{alternatives})\s*(?:[:：]|\s[–—-]\s|\s{{3,}}|\t|$)[\s*_]*(?P<value>.*)", re.IGNORECASE
    )


@cache
def word_set(name: str, file: str = "postings") -> frozenset[str]:
    """A list of words from a lexicon's [words]."""
    return frozenset(table(file)["words"][name].split())


def _either(alternatives: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)
