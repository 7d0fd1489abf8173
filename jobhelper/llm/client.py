"""Asks an OpenAI-compatible endpoint: bounded, retried with patience, in the most binding form that it understands."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

import httpx2
import openai
from openai.types.chat import ChatCompletion
from openai.types.chat.chat_completion import Choice

from jobhelper.llm.failures import ModelFailure, TooLong, TooSlow, from_exception, is_context, malformed
from jobhelper.llm.transport import http_client
from jobhelper.models import ModelReply, ModelRequest

OPENAI_URL = "https://api.openai.com/v1"
LONGEST_WAIT = 30.0
"""Seconds that a Retry-After is obeyed for; more is said to the user, who decides."""

_RETRIED = frozenset({408, 429, 500, 502, 503, 504})
_POLL = 0.05


class ReplyForm(StrEnum):
    """How the form of a reply is asked for, the most binding first."""

    SCHEMA = "json_schema"
    JSON = "json_object"
    PLAIN = "text"


_WEAKER = {ReplyForm.SCHEMA: ReplyForm.JSON, ReplyForm.JSON: ReplyForm.PLAIN}


@dataclass(frozen=True, slots=True)
class _Attempt:
    reply: ModelReply | None
    failure: ModelFailure | None
    wait: float | None


class Client:
    """One endpoint and model; it remembers which form of reply the endpoint understands (`form`).

    `timeout` is seconds for one whole answer, `retries` how often a passing failure is tried again. `pause` and
    `jitter` are what tests replace to wait for nothing.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str | None,
        model: str,
        timeout: float = 120.0,
        temperature: float | None = 0.4,
        *,
        reasoning_effort: str = "",
        retries: int = 2,
        form: ReplyForm = ReplyForm.SCHEMA,
        pause: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.base_url = base_url or OPENAI_URL
        self.model = model
        self.form = form
        self._key = api_key
        self._temperature = temperature
        self._effort = reasoning_effort
        self._retries = retries
        self._pause = pause
        self._jitter = jitter
        self._timeout = timeout
        _check_address(self.base_url)
        self._http = http_client(self.base_url, timeout)
        # The library wants a key even where an endpoint on this machine needs none.
        self._openai = openai.OpenAI(
            api_key=api_key or "none", base_url=self.base_url, max_retries=0, timeout=timeout, http_client=self._http
        )
        # The library takes these from the environment; what lies around there is nobody's choice for this endpoint.
        self._openai.organization = self._openai.project = None

    def close(self) -> None:
        """Closes the connections."""
        self._openai.close()

    def complete(
        self,
        request: ModelRequest,
        *,
        on_text: Callable[[str], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> ModelReply:
        """The model's answer to `request`.

        With `on_text` the answer is streamed and each piece handed over as it comes. Once `cancel` is set, the call
        ends within a tenth of a second. Raises ModelFailure for every way in which a call can end without an answer.
        """
        if cancel is None:
            return self._answer(request, on_text, None)
        return self._cancellable(request, on_text, cancel)

    def _cancellable(
        self, request: ModelRequest, on_text: Callable[[str], None] | None, cancel: threading.Event
    ) -> ModelReply:
        result: list[ModelReply | BaseException] = []

        def work() -> None:
            try:
                result.append(self._answer(request, on_text, cancel))
            except BaseException as error:  # noqa: BLE001 - handed over to the waiting thread and raised there
                result.append(error)

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(_POLL)
            if cancel.is_set() and thread.is_alive():
                raise _cancelled(self.base_url)
        outcome = result[0]
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def _answer(
        self, request: ModelRequest, on_text: Callable[[str], None] | None, cancel: threading.Event | None
    ) -> ModelReply:
        attempts = 0
        while True:
            attempts += 1
            attempt = self._attempt(request, on_text, cancel, attempts)
            if attempt.reply is not None:
                return attempt.reply
            assert attempt.failure is not None
            if attempt.wait is None or attempts > self._retries:
                raise attempt.failure
            self._sleep(attempt.wait, attempts, cancel)

    def _attempt(
        self,
        request: ModelRequest,
        on_text: Callable[[str], None] | None,
        cancel: threading.Event | None,
        attempts: int,
    ) -> _Attempt:
        try:
            return _Attempt(self._in_best_form(request, on_text, cancel), None, None)
        except ModelFailure as failure:
            failure.attempts = attempts
            return _Attempt(None, failure, None)
        except (openai.OpenAIError, httpx2.HTTPError, TooLong, TooSlow, ValueError) as error:
            # A body that is no JSON reaches us as a ValueError, a stream that breaks as the HTTP library's own error.
            seen = from_exception(error, model=self.model, url=self.base_url, key=self._key, attempts=attempts)
            return _Attempt(None, seen, _wait(error, seen))

    def _in_best_form(
        self, request: ModelRequest, on_text: Callable[[str], None] | None, cancel: threading.Event | None
    ) -> ModelReply:
        while True:
            try:
                return self._once(request, on_text, cancel)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                weaker = _WEAKER.get(self.form)
                if weaker is None or is_context(error):
                    raise
                self.form = weaker

    def _once(
        self, request: ModelRequest, on_text: Callable[[str], None] | None, cancel: threading.Event | None
    ) -> ModelReply:
        started = time.monotonic()
        body = self._body(request)
        if on_text is None:
            completion = self._openai.chat.completions.create(**body)
            return self._read(completion, started)
        return self._stream(body, on_text, cancel, started)

    def _body(self, request: ModelRequest) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self.model,
            "messages": [{"role": "system", "content": request.system}, {"role": "user", "content": request.user}],
            "max_tokens": request.max_tokens,
        }
        if self._temperature is not None:
            body["temperature"] = self._temperature
        if self._effort:
            body["reasoning_effort"] = self._effort
            body["max_completion_tokens"] = body.pop("max_tokens")
            body.pop("temperature", None)
        if self.form is ReplyForm.SCHEMA:
            schema = {"name": request.task.replace("-", "_"), "schema": request.schema, "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.form is ReplyForm.JSON:
            body["response_format"] = {"type": "json_object"}
        if self.form is not ReplyForm.SCHEMA:
            body["messages"][1]["content"] += f"\n\nThe JSON schema of the answer:\n{_compact(request.schema)}"
        return body

    def _read(self, completion: ChatCompletion, started: float) -> ModelReply:
        choices = getattr(completion, "choices", None)
        if not isinstance(completion, ChatCompletion) or not isinstance(choices, list):
            raise self._failure(*malformed())
        if not choices:
            raise self._failure("empty", "The model gave no answer.", "Try again, or choose another model.")
        choice = choices[0]
        message = choice.message if isinstance(choice, Choice) else None
        if message is None:
            raise self._failure(*malformed())
        if message.refusal:
            raise self._failure("refusal", "The model refused.", "Choose another model.")
        usage = completion.usage
        return self._checked(
            message.content or "",
            choice.finish_reason or "stop",
            completion.model or self.model,
            (usage.prompt_tokens or 0, usage.completion_tokens or 0) if usage else (0, 0),
            started,
        )

    def _stream(
        self,
        body: dict[str, Any],
        on_text: Callable[[str], None],
        cancel: threading.Event | None,
        started: float,
    ) -> ModelReply:
        parts: list[str] = []
        finish, model, tokens = "", self.model, (0, 0)
        stream = self._openai.chat.completions.create(**body, stream=True, stream_options={"include_usage": True})
        with stream:
            for chunk in stream:
                if cancel is not None and cancel.is_set():
                    raise _cancelled(self.base_url)
                model = chunk.model or model
                if chunk.usage is not None:
                    tokens = (chunk.usage.prompt_tokens or 0, chunk.usage.completion_tokens or 0)
                for choice in (chunk.choices or [])[:1]:
                    if choice.delta is not None and choice.delta.content:
                        parts.append(choice.delta.content)
                        on_text(choice.delta.content)
                    finish = choice.finish_reason or finish
        if not finish:
            raise self._failure("cut", "The answer broke off.", "Try again; if it stays, look at the model server.")
        return self._checked("".join(parts), finish, model, tokens, started)

    def _checked(self, text: str, finish: str, model: str, tokens: tuple[int, int], started: float) -> ModelReply:
        if finish == "length":
            hint = "Choose a model with a larger context, or ask for less."
            raise self._failure("length", "The answer was cut off at its greatest length.", hint)
        if finish == "content_filter":
            hint = "Choose another endpoint, or write this part yourself."
            raise self._failure("filter", "The endpoint's content filter held the answer back.", hint)
        if not text.strip():
            raise self._failure("empty", "The model gave an empty answer.", "Try again, or choose another model.")
        return ModelReply(text, model, tokens[0], tokens[1], time.monotonic() - started, finish)

    def _failure(self, kind: str, title: str, hint: str) -> ModelFailure:
        return ModelFailure(kind, title, hint, where=self.base_url)

    def _sleep(self, wait: float, attempts: int, cancel: threading.Event | None) -> None:
        seconds = wait if wait >= 0 else (0.5 + self._jitter()) * 2 ** (attempts - 1)
        if cancel is not None:
            if cancel.wait(seconds):
                raise _cancelled(self.base_url)
            return
        self._pause(seconds)


def _check_address(url: str) -> None:
    """Raises ModelFailure for a base URL that is none, before anything is tried."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        hint = "Set the base URL to one like http://localhost:11434/v1."
        raise ModelFailure("address", "That is no address of an endpoint.", hint, where=url)


def _cancelled(url: str) -> ModelFailure:
    return ModelFailure("cancelled", "You stopped the call.", "Ask again when you like.", where=url)


def _compact(schema: dict[str, Any]) -> str:
    import json

    return json.dumps(schema, ensure_ascii=False, separators=(",", ":"))


def _wait(error: Exception, failure: ModelFailure) -> float | None:
    """Seconds to wait before another try, -1 for as long as the attempt suggests, None where another try is no use."""
    if isinstance(error, openai.APIStatusError):
        if error.status_code not in _RETRIED:
            return None
        after = _retry_after(error.response.headers.get("retry-after", ""))
        if after is None:
            return -1.0
        return after if after <= LONGEST_WAIT else None
    return -1.0 if failure.kind == "cut" else None


def _retry_after(value: str) -> float | None:
    """Seconds that a Retry-After header asks for, given as seconds or as a date; None where it says nothing usable."""
    value = value.strip()
    if value.replace(".", "", 1).isdigit():
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return max(0.0, at.timestamp() - time.time())
