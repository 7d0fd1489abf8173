"""The word lists of the CV reader, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from jobhelper import resources
from jobhelper.models import ActivityKind, SectionKind


@dataclass(frozen=True, slots=True)
class Headings:
    """Whole headings by their folded form, and words that tell a longer one, in order of precedence."""

    names: dict[str, SectionKind]
    words: tuple[tuple[SectionKind, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class EntryWords:
    """Patterns for the parts of an entry's heading."""

    role: re.Pattern[str]
    organisation: re.Pattern[str]
    institution: re.Pattern[str]
    degree: re.Pattern[str]
    degree_detail: re.Pattern[str]
    grades: tuple[re.Pattern[str], ...]
    kinds: tuple[tuple[ActivityKind, re.Pattern[str]], ...]
    unpaid: re.Pattern[str]
    unit: re.Pattern[str]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.lexicon(name).read_text("utf-8"))


def _any(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(set(words), key=len, reverse=True)
    inner = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    return re.compile(rf"(?<![\w])(?:{inner})(?![\w])", re.IGNORECASE)


@cache
def headings() -> Headings:
    """The headings of CV sections, from `lexicons/headings.toml`."""
    data = _load("headings")
    names = {name: SectionKind(kind) for kind, row in data.items() for name in row["names"]}
    words = tuple((SectionKind(kind), _any(row["words"])) for kind, row in data.items())
    return Headings(names, words)


@cache
def entry_words() -> EntryWords:
    """The words of entries, from `lexicons/entries.toml`."""
    data = _load("entries")
    plural = [*data["role"]["words"], *(f"{word}s" for word in data["role"]["words"])]
    return EntryWords(
        role=re.compile(rf"(?<!-){_any(plural).pattern}(?!-)", re.IGNORECASE),
        organisation=_any(data["organisation"]["words"]),
        institution=_any(data["institution"]["words"]),
        degree=_any(data["degree"]["words"]),
        degree_detail=re.compile(rf"(?:{_any(data['degree_detail']['words']).pattern})", re.IGNORECASE),
        grades=tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["grade"]["patterns"]),
        kinds=tuple((ActivityKind(row["id"]), _any(row["words"])) for row in data["kind"]),
        unpaid=_any(data["unpaid"]["words"]),
        unit=_any(data["unit"]["words"]),
    )


@dataclass(frozen=True, slots=True)
class SkillWords:
    """Names of languages, folded, and the pattern of labels that are levels (`Proficient:`)."""

    languages: frozenset[str]
    level: re.Pattern[str]


@cache
def skill_words() -> SkillWords:
    """The words of skill lists, from `lexicons/languages.toml`."""
    data = _load("languages")
    return SkillWords(
        frozenset(data["names"]), re.compile(rf"(?:{_any(data['levels']).pattern})(?: in| with)?", re.IGNORECASE)
    )
