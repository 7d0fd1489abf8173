"""What the store hands back: the stages' values with the number and the time under which they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jobhelper.models.checking import Report
from jobhelper.models.cv import CV
from jobhelper.models.drafting import Draft


@dataclass(frozen=True, slots=True)
class StoredCV:
    """An imported CV and its number."""

    id: int
    cv: CV
    imported: datetime


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """One version of one document of an application; `human_share` is 0 to 1, `report` None until checked."""

    id: int
    application_id: int
    cv_id: int
    version: int
    draft: Draft
    human_share: float
    created: datetime
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class StoredExport:
    """A file that was made from a draft."""

    draft_id: int
    path: str
    format: str
    sha256: str
    exported: datetime


@dataclass(frozen=True, slots=True)
class AuditItem:
    """One thing that was done: who, with what tool and model, what was sent, what came back, what code decided.

    `run` joins what belongs together; `cost` is in the currency of the price table, `seconds` the time it took.
    `chain` proves that no earlier row was changed or removed; the store fills it in.
    """

    kind: str
    actor: str
    tool: str
    run: str = ""
    application_id: int | None = None
    model: str = ""
    prompt: str = ""
    sent: str = ""
    answer: str = ""
    decision: str = ""
    rule: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    seconds: float = 0.0
    at: datetime | None = None
    id: int = 0
    chain: str = ""
