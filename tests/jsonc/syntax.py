"""Documents that carry their expected problems: a line of marks under the line concerned.

    { "a": 1 "b": 2 }
            | jsonc.missing-comma: ',' is missing before '"b": 2 }'.

`^^^` marks characters, `|` an empty span before the character above it, and `>` that the span goes
on beyond its line. Problems that are no errors name their severity after the code.
"""

from __future__ import annotations

import re

from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.jsonc.values import to_python
from armlens.text.problems import Problem, Severity

_MARKS = re.compile(r" *(?:\||\^+>?) jsonc\.")


def check(document: str, value: object = ...) -> Tree:
    """Compare the problems of a document with those written into it, and its value if given.

    The first and the last line end only make the literal look good and do not count.
    """
    document = document.removeprefix("\n").removesuffix("\n")
    lines = [line for line in document.split("\n") if not _MARKS.match(line)]
    tree = parse("\n".join(lines))
    assert annotated(tree) == document
    if value is not ...:
        assert to_python(tree.root) == value
    return tree


def annotated(tree: Tree) -> str:
    """The text with a line of marks for each problem."""
    lines = tree.text.split("\n")
    marks: list[list[str]] = [[] for _ in lines]
    for problem in tree.problems:
        line = tree.text.count("\n", 0, problem.span.start)
        marks[line].append(_marked(tree.text, problem))
    parts = [part for line, below in zip(lines, marks, strict=True) for part in (line, *below)]
    return "\n".join(parts)


def _marked(text: str, problem: Problem) -> str:
    start, end = problem.span
    line_start = text.rfind("\n", 0, start) + 1
    width = len(text[start:end].split("\n", maxsplit=1)[0])
    carets = "^" * width + ">" * ("\n" in text[start:end])
    severity = "" if problem.severity is Severity.ERROR else f" ({problem.severity})"
    return (
        f"{' ' * (start - line_start)}{carets or '|'} {problem.code}{severity}: {problem.message}"
    )
