"""One posting at one passion, asked of a model and answered, for the tests of drafting."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from jobhelper.drafting.plan import plan_cv, plan_letter
from jobhelper.drafting.replies import letter_from_reply
from jobhelper.drafting.requests import cv_request, letter_request
from jobhelper.models import (
    CV,
    Coverage,
    Draft,
    ModelReply,
    ModelRequest,
    Posting,
)
from jobhelper.passion.policy import Policy

Covered = Sequence[Coverage]
PERSONAL = ["Maya", "Lindqvist", "07700 900341", "@example", "Weavers Row", "HD4 2QX", "maya.example", "Falk", "960777"]
LIE = "I undertook community service at a psychology clinic."


def reply(values: Any, finish: str = "stop") -> ModelReply:
    text = values if isinstance(values, str) else json.dumps(values)
    return ModelReply(text, "test-model", 100, 50, 0.1, finish)


def answers(request: ModelRequest, text: str = LIE) -> dict[str, Any]:
    """A reply that fills every asked slot with one sentence."""
    return {slot: [{"text": text, "facts": [request.facts[0]]}] for slot in request.schema["properties"]}


class Case:
    """One posting at one passion: plan, request, and the way back."""

    def __init__(self, passion: int, cv: CV, posting: Posting, coverage: Covered, policy: Policy) -> None:
        self.cv, self.posting, self.coverage = cv, posting, coverage
        self.plan = plan_letter(cv, posting, coverage, policy.permissions(passion))

    def request(self, **options: Any) -> ModelRequest:
        return letter_request(self.plan, self.cv, self.posting, self.coverage, **options)

    def draft(self, values: Any, finish: str = "stop") -> Draft:
        return letter_from_reply(reply(values, finish), self.request(), self.plan, self.cv, self.posting)


def cv_case(cv: CV, posting: Posting, coverage: Covered, policy: Policy, passion: int) -> tuple[Any, ModelRequest]:
    plan = plan_cv(cv, posting, coverage, policy.permissions(passion))
    return plan, cv_request(plan, cv, posting, coverage)
