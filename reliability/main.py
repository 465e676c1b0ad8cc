"""The commands: what they run and print."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence

from rich.console import Console

from benchmarks.environment import machine
from reliability.page import page, tables
from reliability.part import Outcome, Part
from reliability.parts import PARTS
from reliability.paths import PAGE, RECORDS, ROOT
from reliability.record import load

_WIDE = 200
"""Columns for tables whose rows must not break, where nobody looks at a terminal."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a part, or writes the page, and returns the exit status: 1 if something did not hold."""
    arguments = _parser().parse_args(argv)
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDE)
    if arguments.part is None:
        return _write_page(console)
    outcome = arguments.part.run(arguments, console)
    for table in tables(arguments.part, outcome.rows):
        console.print(table.rich())
    if arguments.record:
        _record(arguments.part, outcome)
        _write_page(console)
    return int(outcome.failed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m reliability", description="Tries to break armlens, and says how that went."
    )
    commands = parser.add_subparsers(required=True, metavar="PART")
    for part in PARTS:
        command = commands.add_parser(part.name, help=part.summary, description=part.introduction)
        part.add_arguments(command)
        command.add_argument(
            "--record", action="store_true", help="keep the figures and write docs/reliability.md"
        )
        command.set_defaults(part=part)
    again = commands.add_parser("page", help="write docs/reliability.md from the figures on record")
    again.set_defaults(part=None)
    return parser


def _record(part: Part, outcome: Outcome) -> None:
    path = RECORDS / f"{part.name}.json"
    today = dt.datetime.now(dt.UTC).date().isoformat()
    load(path).with_rows(outcome.rows, today, machine()).save(path)


def _write_page(console: Console) -> int:
    PAGE.write_text(page(), encoding="utf-8")
    console.print(f"Written: {PAGE.relative_to(ROOT)}")
    return 0
