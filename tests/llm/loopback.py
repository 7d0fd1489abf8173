"""A real HTTP server on loopback that plays one behaviour of an endpoint after the other, good and bad."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Endpoint:
    """What the server is to do with each request, and what came in; the last behaviour stays."""

    behaviours: list[Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]]
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    stop: threading.Event = field(default_factory=threading.Event)


def completion(text: str | None = '{"a": 1}', finish: str = "stop", **message: Any) -> dict[str, Any]:
    """A chat completion as endpoints send it."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "test-model-1",
        "choices": [
            {"index": 0, "message": {"role": "assistant", "content": text, **message}, "finish_reason": finish}
        ],
        "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
    }


def send(status: int, body: bytes | dict[str, Any], kind: str = "application/json", **headers: str) -> Any:
    """A behaviour that answers with this."""

    def behave(handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        handler.send_response(status)
        handler.send_header("content-type", kind)
        handler.send_header("content-length", str(len(data)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return behave


def failure(status: int, message: str = "no", **headers: str) -> Any:
    """A behaviour that fails with an error object."""
    return send(status, {"error": {"message": message, "type": "x", "code": None}}, **headers)


def drip(pieces: int, pause: float, body: bytes = b" ", kind: str = "application/json") -> Any:
    """A behaviour that sends a piece again and again without a stated length."""

    def behave(handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("content-type", kind)
        handler.send_header("connection", "close")
        handler.end_headers()
        handler.close_connection = True
        endpoint: Endpoint = handler.server.endpoint  # type: ignore[attr-defined]
        for _ in range(pieces):
            if endpoint.stop.is_set():
                return
            handler.wfile.write(body)
            handler.wfile.flush()
            if pause:
                time.sleep(pause)

    return behave


def silent(handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
    """A behaviour that never answers."""
    endpoint: Endpoint = handler.server.endpoint  # type: ignore[attr-defined]
    endpoint.stop.wait(20)
    handler.close_connection = True


def hang_up(handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
    """A behaviour that closes the connection in the middle of its answer."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"id": "chat')
    handler.close_connection = True


def events(*pieces: str, finish: str | None = "stop") -> bytes:
    """A stream of text pieces as server-sent events."""
    head = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "test-model-1"}
    chunks: list[dict[str, Any]] = [
        head | {"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]} for piece in pieces
    ]
    if finish:
        chunks.append(head | {"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
        chunks.append(head | {"choices": [], "usage": completion()["usage"]})
    end = "data: [DONE]\n\n" if finish else ""
    return ("".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + end).encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        endpoint: Endpoint = self.server.endpoint  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        endpoint.requests.append(body)
        endpoint.headers.append({key.lower(): value for key, value in self.headers.items()})
        behave = endpoint.behaviours.pop(0) if len(endpoint.behaviours) > 1 else endpoint.behaviours[0]
        try:
            behave(self, body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def serving(*behaviours: Any) -> Iterator[Endpoint]:
    """Serves the behaviours one after the other on a free port of this machine."""
    endpoint = Endpoint(list(behaviours))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.endpoint = endpoint  # type: ignore[attr-defined]
    endpoint.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.stop.set()
        server.shutdown()
        server.server_close()
