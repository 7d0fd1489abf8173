"""Calls of a model: within the budget, from the cache where the answer is there, each in the audit trail."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jobhelper.errors import UserError
from jobhelper.models import ModelReply, ModelRequest
from jobhelper.resources import template
from jobhelper.services.desk import Desk
from jobhelper.settings import api_key

if TYPE_CHECKING:
    from jobhelper.llm.budget import Budget

Ask = Callable[[ModelRequest], ModelReply]


class Caller:
    """The way to one endpoint for one run or batch; many threads may ask at once without passing a cap.

    Raises UserError where no model was chosen, where a call's worst case would pass a cap, and where a call fails.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        run: str,
        application_id: int | None = None,
        most_for_batch: float | None = None,
        key: str | None = None,
    ) -> None:
        from jobhelper.llm.budget import Budget, Caps, load_prices
        from jobhelper.llm.client import Client

        settings = desk.settings
        if not settings.model:
            raise UserError("No model was chosen.", "Set JOBHELPER_MODEL, or draft offline.")
        self._desk = desk
        self._run = run
        self._application_id = application_id
        self._client = Client(
            settings.base_url, key or api_key(settings), settings.model, settings.timeout, settings.temperature
        )
        # A batch is many runs: its own cap takes the place of the one for a single run.
        caps = Caps(
            run=None if most_for_batch is not None else settings.max_cost_per_run,
            batch=most_for_batch,
            day=settings.max_cost_per_day,
        )
        spent = desk.store.audit.spent_on(datetime.now(UTC).date().isoformat())
        prices = load_prices(template("prices.toml", settings.home))
        self._budget = Budget(prices, caps, settings.model, self._client.base_url, spent_day=spent)
        self._lock = threading.Lock()

    def ask(self, request: ModelRequest) -> ModelReply:
        """The answer to a request, from the cache where it was paid for before; recorded whatever happens."""
        from jobhelper.llm.audit import call_record
        from jobhelper.llm.cache import cached, request_key

        settings = self._desk.settings
        request = replace(request, correlation_id=request.correlation_id or self._run)

        def key(asked: ModelRequest) -> str:
            return request_key(
                asked, model=settings.model, base_url=self._client.base_url, temperature=settings.temperature
            )

        outcome: ModelReply | UserError
        cost: float | None = 0.0
        try:
            within = self._within_budget
            outcome = (cached(within, self._desk.store.audit, key) if settings.cache else within)(request)
            cost = self._price_of(outcome)
        except UserError as error:
            outcome = error
        self._desk.store.audit.add(
            call_record(
                request,
                outcome,
                model=settings.model,
                base_url=self._client.base_url,
                actor=self._desk.actor,
                application_id=self._application_id,
                cost=cost,
            )
        )
        if isinstance(outcome, UserError):
            raise outcome
        return outcome

    def _within_budget(self, request: ModelRequest) -> ModelReply:
        with self._reserved(request):
            reply = self._client.complete(request)
        with self._lock:
            self._budget.spend(reply)
        return reply

    def _price_of(self, reply: ModelReply) -> float | None:
        price = self._budget.prices.price(self._budget.model, self._budget.base_url)
        if reply.cached:
            return 0.0
        return None if price is None else price.of(reply.tokens_in, reply.tokens_out)

    @contextmanager
    def _reserved(self, request: ModelRequest) -> Iterator[None]:
        """Counts a call's worst case as spent while it is under way, so that others at once can't pass the cap."""
        with self._lock:
            self._budget.check(request)
            cost, tokens = self._budget.worst_case(request)
            _book(self._budget, cost or 0.0, tokens)
        try:
            yield
        finally:
            with self._lock:
                _book(self._budget, -(cost or 0.0), -tokens)

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()


def _book(budget: Budget, cost: float, tokens: int) -> None:
    budget.spent_run += cost
    budget.spent_batch += cost
    budget.spent_day += cost
    budget.tokens += tokens


def recorded_client(desk: Desk, application_id: int, run: str) -> Ask:
    """How one application's requests reach the chosen model."""
    return Caller(desk, run=run, application_id=application_id).ask


def batch_asker(desk: Desk, most: float | None) -> Ask | None:
    """How a batch's requests reach the chosen model, for at most `most` altogether; None where none was chosen."""
    if desk.settings.provider == "offline" or desk.settings.no_ai:
        return None
    cap = desk.settings.max_cost_per_day if most is None else most
    return Caller(desk, run="batch", most_for_batch=cap).ask
