"""The guard around the test suite lets nothing out."""

from __future__ import annotations

import socket
import threading

import pytest


def test_a_name_beyond_this_machine_is_not_even_looked_up() -> None:
    with pytest.raises(Exception, match="stay on this machine"):
        socket.create_connection(("example.com", 80), timeout=1)


def test_an_address_beyond_this_machine_is_not_dialled() -> None:
    with socket.socket() as closed, pytest.raises(Exception, match="stay on this machine"):
        closed.connect(("192.0.2.1", 80))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closed, pytest.raises(Exception, match="stay on"):
        closed.sendto(b"x", ("192.0.2.1", 53))


def test_loopback_stays_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=lambda: server.accept()[0].close())
        thread.start()
        with socket.create_connection(server.getsockname(), timeout=5) as client:
            assert client.recv(1) == b""
        thread.join(5)
