"""When Python's garbage collector runs: not at start-up, and never over what lasts.

A collection looks at every object that there is, which takes a tenth of a second for a large tree
and what the server is made of. Both hold no garbage that only the collector could find.

What has been freed goes back to the system by `trim`.
"""

from __future__ import annotations

import gc
import linecache
from collections.abc import Callable
from functools import cache


def pause() -> None:
    """Collects nothing until further notice."""
    gc.disable()


def spare() -> None:
    """Collects from now on, but leaves alone what there is now."""
    gc.freeze()
    gc.enable()


def shed(*, has_time: bool) -> None:
    """Gives up what loading the protocol has left behind; the rules fit into the room.

    That is the source that attrs keeps of thousands of methods it has made, and, which takes time
    to find, the classes that it has made again with slots.
    """
    linecache.clearcache()
    if has_time:
        gc.collect()


def collect() -> None:
    """Collects once, also what was to be left alone, and leaves the rest alone from now on."""
    gc.unfreeze()
    gc.collect()
    spare()


def trim() -> None:
    """Gives memory back that is free between what is in use: half a millisecond for 20 MB of heap.

    Every edit makes texts anew, of very different lengths. glibc has them in one heap, of which it
    gives back by itself only the end (mallopt(3), `M_TRIM_THRESHOLD`): in a long session that heap
    becomes larger and larger, though no more of it is in use. malloc_trim(3) gives all back.
    """
    give_back = _malloc_trim()
    if give_back is not None:
        give_back(0)


@cache
def _malloc_trim() -> Callable[[int], int] | None:
    """The function of glibc; None with other C libraries, which have no such heap."""
    try:
        import ctypes  # noqa: PLC0415 - `initialize` must not wait

        function: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (ImportError, OSError, AttributeError, TypeError):  # the last on Windows
        return None
    return function
