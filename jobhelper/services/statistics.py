"""Counts of applications: the one place that every face takes its figures from."""

from __future__ import annotations

from typing import Any

from jobhelper.models import Status
from jobhelper.services.desk import Desk

SENT = frozenset(Status) - {Status.SAVED, Status.DRAFTING, Status.READY}
ANSWERED = SENT - {Status.APPLIED, Status.NO_RESPONSE, Status.WITHDRAWN}
INTERVIEWED = frozenset({Status.INTERVIEW, Status.OFFER, Status.ACCEPTED})
SMALL = 10


def by_stage(desk: Desk) -> list[dict[str, Any]]:
    """How many applications stand at each stage, in the stages' order; stages without any are left out."""
    stages = [summary.status for summary in desk.store.applications.summaries()]
    return [{"stage": s.value, "applications": stages.count(s)} for s in Status if s in stages]


def by_stop(desk: Desk) -> list[dict[str, Any]]:
    """For each stop of the dial: applications, how many were sent, answered and led to an interview.

    The rate is answered ÷ sent, None where nothing was sent; fewer than SMALL sent are marked as few.
    """
    summaries = desk.store.applications.summaries()
    rows = []
    for stop in desk.policy.stops:
        here = [s.status for s in summaries if stop.low <= s.passion <= stop.high]
        sent = sum(status in SENT for status in here)
        answered = sum(status in ANSWERED for status in here)
        rows.append(
            {
                "stop": stop.name,
                "applications": len(here),
                "sent": sent,
                "answered": answered,
                "interviews": sum(status in INTERVIEWED for status in here),
                "answered_share": round(answered / sent, 3) if sent else None,
                "few": sent < SMALL,
            }
        )
    return rows if summaries else []
