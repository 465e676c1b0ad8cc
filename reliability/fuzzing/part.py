"""`python -m reliability fuzz`: random input, guided by the code that it reaches."""

from __future__ import annotations

import argparse
import time
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console

from reliability.fuzzing.defects import DEFECTS
from reliability.fuzzing.running import Fuzzed, fuzz
from reliability.fuzzing.targets import TARGETS, Target
from reliability.part import Heading, Outcome, Part
from reliability.paths import ROOT
from reliability.record import Row

_TABLE = "Fuzzing"


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    names = ", ".join(f"{target.name} ({target.what})" for target in TARGETS.values())
    parser.add_argument("target", nargs="?", choices=tuple(TARGETS), help=f"one of: {names}")
    parser.add_argument(
        "file", nargs="?", type=Path, help="an input to run again, such as one that has crashed"
    )
    parser.add_argument(
        "--seconds", type=int, default=60, help="how long, for each target (%(default)s)"
    )


def _run(arguments: argparse.Namespace, console: Console) -> Outcome:
    targets = [TARGETS[arguments.target]] if arguments.target else [*TARGETS.values()]
    if arguments.file:
        return _again(targets[0], arguments.file, console)
    if find_spec("atheris") is None:
        console.print(
            "atheris is not installed: .venv/bin/python -m pip install --require-hashes"
            " -r reliability/requirements.txt"
        )
        return Outcome((), failed=True)
    rows, failed = [], False
    for target in targets:
        with console.status(f"Fuzzing: {target.name}"):
            found = fuzz(target, arguments.seconds)
        failed |= bool(found.crashes) or not found.executions
        _tell(target, found, console)
        rows.append(Row(_TABLE, target.name, _figures(found)))
    return Outcome(tuple(rows), failed)


def _again(target: Target, file: Path, console: Console) -> Outcome:
    """Runs one input; what it raises is raised, with its traceback."""
    started = time.perf_counter()
    target.run(file.read_bytes())
    console.print(f"{file}: nothing is wrong, {(time.perf_counter() - started) * 1e3:.1f} ms")
    return Outcome(())


def _tell(target: Target, found: Fuzzed, console: Console) -> None:
    for path in found.crashes:
        shown = path.relative_to(ROOT)
        console.print(f"Crashed: .venv/bin/python -m reliability fuzz {target.name} {shown}")
    if found.crashes or not found.executions:
        console.print(found.log[-4_000:], markup=False)


def _figures(found: Fuzzed) -> dict[str, int | str]:
    shares = (
        f"{layer} {100 * reached // there} %" for layer, (reached, there) in found.covered.items()
    )
    return {
        "executions": found.executions,
        "inputs kept": found.inputs,
        "lines reached": ", ".join(shares),
        "slowest, s": found.slowest or "below 1",
        "peak memory, MiB": found.memory,
        "crashes": len(found.crashes),
    }


FUZZ = Part(
    "fuzz",
    "Random input",
    "try random input on single layers, guided by the code that it reaches",
    "Seven functions take any bytes and say what must hold of what a layer makes of them."
    " atheris changes samples, the examples of the rules and real templates so that they reach"
    " ever more code. What crashes, hangs for 20 seconds or takes 2 GiB is written to a file"
    " below build/reliability/fuzz, and runs again by giving that file. The regular tests run"
    " the same functions on inputs that are damaged without such guidance, the same ones every"
    " time.",
    (
        Heading(
            _TABLE,
            "Executions in the last run. Lines reached are those that all inputs kept so far"
            " reach together, in the layers that the target is about.",
        ),
    ),
    _add_arguments,
    _run,
    DEFECTS,
)
