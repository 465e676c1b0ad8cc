"""Clients that go on writing and never read: they have to wait, and the server ends with them."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from lsp.editor import ENVIRONMENT, PATIENCE, SERVER
from reliability.protocol.case import hover
from reliability.protocol.conversation import INITIALIZED, Message, did_open, initialize

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes cannot be watched there")

_MOST = 48 * 2**20
"""Bytes that no server takes without being read: all that it and the system hold is far less."""

_STILL = 1.0
"""Seconds in which a server takes nothing that is thought to take nothing more. A busy machine
can only make a test pass that should fail, never fail one that should pass."""


def written(message: Message) -> bytes:
    """A message as it is sent."""
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


_BEGINNING = b"".join(
    written(each) for each in (initialize(), INITIALIZED, did_open("file:///main.json", "{}"))
)
_QUESTIONS = b"".join(written(hover(ident=number)) for number in range(5_000, 10_000))


def taken(descriptor: int) -> int:
    """How many bytes of questions are taken before whoever asks has to wait, at most `_MOST`."""
    os.set_blocking(descriptor, False)
    rest, count = memoryview(_BEGINNING), 0
    while count < _MOST and select.select([], [descriptor], [], _STILL)[1]:
        sent = os.write(descriptor, rest)
        count += sent
        rest = rest[sent:] or memoryview(_QUESTIONS)
    return count


@contextmanager
def started(*options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server that is killed if it does not end by itself."""
    pipe = subprocess.PIPE
    command = [*SERVER, *options]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=ENVIRONMENT) as server:
        try:
            yield server
        finally:
            server.kill()


def check_ended(server: subprocess.Popen[bytes]) -> None:
    """The server ends, and says so without a traceback: it may notice it by reading or writing."""
    status = server.wait(PATIENCE)
    assert server.stderr
    log = server.stderr.read().decode()
    assert status == 1
    assert "the client is gone" in log or "the client has left" in log
    assert "Traceback" not in log


def test_of_a_pipe() -> None:
    with started() as server:
        assert server.stdin
        assert server.stdout
        assert taken(server.stdin.fileno()) < _MOST
        assert server.poll() is None
        server.stdout.close()
        check_ended(server)


def connected(port: int, server: subprocess.Popen[bytes]) -> socket.socket:
    """A connection to the server, as soon as it listens."""
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port))
        except ConnectionRefusedError:
            assert server.poll() is None


def test_of_a_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with started("--tcp", f"127.0.0.1:{port}") as server:
        with connected(port, server) as client:
            assert taken(client.fileno()) < _MOST
            assert server.poll() is None
        check_ended(server)
