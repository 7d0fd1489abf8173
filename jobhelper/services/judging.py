"""The second stage of the fact check: a model as judge, asked only on request, measured before it is believed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from jobhelper.errors import UserError
from jobhelper.models import CV, ModelReply, ModelRequest, Posting, Report
from jobhelper.services.desk import Desk

Ask = Callable[[ModelRequest], ModelReply]
_TOKENS_A_SENTENCE = 180
_LONGEST_CV = 9000


def judge(
    draft: str, cv: CV, report: Report, ask: Ask, *, posting: Posting | None = None, home: Path | None = None
) -> tuple[Report, str]:
    """The report with what the judge adds, and a sentence on how far it could be believed here.

    The model sees the CV and the sentences redacted, never the posting: what an employer wishes is no evidence. Raises
    UserError where a call fails; the report of the rules is not touched then.
    """
    from jobhelper.checking.judge import judgement, sheets, with_judgement
    from jobhelper.drafting.redaction import redaction_for

    redaction = redaction_for(cv, posting.text if posting is not None else "")
    answers = []
    for sheet in sheets(draft, cv):
        request = _request(redaction.redact(cv.text), redaction.redact(sheet.lines()), sheet, home)
        answers.append((sheet, redaction.restore(ask(request).text).text))
    judged = judgement(answers, cv.text)
    return with_judgement(report, judged, cv.text), judged.standing()


def _request(cv_text: str, sentences: str, sheet: object, home: Path | None) -> ModelRequest:
    from jobhelper.checking.judge import Sheet, schema
    from jobhelper.drafting.prompts import load
    from jobhelper.drafting.requests import as_data

    assert isinstance(sheet, Sheet)
    prompt = load("judge", home)
    seed = hashlib.sha256(f"{cv_text}{sentences}".encode()).hexdigest()[:16]
    system, user = prompt.fill(
        {"cv": as_data(cv_text, _LONGEST_CV), "sentences": as_data(sentences, _LONGEST_CV), "fence": f"=== {seed} ==="}
    )
    return ModelRequest(
        "judge",
        prompt.id,
        prompt.version,
        prompt.sha256,
        system,
        user,
        schema(sheet),
        _TOKENS_A_SENTENCE * len(sheet.items) + 100,
    )


def judge_of(desk: Desk, run: str) -> Ask:
    """How a judge is reached: the model that drafts. Raises UserError where none was chosen or none may be asked."""
    if desk.settings.no_ai:
        raise UserError("AI is off for everything, so no judge can be asked.", "The check itself needs no model.")
    if desk.settings.provider == "offline":
        raise UserError(
            "No model was chosen, so there is no judge to ask.",
            "Set JOBHELPER_PROVIDER=openai with JOBHELPER_BASE_URL and JOBHELPER_MODEL, or check without --judge.",
        )
    from jobhelper.services.calls import Caller

    return Caller(desk, run=run).ask
