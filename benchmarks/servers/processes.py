"""Processes from outside: their memory and the processor time they have used.

From the files of Linux' process file system (`proc(5)`); elsewhere nothing is known.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_PROCESSES = Path("/proc")


def memory(pid: int) -> float | None:
    """Resident bytes of a process and its descendants, or None where that cannot be told."""
    pages = 0
    for each in _family(pid):
        pages += int((_read(_PROCESSES / str(each) / "statm") or "0 0").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") if pages else None


def processor_time(pid: int) -> float | None:
    """Seconds of processor time of the threads that a process and its descendants have now."""
    nanoseconds = 0
    for each in _family(pid):
        for path in (_PROCESSES / str(each) / "task").glob("*/schedstat"):
            nanoseconds += int((_read(path) or "0").split()[0])
    return nanoseconds / 1e9 if nanoseconds else None


def _family(pid: int) -> Iterator[int]:
    waiting = [pid]
    while waiting:
        each = waiting.pop()
        yield each
        for path in (_PROCESSES / str(each) / "task").glob("*/children"):
            waiting += map(int, (_read(path) or "").split())


def _read(path: Path) -> str | None:
    """What a file of the file system says, or None if the process has gone meanwhile."""
    try:
        return path.read_text()
    except OSError:
        return None
