"""How many processes are to share a run, and who gets which files."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from armlens.files.processors import processors

FORKS = sys.platform == "linux"
"""Whether a process can begin as a copy of this one, with all that it has loaded.

Elsewhere it has to load armlens anew; on macOS, system libraries do not survive being copied.
"""

_PAYS = 250_000 if FORKS else 3_000_000
"""The bytes in all files from which a second process saves more time than it costs."""

_BATCH_BYTES = 40_000
_BATCH_FILES = 32
"""What goes to a process at once: small files together, since each message takes time too."""

_SHARES = 16
"""The part of what one process has to do that may be left for the end in one piece."""


def processes_for(paths: Sequence[Path], jobs: int | None) -> int:
    """How many processes are to look at files, 1 for this one alone.

    `jobs` is what was asked for; None means as many as pay.
    """
    if jobs is not None:
        return max(1, min(jobs, len(paths)))
    if len(paths) == 1 or not _pays(paths):
        return 1
    return min(processors(), len(paths))


def can_fork() -> bool:
    """Whether this process may be copied: what other threads hold would stay held in the copy."""
    return FORKS and threading.active_count() == 1


def batches(sizes: Sequence[tuple[int, int]], processes: int) -> list[list[int]]:
    """Files by number, with their sizes in bytes, as they are handed out.

    Those that one process would still be busy with when the others are done come first. The rest
    is in the order in which it is told, so that the report need not wait for it. There is something
    for each process several times, since nobody knows what takes how long.
    """
    most = min(_BATCH_FILES, 1 + len(sizes) // (4 * processes))
    long = max(_BATCH_BYTES, sum(size for _, size in sizes) / (_SHARES * processes))
    late = [each for each in sizes if each[1] <= long]
    early = sorted((each for each in sizes if each[1] > long), key=lambda each: -each[1])
    made: list[list[int]] = []
    room = 0
    for number, size in (*early, *late):
        if not made or size > room or len(made[-1]) == most:
            made.append([])
            room = _BATCH_BYTES
        made[-1].append(number)
        room -= size
    return made


def size_of(path: Path) -> int:
    """The size of a file in bytes; 0 where that cannot be found out."""
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _pays(paths: Iterable[Path]) -> bool:
    total = 0
    for path in paths:
        total += size_of(path)
        if total >= _PAYS:
            return True
    return False
