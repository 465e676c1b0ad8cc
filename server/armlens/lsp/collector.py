"""When Python's garbage collector runs: not at start-up, and never over what lasts.

A collection looks at every object that there is, which takes a tenth of a second for a large tree
and what the server is made of. Both hold no garbage that only the collector could find.
"""

from __future__ import annotations

import gc
import linecache


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
