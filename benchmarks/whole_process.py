"""Runs a command and prints, as JSON, what it has cost: see `benchmarks/command_line.py`.

`whole_process.py OUTPUT COMMAND…`; what the command prints goes into the file OUTPUT.

A process of its own, and a small one, because the memory that Linux reports of a process is never
less than what the process that started it had (`getrusage(2)` counts from before `exec`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


def main(output: str, command: list[str]) -> int:
    """Prints the status, the seconds, the seconds of processor time, and the bytes at most."""
    with open(output, "wb") as printed:  # noqa: PTH123 - a small process imports little
        started = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.STDOUT
        )
    processor = peak = None
    if sys.platform == "win32":
        status = process.wait()
    else:
        _, ended, usage = os.wait4(process.pid, 0)
        status = process.returncode = os.waitstatus_to_exitcode(ended)
        processor = usage.ru_utime + usage.ru_stime
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    wall = time.perf_counter() - started
    json.dump([status, wall, processor, peak], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
