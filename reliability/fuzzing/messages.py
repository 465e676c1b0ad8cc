"""What holds for every stream of bytes that a client may send."""

from __future__ import annotations

import asyncio
import json
import logging
from functools import cache
from typing import Any

from armlens.lsp.frames import bodies
from armlens.lsp.server import Server, create_server
from reliability.protocol import broken_messages, wrong_contents
from reliability.protocol.case import BEGUN, Case, hover
from reliability.protocol.conversation import EXIT, SHUTDOWN, did_open, framed

_PATIENCE = 10.0
_LARGEST = 2_000
_TEMPLATE = (
    '{"resources": [{"type": "a/b", "name": "[concat(\'a\', 1)]", "apiVersion": "2020-01-01"}]}'
)


class _Client:
    """Reads what the server says. Everything must have been answered in the end."""

    def __init__(self) -> None:
        self.answered: set[int | str | None] = set()
        self.asked: set[int | str] = set()

    def write(self, data: bytes) -> None:
        message: dict[str, Any] = json.loads(data)
        if "method" not in message:
            self.answered.add(message["id"])

    def close(self) -> None:
        """There is nothing to close."""


class _Unhandled(logging.Handler):
    """Keeps what the server could not handle and only logged."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def any_messages(data: bytes) -> None:
    """Target: a server takes any bytes; it answers every request, and handles every message."""
    unhandled = _Unhandled()
    log = logging.getLogger("armlens.lsp.protocol")
    log.addHandler(unhandled)
    logging.getLogger().setLevel(logging.CRITICAL)
    try:
        asyncio.run(_taken(data))
    finally:
        log.removeHandler(unhandled)
    assert [each.getMessage() for each in unhandled.records] == []


async def _taken(data: bytes) -> None:
    server, client = create_server(), _Client()
    server.protocol.set_writer(client, include_headers=False)
    try:
        await _read(server, client, data)
        async with asyncio.timeout(_PATIENCE):
            while not client.asked <= client.answered:
                await asyncio.sleep(0.001)
    finally:
        server.schedule.stop()
        while server.schedule.is_busy:
            await asyncio.sleep(0.001)


async def _read(server: Server, client: _Client, data: bytes) -> None:
    stream = asyncio.StreamReader()
    stream.feed_data(data)
    stream.feed_eof()
    async for body in bodies(stream):
        client.asked |= _asked(body)
        if not server.protocol.receive(body):
            return
        await asyncio.sleep(0)


def _asked(body: bytes) -> set[int | str]:
    """The id of a request, if this is one."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return set()
    if not isinstance(data, dict) or data.get("jsonrpc") != "2.0" or data.get("method") == "exit":
        return set()
    ident = data.get("id")
    if not isinstance(ident, int | str) or isinstance(ident, bool):
        return set()
    return {ident} if isinstance(data.get("method"), str) else set()


@cache
def conversations() -> tuple[bytes, ...]:
    """Seeds: all the rules that a client can break, and what it should do."""
    cases = (*broken_messages.CASES, *wrong_contents.CASES)
    usual = (*BEGUN, did_open("file:///main.json", _TEMPLATE), hover(), SHUTDOWN, EXIT)
    found = [b"".join(map(_bytes, usual)), *map(_of, cases)]
    return tuple(each for each in found if len(each) <= _LARGEST)


def _of(case: Case) -> bytes:
    messages = (*(case.start or BEGUN), *case.sent)
    return b"".join(map(_bytes, messages))


def _bytes(message: Any) -> bytes:
    return message if isinstance(message, bytes) else framed(message)
