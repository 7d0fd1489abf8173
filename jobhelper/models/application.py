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


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One recorded change: when, who (`user`, `batch`, …), what, from and to."""

    at: datetime
    actor: str
    field: str
    before: str
    after: str
