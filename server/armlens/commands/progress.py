"""How far a check has come, for whoever waits in front of a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from armlens.files.check import OnFile

_PATIENCE = 1.0
"""Seconds until anything is shown."""

_PERIOD = 0.1
"""Seconds from one picture to the next."""


@contextmanager
def progress() -> Iterator[OnFile | None]:
    """What a check is to tell how far it is, or nothing where standard error is no terminal.

    It is drawn there from the second second on, and gone when the check ends.
    """
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    try:
        yield bar.tell
    finally:
        bar.end()


class _Bar:
    """The line on the terminal, which does not exist until somebody has waited."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _PATIENCE
        self._shown: tuple[Progress, TaskID] | None = None

    def tell(self, done: int, total: int) -> None:
        """So many files are done, of so many."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PERIOD
        shown, task = self._shown or self._begin(total)
        shown.update(task, completed=done, total=total)
        shown.refresh()

    def _begin(self, total: int) -> tuple[Progress, TaskID]:
        from rich.console import Console  # noqa: PLC0415 - most checks are done by now
        from rich.progress import (  # noqa: PLC0415
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TimeRemainingColumn,
        )

        columns = (BarColumn(), MofNCompleteColumn(), "files,", TimeRemainingColumn(), "left")
        # Without a thread of its own: processes may yet be made as copies of this one.
        shown = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
        shown.start()
        self._shown = shown, shown.add_task("", total=total)
        return self._shown

    def end(self) -> None:
        """Takes the line away."""
        if self._shown:
            self._shown[0].stop()
