"""What the commands take."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.documents.document import LARGEST, characters
from benchmarks.documents.places import MIDDLE, PLACES
from benchmarks.installing import INSTALLERS
from benchmarks.servers.contenders import contenders

SERVERS, CURVE, COMMAND_LINE = "servers", "curve", "command-line"
PARTS = (SERVERS, CURVE, COMMAND_LINE)
STRUCTURE = "structure"


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """The arguments; wrong ones end the process."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="How fast armlens is, and where its time goes."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    _add_setup(commands)
    _add_run(commands)
    commands.add_parser("page", help="write the page again, from the figures of the last full run")
    _add_profile(commands)
    return parser.parse_args(argv)


def _one_of(names: Sequence[str]) -> Callable[[str], str]:
    """Takes some names only. `choices` would refuse to be given none of them."""

    def name(text: str) -> str:
        if text not in names:
            raise argparse.ArgumentTypeError(f"'{text}' is none of {', '.join(names)}")
        return text

    return name


def _add_setup(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    setup = commands.add_parser("setup", help="install what armlens is compared with")
    setup.add_argument(
        "parts",
        nargs="*",
        metavar="PART",
        type=_one_of(tuple(INSTALLERS)),
        help=f"{' or '.join(INSTALLERS)}; both by default",
    )


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = commands.add_parser(
        "run",
        help="measure, print tables, and write docs/benchmarks.md",
        description="Measures and prints tables. A full run of all parts takes about a quarter"
        " of an hour and writes docs/benchmarks.md and its picture; others only print.",
    )
    run.add_argument(
        "parts",
        nargs="*",
        metavar="PART",
        type=_one_of(PARTS),
        help=f"{', '.join(PARTS)}; all by default",
    )
    run.add_argument("--quick", action="store_true", help="fewer documents, once: two minutes")
    run.add_argument(
        "--only",
        action="append",
        metavar="SERVER",
        type=_one_of([contender.name for contender in contenders()]),
        help="only this server; may be repeated",
    )


def _add_profile(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    profile = commands.add_parser("profile", help="edit a template and say where the time went")
    profile.add_argument(
        "--size", type=characters, default=LARGEST, help="its size, such as 33KB (%(default)s)"
    )
    profile.add_argument("--file", type=Path, help="a template of your own instead")
    profile.add_argument(
        "--place",
        choices=(*PLACES, STRUCTURE),
        default=MIDDLE,
        help="where a value changes, or a brace that breaks the structure (%(default)s)",
    )
    profile.add_argument(
        "--seconds", type=float, default=5.0, help="how long it edits (%(default)s)"
    )
    profile.add_argument(
        "--functions", type=int, default=25, help="how many functions are listed (%(default)s)"
    )
