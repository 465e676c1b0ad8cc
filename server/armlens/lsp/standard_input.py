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


def stream_of(descriptor: int) -> asyncio.StreamReader:
    """A stream of what can be read from a file descriptor. Belongs to the running event loop."""
    loop = asyncio.get_running_loop()
    stream = asyncio.StreamReader()

    def read() -> None:
        # The server may leave, and the loop close, while this thread waits for input.
        with suppress(RuntimeError):
            while data := _some(descriptor):
                loop.call_soon_threadsafe(stream.feed_data, data)
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
