"""Samples of what the threads of the server are doing.

A profiler that is told of every call would make small functions look expensive. This one looks on
from a thread of its own, a thousand times a second, and asks nothing of the code it watches.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from benchmarks.profiling.layers import PYTHON, Function, is_waiting, stack

_INTERVAL = 0.001
"""Seconds between two samples."""

_SWITCH_INTERVAL = 0.0002
"""Seconds after which a thread that is watched must let the sampler have a look."""


def _seconds() -> defaultdict[str, float]:
    return defaultdict(float)


def _function_seconds() -> defaultdict[Function, float]:
    return defaultdict(float)


@dataclass(slots=True)
class Profile:
    """Seconds by layer and by function: their own, and with all that they call.

    Time in Python's library is its caller's own, as that of built-in functions is.
    """

    own_by_layer: defaultdict[str, float] = field(default_factory=_seconds)
    whole_by_layer: defaultdict[str, float] = field(default_factory=_seconds)
    own: defaultdict[Function, float] = field(default_factory=_function_seconds)
    whole: defaultdict[Function, float] = field(default_factory=_function_seconds)

    def add(self, functions: list[Function], seconds: float) -> None:
        """Adds a moment in which a thread was in these functions, the innermost first."""
        responsible = next((each for each in functions if each.layer != PYTHON), functions[0])
        self.own_by_layer[responsible.layer] += seconds
        self.own[responsible] += seconds
        for layer in {each.layer for each in functions}:
            self.whole_by_layer[layer] += seconds
        for function in set(functions):
            self.whole[function] += seconds


@contextmanager
def sampled(others: set[int]) -> Iterator[Profile]:
    """Watches all threads of this process but `others`, by their identifiers, while it is open."""
    profile = Profile()
    is_over = threading.Event()
    thread = threading.Thread(target=_watch, args=(profile, others, is_over), daemon=True)
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_INTERVAL)
    thread.start()
    try:
        yield profile
    finally:
        is_over.set()
        thread.join()
        sys.setswitchinterval(before)


def _watch(profile: Profile, others: set[int], is_over: threading.Event) -> None:
    mine = threading.get_ident()
    last = time.perf_counter()
    while not is_over.wait(_INTERVAL):
        now = time.perf_counter()
        frames = sys._current_frames()  # noqa: SLF001 - documented, in spite of its name
        busy = [
            frame
            for ident, frame in frames.items()
            if ident != mine and ident not in others and not is_waiting(frame)
        ]
        for frame in busy:
            profile.add(list(stack(frame)), (now - last) / len(busy))
        last = now
