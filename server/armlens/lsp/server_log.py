"""The log of the server: warnings and errors on standard error, which no client has to read."""

from __future__ import annotations

import logging
import os
import queue
import sys
import threading
from contextlib import suppress
from types import TracebackType

from pygls.exceptions import JsonRpcContentModified

from armlens.analysis.crashes import crash_frames

MOST_WAITING = 1_000
"""Messages that are kept for a client that does not read them at once."""

_SECONDS_AT_THE_END = 1.0
"""How long the server stays to write what is kept: enough for any client that reads."""

_ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)
"""What `sys.exc_info` gives."""


def configure_logging() -> None:
    """Warnings and errors go to standard error, which editors show as the server's log.

    At INFO, pygls writes whole messages, documents included.
    """
    # Where there is no standard error, its number may be that of any other file.
    stream = sys.__stderr__
    handler = ServerLog(stream.fileno()) if stream else logging.NullHandler()
    handler.setFormatter(_Discreet("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("pygls").setLevel(logging.WARNING)
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_unexpected)


class ServerLog(logging.Handler):
    """Writes to a file descriptor by a thread of its own, which begins with the first message.

    Many clients never read standard error. Once a pipe is full, whoever writes to it waits for
    ever: that may be this thread, never the server. What there is no room for is left out, and
    counted in the next message. The descriptor stays as it is, since others may share it: not to
    wait at all could be chosen for all of them only, and may be standard output's choice as well.
    """

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._waiting: queue.Queue[str | None] = queue.Queue(MOST_WAITING)
        self._left_out = 0
        self._writer: threading.Thread | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps a message until it is written. `logging` lets one thread in at a time."""
        text = self.format(record) + "\n"
        if self._left_out:
            text = f"({self._left_out} messages left out, which nobody has read)\n{text}"
        try:
            self._waiting.put_nowait(text)
            self._left_out = 0
        except queue.Full:
            self._left_out += 1
        if self._writer is None:
            self._writer = threading.Thread(target=self._write, name="log", daemon=True)
            with suppress(RuntimeError):  # No thread begins while Python ends.
                self._writer.start()

    def close(self) -> None:
        """Lets what is kept be written, if somebody reads it."""
        if self._writer is not None and self._writer.is_alive():
            with suppress(queue.Full):
                self._waiting.put_nowait(None)
                self._writer.join(_SECONDS_AT_THE_END)
        super().close()

    def _write(self) -> None:
        # Not by `sys.stderr`, whose lock a thread that is left waiting would keep for ever.
        with suppress(OSError):
            while (text := self._waiting.get()) is not None:
                rest = text.encode(errors="backslashreplace")
                while rest:
                    rest = rest[os.write(self._descriptor, rest) :]


class _Discreet(logging.Formatter):
    """Writes where an exception came from, but not its message, which may quote a document."""

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802 - logging calls it so
        """The way to the exception."""
        return crash_frames(ei[1]) if ei[1] else ""


def _is_unexpected(record: logging.LogRecord) -> bool:
    """Whether a log record is not about a request that the next keystroke has overtaken."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, JsonRpcContentModified)
