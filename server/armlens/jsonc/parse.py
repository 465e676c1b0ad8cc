"""Reading a document: from a text to its tree, whatever the text."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from armlens.jsonc.amount import MOST_VALUES, has_too_many_values
from armlens.jsonc.indentation import Indentation
from armlens.jsonc.names import repeated_names
from armlens.jsonc.recovery import read_irregular
from armlens.jsonc.regular import read_regular
from armlens.jsonc.scan import MAX_PROBLEMS, Scan
from armlens.jsonc.tree import Reading, Tree
from armlens.problems.jsonc import TOO_MANY_VALUES
from armlens.problems.kind import ProblemKind
from armlens.text.problems import Problem
from armlens.text.spans import Span


def parse(text: str, document: str = "", *, welcome: Collection[ProblemKind] = ()) -> Tree:
    """The tree of a text in ARM's dialect of JSON, with what is wrong with it.

    Takes time in proportion to the text, and never raises. If the brackets do not balance, the
    text is read once more, guided by its indentation, and the reading with fewer errors counts.
    A text of too many values is not read: its tree has no root. `welcome` are kinds of problems
    that are none in this text.
    """
    if has_too_many_values(text):
        return _unread(text, document)
    with _collector_paused():
        scan = _read(Scan(text, welcome=welcome))
        if not scan.is_balanced and not scan.is_too_deep:
            guided = _read(Scan(text, Indentation(text), welcome))
            if guided.errors <= scan.errors:
                scan = guided
    return tree_of(scan, document)


def _unread(text: str, document: str) -> Tree:
    """The tree of a text that has too many values."""
    start = len(text) - len(text.lstrip())
    message = f"The document has more than {MOST_VALUES:,} values. Nothing in it is looked at."
    problem = TOO_MANY_VALUES.at(Span(start, start + 1), message)
    return Tree(text, None, [problem], document, is_unread=True)


def _read(scan: Scan) -> Scan:
    """Read a whole text, by turns what is regular and what is not."""
    while not scan.is_done:
        read_regular(scan)
        read_irregular(scan)
    return scan


def tree_of(scan: Scan, document: str) -> Tree:
    """The tree of a text that has been read."""
    repeated = repeated_names(scan.objects)
    is_whole = len(scan.problems) + len(repeated) <= MAX_PROBLEMS and not scan.is_too_deep
    can_resume = is_whole and scan.is_balanced and scan.guide is None
    reading = Reading(scan.problems, repeated, scan.comments, scan.stretches, can_resume)
    tree = Tree(scan.text, scan.root, problems_of(reading), document, reading)
    tree.doubt = Span(0, len(scan.text))
    return tree


def problems_of(reading: Reading) -> list[Problem]:
    """The problems in the order of the text, with the names used twice if there is room."""
    room = max(MAX_PROBLEMS - len(reading.found), 0)
    return sorted(reading.found + reading.repeated[:room], key=lambda problem: problem.span)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector from running.

    A tree has no cycles and nothing to collect, but its many nodes would set the collector off
    again and again, which doubles the time that parsing takes.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
