"""A model as judge over a real connection: what leaves the machine, what comes back, and when nobody is asked."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from jobhelper.checking.judge import RULE
from jobhelper.errors import UserError
from jobhelper.services.checking import check_text
from jobhelper.services.cvs import current
from jobhelper.services.desk import Desk
from jobhelper.services.judging import judge, judge_of
from tests.llm.loopback import completion, send, serving

DRAFT = """Dear team,

I answered every telephone call in the clinic and rearranged the waiting room twice.
I met four first-year students once a fortnight to talk about settling in.

Yours faithfully,
Maya Lindqvist-Rao
"""
_LINE = re.compile(r"^(s\d+): (.*)$", re.MULTILINE)


def knowing(cv_text: str) -> Any:
    """A judge that compares words: a sentence whose words the CV has is supported, any other not."""
    known = set(re.findall(r"\w+", cv_text.lower()))

    def behave(handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
        lines = _LINE.findall(request["messages"][-1]["content"])
        rows = []
        for number, text in lines:
            fresh = [w for w in re.findall(r"\w+", text) if w.lower() not in known]
            row = {"id": number, "supported": not fresh, "quote": fresh[0] if fresh else "", "missed": ""}
            rows.append(
                row | {"category": "invented_experience" if fresh else "none", "reason": "compared word by word"}
            )
        send(200, completion(json.dumps({"verdicts": rows})))(handler, request)

    return behave


def with_model(desk: Desk, url: str) -> Desk:
    settings = replace(desk.settings, provider="openai", base_url=url, model="test-model-1", cache=False)
    return replace(desk, settings=settings)


def test_a_judge_is_asked_without_name_or_address_and_adds_what_it_can_show(desk: Desk) -> None:
    cv = current(desk).cv
    report = check_text(DRAFT, cv, None)
    with serving(knowing(cv.text)) as endpoint:
        after, standing = judge(DRAFT, cv, report, judge_of(with_model(desk, endpoint.url), "run-1"))
    sent = json.dumps(endpoint.requests)
    assert cv.contact.name is not None
    assert cv.contact.email is not None
    for private in (cv.contact.name.text, cv.contact.email.text, *(p.text for p in cv.contact.phones)):
        assert private not in sent
    assert "control sentences right" in standing
    ours = {(f.start, f.end, f.rule) for f in report.findings}
    assert ours <= {(f.start, f.end, f.rule) for f in after.findings}
    touched = [f for f in after.findings if f.start < DRAFT.index("twice") and DRAFT.index("I answered") <= f.start]
    assert touched
    for finding in after.findings:
        if finding.rule == RULE:
            assert DRAFT[finding.start : finding.end] == finding.quote


def test_every_question_to_the_judge_stands_in_the_audit_trail(desk: Desk) -> None:
    cv = current(desk).cv
    with serving(knowing(cv.text)) as endpoint:
        judge(DRAFT, cv, check_text(DRAFT, cv, None), judge_of(with_model(desk, endpoint.url), "run-2"))
        asked = len(endpoint.requests)
    calls = [item for item in desk.store.audit.items() if item.run == "run-2"]
    assert len(calls) == asked > 0


def test_a_judge_that_answers_nonsense_changes_nothing_and_is_said_to_be_unreliable(desk: Desk) -> None:
    cv = current(desk).cv
    report = check_text(DRAFT, cv, None)
    with serving(send(200, completion('{"verdicts": []}'))) as endpoint:
        after, standing = judge(DRAFT, cv, report, judge_of(with_model(desk, endpoint.url), "run-3"))
    assert after == report
    assert "unreliable" in standing


def test_nobody_is_asked_offline_or_where_ai_is_off(desk: Desk) -> None:
    with pytest.raises(UserError, match="No model was chosen"):
        judge_of(desk, "run-4")
    silent = replace(desk, settings=replace(desk.settings, provider="openai", no_ai=True))
    with pytest.raises(UserError, match="AI is off"):
        judge_of(silent, "run-5")
