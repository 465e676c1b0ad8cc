"""The commands: what they do and print."""

from __future__ import annotations

import argparse
import compileall
import os
import subprocess
from collections.abc import Callable, Sequence

from rich.console import Console

from benchmarks import command_line, environment
from benchmarks.arguments import COMMAND_LINE, CURVE, PARTS, SERVERS, parse
from benchmarks.documents.document import JSONC, Document, generated
from benchmarks.effort import FULL, QUICK, Effort
from benchmarks.figures import Figures, Measure, load
from benchmarks.installing import INSTALLERS
from benchmarks.paths import FIGURES, PACKAGE, PAGE, PICTURE, ROOT
from benchmarks.profiling.report import profile_edits
from benchmarks.report.comparison import process_table, server_tables
from benchmarks.report.page import page
from benchmarks.report.plot import curves, picture
from benchmarks.report.targets import target_table
from benchmarks.servers.contenders import contenders
from benchmarks.servers.rounds import compare, draw_curve, installed

_WIDE = 200
"""Columns for tables whose rows must not break, where nobody looks at a terminal."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command and returns the exit status."""
    arguments = parse(argv)
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDE)
    commands: dict[str, Callable[[argparse.Namespace, Console], int]] = {
        "setup": _set_up,
        "run": _run,
        "page": _write_again,
        "profile": _profile,
    }
    return commands[arguments.command](arguments, console)


def _set_up(arguments: argparse.Namespace, console: Console) -> int:
    """Installs what it can: the benchmark runs with what there is."""
    status = 0
    for name in arguments.parts or INSTALLERS:
        console.print(f"Installing: {name}")
        try:
            INSTALLERS[name]()
        except (OSError, subprocess.CalledProcessError) as error:
            console.print(f"Not installed: {name}: {error}")
            status = 1
    return status


def _run(arguments: argparse.Namespace, console: Console) -> int:
    effort = QUICK if arguments.quick else FULL
    _compile()
    parts = arguments.parts or PARTS
    figures, load_before = Figures(), environment.load()
    if load_before:
        console.print(f"In the last minute, {load_before:g} processes wanted to work at a time.")
    with console.status("", spinner="dots") as status:
        _measure(parts, arguments.only, effort, figures, status.update)
    is_full = effort.is_full and set(parts) == set(PARTS) and not arguments.only
    figures.environment = environment.of_run(load_before, is_full=is_full)
    _print(figures, console)
    if is_full:
        figures.save(FIGURES)
        _write(figures, console)
    return 0


def _compile() -> None:
    """Measures what is installed: an installation compiles modules, a working copy need not."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(PACKAGE, quiet=1)


def _measure(
    parts: Sequence[str],
    only: Sequence[str] | None,
    effort: Effort,
    figures: Figures,
    progress: Callable[[str], None],
) -> None:
    servers = [each for each in contenders() if not only or each.name in only]
    if SERVERS in parts or CURVE in parts:
        servers = installed(servers, figures)
    if SERVERS in parts:
        compare(servers, effort, figures, progress)
    if CURVE in parts:
        draw_curve(servers, effort, figures, progress)
    if COMMAND_LINE in parts:
        command_line.compare(effort, figures, progress)


def _print(figures: Figures, console: Console) -> None:
    for table in server_tables(figures):
        console.print(table.rich())
    if figures.contenders(Measure.PROCESS):
        console.print(process_table(figures).rich())
    if (table := target_table(figures)).rows:
        console.print(table.rich())
    for name, reason in figures.failures.items():
        console.print(f"{name} {reason}.")


def _write_again(_arguments: argparse.Namespace, console: Console) -> int:
    if not FIGURES.exists():
        console.print("There was no full run yet: python -m benchmarks run")
        return 1
    _write(load(FIGURES), console)
    return 0


def _write(figures: Figures, console: Console) -> None:
    PAGE.write_text(page(figures), encoding="utf-8")
    console.print(f"Written: {PAGE.relative_to(ROOT)}")
    if lines := curves(figures):
        PICTURE.write_text(picture(lines), encoding="utf-8")
        console.print(f"Written: {PICTURE.relative_to(ROOT)}")


def _profile(arguments: argparse.Namespace, console: Console) -> int:
    if arguments.file:
        text = arguments.file.read_bytes().decode("utf-8-sig")
        document = Document(arguments.file.name, JSONC, text)
    else:
        document = generated("template", arguments.size, JSONC)
    console.print(f"{document.name} of {len(document.text):,} characters, {arguments.place}")
    profiled = profile_edits(document, arguments.place, arguments.seconds)
    console.print(profiled.summary())
    console.print(profiled.by_layer().rich())
    console.print(profiled.by_function(arguments.functions).rich())
    return 0
