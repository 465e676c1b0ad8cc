"""`python -m reliability fixes`: every fix on many documents, and what it did to them."""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import unified_diff
from itertools import chain, count

from rich.console import Console

from armlens.editing.fix_all import safe_fix
from reliability.fixing.case import Case
from reliability.fixing.defects import DEFECTS
from reliability.fixing.documents import examples, made, real, samples
from reliability.fixing.round_trip import BOTH, Harm, trips, trips_of_all
from reliability.fixing.whole import runs
from reliability.part import Heading, Outcome, Part
from reliability.record import Row

_TABLE = "Round trips"
_COMMAND = "The command line on copies of real templates"
_COPIES = "copies"
"""The word that asks for the second table only."""

_MOST_SHOWN = 10
_REAL = "real templates"
_MOST_FIXES = 4
"""Fixes that are tried in each real template, drawn from all that it has."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="?", choices=(*_SOURCES, _COPIES), help="only this one")
    parser.add_argument(
        "--seconds",
        type=int,
        default=300,
        help="how long those made at random (%(default)s)",
    )
    parser.add_argument("--seed", type=int, default=0, help="of the first one (%(default)s)")


def _run(arguments: argparse.Namespace, console: Console) -> Outcome:
    rows, failed = [], False
    chosen = [arguments.source] if arguments.source else [*_SOURCES, _COPIES]
    for name in [each for each in chosen if each != _COPIES]:
        with console.status(f"Fixing: {name}"):
            most = _MOST_FIXES if name == _REAL else None
            tally = _tried(_SOURCES[name](arguments), most)
        for harm in tally.harms[:_MOST_SHOWN]:
            console.print(_told(harm), markup=False)
        failed |= bool(tally.harms)
        rows.append(Row(_TABLE, name, tally.figures()))
    if _COPIES in chosen:
        for name, copy in runs():
            if wrong := copy.harm():
                console.print(f"{name}: {wrong}", markup=False)
            failed |= bool(wrong)
            rows.append(Row(_COMMAND, name, copy.figures()))
    return Outcome(tuple(rows), failed)


def _for_some_time(arguments: argparse.Namespace) -> Iterator[Case]:
    ends = time.monotonic() + arguments.seconds
    for seed in count(arguments.seed):
        if time.monotonic() > ends:
            return
        yield made(seed)


_SOURCES: dict[str, Callable[[argparse.Namespace], Iterator[Case]]] = {
    "examples and samples": lambda _arguments: chain(examples(), samples()),
    _REAL: lambda _arguments: real(),
    "made at random": _for_some_time,
}


class _Tally:
    """What was tried so far."""

    def __init__(self) -> None:
        self.documents = 0
        self.alone: Counter[str] = Counter()
        self.together = 0
        self.harms: list[Harm] = []
        self.slowest = 0.0

    def figures(self) -> dict[str, int | float | str]:
        """The columns of the row."""
        return {
            "documents": self.documents,
            "fixes alone": self.alone.total(),
            "of rules": len(self.alone),
            "all at once": self.together,
            "did harm": len(self.harms),
            "slowest, ms": self.slowest * 1e3,
            "peak memory, MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }


def _tried(cases: Iterable[Case], most: int | None) -> _Tally:
    """Tries what there is in each document; of a bounded number of fixes, all safe ones at once."""
    tally = _Tally()
    for case in cases:
        tally.documents += 1
        started = time.perf_counter()
        for trip in trips(case, most=most):
            tally.alone[trip.rule] += 1
            tally.slowest = max(tally.slowest, time.perf_counter() - started)
            tally.harms += [trip.harm] if trip.harm else []
            started = time.perf_counter()
        for trip in trips_of_all(case, (safe_fix,) if most else BOTH):
            tally.together += 1
            tally.harms += [trip.harm] if trip.harm else []
    return tally


def _told(harm: Harm) -> str:
    """What a fix has done, with the difference that it made."""
    lines = [f"{harm.before.name}: {harm.rule}: {harm.title}: {harm.what}"]
    for document, before in harm.before.texts.items():
        after = harm.after.texts[document]
        names = document, document
        lines += unified_diff(before.splitlines(), after.splitlines(), *names, lineterm="")
    return "\n".join(lines)


FIXES = Part(
    name="fixes",
    title="Fixes",
    summary="apply every fix to many documents, and look for harm",
    introduction=(
        "Every fix of every finding is applied by itself, and then all safe ones at once, and all"
        " preferred ones. Afterwards the text must parse as before, the finding be gone, no other"
        " finding and no problem be there that was not, and no comment be lost; a line end must be"
        " one that the text has. The documents are the examples of the rules, the samples, real"
        " templates as they are and with bad clusters put into them in their own layout (four fixes"
        " of each, and all safe ones at once), and"
        " documents made at random: good and bad clusters with members gone or changed, with values"
        " behind parameters, variables, parameter files and nested deployments, members in another"
        " order and case, in tidy, mixed and minified layouts, with comments and trailing commas,"
        " in all line ends. Two rules may follow others, since they are the next step: a pool that"
        " becomes a scale set is for `Azure.AKS.AutoScaling`, whose bounds nobody but its owner can"
        " choose, and pools follow their cluster to another version (`Azure.AKS.PoolVersion`). A"
        " finding that a comment suppresses may come up again where a fix adds the object that it"
        " is then told at, on another line; all at once leave such a fix out."
    ),
    headings=(
        Heading(
            _TABLE,
            "The slowest is the time of one fix with the analysis after it.",
        ),
        Heading(
            _COMMAND,
            "`armlens check --fix`, and with `--unsafe-fixes` for the preferred ones, on a copy of"
            " all real templates, and on one of those that bad clusters were put into; then the"
            " same once more, which must change nothing. What is left has no fix, or one that is"
            " for its owner to choose.",
        ),
    ),
    add_arguments=_add_arguments,
    run=_run,
    defects=DEFECTS,
)
