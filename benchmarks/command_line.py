"""The command line beside Checkov's, as whole processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import whole_process
from benchmarks.documents.document import SIZES
from benchmarks.documents.template import template
from benchmarks.effort import Effort
from benchmarks.figures import Figures, Key, Measure
from benchmarks.paths import BUILD, CORPUS
from benchmarks.servers.contenders import ARMLENS
from benchmarks.servers.rounds import Progress

CHECKOV = "Checkov"
ONE = "one template of 8 KB"
REAL_FOLDER = "the quickstart templates"
GENERATED_FOLDER = "a folder of generated templates"

_DONE = (0, 1, 2)
"""The exit statuses of programs that have done their work: 2 is ours if a template is no JSON."""

_FOLDER_TEMPLATES = 60
_FOLDER_TURNS = 3


@dataclass(frozen=True, slots=True)
class Program:
    """A command line, without the path that it is to check, and what comes before paths."""

    name: str
    command: tuple[str, ...]
    before_file: tuple[str, ...] = ()
    before_folder: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def on(self, path: Path) -> list[str]:
        """The command that checks a file or a folder."""
        before = self.before_folder if path.is_dir() else self.before_file
        return [*self.command, *before, str(path)]


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process has cost: seconds, seconds of processor time, and bytes at most."""

    wall: float
    processor: float | None
    memory: float | None


def programs() -> tuple[Program, ...]:
    """Ours and Checkov, both told to read ARM templates only and to fetch nothing."""
    checkov = BUILD / "checkov" / ("Scripts" if os.name == "nt" else "bin") / "checkov"
    quiet = ("--framework", "arm", "--compact", "--quiet", "--skip-download", "--output", "json")
    return (
        Program(ARMLENS, (sys.executable, "-m", "armlens", "check", "--format", "json")),
        Program(
            CHECKOV,
            (str(checkov), *quiet),
            before_file=("--file",),
            before_folder=("--directory",),
            environment={"LOG_LEVEL": "ERROR"},
        ),
    )


def variants(cache: Path) -> tuple[Program, ...]:
    """Ours with one process and with two, without a cache, with an empty and with a filled one."""
    command = programs()[0].command
    remembering = ("--cache-dir", str(cache))
    return (
        Program(f"{ARMLENS} --jobs 1", (*command, "--jobs", "1")),
        Program(f"{ARMLENS} --jobs 2", (*command, "--jobs", "2")),
        Program(f"{ARMLENS} --jobs 2, an empty cache", (*command, "--jobs", "2", *remembering)),
        Program(f"{ARMLENS} --jobs 2, a filled cache", (*command, "--jobs", "2", *remembering)),
        Program(f"{ARMLENS} --jobs 1, a filled cache", (*command, "--jobs", "1", *remembering)),
    )


def compare(effort: Effort, figures: Figures, progress: Progress) -> None:
    """Runs both in turns on one small template, and ours in variants on a folder of templates.

    In a full run both are run on the folder as well, once, since Checkov takes minutes.
    """
    found = []
    for program in programs():
        if Path(program.command[0]).exists():
            found.append(program)
        else:
            figures.failures[program.name] = "is not installed: `python -m benchmarks setup`"
    with tempfile.TemporaryDirectory() as name:
        small = Path(name) / "small" / "main.json"
        small.parent.mkdir()
        small.write_text(template(SIZES["8 KB"], has_comments=False), encoding="utf-8")
        for turn in range(effort.processes):
            for program in found:
                progress(f"process {turn + 1} of {effort.processes}: {program.name}, {ONE}")
                _measure(program, small, ONE, figures)
        folder, document = _folder(Path(name), has_real=effort.is_full)
        figures.templates = _templates_in(folder)
        for turn in range(min(effort.processes, _FOLDER_TURNS)):
            for program in variants(Path(name) / f"cache{turn}"):
                progress(f"{program.name}, {document}")
                _measure(program, folder, document, figures)
        if effort.is_full:
            for program in found:
                progress(f"{program.name}, {document}")
                _measure(program, folder, document, figures)


def run(command: list[str], environment: Mapping[str, str]) -> Spent:
    """Runs a command, throws away what it prints, and says what it has cost.

    Raises `OSError` if it has not done its work.
    """
    timing = [sys.executable, "-I", "-S", whole_process.__file__, os.devnull, *command]
    done = subprocess.run(
        timing, capture_output=True, check=False, env={**os.environ, **environment}
    )
    if done.returncode != 0:
        raise OSError(f"'{command[0]}' cannot be started")
    status, wall, processor, memory = json.loads(done.stdout)
    if status not in _DONE:
        raise OSError(f"exit status {status}")
    return Spent(wall, processor, memory)


def _measure(program: Program, path: Path, document: str, figures: Figures) -> None:
    try:
        spent = run(program.on(path), program.environment)
    except OSError as error:
        figures.failures[program.name] = f"failed on {document}: {error}"
        return
    for measure, value in (
        (Measure.PROCESS, spent.wall),
        (Measure.PROCESS_PROCESSOR, spent.processor),
        (Measure.PROCESS_MEMORY, spent.memory),
    ):
        figures.add(Key(program.name, document, measure), [value])


def _folder(scratch: Path, *, has_real: bool) -> tuple[Path, str]:
    """Real templates if there are any and they are wanted, else generated ones of small sizes."""
    real = CORPUS / "quickstart"
    if has_real and real.is_dir():
        return real, REAL_FOLDER
    folder = scratch / "folder"
    for number in range(_FOLDER_TEMPLATES):
        path = folder / f"template{number}" / "main.json"
        path.parent.mkdir(parents=True)
        path.write_text(template(4_000 + 500 * number, has_comments=False), encoding="utf-8")
    return folder, GENERATED_FOLDER


def _templates_in(folder: Path) -> int:
    """How many templates our command line finds in a folder."""
    command = programs()[0].on(folder)
    done = subprocess.run(command, capture_output=True, check=False)
    return int(json.loads(done.stdout)["summary"]["files"])
