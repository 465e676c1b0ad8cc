"""`python -m reliability sessions`: documents, files, settings and requests in any order."""

from __future__ import annotations

import argparse
import logging
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from rich.console import Console

from reliability.part import Defect, Heading, Outcome, Part
from reliability.record import Row
from reliability.sessions.machine import PullingSessions, Sessions

_TABLE = "Random sessions"
_MACHINES: dict[str, type[Sessions]] = {
    "diagnostics are pushed": Sessions,
    "diagnostics are pulled": PullingSessions,
}
_TESTS = "tests/lsp/test_sessions.py::"


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--examples", type=int, default=200, help="how many sessions of each kind (%(default)s)"
    )
    parser.add_argument("--steps", type=int, default=15, help="the most steps (%(default)s)")


def _run(arguments: argparse.Namespace, console: Console) -> Outcome:
    chosen = settings(
        max_examples=arguments.examples,
        stateful_step_count=arguments.steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    rows, failed = [], False
    for name, machine in _MACHINES.items():
        started, found = time.monotonic(), ""
        with console.status(f"Sessions: {name}"), _counted(machine) as looks:
            try:
                run_state_machine_as_test(machine, settings=chosen)
            except AssertionError:
                found = traceback.format_exc()
        if found:
            console.print(found, markup=False)
        failed |= bool(found)
        figures = {
            "sessions": arguments.examples,
            "comparisons with a fresh server": len(looks),
            "seconds": round(time.monotonic() - started),
            "differences": int(bool(found)),
        }
        rows.append(Row(_TABLE, name, figures))
    return Outcome(tuple(rows), failed)


@contextmanager
def _counted(machine: type[Sessions]) -> Iterator[list[str]]:
    """Notes each comparison, and keeps the log of what sessions do wrong on purpose quiet."""
    logging.disable(logging.WARNING)
    looks: list[str] = []
    machine.compared = looks
    try:
        yield looks
    finally:
        logging.disable(logging.NOTSET)


SESSIONS = Part(
    "sessions",
    "Random sessions",
    "do anything in any order, and compare what is shown with a fresh server",
    "A client opens, edits, closes and renames documents that link each other, parameter files,"
    " settings and rule files, also with ranges outside of the text and versions that repeat;"
    " files come and go on disk; settings change; requests are cancelled. Whenever the server is"
    " at rest, and at the end, every open document must show what a server shows that has just"
    " started and gets the same texts and files. Hypothesis makes the sessions, and the shortest"
    " one that goes wrong.",
    (Heading(_TABLE, "A real server in the same process, with all of its threads."),),
    _add_arguments,
    _run,
    (
        Defect(
            "Settings of the editor stayed in force when the client no longer had any.",
            _TESTS + "test_settings_of_the_editor_that_are_taken_away_are_not_in_force",
        ),
        Defect(
            "Half a character (a lone surrogate) in an open settings or rule file broke the"
            " analysis of every document under it.",
            _TESTS + "test_half_a_character_in_settings_stops_no_analysis",
        ),
        Defect(
            "A file that changed on disk while the first analysis that read it was running was not"
            " read again.",
            "tests/lsp/test_schedule.py::test_a_file_that_changes_while_it_is_used_is_read_again",
        ),
    ),
)
