"""Tests of prices, caps, the cache of replies and the audit rows of calls."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobhelper.errors import UserError
from jobhelper.llm.audit import call_record, sent_text
from jobhelper.llm.budget import Budget, Caps, load_prices
from jobhelper.llm.cache import cached, request_key
from jobhelper.models import ModelReply, ModelRequest
from jobhelper.resources import template

PRICES = load_prices(template("prices.toml"))
REQUEST = ModelRequest("letter", "letter", "1", "0" * 64, "s" * 1000, "u" * 3000, {"type": "object"}, 500, "run-1")
REPLY = ModelReply("{}", "gpt-4o-mini-2024-07-18", 1000, 200, 1.5)
URL = "https://api.example/v1"


@pytest.mark.parametrize(
    ("model", "row"),
    [
        ("gpt-4o-mini", "gpt-4o-mini"),
        ("gpt-4o-mini-2024-07-18", "gpt-4o-mini"),
        ("gpt-4o-2024-08-06", "gpt-4o"),
        ("openai/gpt-4o", "gpt-4o"),
        ("gpt-4o-audio", None),
        ("gpt-4", None),
        ("my-own-model", None),
    ],
)
def test_a_price_is_the_models_own_or_unknown(model: str, row: str | None) -> None:
    price = PRICES.price(model, URL)
    assert (price.model if price else None) == row


def test_this_machine_costs_nothing() -> None:
    price = PRICES.price("anything", "http://localhost:11434/v1")
    assert price is not None
    assert price.of(10_000, 10_000) == 0


def test_price_of_a_million_tokens() -> None:
    price = PRICES.price("gpt-4o-mini")
    assert price is not None
    assert price.of(1_000_000, 1_000_000) == pytest.approx(0.75)


@given(st.text(max_size=3000), st.integers(1, 5000))
def test_worst_case_is_never_below_what_a_call_can_cost(text: str, most: int) -> None:
    budget = Budget(PRICES, Caps(), "gpt-4o-mini", URL)
    request = replace(REQUEST, user=text, max_tokens=most)
    cost, tokens = budget.worst_case(request)
    price = PRICES.price("gpt-4o-mini")
    assert price is not None and cost is not None
    assert cost >= price.of(len(text) // 3, most)
    assert tokens >= most


def capped(name: str, most: float) -> Caps:
    caps = {"call": Caps(call=most), "run": Caps(run=most), "batch": Caps(batch=most), "day": Caps(day=most)}
    return caps[name]


@pytest.mark.parametrize("name", ["call", "run", "batch", "day"])
def test_each_cap_refuses_before_the_call(name: str) -> None:
    budget = Budget(PRICES, capped(name, 0.0001), "gpt-4o", URL)
    with pytest.raises(UserError) as caught:
        budget.check(REQUEST)
    assert "0.0001 USD" in caught.value.title
    Budget(PRICES, capped(name, 1.0), "gpt-4o", URL).check(REQUEST)


def test_what_was_spent_counts_against_the_next_call() -> None:
    budget = Budget(PRICES, Caps(run=0.02), "gpt-4o-mini", URL)
    for _ in range(100):
        try:
            budget.check(REQUEST)
        except UserError:
            break
        budget.spend(REPLY)
    assert 0.018 < budget.spent_run <= 0.02


def test_unknown_price_is_capped_by_tokens_and_never_called_free() -> None:
    budget = Budget(PRICES, Caps(run=0.0001, tokens=4000), "my-own-model", URL)
    budget.check(REQUEST)
    assert budget.spend(REPLY) is None
    budget.spend(REPLY)
    with pytest.raises(UserError, match="tokens"):
        budget.check(REQUEST)


def test_a_cached_reply_costs_nothing() -> None:
    budget = Budget(PRICES, Caps(), "gpt-4o-mini", URL)
    assert budget.spend(replace(REPLY, cached=True)) == 0.0
    assert (budget.spent_run, budget.tokens) == (0.0, 0)


@pytest.mark.parametrize("text", ["[[", "[[price]]\nmodel = 'x'", "[[price]]\nmodel = 'x'\ninput = -1\noutput = 1"])
def test_damaged_price_table_is_a_user_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / "prices.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UserError):
        load_prices(path)


class Shelf:
    """Replies kept in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, ModelReply] = {}

    def cached_reply(self, key: str) -> ModelReply | None:
        return self.kept.get(key)

    def keep_reply(self, key: str, reply: ModelReply) -> None:
        self.kept[key] = reply


def key(request: ModelRequest, **changes: object) -> str:
    options = {"model": "m", "base_url": URL, "temperature": 0.4, "draw": 0} | changes
    return request_key(request, **options)  # type: ignore[arg-type]


def test_the_same_call_is_answered_once() -> None:
    calls: list[ModelRequest] = []

    def ask(request: ModelRequest) -> ModelReply:
        calls.append(request)
        return REPLY

    remembered = cached(ask, Shelf(), key)
    assert remembered(REQUEST) == REPLY
    again = remembered(replace(REQUEST, correlation_id="run-2"))
    assert (again.text, again.cached, len(calls)) == (REPLY.text, True, 1)
    remembered(replace(REQUEST, user="other"))
    assert len(calls) == 2


def test_whatever_the_endpoint_sees_makes_another_call() -> None:
    keys = {key(REQUEST)}
    for change in ({"model": "n"}, {"base_url": "http://x"}, {"temperature": None}, {"draw": 1}):
        keys.add(key(REQUEST, **change))
    for other in (
        replace(REQUEST, system="x"),
        replace(REQUEST, schema={}),
        replace(REQUEST, max_tokens=1),
        replace(REQUEST, prompt_version="2"),
    ):
        keys.add(key(other))
    assert len(keys) == 9


def test_audit_row_says_who_what_and_at_what_price() -> None:
    row = call_record(REQUEST, REPLY, model="gpt-4o-mini", base_url=URL, actor="user", application_id=3, cost=0.1)
    assert (row.actor, row.tool, row.run, row.application_id) == ("user", URL, "run-1", 3)
    assert row.prompt == f"letter 1 {'0' * 64}"
    assert row.sent == sent_text(REQUEST)
    assert (row.tokens_in, row.tokens_out, row.cost, row.decision) == (1000, 200, 0.1, "answered")
    failed = call_record(REQUEST, UserError("Down.", "Wait."), model="m", base_url=URL, actor="user")
    assert (failed.decision, failed.answer) == ("no answer", "Down.\n  Wait.")
    unknown = call_record(REQUEST, REPLY, model="m", base_url=URL, actor="batch", cost=None)
    assert (unknown.cost, unknown.decision) == (0.0, "answered, price unknown")
