"""Problems of parts of a template that are found once, while the parts stay as they are.

What a look at some nodes finds depends on their text, on some facts, and on what the names mean
that are in them: while it looks, it is noted what the names around were asked and what they
answered, and as long as they would answer the same, the problems found are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field

from armlens.dataclass import dataclass
from armlens.jsonc.memo import Kind
from armlens.jsonc.nodes import Node
from armlens.jsonc.tree import Tree
from armlens.problems.resources import DUPLICATE
from armlens.template.problems.context import KnownNames, Names, NotingNames, Question
from armlens.text.problems import Problem


@dataclass(slots=True, eq=False)
class Found:
    """Problems, each with the number of the node that it lies in.

    `starts` are where the nodes began when they were found. `lines` are the lines of the nodes if
    a message names a line, and would name another if the nodes began in others. `facts` are what
    else they rest on, and `answers` those of the `names`.
    """

    problems: tuple[tuple[int, Problem], ...]
    starts: tuple[int, ...]
    lines: list[int] | None
    facts: object
    names: KnownNames | None = None
    answers: Mapping[Question, object] = field(default_factory=dict)

    def problems_at(self, nodes: tuple[Node, ...]) -> list[Problem]:
        """The problems where the nodes are now."""
        if not self.problems:
            return []
        return [
            problem.moved(nodes[number].start - self.starts[number])
            for number, problem in self.problems
        ]

    def is_true(
        self, facts: object, names: KnownNames | None, nodes: tuple[Node, ...], tree: Tree
    ) -> bool:
        """Whether the facts are the same, and the names mean the same."""
        if self.facts != facts or (self.lines is not None and self.lines != _lines(nodes, tree)):
            return False
        if names is None or names is self.names:
            return True
        is_same = all(names.answer(each) == answer for each, answer in self.answers.items())
        if is_same and isinstance(names, Names):
            self.names = names  # They mean the same for ever, and need not be asked again.
        return is_same


_MOST_REMEMBERED = 40
"""How many parts inside of each other are remembered each by itself."""


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

    def compute() -> Found:
        return _found(nodes, look(), tree, facts)

    found = tree.memo.once(
        kind, nodes, lambda each: each.is_true(facts, None, nodes, tree), compute
    )
    return found.problems_at(nodes)


def remembered_with_names(  # noqa: PLR0913 - as above, and the names
    kind: Kind[Found],
    nodes: tuple[Node, ...],
    facts: object,
    tree: Tree,
    *,
    names: KnownNames,
    look: Callable[[KnownNames], Iterable[Problem]],
) -> Iterable[Problem]:
    """The same where they depend on names as well: `look` asks those that it is given.

    What is very deep inside of others is remembered with these only, for Python calls no deeper.
    """
    if tree.memo is None or tree.memo.depth >= _MOST_REMEMBERED:
        return look(names)

    def compute() -> Found:
        noting = NotingNames(names)
        found = _found(nodes, look(noting), tree, facts)
        found.answers = noting.answers
        return found

    found = tree.memo.once(
        kind, nodes, lambda each: each.is_true(facts, names, nodes, tree), compute
    )
    return found.problems_at(nodes)


def _found(
    nodes: tuple[Node, ...], problems: Iterable[Problem], tree: Tree, facts: object
) -> Found:
    found = tuple((_number(problem, nodes), problem) for problem in problems)
    if not found:
        return Found((), (), None, facts)
    names_lines = any(problem.code == DUPLICATE.code for _, problem in found)
    lines = _lines(nodes, tree) if names_lines else None
    return Found(found, tuple(node.start for node in nodes), lines, facts)


def _lines(nodes: tuple[Node, ...], tree: Tree) -> list[int]:
    return [tree.lines.line_at(node.start) for node in nodes]


def _number(problem: Problem, nodes: tuple[Node, ...]) -> int:
    """Which of the nodes holds the problem."""
    start = problem.span.start
    return next(n for n, node in enumerate(nodes) if node.start <= start <= node.end)
