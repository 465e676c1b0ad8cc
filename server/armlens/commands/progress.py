"""How far a check has come, for whoever waits in front of a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 1.0
"""Seconds until anything is shown."""

_PERIOD = 0.1
"""Seconds from one picture to the next."""


@contextmanager
def progress() -> Iterator[Bar | None]:
    """What is to be told how far a check is, or nothing where standard error is no terminal.

    It is drawn there from the second second on, and gone when the check ends.
    """
    if not sys.stderr.isatty():
        yield None
        return
    bar = Bar()
    try:
        yield bar
    finally:
        bar.clear()


class Bar:
    """The line on the terminal, which does not exist until somebody has waited."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _PATIENCE
        self._shown: tuple[Progress, TaskID] | None = None
        self._done = 0

    def tell(self, done: int, total: int) -> None:
        """So many files are done, of so many; fewer than before if all are looked at again."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PERIOD
        shown, task = self._shown or self._made(total)
        if done < self._done:
            shown.reset(task)
        self._done = done
        shown.update(task, completed=done, total=total)
        # It does nothing where the line is there, and brings it back where it was taken away.
        shown.start()
        shown.refresh()

    def _made(self, total: int) -> tuple[Progress, TaskID]:
        from rich.console import Console  # noqa: PLC0415 - most checks are done by now
        from rich.progress import (  # noqa: PLC0415
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TimeRemainingColumn,
        )

        columns = (BarColumn(), MofNCompleteColumn(), "files,", TimeRemainingColumn(), "left")
        # Without a thread of its own: processes may yet be made as copies of this one.
        shown = Progress(
            *columns,
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._shown = shown, shown.add_task("", total=total)
        return self._shown

    def clear(self) -> None:
        """Takes the line away, so that something else can be written there."""
        if self._shown and self._shown[0].live.is_started:
            self._shown[0].stop()
