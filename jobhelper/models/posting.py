"""What a job posting says, and how the CV answers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jobhelper.models.cv import Quote


class KeywordGroup(StrEnum):
    """What sort of thing a screener looks for."""

    SKILL = "skill"
    TOOL = "tool"
    QUALIFICATION = "qualification"
    DUTY = "duty"
    TRAIT = "trait"


@dataclass(frozen=True, slots=True)
class Keyword:
    """A term that a screener would look for, as the posting words it, with its place in the posting."""

    text: str
    group: KeywordGroup
    required: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of what the employer asks for; `required` is False for desirable ones."""

    text: str
    required: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Posting:
    """A posting taken apart; every offset points into `text`. Empty strings and None mean: not said."""

    text: str
    title: str
    company: str
    location: str
    deadline: date | None
    requirements: tuple[Requirement, ...]
    keywords: tuple[Keyword, ...]
    salary: str = ""
    contract: str = ""
    remote: str = ""
    contact: str = ""
    start: str = ""
    flags: tuple[str, ...] = ()
    source: str = ""
    sha256: str = ""
    captured: date | None = None


class CoverageStatus(StrEnum):
    """How the CV answers a keyword."""

    SHOWN = "shown"
    WORDED_DIFFERENTLY = "worded_differently"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True)
class Coverage:
    """A keyword and the CV's own words for it; `evidence` is empty exactly where it is not shown."""

    keyword: Keyword
    status: CoverageStatus
    evidence: tuple[Quote, ...] = ()
