"""What the client reads, and what happens when it reads no more."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import BinaryIO


class Output:
    """A stream for pygls to write to. `gone` is called once, when the client has closed it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._is_open = True
        self.gone: Callable[[], object] = _nothing

    def write(self, data: bytes) -> None:
        """Sends a message; does nothing once the client has gone."""
        if not self._is_open:
            return
        try:
            self._stream.write(data)
            self._stream.flush()
        except (OSError, ValueError):
            self._is_open = False
            self._discard()
            self.gone()

    def close(self) -> None:
        """Sends nothing more."""
        self._is_open = False

    def _discard(self) -> None:
        """Lets Python write what is left to nowhere when it ends, which would fail otherwise."""
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
        except (OSError, ValueError):
            return


class Connection:
    """A connection for pygls to write to; does nothing once it is lost, where asyncio warns."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    def write(self, data: bytes) -> None:
        """Sends a message, or keeps it until the client reads; see `room`."""
        if not self._writer.is_closing():
            self._writer.write(data)

    def close(self) -> None:
        """Sends what is kept, and nothing more."""
        self._writer.close()

    async def room(self) -> None:
        """Waits until the client has read most of what was written; raises if it is gone."""
        await self._writer.drain()


def _nothing() -> None:
    """For an output whose end nobody waits for."""
