"""The arguments of `armlens check` that say how and where its report is written."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from armlens.dataclass import dataclass
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
    _add_details(check.add_argument_group("text on standard output"))


def _add_details(group: argparse._ArgumentGroup) -> None:
    option = group.add_argument
    option("--quiet", action="store_true", help="only a line for each finding, and no summary")
    option(
        "--statistics",
        action="store_true",
        help="at the end, how often each rule and each problem is told",
    )
    source = group.add_mutually_exclusive_group().add_argument
    source(
        "--show-source",
        action="store_true",
        default=True,
        help="the lines of the template with each finding; the default",
    )
    source(
        "--no-source",
        action="store_false",
        dest="show_source",
        help="leave out the lines of the template",
    )


@dataclass(frozen=True, slots=True)
class Details:
    """How much the text on standard output tells."""

    is_quiet: bool
    has_source: bool
    has_statistics: bool


def details_of(arguments: argparse.Namespace) -> Details:
    """The details that are asked for."""
    return Details(arguments.quiet, arguments.show_source, arguments.statistics)


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
    is_detailed = arguments.quiet or arguments.statistics or not arguments.show_source
    if is_detailed and (arguments.diff or outputs_of(arguments)[0].form != TEXT):
        yield "--quiet, --statistics and --no-source are for text on standard output"
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
