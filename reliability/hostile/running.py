"""Running a case in a process of its own, and what that took."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks import whole_process
from reliability.hostile.case import Case

_LONGEST = 300
"""Seconds after which a case counts as hanging."""

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """What a case came to: what was printed, times in seconds, and the most memory it had.

    The processor's time is what a machine would need that does nothing else.
    """

    status: int | None
    printed: str
    wall: float
    processor: float
    mib: float

    def wrong(self, case: Case) -> str:
        """What is not as the case says, in a few words; nothing if all is."""
        if self.status is None:
            return "hangs"
        if missing := [each for each in case.told if each not in self.printed]:
            return f"does not say {missing[0]!r}"
        if self.status != case.status:
            return f"exit status {self.status}, not {case.status}"
        if self.processor > case.seconds:
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
    armlens = (sys.executable, "-m", "armlens", *case.command)
    # A small process between, which has less memory than what it measures.
    with subprocess.Popen(
        (sys.executable, "-I", "-S", whole_process.__file__, str(printed), *armlens),
        cwd=folder,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            told, _ = process.communicate(timeout=_LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return Measured(None, "", _LONGEST, _LONGEST, 0)
    status, wall, processor, peak = json.loads(told)
    said = printed.read_text(encoding="utf-8", errors="replace")
    return Measured(status, said, wall, processor or wall, (peak or 0) / _MIB)
