"""What becomes of each posting of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RunState(StrEnum):
    """How a run ended: everything written, something waits for the user, or it could not be done."""

    EXPORTED = "exported"
    REVIEW = "review"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """One document of a run: findings that stood at the end, what was mended, its share of human words (0 to 1)."""

    document: str
    human_share: float
    findings: int
    questions: int
    mended: int
    kept_back: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """What became of one posting; `risk` orders the review queue, highest first; `cost` in the table's currency."""

    position: int
    source: str
    sha256: str
    employer: str
    role: str
    state: RunState
    documents: tuple[DocumentOutcome, ...] = ()
    reason: str = ""
    keywords_shown: int = 0
    keywords_worded: int = 0
    keywords_missing: int = 0
    risk: int = 0
    cost: float = 0.0
    application_id: int | None = None
