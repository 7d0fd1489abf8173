"""Closes every socket but those of this machine, in this process."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any


class SocketClosed(Exception):  # noqa: N818  (says what is so, as pytest shows it)
    """A test tried to reach beyond this machine."""


def _guard(address: Any) -> None:
    if not isinstance(address, tuple):
        return
    host = str(address[0])
    if host in {"", "localhost"}:
        return
    try:
        local = ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        local = False
    if not local:
        raise SocketClosed(f"Tests stay on this machine; this one tried to reach {address!r}.")


def close_sockets(put: Callable[[Any, str, Any], None] = setattr) -> None:
    """Makes a look-up or a connection beyond loopback fail where it happens; `put` sets an attribute."""
    connect, connect_ex, send_to = socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto
    look_up = socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _guard(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _guard(address)
        return connect_ex(self, address)

    def guarded_send_to(self: socket.socket, data: Any, *arguments: Any) -> int:
        _guard(arguments[-1])
        return send_to(self, data, *arguments)

    def guarded_look_up(host: Any, *arguments: Any, **named: Any) -> Any:
        _guard((host.decode() if isinstance(host, bytes) else host or "", 0))
        return look_up(host, *arguments, **named)

    put(socket.socket, "connect", guarded_connect)
    put(socket.socket, "connect_ex", guarded_connect_ex)
    put(socket.socket, "sendto", guarded_send_to)
    put(socket, "getaddrinfo", guarded_look_up)
