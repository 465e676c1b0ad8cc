"""Standard input for the event loop.

pygls fetches each line of a message's head and then its body by a job for another thread, and
each costs two changes of threads. Here one thread reads whatever there is.
"""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import suppress

_MOST_AT_ONCE = 1 << 20
_MOST_WAITING = 16
"""Pieces that have been read and that the event loop has not looked at."""


class _Flow:
    """What an `asyncio.StreamReader` tells to wait while much is unread (as transports do)."""

    def __init__(self) -> None:
        self._goes_on = threading.Event()
        self.resume_reading()
        self.room = threading.Semaphore(_MOST_WAITING)

    def pause_reading(self) -> None:
        """Enough is unread."""
        self._goes_on.clear()

    def resume_reading(self) -> None:
        """Somebody wants more."""
        self._goes_on.set()

    def wait(self) -> None:
        """Called by the thread that reads: returns when it should."""
        self.room.acquire()
        self._goes_on.wait()


def stream_of(descriptor: int) -> asyncio.StreamReader:
    """A stream of what can be read from a file descriptor. Belongs to the running event loop.

    A client that writes faster than it is served, or does not read what it is told, has to wait:
    it would fill the memory otherwise.
    """
    loop = asyncio.get_running_loop()
    stream = asyncio.StreamReader(_MOST_AT_ONCE)
    flow = _Flow()
    stream.set_transport(flow)  # type: ignore[arg-type] # these two are all that it calls

    def take(data: bytes) -> None:
        stream.feed_data(data)
        flow.room.release()

    def read() -> None:
        # The server may leave, and the loop close, while this thread waits for input.
        with suppress(RuntimeError):
            flow.wait()
            while data := _some(descriptor):
                loop.call_soon_threadsafe(take, data)
                flow.wait()
            loop.call_soon_threadsafe(stream.feed_eof)

    threading.Thread(target=read, name="standard input", daemon=True).start()
    return stream


def _some(descriptor: int) -> bytes:
    """What there is to be read, once there is any; empty at the end.

    Not through `sys.stdin`, whose lock a thread that is left waiting would keep for ever.
    """
    try:
        return os.read(descriptor, _MOST_AT_ONCE)
    except OSError:
        return b""
