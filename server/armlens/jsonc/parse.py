"""Reading a document: from a text to its tree, whatever the text."""

from __future__ import annotations

from armlens.jsonc.indentation import Indentation
from armlens.jsonc.names import objects_of, repeated_names
from armlens.jsonc.recovery import read_irregular
from armlens.jsonc.regular import read_regular
from armlens.jsonc.scan import MAX_PROBLEMS, Scan
from armlens.jsonc.tree import Tree


def parse(text: str, document: str = "") -> Tree:
    """The tree of a text in ARM's dialect of JSON, with what is wrong with it.

    Takes time in proportion to the text, and never raises. If the brackets do not balance, the
    text is read once more, guided by its indentation, and the reading with fewer errors counts.
    """
    scan = _read(Scan(text))
    if not scan.is_balanced and not scan.is_too_deep:
        guided = _read(Scan(text, Indentation(text)))
        if guided.errors <= scan.errors:
            scan = guided
    problems = scan.problems
    if len(problems) < MAX_PROBLEMS:
        problems += repeated_names(objects_of(scan.root))[: MAX_PROBLEMS - len(problems)]
    if len(problems) <= MAX_PROBLEMS:
        problems.sort(key=lambda problem: problem.span)
    return Tree(text, scan.root, scan.comments, problems, document)


def _read(scan: Scan) -> Scan:
    """Read a whole text, by turns what is regular and what is not."""
    names: dict[str, str] = {}
    while not scan.is_done:
        read_regular(scan, names)
        read_irregular(scan)
    return scan
