"""Running a case in a process of its own, and what that took."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from reliability.hostile.case import Case

_LONGEST = 300
"""Seconds after which a case counts as hanging."""

_KIB = 1 if sys.platform == "darwin" else 1024
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """What a case came to: what was printed, the wall time, and the most memory it had."""

    status: int
    printed: str
    ms: float
    mib: float

    def wrong(self, case: Case) -> str:
        """What is not as the case says, in a few words; nothing if all is."""
        if self.status == -signal.SIGKILL:
            return "hangs"
        if missing := [each for each in case.told if each not in self.printed]:
            return f"does not say {missing[0]!r}"
        if self.status != case.status:
            return f"exit status {self.status}, not {case.status}"
        if self.ms > case.seconds * 1_000:
            return f"more than {case.seconds:g} s"
        return f"more than {case.mib} MiB" if self.mib > case.mib else ""


def measure(case: Case) -> Measured:
    """Runs a case as a user does, in an empty folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "case"
        folder.mkdir()
        case.write(folder)
        return _run(case, folder, Path(name) / "printed")


def _run(case: Case, folder: Path, printed: Path) -> Measured:
    with printed.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            (sys.executable, "-m", "armlens", *case.command),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        watch = Timer(_LONGEST, process.kill)
        watch.start()
        _, ended, used = os.wait4(process.pid, 0)
        taken = time.perf_counter() - started
        watch.cancel()
    process.returncode = os.waitstatus_to_exitcode(ended)
    return Measured(
        process.returncode,
        printed.read_text(encoding="utf-8", errors="replace"),
        taken * 1_000,
        used.ru_maxrss * _KIB / _MIB,
    )
