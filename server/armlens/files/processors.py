"""How many processors there are for this process, in a container with a part of some as well.

Linux, "Control Group v2", `cpu.max`, and "CFS Bandwidth Control" for groups of version 1: so many
microseconds of processor time in each period. A container engine writes there what it was told,
such as `--cpus 2`; what the system says of processors is then still that of the whole machine.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

_GROUPS = "proc/self/cgroup"
_MOUNT = "sys/fs/cgroup"
_CONTROLLER = "cpu"


def processors(root: Path = Path("/")) -> int:
    """How many processes can work at the same time, at least 1; `root` is that of the system."""
    if hasattr(os, "sched_getaffinity"):
        count = len(os.sched_getaffinity(0))
    else:
        count = os.cpu_count() or 1
    allowed = min(_quotas(root), default=math.inf)
    return count if allowed >= count else max(1, math.ceil(allowed))


def _quotas(root: Path) -> Iterator[float]:
    """The processors that each group gets which this process is in, where that is limited."""
    for line in _text(root / _GROUPS).splitlines():
        _, _, rest = line.partition(":")
        controllers, _, group = rest.partition(":")
        if not controllers:
            for folder in _upward(root / _MOUNT, group):
                yield from _quota(*_text(folder / "cpu.max").split())
        elif _CONTROLLER in controllers.split(","):
            for mount in dict.fromkeys((controllers, _CONTROLLER)):
                for folder in _upward(root / _MOUNT / mount, group):
                    quota = _text(folder / "cpu.cfs_quota_us")
                    yield from _quota(quota, _text(folder / "cpu.cfs_period_us"))


def _upward(mount: Path, group: str) -> Iterator[Path]:
    """The folder of a group and of those around it.

    In a container, where the group may have its name outside, the last of them is its own.
    """
    path = PurePosixPath(group.lstrip("/"))
    return (mount / each for each in (path, *path.parents) if ".." not in each.parts)


def _quota(quota: str = "", period: str = "", *_: str) -> Iterator[float]:
    """Processor time by period, where both are numbers: `max` and -1 are no limit."""
    try:
        allowed = int(quota) / int(period)
    except (ValueError, ZeroDivisionError):
        return
    if allowed > 0:
        yield allowed


def _text(path: Path) -> str:
    """What a small file of the system says; nothing if it is not there."""
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
