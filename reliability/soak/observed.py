"""The real server, which also says how much it holds: `python -m reliability.soak.observed`."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from typing import Any

from armlens.lsp import server as module
from armlens.lsp.server import Server, create_server, run_stdio

COUNTS = "reliability/counts"


def counts(ls: Server, _params: object) -> dict[str, int]:
    """How many there are of what must not become more and more."""
    gc.collect()
    protocol: Any = ls.protocol
    return {
        "tasks": len(asyncio.all_tasks()),
        "threads": threading.active_count(),
        "requests": len(protocol._request_futures) + len(protocol._result_types),  # noqa: SLF001 - nobody else knows
        "objects": len(gc.get_objects()) + gc.get_freeze_count(),
    }


def _create_observed(*, remembers: bool = True) -> Server:
    server = create_server(remembers=remembers)
    server.feature(COUNTS)(counts)
    return server


if __name__ == "__main__":
    module.create_server = _create_observed
    sys.exit(run_stdio())
