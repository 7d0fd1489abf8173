"""Says what one call was: who asked, what left, by which prompt and model, what came back, at what price."""

from __future__ import annotations

import json

from jobhelper.errors import UserError
from jobhelper.models import AuditItem, ModelReply, ModelRequest


def call_record(
    request: ModelRequest,
    outcome: ModelReply | UserError,
    *,
    model: str,
    base_url: str,
    actor: str,
    application_id: int | None = None,
    cost: float | None = 0.0,
) -> AuditItem:
    """The audit row of a call that was answered or failed; `sent` is the redacted request exactly as it left.

    `cost` None says that the model has no price in the table; the row then names the tokens only.
    """
    common = {
        "kind": "call",
        "actor": actor,
        "tool": base_url,
        "run": request.correlation_id,
        "application_id": application_id,
        "prompt": f"{request.prompt_id} {request.prompt_version} {request.prompt_sha256}",
        "sent": sent_text(request),
    }
    if isinstance(outcome, UserError):
        return AuditItem(**common, model=model, answer=str(outcome), decision="no answer")  # type: ignore[arg-type]
    decision = "from the cache" if outcome.cached else "answered" if cost is not None else "answered, price unknown"
    return AuditItem(
        **common,  # type: ignore[arg-type]
        model=outcome.model,
        answer=outcome.text,
        decision=decision,
        tokens_in=outcome.tokens_in,
        tokens_out=outcome.tokens_out,
        cost=cost or 0.0,
        seconds=outcome.seconds,
    )


def sent_text(request: ModelRequest) -> str:
    """The request as it leaves, for a preview and for the trail: both messages and the schema."""
    messages = {"system": request.system, "user": request.user, "schema": request.schema}
    return json.dumps(messages, ensure_ascii=False, indent=1)
