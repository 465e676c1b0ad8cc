"""The arguments of `armlens check` that say how and where its report is written."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from armlens.report.formats import FORMATS, TEXT

STDOUT = "-"
_NAMES = ", ".join(FORMATS)


@dataclass(frozen=True, slots=True)
class Output:
    """A report to be written: the name of its format, and the file that it goes to, or `-`."""

    form: str
    file: str


def add_outputs(check: argparse.ArgumentParser) -> None:
    """Adds what chooses among the formats, and how much is told."""
    option = check.add_argument_group("report").add_argument
    option(
        "--format",
        choices=tuple(FORMATS),
        metavar="FORMAT",
        help=f"what is written to standard output: {_NAMES}; default: {TEXT}",
    )
    option(
        "--output",
        action="append",
        type=_output,
        metavar="FORMAT=FILE",
        default=[],
        help="also write the report in this format to a file, or with - to standard output instead"
        " of --format; may be given several times",
    )


def outputs_of(arguments: argparse.Namespace) -> tuple[Output, ...]:
    """All reports that are asked for, standard output first."""
    given: list[Output] = arguments.output
    first = [each for each in given if each.file == STDOUT]
    form = arguments.format or TEXT
    return (*(first or [Output(form, STDOUT)]), *(each for each in given if each.file != STDOUT))


def output_mistakes(arguments: argparse.Namespace) -> Iterator[str]:
    """What is wrong with the outputs together, and with where they go, before anything is read."""
    given: list[Output] = arguments.output
    counts = Counter(each.file for each in given)
    for file, count in counts.items():
        if count > 1:
            name = "standard output" if file == STDOUT else f"'{file}'"
            yield f"argument --output: {name} takes one format only"
    if STDOUT in counts and arguments.format:
        yield "--format and --output FORMAT=- are both for standard output: leave one out"
    for file in counts:
        if file != STDOUT:
            yield from _unusable(Path(file))


def _unusable(path: Path) -> Iterator[str]:
    """Why a report cannot be written there; no folder is made, which a typing error would do."""
    try:
        if path.is_dir():
            yield f"argument --output: '{path}' is a folder; name a file in it"
        elif not path.parent.is_dir():
            yield f"argument --output: the folder '{path.parent}' does not exist; make it first"
    except ValueError:
        yield f"argument --output: the name of '{path}' is not valid"


def _output(text: str) -> Output:
    form, equals, file = text.partition("=")
    if not equals or not file:
        example = f"{form}=FILE" if form in FORMATS else "sarif=armlens.sarif"
        raise argparse.ArgumentTypeError(
            f"'{text}' is not of the form FORMAT=FILE, such as {example}"
        )
    if form not in FORMATS:
        raise argparse.ArgumentTypeError(f"'{form}' is none of the formats {_NAMES}")
    return Output(form, file)
