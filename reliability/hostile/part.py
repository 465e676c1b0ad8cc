"""`python -m reliability hostile`: each hostile case in a process of its own, as a user runs it."""

from __future__ import annotations

import argparse
import re

from rich.console import Console

from reliability.hostile.case import FOUND, Case
from reliability.hostile.cases import TABLES
from reliability.hostile.defects import DEFECTS
from reliability.hostile.running import Measured, measure
from reliability.part import Heading, Outcome, Part
from reliability.record import Row


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", default="", help="a regular expression: only cases named so")
    parser.add_argument("--cheap", action="store_true", help="without those that take seconds")


def _run(arguments: argparse.Namespace, console: Console) -> Outcome:
    rows, failed = [], False
    for table, cases in TABLES.items():
        for case in cases:
            if not re.search(arguments.only, case.name) or (arguments.cheap and not case.cheap):
                continue
            with console.status(case.name):
                measured = measure(case)
            if wrong := measured.wrong(case):
                failed = True
                console.print(f"{case.name}: {wrong}", markup=False)
            rows.append(Row(table, case.name, _figures(case, measured)))
    return Outcome(tuple(rows), failed)


def _figures(case: Case, measured: Measured) -> dict[str, int | str]:
    """What the page says of a case. The finding that all others have goes without saying."""
    told = [each for each in case.told if each != FOUND] or [FOUND]
    return {
        "the user is told": "; ".join(told),
        "time, ms": round(measured.wall * 1_000),
        "of it processor, ms": round(measured.processor * 1_000),
        "peak memory, MiB": round(measured.mib),
        "as it should be": measured.wrong(case) or "yes",
    }


_NOTES = {
    "Size and depth": "Documents that are too large, too long or nested too deep.",
    "Expressions": "Expressions that are too long, too deep, or worth more than can be computed.",
    "Loops and circles": "Loops up to the limit and past it, and names that need themselves.",
    "Files": "Paths that are no templates, and texts that are no text.",
    "Rules and settings": "Rules and settings that somebody else has written.",
}

HOSTILE = Part(
    "hostile",
    "Hostile input",
    "run the command line on input that is made to hurt",
    "Each case has files of its own, and runs as a process of its own, as a user starts it; the"
    " time is that of the whole process. What it prints must say what is wrong, at its place, and"
    " the rest of the document must still be checked: in most cases it has a cluster without an"
    " identity, which must be found. The regular tests run all but the slow ones.",
    tuple(Heading(title, _NOTES[title]) for title in TABLES),
    _add_arguments,
    _run,
    DEFECTS,
)
