"""The log on standard error, where the client does not read it: the server goes on without it."""

from __future__ import annotations

import logging
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from armlens.lsp.server_log import MOST_WAITING, ServerLog
from lsp.editor import ENVIRONMENT, PATIENCE, SERVER
from reliability.protocol.case import hover
from reliability.protocol.conversation import (
    EXIT,
    INITIALIZED,
    SHUTDOWN,
    initialize,
    send,
    until_reply,
)

PIPE = 1 << 16
"""Bytes that a pipe holds which nobody reads; fewer on some systems."""

LONG = "x" * PIPE * 2
"""A message that no pipe takes unless somebody reads."""

WARNED_OF = b"Content-Length: 100000000000\r\n" * 5_000
"""What the log has to say of this is several times as much as a pipe holds."""


def test_a_client_that_does_not_read_the_log_is_served() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(SERVER, stdin=pipe, stdout=pipe, stderr=pipe, env=ENVIRONMENT) as server:
        alarm = threading.Timer(PATIENCE, server.kill)
        alarm.daemon = True
        alarm.start()
        assert server.stdin
        assert server.stdout
        assert server.stderr
        for message in (initialize(), INITIALIZED, WARNED_OF, hover(ident=5)):
            send(server.stdin, message)
        assert [each["id"] for each in until_reply(server.stdout, 5)] == [1, 5]
        for message in (SHUTDOWN, EXIT):
            send(server.stdin, message)
        assert server.wait() == 0
        alarm.cancel()
        log = server.stderr.read().decode()
    assert len(log) <= PIPE
    assert log.startswith("WARNING armlens.lsp.frames: ignored: a message of 100000000000 bytes\n")


@contextmanager
def logged() -> Iterator[tuple[ServerLog, int]]:
    """A log, and the end of its pipe that may be read."""
    reading, writing = os.pipe()
    log = ServerLog(writing)
    log.setFormatter(logging.Formatter("%(message)s"))
    yield log, reading
    os.close(reading)
    log.close()
    for thread in threading.enumerate():
        if thread.name == "log":
            thread.join()
    os.close(writing)


def tell(log: ServerLog, message: str) -> None:
    """What `logging` does with a message."""
    log.handle(logging.LogRecord("x", logging.WARNING, "x", 1, message, (), None))


def block(log: ServerLog, reading: int) -> None:
    """Has the log write what nobody reads but for the first byte, so that it surely has begun."""
    tell(log, LONG)
    assert os.read(reading, 1) == b"x"


def test_all_is_written_in_order_before_the_end() -> None:
    with logged() as (log, reading):
        for number in range(10):
            tell(log, f"{number}: é \ud800")
        log.close()
        written = os.read(reading, PIPE).decode()
    assert written == "".join(f"{number}: é \\ud800\n" for number in range(10))


def test_what_there_is_no_room_for_is_left_out_and_counted() -> None:
    with logged() as (log, reading):
        block(log, reading)
        for number in range(MOST_WAITING + 7):
            tell(log, f"{number}")
        with os.fdopen(os.dup(reading), "rb") as pipe:
            assert len(pipe.readline()) == len(LONG)
            kept = [int(pipe.readline()) for _ in range(MOST_WAITING)]
            assert kept == [*range(MOST_WAITING)]
            tell(log, "read again")
            assert pipe.readline() == b"(7 messages left out, which nobody has read)\n"
            assert pipe.readline() == b"read again\n"


@pytest.mark.parametrize("more", [0, 1, MOST_WAITING])
def test_the_end_does_not_wait_for_what_nobody_reads(
    more: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("armlens.lsp.server_log._SECONDS_AT_THE_END", 0.01)
    with logged() as (log, reading):
        block(log, reading)
        for number in range(more):
            tell(log, f"{number}")
        log.close()


def test_a_log_that_nobody_can_read_any_more_is_no_error() -> None:
    with logged() as (log, reading):
        block(log, reading)
    for _ in range(MOST_WAITING + 1):
        tell(log, "not heard")
