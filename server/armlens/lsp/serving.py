"""The conversation with a client: where messages come from and go to, and when it is over."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from armlens.lsp.frames import bodies
from armlens.lsp.output import Connection, Output
from armlens.lsp.standard_input import stream_of

if TYPE_CHECKING:
    from armlens.lsp.server import Server

log = logging.getLogger(__name__)


def serve_stream(server: Server, descriptor: int, stream: BinaryIO) -> None:
    """Serves a client that writes to a file descriptor and reads a stream, until it leaves."""
    output = Output(stream)
    server.protocol.set_writer(output)

    async def serve() -> None:
        await _converse(server, _read(server, stream_of(descriptor)), output)

    with suppress(KeyboardInterrupt):
        asyncio.run(serve())


def serve_address(server: Server, host: str, port: int) -> None:
    """Serves the first client that connects to an address, until it leaves."""

    async def serve() -> None:
        connected: asyncio.Future[tuple[asyncio.StreamReader, asyncio.StreamWriter]]
        connected = asyncio.get_running_loop().create_future()

        def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            if connected.done():
                writer.close()
            else:
                connected.set_result((reader, writer))

        listening = await asyncio.start_server(connect, host, port)
        reader, writer = await connected
        listening.close()
        connection = Connection(writer)
        server.protocol.set_writer(connection)
        await _converse(server, _read(server, reader, connection), None)
        connection.close()

    with suppress(KeyboardInterrupt):
        asyncio.run(serve())


async def _converse(
    server: Server, messages: Coroutine[None, None, None], output: Output | None
) -> None:
    """Takes messages until the last one, or until the client is gone."""
    reading = asyncio.ensure_future(messages)
    if output is not None:
        output.gone = server.leave = lambda: reading.cancel("gone")
    try:
        await reading
    except ConnectionError:
        log.warning("the client is gone")
    except asyncio.CancelledError:
        if not reading.cancelled():
            raise
        log.warning("the client is gone")


async def _read(
    server: Server, stream: asyncio.StreamReader, connection: Connection | None = None
) -> None:
    """Takes messages. A connection, unlike a pipe, would keep all that the client does not read."""
    async for body in bodies(stream):
        if not server.protocol.receive(body):
            break
        if connection is not None:
            await connection.room()
