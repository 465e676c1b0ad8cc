"""`python -m reliability soak`: a session of very many edits."""

from __future__ import annotations

import argparse

from rich.console import Console

from benchmarks.figures import percentile
from reliability.part import Defect, Heading, Outcome, Part
from reliability.record import Figure, Row
from reliability.soak.session import Look, Soaked, soak

_HELD, _SESSION = "What the server holds", "The session"
_NAMES = ("at the start", "in the middle", "at the end")
_MIB = 2**20
_REST = 10.0
"""Seconds in which the server must do nothing."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--edits", type=int, default=10_000, help="how many (%(default)s); Ctrl+C ends earlier"
    )
    parser.add_argument("--seed", type=int, default=1, help="which edits (%(default)s)")


def _run(arguments: argparse.Namespace, console: Console) -> Outcome:
    def tell(soaked: Soaked) -> None:
        console.print(_progress(soaked))

    soaked = soak(arguments.edits, arguments.seed, _REST, tell)
    held = [_held(name, look) for name, look in zip(_NAMES, _three(soaked.looks), strict=True)]
    return Outcome((*held, *_session(soaked)), failed=not soaked.same)


def _progress(soaked: Soaked) -> str:
    """What was seen last, on one line, since hours may pass before there is a table."""
    look, lately = soaked.looks[-1], soaked.lately()
    return (
        f"{look.edits:,} edits: {look.memory / _MIB:.1f} MiB, {look.counts['objects']:,} objects,"
        f" p50 {percentile(lately, 0.5) * 1e3:.1f} ms, p95 {percentile(lately, 0.95) * 1e3:.0f} ms"
    )


def _three(looks: list[Look]) -> tuple[Look, Look, Look]:
    return looks[0], looks[len(looks) // 2], looks[-1]


def _held(name: str, look: Look) -> Row:
    return Row(
        _HELD,
        name,
        {
            "edits so far": look.edits,
            "memory, MiB": round(look.memory / _MIB),
            "open files": look.files,
            "threads": look.counts["threads"],
            "tasks": look.counts["tasks"],
            "open requests": look.counts["requests"],
            "Python objects": look.counts["objects"],
        },
    )


def _session(soaked: Soaked) -> list[Row]:
    many = len(soaked.seconds)
    tenth = max(many // 10, 1)
    middle = (many - tenth) // 2
    first, last = soaked.seconds[:tenth], soaked.seconds[-tenth:]
    between = soaked.seconds[middle : middle + tenth]
    figures: dict[str, Figure] = {
        "edits": soaked.looks[-1].edits,
        "minutes": round(soaked.taken / 60),
        "p50 first tenth, ms": percentile(first, 0.5) * 1e3,
        "p95 first tenth, ms": percentile(first, 0.95) * 1e3,
        "p50 middle tenth, ms": percentile(between, 0.5) * 1e3,
        "p95 middle tenth, ms": percentile(between, 0.95) * 1e3,
        "p50 last tenth, ms": percentile(last, 0.5) * 1e3,
        "p95 last tenth, ms": percentile(last, 0.95) * 1e3,
        "slowest, ms": max(soaked.seconds) * 1e3,
        "processor at rest": f"{soaked.idle:.2%}",
        "shows what a fresh server shows": "yes" if soaked.same else "no",
    }
    return [Row(_SESSION, "all", figures)]


SOAK = Part(
    "soak",
    "A long session",
    "edit many documents very often, and look at what the server holds",
    "A client opens samples, real templates, a large one, and one that links another and has a"
    " parameter file. It edits one after the other, one to five edits at a time, breaks them and"
    " mends them again, and asks for the diagnostics; now and then it closes and opens a document,"
    " asks for hover and code actions, changes settings, and tells of changed files.",
    (
        Heading(
            _HELD,
            "The start is after a fiftieth of the edits, when everything has been loaded."
            " Requests are those that nobody"
            " has answered. Objects are those that Python's garbage collector knows, also where it"
            " leaves them alone: trees, what is known of them, and the last changes of each"
            " document, up to 200.",
        ),
        Heading(_SESSION, "Times are from the last edit sent to its diagnostics."),
    ),
    _add_arguments,
    _run,
    (
        Defect(
            "The text and the tree of every parameter file that had ever been looked at were kept.",
            "tests/lsp/test_parameters.py::test_a_parameter_file_is_forgotten_with_its_document",
        ),
        Defect(
            "What was judged under settings that had changed was kept, up to four times over.",
            "tests/rules/test_judgements.py"
            "::test_what_was_judged_under_other_settings_is_forgotten_in_time",
        ),
        Defect(
            "What was shown of each state of a resource was kept with all of its document, wherever"
            " a finding's value came from elsewhere: 255 MiB after 88,000 edits.",
            "tests/lsp/test_showing.py::test_nothing_is_kept_of_a_document_that_is_gone",
        ),
        Defect(
            "A document of more than 100,000 characters stayed in memory after it was closed:"
            " 17 MiB each time for one of 400,000.",
            "tests/lsp/test_schedule.py::test_nothing_is_left_of_a_large_document",
        ),
        Defect(
            "An analysis that a newer text had overtaken kept all documents as they were then.",
            "tests/lsp/test_analyses.py::test_an_analysis_that_is_overtaken_keeps_no_document",
        ),
        Defect(
            "Memory that was free stayed with the C library: 20 MiB after 200,000 edits.",
            "tests/lsp/test_collector.py::test_what_is_free_between_what_is_in_use_goes_back",
        ),
    ),
)
