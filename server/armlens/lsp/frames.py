"""Messages on a stream, as the base protocol of LSP frames them (LSP 3.17, "Base Protocol")."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator

log = logging.getLogger(__name__)

LARGEST = 1 << 30
"""Bytes of a message. More than that is announced by mistake only."""

_LENGTH = re.compile(rb"content-length:[ \t]*(\d{1,18})[ \t]*\r?\n\Z", re.IGNORECASE)
_LONGEST_HEADER = 64
"""Bytes in which `_LENGTH` finds what it looks for."""


async def bodies(stream: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """The bodies of messages up to the end of the stream.

    What is no message is skipped: a length is looked for at the end of every line, so that after
    a body without one, or after anything else, the next message is found.
    """
    length: int | None = None
    try:
        while line := await _line(stream):
            if found := _LENGTH.search(line):
                length = int(found[1])
                if length > LARGEST:
                    log.warning("ignored: a message of %d bytes", length)
                    length = None
            elif length is not None and not line.strip():
                yield await stream.readexactly(length)
                length = None
    except (asyncio.IncompleteReadError, ConnectionError):
        log.warning("the client has left in the middle of a message")


async def _line(stream: asyncio.StreamReader) -> bytes:
    """The next line, of a very long one its end; empty at the end of the stream."""
    kept = b""
    while True:
        try:
            return kept + await stream.readuntil(b"\n")
        except asyncio.LimitOverrunError as error:
            kept = (kept + await stream.readexactly(error.consumed))[-_LONGEST_HEADER:]
        except asyncio.IncompleteReadError:
            return b""
