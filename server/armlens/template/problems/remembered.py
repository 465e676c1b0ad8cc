"""Problems of parts of a template that are found once, while the parts stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from armlens.dataclass import dataclass
from armlens.jsonc.memo import Kind
from armlens.jsonc.nodes import Node
from armlens.jsonc.tree import Tree
from armlens.problems.resources import DUPLICATE
from armlens.text.problems import Problem


@dataclass(frozen=True, slots=True)
class Found:
    """Problems, each with the number of the node that it lies in.

    `starts` are where the nodes began when it was found, and `line` the line of the first one.
    `facts` are what it rests on beside the text of the nodes.
    """

    problems: tuple[tuple[int, Problem], ...]
    starts: tuple[int, ...]
    line: int
    facts: object

    @property
    def names_lines(self) -> bool:
        """Whether a message names a line, and would name another if the nodes began in another."""
        return any(problem.code == DUPLICATE.code for _, problem in self.problems)


def remembered(
    kind: Kind[Found],
    nodes: tuple[Node, ...],
    facts: object,
    tree: Tree,
    look: Callable[[], Iterable[Problem]],
) -> Iterable[Problem]:
    """The problems that `look` gives, all of which lie in the nodes.

    They must depend on nothing but the text of the nodes and the facts.
    """
    if tree.memo is None:
        return look()

    def is_true(found: Found) -> bool:
        is_in_line = not found.names_lines or found.line == tree.lines.line_at(nodes[0].start)
        return found.facts == facts and is_in_line

    def compute() -> Found:
        problems = tuple((_number(problem, nodes), problem) for problem in look())
        starts = tuple(node.start for node in nodes)
        return Found(problems, starts, tree.lines.line_at(starts[0]), facts)

    found = tree.memo.once(kind, nodes, is_true, compute)
    moved = [node.start - start for node, start in zip(nodes, found.starts, strict=True)]
    return [problem.moved(moved[number]) for number, problem in found.problems]


def _number(problem: Problem, nodes: tuple[Node, ...]) -> int:
    """Which of the nodes holds the problem."""
    start = problem.span.start
    return next(n for n, node in enumerate(nodes) if node.start <= start <= node.end)
