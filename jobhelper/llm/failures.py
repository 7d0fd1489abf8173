"""Says what went wrong with a call in plain words with the next step; no message ever holds the key."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator

import httpx2
import openai

from jobhelper.errors import UserError

_NEXT = "What you wrote is untouched; the offline composer drafts without a model."
_TAGS = re.compile(r"<[^>]{0,200}>")
_LONGEST_DETAIL = 160


class ModelFailure(UserError):  # noqa: N818 - a failure of the model's side, which the user can mend or wait out
    """A call that ended without a usable answer; `kind` names why, `attempts` how often it was tried."""

    def __init__(self, kind: str, title: str, hint: str, *, where: str = "", attempts: int = 1) -> None:
        super().__init__(title, f"{hint} {_NEXT}", where=where)
        self.kind = kind
        self.attempts = attempts


class TooLong(Exception):  # noqa: N818 - internal sign, turned into a ModelFailure before anybody sees it
    """The answer grew past its bound while it was read."""


class TooSlow(Exception):  # noqa: N818 - internal sign, turned into a ModelFailure before anybody sees it
    """The answer was not whole at its deadline, however lively it dripped."""


_SLOW = (openai.APITimeoutError, httpx2.TimeoutException, TooSlow, TimeoutError)
_STATUS = {
    401: ("key", "The endpoint does not accept the key.", "Set JOBHELPER_API_KEY to a valid key for this endpoint."),
    403: ("forbidden", "The key may not use this model.", "Choose another model, or ask for access to this one."),
    404: ("model", "The endpoint does not know the model {model}.", "Check the model's name and the base URL."),
    408: ("timeout", "The endpoint gave up waiting.", "Try again, or raise the timeout."),
    413: ("context", "The request is too large for the endpoint.", "Choose a model with a larger context."),
    429: ("rate", "The endpoint wants fewer calls.", "Wait a little, or check the quota of your account."),
    500: ("server", "The endpoint failed on its side.", "Try again later, or choose another model."),
    502: ("gateway", "A gateway before the endpoint failed.", "Try again later; if it stays, check the base URL."),
    503: ("busy", "The endpoint is busy or starting.", "Try again in a minute."),
    504: ("gateway", "A gateway before the endpoint timed out.", "Try again later, or raise the timeout."),
}


def from_exception(error: Exception, *, model: str, url: str, key: str | None, attempts: int) -> ModelFailure:
    """The failure that `error` stands for."""
    chain = list(_chain(error))
    if isinstance(error, openai.APIStatusError):
        kind, title, hint = _by_status(error)
    elif any(isinstance(e, TooLong) for e in chain):
        kind, title, hint = "too_long", "The answer did not end.", "Choose another model, or try again."
    elif any(isinstance(e, _SLOW) for e in chain):
        kind, title, hint = "timeout", "The model took too long.", "Raise the timeout, or choose a smaller model."
    elif isinstance(error, openai.APIResponseValidationError | ValueError):
        kind, title, hint = malformed()
    else:
        kind, title, hint = _by_connection(chain)
    detail = _detail(error, key)
    where = f"{url}{': ' + detail if detail else ''}"
    return ModelFailure(kind, title.format(model=model), hint, where=where, attempts=attempts)


def malformed() -> tuple[str, str, str]:
    """Kind, title and hint of an answer that is no chat completion."""
    return "malformed", "The endpoint's answer can't be read.", "Check that the base URL is an OpenAI-compatible one."


def _by_status(error: openai.APIStatusError) -> tuple[str, str, str]:
    status = error.status_code
    if 300 <= status < 400:
        return "redirect", "The endpoint sends on to another address.", "Set the base URL to the final address."
    if status == 400 and is_context(error):
        return "context", "The request does not fit into the model.", "Choose a model with a larger context."
    if status in _STATUS:
        return _STATUS[status]
    if status >= 500:
        return _STATUS[500]
    return "refused", f"The endpoint refused the request ({status}).", "Check the model's name and the base URL."


def is_context(error: openai.APIStatusError) -> bool:
    """Whether a refusal speaks of the model's context, so that asking in another form won't help."""
    words = str(error).lower()
    return "context" in words and any(w in words for w in ("length", "size", "window", "exceed", "maximum"))


def _by_connection(chain: list[BaseException]) -> tuple[str, str, str]:
    words = " ".join(str(e) for e in chain).lower()
    if any(isinstance(e, socket.gaierror) for e in chain) or "name or service" in words or "getaddrinfo" in words:
        return "dns", "There is no host of that name.", "Check the base URL and your connection."
    if any(isinstance(e, ssl.SSLError) for e in chain) or "ssl" in words or "certificate" in words:
        return "tls", "The endpoint's identity can't be proved.", "Check the base URL: https or http, and the name."
    if any(isinstance(e, ConnectionRefusedError) for e in chain) or "refused" in words:
        return "connection", "Nothing answers at that address.", "Start the model server, or check the base URL."
    return "cut", "The connection broke off.", "Try again; if it stays, look at the model server."


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    todo: list[BaseException | None] = [error]
    while todo:
        current = todo.pop()
        if current is not None and id(current) not in seen:
            seen.add(id(current))
            yield current
            todo.extend([current.__cause__, current.__context__])


def _detail(error: Exception, key: str | None) -> str:
    """The endpoint's own words, short, on one line and without the key; nothing of an HTML page."""
    if not isinstance(error, openai.APIStatusError) or "<html" in error.response.text.lower():
        return ""
    body = error.body
    message = body.get("message") if isinstance(body, dict) else None
    words = " ".join(_TAGS.sub(" ", str(message or "")).split())
    if key:
        words = words.replace(key, "[key]")
    words = re.sub(r"\b(?:sk|key|pk)-[\w*.-]{4,}", "[key]", words)
    return words[:_LONGEST_DETAIL]
