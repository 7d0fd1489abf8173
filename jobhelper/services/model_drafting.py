"""Drafting with a model: the request within its bounds, one repair of a broken reply, every call in the audit trail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from jobhelper.models import (
    CV,
    Application,
    Coverage,
    DocumentKind,
    Draft,
    DraftPlan,
    ModelReply,
    ModelRequest,
    Posting,
)
from jobhelper.services.desk import Desk

Ask = Callable[[ModelRequest], ModelReply]


def draft_with_model(
    cv: CV,
    posting: Posting,
    plan: DraftPlan,
    answered: tuple[Coverage, ...],
    ask: Ask,
    *,
    home: Path | None = None,
    today: date | None = None,
) -> Draft | None:
    """The document with the parts that a model may write, None where the plan leaves it none.

    A reply that breaks its contract is sent back once with the breach named. Raises UserError where the second one
    breaks it too, or where the call fails.
    """
    from jobhelper.drafting.contract import ContractBreach
    from jobhelper.drafting.requests import repair_request

    request = request_for(cv, posting, plan, answered, home)
    if request is None:
        return None

    def read(reply: ModelReply) -> Draft:
        return _from_reply(reply, request, plan, cv, posting, answered, home, today)

    reply = ask(request)
    try:
        return read(reply)
    except ContractBreach as breach:
        second = ask(repair_request(request, reply.text, breach.breach, home))
    return read(second)


def request_for(
    cv: CV, posting: Posting, plan: DraftPlan, answered: tuple[Coverage, ...], home: Path | None = None
) -> ModelRequest | None:
    """Exactly what would be asked of a model for this document, None where it may write none of it."""
    from jobhelper.drafting.plan import reworded_bullets
    from jobhelper.drafting.requests import cv_request, drafted_slots, letter_request, may_summarise

    if plan.document is DocumentKind.LETTER:
        return letter_request(plan, cv, posting, answered, home=home) if drafted_slots(plan) else None
    if not reworded_bullets(cv, plan) and may_summarise(plan) is None:
        return None
    return cv_request(plan, cv, posting, answered, home=home)


def _from_reply(
    reply: ModelReply,
    request: ModelRequest,
    plan: DraftPlan,
    cv: CV,
    posting: Posting,
    answered: tuple[Coverage, ...],
    home: Path | None,
    today: date | None,
) -> Draft:
    from jobhelper.drafting.replies import cv_from_reply, letter_from_reply

    if plan.document is DocumentKind.LETTER:
        return letter_from_reply(reply, request, plan, cv, posting, today=today, home=home)
    return cv_from_reply(reply, request, plan, cv, posting, answered, home=home)


def asker(desk: Desk, job: Application, run: str) -> Ask | None:
    """How this application's requests reach a model; None where nothing may leave, or no provider was chosen."""
    if desk.settings.provider == "offline" or desk.settings.no_ai or job.no_ai:
        return None
    from jobhelper.services.calls import recorded_client

    return recorded_client(desk, job.id, run)
