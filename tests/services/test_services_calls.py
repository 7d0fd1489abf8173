"""Calls of a model over a real connection: caps, the cache, the trail, and what becomes of a failing endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from jobhelper.errors import UserError
from jobhelper.models import Application, DocumentKind, ModelReply, ModelRequest
from jobhelper.services import drafting
from jobhelper.services.calls import Caller
from jobhelper.services.desk import Desk
from tests.llm.loopback import Endpoint, completion, failure, send, serving

REQUEST = ModelRequest("letter", "letter", "1", "0" * 64, "Be brief.", "Write.", {"type": "object"}, 100)


def answer(text: str = "{}") -> dict[str, Any]:
    """An answer of the priced model: a thousand tokens in, a hundred out."""
    usage = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
    return completion(text) | {"model": "priced", "usage": usage}


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving(send(200, answer())) as served:
        yield served


@pytest.fixture
def model_desk(desk: Desk, endpoint: Endpoint) -> Desk:
    prices = desk.settings.home / "templates" / "prices.toml"
    prices.parent.mkdir(parents=True)
    # 1 for a thousand tokens out, and no free host: what is local costs here.
    prices.write_text('currency = "X"\n[[price]]\nmodel = "priced"\ninput = 0.0\noutput = 1000.0\n')
    settings = replace(
        desk.settings,
        provider="openai",
        base_url=endpoint.url,
        model="priced",
        max_cost_per_run=0.25,
        max_cost_per_day=1.0,
    )
    return replace(desk, settings=settings)


def test_the_same_call_is_paid_once_and_both_stand_in_the_trail(model_desk: Desk, endpoint: Endpoint) -> None:
    first, second = (Caller(model_desk, run=name).ask(REQUEST) for name in ("one", "two"))
    assert len(endpoint.requests) == 1
    assert (first.cached, second.cached, second.text) == (False, True, first.text)
    items = model_desk.store.audit.items()
    assert [(item.run, item.cost) for item in items] == [("one", 0.1), ("two", 0.0)]
    assert all("Write." in item.sent for item in items)


def test_a_call_that_could_pass_a_cap_is_not_made(model_desk: Desk, endpoint: Endpoint) -> None:
    caller = Caller(model_desk, run="r")
    answered = 0
    with pytest.raises(UserError, match="could cost"):
        for number in range(9):
            caller.ask(replace(REQUEST, user=str(number)))
            answered += 1
    assert answered == len(endpoint.requests) == 2, "0.25 allows two calls of at most 0.1"
    assert sum(item.cost for item in model_desk.store.audit.items()) <= 0.25


def test_a_days_cap_counts_what_earlier_runs_spent(model_desk: Desk, endpoint: Endpoint) -> None:
    for number in range(10):
        Caller(model_desk, run=str(number)).ask(replace(REQUEST, user=str(number)))
    with pytest.raises(UserError, match="could cost"):
        Caller(model_desk, run="last").ask(replace(REQUEST, user="last"))
    assert len(endpoint.requests) == 10


def test_many_threads_at_once_never_pass_the_cap_of_a_batch(model_desk: Desk, endpoint: Endpoint) -> None:
    caller = Caller(model_desk, run="batch", most_for_batch=0.55)

    def ask(number: int) -> ModelReply | None:
        try:
            return caller.ask(replace(REQUEST, user=str(number)))
        except UserError:
            return None

    with ThreadPoolExecutor(8) as pool:
        replies = [reply for reply in pool.map(ask, range(24)) if reply is not None]
    spent = sum(item.cost for item in model_desk.store.audit.items())
    assert 1 <= len(replies) == len(endpoint.requests) and spent <= 0.55 + 1e-9


def test_without_a_chosen_provider_a_key_that_lies_around_is_not_used(
    desk: Desk, job: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-lying-around")
    events = list(drafting.draft_application(desk, job.id, [DocumentKind.LETTER]))
    assert events and not [item for item in desk.store.audit.items() if item.kind == "call"]


def test_no_ai_for_one_application_asks_nothing(model_desk: Desk, job: Application, endpoint: Endpoint) -> None:
    model_desk.store.applications.change(job.id, "user", no_ai=True)
    list(drafting.draft_application(model_desk, job.id))
    assert len(endpoint.requests) == 0


def test_a_reply_that_breaks_its_contract_is_asked_for_once_more_and_then_refused(
    model_desk: Desk, job: Application, endpoint: Endpoint
) -> None:
    desk = replace(model_desk, settings=replace(model_desk.settings, max_cost_per_run=50.0, max_cost_per_day=50.0))
    endpoint.behaviours[:] = [send(200, answer("I am sorry, here is your letter: Dear team"))]
    with pytest.raises(UserError, match="can't be used"):
        list(drafting.draft_application(desk, job.id, [DocumentKind.LETTER]))
    assert len(endpoint.requests) == 2
    assert desk.store.drafts.newest(job.id, DocumentKind.LETTER) is None
    assert [item.kind for item in desk.store.audit.items()] == ["call", "call"]


def test_a_failed_call_stands_in_the_trail_and_what_was_there_stays(
    model_desk: Desk, desk: Desk, job: Application, endpoint: Endpoint
) -> None:
    list(drafting.draft_application(desk, job.id, [DocumentKind.LETTER]))
    before = desk.store.drafts.newest(job.id, DocumentKind.LETTER)
    rich = replace(model_desk, settings=replace(model_desk.settings, max_cost_per_run=50.0, max_cost_per_day=50.0))
    endpoint.behaviours[:] = [failure(401)]
    with pytest.raises(UserError, match="key"):
        list(drafting.draft_application(rich, job.id, [DocumentKind.LETTER]))
    assert desk.store.drafts.newest(job.id, DocumentKind.LETTER) == before
    assert desk.store.audit.items()[-1].decision == "no answer"
