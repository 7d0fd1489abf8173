"""Fetching a page from a real server on loopback: bounds, redirects, refusals."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from jobhelper.documents import fetch
from jobhelper.documents.fetch import fetch_url
from jobhelper.errors import UserError

PAGE = b"<html><title>Shop assistant</title><body><h1>Shop assistant</h1><p>Serve customers.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Answers by path."""

    answers: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {
        "/job": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
        "/moved": (302, {"Location": "/job"}, b""),
        "/loop": (302, {"Location": "/loop"}, b""),
        "/file": (302, {"Location": "file:///etc/hostname"}, b""),
        "/latin": (200, {"Content-Type": "text/plain; charset=iso-8859-1"}, "Café".encode("latin-1")),
        "/movie": (200, {"Content-Type": "video/mp4"}, b"abc"),
        "/big": (200, {"Content-Type": "text/plain"}, b"words " * 1000),
        "/login": (403, {}, b""),
    }

    def do_GET(self) -> None:
        """Sends the answer of the path."""
        status, headers, body = self.answers[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_read_after_a_redirect(site: str) -> None:
    document = fetch_url(f"{site}/moved", allow_private=True)
    assert document.text == "Shop assistant\nServe customers."
    assert document.title == "Shop assistant"
    assert document.markup == PAGE.decode()


def test_the_servers_encoding_is_used(site: str) -> None:
    assert fetch_url(f"{site}/latin", allow_private=True).text == "Café"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/loop", "redirects"),
        ("/file", "not a web address"),
        ("/movie", "video/mp4"),
        ("/login", "403"),
        ("/big", "larger"),
    ],
)
def test_each_failure_has_its_reason(site: str, path: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MAX_BYTES", 2000)
    with pytest.raises(UserError) as caught:
        fetch_url(site + path, allow_private=True)
    assert reason in caught.value.title


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
        "http://[::ffff:127.0.0.1]/",
    ],
)
def test_private_addresses_are_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def numeric(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]

    # Numeric addresses need no look-up, and tests may look up nothing but loopback.
    monkeypatch.setattr(socket, "getaddrinfo", numeric)
    with pytest.raises(UserError, match="private network"):
        fetch_url(url)


@pytest.mark.parametrize("url", ["ftp://example.com/a", "example.com", "file:///etc/passwd", "http://a:b:c/", ""])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(UserError):
        fetch_url(url)
