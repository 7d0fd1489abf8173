"""Keeps replies by the content of the whole request, so that the same call is not paid for twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Protocol

from jobhelper.models import ModelReply, ModelRequest

Ask = Callable[[ModelRequest], ModelReply]


class ReplyStore(Protocol):
    """Where replies are kept; a database, or a dictionary in a test."""

    def cached_reply(self, key: str) -> ModelReply | None:
        """The reply that was kept under `key`, or None."""

    def keep_reply(self, key: str, reply: ModelReply) -> None:
        """Keeps `reply` under `key`."""


def request_key(request: ModelRequest, *, model: str, base_url: str, temperature: float | None, draw: int = 0) -> str:
    """The name of a request's reply: everything that the endpoint sees, and nothing else.

    `draw` tells rerolls of the same request apart, so that asking again on purpose asks indeed.
    """
    content = asdict(request)
    for name in ("correlation_id", "notes", "facts"):
        content.pop(name)
    content |= {"model": model, "base_url": base_url, "temperature": temperature, "draw": draw}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def cached(ask: Ask, replies: ReplyStore, key_of: Callable[[ModelRequest], str]) -> Ask:
    """`ask` that answers from `replies` where it can; such replies are marked as cached and took no time."""

    def answer(request: ModelRequest) -> ModelReply:
        key = key_of(request)
        known = replies.cached_reply(key)
        if known is not None:
            return replace(known, cached=True, seconds=0.0)
        reply = ask(request)
        replies.keep_reply(key, reply)
        return reply

    return answer
