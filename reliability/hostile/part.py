"""`python -m reliability hostile`: each hostile case in a process of its own, as a user runs it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

from rich.console import Console

from reliability.hostile.case import FOUND, Case
from reliability.hostile.cases import TABLES
from reliability.hostile.defects import DEFECTS
from reliability.hostile.editor import Answered, ask
from reliability.hostile.running import Measured, measure
from reliability.part import Heading, Outcome, Part
from reliability.record import Figure, Row

_EDITOR = "In an editor"


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", default="", help="a regular expression: only cases named so")
    parser.add_argument("--cheap", action="store_true", help="without those that take seconds")
    parser.add_argument(
        "--way", choices=tuple(_WAYS), help="only the command line, or only a server (both)"
    )


def _run(arguments: argparse.Namespace, console: Console) -> Outcome:
    rows, failed = [], False
    for way in [arguments.way] if arguments.way else _WAYS:
        for table, case in _cases(arguments):
            with console.status(case.name):
                row, wrong = _WAYS[way](table, case)
            if wrong:
                failed = True
                console.print(f"{case.name}: {wrong}", markup=False)
            rows += [row] if row else []
    return Outcome(tuple(rows), failed)


def _cases(arguments: argparse.Namespace) -> Iterator[tuple[str, Case]]:
    for table, cases in TABLES.items():
        for case in cases:
            if re.search(arguments.only, case.name) and (case.cheap or not arguments.cheap):
                yield table, case


def _on_the_command_line(table: str, case: Case) -> tuple[Row | None, str]:
    measured = measure(case)
    return Row(table, case.name, _figures(case, measured)), measured.wrong(case)


def _in_an_editor(_table: str, case: Case) -> tuple[Row | None, str]:
    answered = ask(case)
    if answered is None:
        return None, ""
    return Row(_EDITOR, case.name, _answers(case, answered)), answered.wrong(case)


_WAYS = {"command-line": _on_the_command_line, "editor": _in_an_editor}


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


def _answers(case: Case, answered: Answered) -> dict[str, Figure]:
    figures: dict[str, Figure | None] = {
        "diagnostics": len(answered.told),
        "problems among them": ", ".join(answered.codes()) or None,
        "time, ms": _ms(answered.wall),
        "of it processor, ms": _ms(answered.processor),
        "files around changed, ms": _ms(answered.again),
        "and opened, ms": _ms(answered.around),
        "peak memory, MiB": None if answered.mib is None else round(answered.mib),
        "as it should be": answered.wrong(case) or "yes",
    }
    return {column: figure for column, figure in figures.items() if figure is not None}


def _ms(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1_000)


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
    "give the command line and the server input that is made to hurt",
    "Each case has files of its own, and runs as a process of its own, as a user starts it; the"
    " time is that of the whole process. What it prints must say what is wrong, at its place, and"
    " the rest of the document must still be checked: in most cases it has a cluster without an"
    " identity, which must be found. The regular tests run all but the slow ones. The one that"
    " takes longest has 16,000 findings, each with a fix to be written and half a dozen lines to be"
    " printed: two milliseconds for each.",
    (
        *(Heading(title, _NOTES[title]) for title in TABLES),
        Heading(
            _EDITOR,
            "The same templates, opened in a server of their own by a client that pulls"
            " diagnostics, with all rules. Of an expression, that is a template with a cluster"
            " of that name. Each server has shown a small template before, so the time is that"
            " from `didOpen` to the answer of `textDocument/diagnostic`. Then the client says"
            " that the files around the template, such as settings, have changed, asks again,"
            " and opens these too. Diagnostics are those of all. The memory is the most that the"
            " server's process had. What cannot be opened, such as a pipe, is not here. Other"
            " work ran beside, so the processor's time is what a machine at rest needs. More"
            " than a second of it goes to what is large: 4 MB with 800 clusters, of which 16,000"
            " things are told; 100 MB; 250,000 members or variables, the most that are looked"
            " into; a text of 700,000 escapes; 1,000 patterns, the most there may be, or 20,000,"
            " which have to be read to be refused; and lambdas and nested deployments, which are"
            " computed up to the limit and no further.",
        ),
    ),
    _add_arguments,
    _run,
    DEFECTS,
)
