"""Fuzzing a target for some time, in a process of its own, and what came of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reliability.fuzzing.mutations import words
from reliability.fuzzing.targets import Target
from reliability.paths import BUILD, ROOT

_CHILD = (sys.executable, "-m", "reliability.fuzzing.child")
_LONGEST = 20
"""Seconds that one input may take before it counts as hanging."""

_MOST_MEMORY = 2_048
"""MiB that one input may take."""


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What a run has shown. `covered` has lines reached and lines that there are, by layer."""

    executions: int
    slowest: int
    memory: int
    inputs: int
    covered: Mapping[str, tuple[int, int]]
    crashes: tuple[Path, ...]
    log: str


def fuzz(target: Target, seconds: int) -> Fuzzed:
    """Fuzzes a target, which goes on with the inputs that earlier runs have found."""
    folder = BUILD / "fuzz" / target.name
    kept, crashes = folder / "inputs", folder / "crashes"
    _write_seeds(target, kept)
    crashes.mkdir(parents=True, exist_ok=True)
    before = set(crashes.iterdir())
    arguments = (
        str(kept),
        f"-dict={_dictionary(folder)}",
        f"-max_len={target.largest}",
        f"-max_total_time={seconds}",
        f"-timeout={_LONGEST}",
        f"-rss_limit_mb={_MOST_MEMORY}",
        f"-artifact_prefix={crashes}/",
        "-print_final_stats=1",
        "-verbosity=1",
    )
    log = _run(target, "fuzz", *arguments).stderr
    found = tuple(sorted(set(crashes.iterdir()) - before))
    return Fuzzed(
        executions=_figure(log, r"stat::number_of_executed_units:\s*(\d+)"),
        slowest=_figure(log, r"stat::slowest_unit_time_sec:\s*(\d+)"),
        memory=_figure(log, r"stat::peak_rss_mb:\s*(\d+)"),
        inputs=sum(1 for _ in kept.iterdir()),
        covered=_covered(target, kept),
        crashes=found,
        log=log,
    )


def _write_seeds(target: Target, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.small_seeds()):
        (folder / f"seed-{number:04}").write_bytes(seed)


def _dictionary(folder: Path) -> Path:
    """Words for libFuzzer to put into inputs."""
    path = folder / "words.dict"
    lines = ('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in words())
    path.write_text("".join(lines), encoding="ascii")
    return path


def _covered(target: Target, folder: Path) -> dict[str, tuple[int, int]]:
    ran = _run(target, "cover", str(folder))
    if ran.returncode:
        return {}
    return {layer: (reached, there) for layer, (reached, there) in json.loads(ran.stdout).items()}


def _run(target: Target, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (*_CHILD, target.name, *arguments),
        cwd=ROOT,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def _figure(log: str, pattern: str) -> int:
    found = re.findall(pattern, log)
    return int(found[-1]) if found else 0
