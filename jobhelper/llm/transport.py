"""Bounds what an endpoint may send: no answer larger or slower than allowed, and no redirect to another address."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx2

from jobhelper.llm.failures import TooLong, TooSlow

MOST_BYTES = 2_000_000
"""Bytes of one answer; a letter has some thousand, a stream of tokens with its wrapping some hundred thousand."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class _BoundedStream(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        total = 0
        for chunk in self._stream:
            total += len(chunk)
            if total > MOST_BYTES:
                raise TooLong
            if time.monotonic() > self._deadline:
                raise TooSlow
            yield chunk

    def close(self) -> None:
        self._stream.close()


class BoundedTransport(httpx2.HTTPTransport):
    """A transport whose answers end within `seconds` of their request and within `MOST_BYTES`."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Sends the request and wraps the answer's body in its bounds."""
        deadline = time.monotonic() + self._seconds
        response = super().handle_request(request)
        if isinstance(response.stream, httpx2.SyncByteStream):
            response.stream = _BoundedStream(response.stream, deadline)
        return response


def http_client(base_url: str, seconds: float) -> httpx2.Client:
    """The HTTP client for one endpoint; a proxy of the environment is never used for this machine's own servers."""
    bounds = httpx2.Timeout(seconds, connect=min(10.0, seconds))
    if urlsplit(base_url).hostname in _LOOPBACK or not _proxies():
        return httpx2.Client(transport=BoundedTransport(seconds), timeout=bounds, follow_redirects=False)
    return httpx2.Client(timeout=bounds, follow_redirects=False)


def _proxies() -> dict[str, str]:
    from urllib.request import getproxies

    return getproxies()
