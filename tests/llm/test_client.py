"""Tests of the client against a real server: each failure ends in a clear message, and retries keep their bounds."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from jobhelper.llm.client import Client, ReplyForm
from jobhelper.llm.failures import ModelFailure
from jobhelper.models import ModelRequest
from tests.llm import loopback
from tests.llm.loopback import completion, drip, events, failure, hang_up, send, serving, silent

KEY = "sk-secret-1234567890"
SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"], "additionalProperties": False}
REQUEST = ModelRequest("letter", "letter", "1", "0" * 64, "system words", "user words", SCHEMA, 100)
OK = send(200, completion())
HTML = b"<html><body><h1>502 Bad Gateway</h1>" + KEY.encode() + b"</body></html>"


def client(url: str, waits: list[float] | None = None, **options: Any) -> Client:
    pause = (lambda s: waits.append(s)) if waits is not None else (lambda s: None)
    options.setdefault("timeout", 0.6)
    return Client(url, KEY, "test-model", pause=pause, jitter=lambda: 0.5, **options)


FAILURES: dict[str, tuple[Any, str, int]] = {
    "401": (failure(401, f"Incorrect API key provided: {KEY}"), "key", 1),
    "403": (failure(403), "forbidden", 1),
    "404 model": (failure(404), "model", 1),
    "429 without Retry-After": (failure(429), "rate", 3),
    "429 with Retry-After": (failure(429, retry_after="2"), "rate", 3),
    "429 with a long Retry-After": (failure(429, retry_after="3600"), "rate", 1),
    "500": (failure(500), "server", 3),
    "502 with HTML": (send(502, HTML, "text/html"), "gateway", 3),
    "503": (failure(503), "busy", 3),
    "redirect": (send(307, b"", location="http://127.0.0.1:1/v1"), "redirect", 1),
    "no choices": (send(200, {**completion(), "choices": []}), "empty", 1),
    "empty text": (send(200, completion("  ")), "empty", 1),
    "no text": (send(200, completion(None)), "empty", 1),
    "refusal": (send(200, completion(None, refusal="I can't help with that.")), "refusal", 1),
    "length": (send(200, completion('{"a": ', "length")), "length", 1),
    "content filter": (send(200, completion("", "content_filter")), "filter", 1),
    "malformed JSON": (send(200, b'{"id": '), "malformed", 1),
    "truncated JSON": (hang_up, "cut", 3),
    "other JSON": (send(200, {"hello": "there"}), "malformed", 1),
    "a list": (send(200, b"[1]"), "malformed", 1),
    "odd choices": (send(200, {**completion(), "choices": ["x"]}), "malformed", 1),
    "HTML with 200": (send(200, HTML, "text/html"), "malformed", 1),
    "over-long": (drip(40, 0, b" " * 100_000), "too_long", 1),
    "slow drip": (drip(100, 0.02), "timeout", 1),
    "silence": (silent, "timeout", 1),
    "context": (failure(400, "This model's maximum context length is 8192 tokens."), "context", 1),
}


@pytest.mark.parametrize("name", FAILURES)
def test_every_failure_has_a_message_a_next_step_and_bounded_tries(name: str) -> None:
    behaviour, kind, tries = FAILURES[name]
    with serving(behaviour) as endpoint:
        with pytest.raises(ModelFailure) as caught:
            client(endpoint.url).complete(REQUEST)
        assert (caught.value.kind, len(endpoint.requests)) == (kind, tries)
        assert caught.value.attempts == tries
        assert "untouched" in caught.value.hint
        assert KEY not in f"{caught.value} {caught.value!r} {caught.value.where}"
        assert "<" not in str(caught.value)


STREAMS: dict[str, tuple[Any, str]] = {
    "cut": (send(200, events("ab", "cd", finish=None), "text/event-stream"), "cut"),
    "length": (send(200, events("ab", finish="length"), "text/event-stream"), "length"),
    "filter": (send(200, events("ab", finish="content_filter"), "text/event-stream"), "filter"),
    "nothing": (send(200, events(), "text/event-stream"), "empty"),
    "endless": (drip(400, 0, events("x" * 10_000, finish=None), "text/event-stream"), "too_long"),
    "slow": (drip(400, 0.02, events("x", finish=None), "text/event-stream"), "timeout"),
    "no JSON": (send(200, b"data: {oops\n\n", "text/event-stream"), "malformed"),
}


@pytest.mark.parametrize("name", STREAMS)
def test_broken_streams_end_in_a_message(name: str) -> None:
    behaviour, kind = STREAMS[name]
    with serving(behaviour) as endpoint:
        with pytest.raises(ModelFailure) as caught:
            client(endpoint.url, retries=0).complete(REQUEST, on_text=lambda text: None)
        assert caught.value.kind == kind


def test_nothing_listens() -> None:
    with serving(OK) as endpoint:
        url = endpoint.url
    with pytest.raises(ModelFailure) as caught:
        client(url).complete(REQUEST)
    assert caught.value.kind == "connection"


def test_https_to_a_plain_server_is_a_tls_failure() -> None:
    with serving(OK) as endpoint, pytest.raises(ModelFailure) as caught:
        client(endpoint.url.replace("http://", "https://")).complete(REQUEST)
    assert caught.value.kind == "tls"


def test_a_reply_comes_back_with_its_usage() -> None:
    with serving(OK) as endpoint:
        reply = client(endpoint.url).complete(REQUEST)
    assert (reply.text, reply.model, reply.tokens_in, reply.tokens_out) == ('{"a": 1}', "test-model-1", 11, 7)
    assert endpoint.headers[0]["authorization"] == f"Bearer {KEY}"
    assert endpoint.requests[0]["messages"] == [
        {"role": "system", "content": "system words"},
        {"role": "user", "content": "user words"},
    ]


def test_a_stream_is_handed_over_piece_by_piece() -> None:
    pieces: list[str] = []
    with serving(send(200, events('{"a"', ": 1}"), "text/event-stream")) as endpoint:
        reply = client(endpoint.url).complete(REQUEST, on_text=pieces.append)
    assert pieces == ['{"a"', ": 1}"]
    assert (reply.text, reply.tokens_out) == ('{"a": 1}', 7)


def test_retry_after_is_obeyed_and_waits_grow_with_jitter() -> None:
    waits: list[float] = []
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=5), usegmt=True)
    with serving(failure(429, retry_after="2"), failure(429, retry_after=later), OK) as endpoint:
        client(endpoint.url, waits).complete(REQUEST)
    assert waits[0] == 2.0
    assert 3.0 <= waits[1] <= 5.0
    waits.clear()
    with serving(failure(500), failure(503), OK) as endpoint:
        client(endpoint.url, waits).complete(REQUEST)
    assert waits == [1.0, 2.0]


def test_weaker_form_is_found_once_and_remembered() -> None:
    refused = failure(400, "response_format is not supported")
    with serving(refused, refused, OK) as endpoint:
        asked = client(endpoint.url)
        asked.complete(REQUEST)
        asked.complete(REQUEST)
        forms = [(r.get("response_format") or {}).get("type") for r in endpoint.requests]
    assert forms == ["json_schema", "json_object", None, None]
    assert asked.form is ReplyForm.PLAIN
    assert '"additionalProperties":false' in endpoint.requests[2]["messages"][1]["content"]


def test_schema_binds_where_the_endpoint_has_it() -> None:
    with serving(OK) as endpoint:
        client(endpoint.url).complete(REQUEST)
    binding = endpoint.requests[0]["response_format"]["json_schema"]
    assert (binding["schema"], binding["strict"]) == (SCHEMA, True)


@pytest.mark.parametrize("behaviour", [silent, drip(400, 0.02), failure(503, retry_after="20")])
def test_cancel_works_within_half_a_second(behaviour: Any) -> None:
    cancel = threading.Event()
    with serving(behaviour) as endpoint:
        threading.Timer(0.15, cancel.set).start()
        started = time.monotonic()
        with pytest.raises(ModelFailure) as caught:
            client(endpoint.url, timeout=10).complete(REQUEST, cancel=cancel)
        assert caught.value.kind == "cancelled"
        assert time.monotonic() - started < 0.65


def test_without_a_key_the_call_is_made_all_the_same() -> None:
    with serving(OK) as endpoint:
        assert Client(endpoint.url, None, "m").complete(REQUEST).text
        assert loopback.completion()["model"] == "test-model-1"


@pytest.mark.parametrize("url", ["not an address", "http://", "ftp://host/v1", "http://127.0.0.1:99999/v1", "http://["])
def test_no_address_is_said_before_anything_is_tried(url: str) -> None:
    with pytest.raises(ModelFailure) as caught:
        Client(url, KEY, "m")
    assert caught.value.kind == "address"


def test_an_organisation_in_the_environment_goes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-somebody")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-of-somebody")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    with serving(OK) as endpoint:
        client(endpoint.url).complete(REQUEST)
    assert not [name for name in endpoint.headers[0] if "organization" in name or "project" in name]
