"""Fetches one page over HTTP, within bounds, and never from the user's own network unless it is allowed."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from jobhelper.documents.read import document_from_bytes
from jobhelper.errors import UserError
from jobhelper.models import Document

MAX_BYTES = 5_000_000
"""Most bytes that a page may have."""

TIMEOUT = 20.0
"""Seconds that a whole fetch may take, redirects included."""

MAX_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_AGENT = "jobhelper (reads one page that its user asked for)"


def fetch_url(url: str, *, allow_private: bool = False) -> Document:
    """The document at an http or https address.

    The address is resolved once and that very address is connected to, for every redirect anew, so that a name can't
    point elsewhere between check and use. `allow_private` lets loopback and private networks through.
    Raises UserError for other schemes, refused addresses, errors of the server, other kinds of content and for pages
    that are too large or too slow.
    """
    deadline = time.monotonic() + TIMEOUT
    here = url.strip()
    for _ in range(MAX_REDIRECTS + 1):
        status, headers, body = _get(here, allow_private, deadline)
        if status in _REDIRECTS and headers.get("location"):
            here = urljoin(here, headers["location"])
            continue
        if status != 200:
            raise UserError(f"The page answered with status {status}.", _status_hint(status), where=here)
        document = document_from_bytes(*_named(here, headers, body))
        return replace(document, title=document.title or here)
    raise UserError("The page redirects too often.", "Copy the text from your browser and paste it instead.", where=url)


def _status_hint(status: int) -> str:
    if status in {401, 403, 429}:
        return "The site wants a person or a login; copy the text from your browser and paste it instead."
    return "Check the address in your browser, or paste the text instead."


def _get(url: str, allow_private: bool, deadline: float) -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UserError("This is not a web address.", "It has to start with http:// or https://.", where=url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise UserError("This is not a web address.", "Its port is no number.", where=url) from error
    address = _resolve(parts.hostname, port, allow_private, url)
    connection = _connect(parts.scheme, parts.hostname, address, port, _left(deadline, url), url)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"User-Agent": _AGENT, "Accept": ", ".join(_TYPES)})
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        body = b"" if response.status in _REDIRECTS else _body(response, deadline, url)
        return response.status, headers, body
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        raise _unreachable(url, error) from error
    finally:
        connection.close()


def _resolve(host: str, port: int, allow_private: bool, url: str) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UserError("This address can't be found.", "Check its spelling and your connection.", where=url) from error
    addresses = [str(info[4][0]) for info in found]
    for address in addresses:
        if not allow_private and not _is_public(address):
            raise UserError(
                "This address lies in a private network.",
                "Save the page and give the file instead, or allow private addresses.",
                where=url,
            )
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


def _connect(scheme: str, host: str, address: str, port: int, timeout: float, url: str) -> http.client.HTTPConnection:
    """A connection to the address that was checked; the name is only for the Host header and the certificate."""
    try:
        raw = socket.create_connection((address, port), timeout=timeout)
        if scheme == "https":
            raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    except OSError as error:
        raise _unreachable(url, error) from error
    connection = http.client.HTTPConnection(host, port, timeout=timeout)
    connection.sock = raw
    return connection


def _body(response: http.client.HTTPResponse, deadline: float, url: str) -> bytes:
    length = response.getheader("content-length") or "0"
    pieces: list[bytes] = []
    size = int(length) if length.isdigit() else 0
    if size <= MAX_BYTES:
        size = 0
        while size <= MAX_BYTES and (piece := response.read1(65_536)):
            _left(deadline, url)
            pieces.append(piece)
            size += len(piece)
    if size > MAX_BYTES:
        raise UserError(
            f"The page is larger than {MAX_BYTES // 1_000_000} MB.", "Paste the text of the posting instead.", where=url
        )
    return b"".join(pieces)


def _left(deadline: float, url: str) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise UserError("The page takes too long to answer.", "Try again later, or paste the text instead.", where=url)
    return left


def _unreachable(url: str, error: Exception) -> UserError:
    reason = "it took too long" if isinstance(error, TimeoutError) else str(error) or type(error).__name__
    return UserError(
        f"The page can't be fetched: {reason}.", "Check the address, or paste the text instead.", where=url
    )


def _named(url: str, headers: dict[str, str], body: bytes) -> tuple[bytes, str]:
    """The body, in UTF-8 where it is text of another encoding, and a file name that says what it is."""
    kind, _, parameters = headers.get("content-type", "text/html").partition(";")
    suffix = _TYPES.get(kind.strip().lower())
    if suffix is None:
        raise UserError(
            f"The address holds {kind.strip() or 'something'}, not a text page.",
            "Give the address of a web page, a PDF or a Word file.",
            where=url,
        )
    charset = parameters.partition("charset=")[2].strip(" \"'").lower()
    if suffix in {".html", ".txt", ".md"} and charset not in {"", "utf-8", "utf8"}:
        # Under a wrong label the reader finds the encoding from the bytes.
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            body = body.decode(charset).encode("utf-8")
    stem = urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0] or urlsplit(url).hostname or "page"
    return body, stem + suffix
