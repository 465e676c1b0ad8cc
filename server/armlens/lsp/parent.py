"""The process that started the server: without it, the server has nobody to serve."""

from __future__ import annotations

import asyncio
import os
import sys

_SECONDS_BETWEEN_LOOKS = 3.0
"""Where the system tells nobody about the end of a process that is not its child."""


async def end_of(process: int) -> None:
    """Returns when a process has ended (LSP 3.17, `processId` of `InitializeParams`)."""
    if sys.platform == "linux":
        try:
            descriptor = os.pidfd_open(process)
        except ProcessLookupError:
            return
        except OSError:
            pass  # An old system, or one that forbids it.
        else:
            await _readable(descriptor)
            return
    while _is_alive(process):
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)


async def _readable(descriptor: int) -> None:
    """Waits for a descriptor, which costs nothing meanwhile, and closes it."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_reader(descriptor, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(descriptor)
        os.close(descriptor)


def _is_alive(process: int) -> bool:
    if sys.platform == "win32":
        return _is_alive_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # Another user's.
    return True


if sys.platform == "win32":
    import ctypes

    _SYNCHRONIZE, _STILL_RUNNING = 0x00100000, 0x102

    def _is_alive_on_windows(process: int) -> bool:
        """`os.kill` would end it there."""
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(_SYNCHRONIZE, False, process)
        if not handle:
            return False
        try:
            return bool(kernel.WaitForSingleObject(handle, 0) == _STILL_RUNNING)
        finally:
            kernel.CloseHandle(handle)
