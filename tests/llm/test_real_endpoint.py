"""Tests against a model server that is not ours: run only where JOBHELPER_TEST_ENDPOINT holds its base URL."""

from __future__ import annotations

import json
import os
import threading
import time

import pytest

from jobhelper.llm.client import Client
from jobhelper.llm.failures import ModelFailure
from jobhelper.models import ModelRequest

ENDPOINT = os.environ.get("JOBHELPER_TEST_ENDPOINT", "")
pytestmark = [
    pytest.mark.realmodel,
    pytest.mark.skipif(not ENDPOINT, reason="JOBHELPER_TEST_ENDPOINT is not set"),
]
SCHEMA = {
    "type": "object",
    "properties": {"colour": {"type": "string", "enum": ["red", "blue"]}},
    "required": ["colour"],
    "additionalProperties": False,
}
REQUEST = ModelRequest("probe", "probe", "1", "0" * 64, "Answer with JSON.", "Name a colour.", SCHEMA, 60)


def test_the_schema_binds_and_usage_is_reported() -> None:
    reply = Client(ENDPOINT, None, "any").complete(REQUEST)
    assert json.loads(reply.text)["colour"] in {"red", "blue"}
    assert reply.tokens_in > 0
    assert reply.tokens_out > 0


def test_streaming_gives_the_same_words_in_pieces() -> None:
    pieces: list[str] = []
    reply = Client(ENDPOINT, None, "any", temperature=0).complete(REQUEST, on_text=pieces.append)
    assert "".join(pieces) == reply.text
    assert len(pieces) > 1


def test_cancelling_a_long_answer_is_quick() -> None:
    cancel = threading.Event()
    long = ModelRequest("probe", "probe", "1", "0" * 64, "Tell a story.", "A long one.", {}, 2000)
    threading.Timer(1.0, cancel.set).start()
    started = time.monotonic()
    with pytest.raises(ModelFailure):
        Client(ENDPOINT, None, "any").complete(long, cancel=cancel, on_text=lambda text: None)
    assert time.monotonic() - started < 1.6
