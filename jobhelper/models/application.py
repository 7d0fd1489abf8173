"""What the tracker keeps: applications, their stages, and what happened to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from jobhelper.models.posting import Posting


class Status(StrEnum):
    """Where an application stands."""

    SAVED = "saved"
    DRAFTING = "drafting"
    READY = "ready"
    APPLIED = "applied"
    ASSESSMENT = "assessment"
    INTERVIEW = "interview"
    OFFER = "offer"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    NO_RESPONSE = "no_response"


@dataclass(frozen=True, slots=True)
class Application:
    """One job the user pursues; `passion` is 0 to 100, `no_ai` forbids every model call for it."""

    id: int
    posting: Posting
    passion: int
    status: Status
    no_ai: bool
    deadline: date | None
    created: datetime
    updated: datetime
    notes: str = ""
    cv_id: int | None = None


@dataclass(frozen=True, slots=True)
class ApplicationSummary:
    """One line of a list of applications.

    `claims` counts the open findings of the newest drafts, `questions` their questions; both None where nothing was
    drafted. `human_share` (0 to 1) is that of the letter, else the CV; None where nothing was drafted.
    """

    id: int
    company: str
    title: str
    passion: int
    status: Status
    deadline: date | None
    no_ai: bool
    updated: datetime
    claims: int | None = None
    questions: int | None = None
    human_share: float | None = None


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One recorded change: when, who (`user`, `batch`, …), what, from and to."""

    at: datetime
    actor: str
    field: str
    before: str
    after: str
