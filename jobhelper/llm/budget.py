"""Reckons what calls cost, and refuses one before it is made where its worst case would pass a cap."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jobhelper.errors import UserError
from jobhelper.models import ModelReply, ModelRequest

CHARACTERS_PER_TOKEN = 2.5
"""For the worst case: English has about four characters a token, tables, names and symbols fewer."""

_HINT = "Mend it, or delete your copy to go back to the packaged price table."
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """What a model costs, in the table's currency for a million tokens."""

    model: str
    input: float
    output: float

    def of(self, tokens_in: int, tokens_out: int) -> float:
        """The price of so many tokens."""
        return (tokens_in * self.input + tokens_out * self.output) / _MILLION


@dataclass(frozen=True, slots=True)
class PriceTable:
    """Prices with their currency and date; `free_hosts` are endpoints whose calls cost nothing."""

    prices: tuple[Price, ...]
    currency: str
    date: datetime.date | None
    free_hosts: frozenset[str]

    def price(self, model: str, base_url: str = "") -> Price | None:
        """The price of `model` at that endpoint; None where it isn't known, which is not the same as nothing."""
        if base_url and urlsplit(base_url).hostname in self.free_hosts:
            return Price(model, 0.0, 0.0)
        matching = [price for price in self.prices if _matches(price.model, model)]
        return max(matching, key=lambda price: len(price.model), default=None)


def _matches(row: str, model: str) -> bool:
    """Whether the row's name is the model's, or the model's without the date, tag or provider that dresses it."""
    name = model.rsplit("/", 1)[-1].casefold()
    wanted = row.casefold()
    if not name.startswith(wanted):
        return False
    rest = name[len(wanted) :]
    # `gpt-4o-mini` is no dated `gpt-4o`: only a number or a tag may follow.
    return (
        not rest or rest[0] in ":@" or (rest[0] == "-" and (rest[1:2].isdigit() or rest[1:] in {"latest", "preview"}))
    )


def load_prices(path: Path) -> PriceTable:
    """The price table at `path`. Raises UserError for a damaged file or a price that is no amount."""
    where = str(path)
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError("The price table can't be read.", f"{error}. {_HINT}", where=where) from error
    prices = []
    for number, row in enumerate(data.get("price", []), start=1):
        prices.append(_price(row, number, where))
    day = data.get("date")
    hosts = data.get("free_hosts", [])
    return PriceTable(
        tuple(prices), str(data.get("currency", "")), day if isinstance(day, datetime.date) else None, frozenset(hosts)
    )


def _price(row: Any, number: int, where: str) -> Price:
    place = f"{where}, price {number}"
    try:
        price = Price(str(row["model"]), float(row["input"]), float(row["output"]))
    except (KeyError, TypeError, ValueError) as error:
        raise UserError("A price needs model, input and output.", _HINT, where=place) from error
    if min(price.input, price.output) < 0 or not price.model:
        raise UserError("A price can't be below nothing, and needs a model.", _HINT, where=place)
    return price


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that may be spent, in the table's currency, and in tokens where a model has no price; None: no cap."""

    call: float | None = None
    run: float | None = None
    batch: float | None = None
    day: float | None = None
    tokens: int | None = 200_000


@dataclass(slots=True)
class Budget:
    """What was spent so far in this run, batch and day, held against the caps before each call."""

    prices: PriceTable
    caps: Caps
    model: str
    base_url: str = ""
    spent_run: float = 0.0
    spent_batch: float = 0.0
    spent_day: float = 0.0
    tokens: int = 0
    _names: Mapping[str, str] = field(
        default_factory=lambda: {"call": "this call", "run": "this run", "batch": "this batch", "day": "today"}
    )

    def worst_case(self, request: ModelRequest) -> tuple[float | None, int]:
        """The most that `request` can cost, None without a price, and the most tokens that it can use."""
        # The schema is counted too: endpoints that don't bind replies get it inside the prompt.
        characters = len(request.system) + len(request.user) + len(str(request.schema))
        tokens_in = int(characters / CHARACTERS_PER_TOKEN) + 50
        price = self.prices.price(self.model, self.base_url)
        cost = None if price is None else price.of(tokens_in, request.max_tokens)
        return cost, tokens_in + request.max_tokens

    def check(self, request: ModelRequest) -> None:
        """Raises UserError where the worst case of `request` would pass a cap; nothing has been sent then."""
        cost, tokens = self.worst_case(request)
        if cost is None:
            most = self.caps.tokens
            if most is not None and self.tokens + tokens > most:
                raise UserError(
                    f"The next call could use {tokens} tokens, and {self.tokens} of {most} are used.",
                    f"There is no price for {self.model}: raise the cap of tokens, or add its price to prices.toml.",
                )
            return
        for name, spent in (
            ("call", 0.0),
            ("run", self.spent_run),
            ("batch", self.spent_batch),
            ("day", self.spent_day),
        ):
            cap = getattr(self.caps, name)
            if cap is not None and spent + cost > cap + 1e-12:
                raise UserError(
                    f"The next call could cost {self.amount(cost)}; {self._names[name]} has used {self.amount(spent)} "
                    f"of {self.amount(cap)}.",
                    "Raise the cap in the settings, choose a cheaper model, or use the offline composer.",
                )

    def spend(self, reply: ModelReply) -> float | None:
        """Books what `reply` cost and gives it back; None without a price. A cached reply costs nothing."""
        if reply.cached:
            return 0.0
        self.tokens += reply.tokens_in + reply.tokens_out
        price = self.prices.price(self.model, self.base_url)
        if price is None:
            return None
        cost = price.of(reply.tokens_in, reply.tokens_out)
        self.spent_run += cost
        self.spent_batch += cost
        self.spent_day += cost
        return cost

    def amount(self, value: float) -> str:
        """An amount in the table's currency, for people."""
        return f"{value:.4f} {self.prices.currency}".strip()
