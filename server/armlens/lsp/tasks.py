"""Tasks that nobody awaits: their failures are logged, and none is lost while it runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class Tasks:
    """The server's own tasks. asyncio itself keeps only weak references to tasks."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        """Runs the coroutine on the event loop."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def start_again(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        """Runs the coroutine instead of those of that name, which end."""
        for task in [each for each in self._running if each.get_name() == name]:
            task.cancel()
        self.start(work, name)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("%s failed", task.get_name(), exc_info=error)
