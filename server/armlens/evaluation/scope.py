"""Scopes: what the names in an expression mean at some place of a template."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from armlens.evaluation.values import Failure, Value
from armlens.jsonc.nodes import Node
from armlens.jsonc.tree import Tree

MAX_DEPTH = 50
"""How many expressions may be under way inside each other. Real templates need fewer than 20;
each costs up to 13 Python frames, whose number is limited to 1,000."""


@dataclass(slots=True)
class Budget:
    """How deep the evaluation is at the moment; shared by all scopes of a document."""

    depth: int = 0

    @contextmanager
    def deeper(self) -> Iterator[bool]:
        """Goes one expression deeper; gives whether there is room for it."""
        self.depth += 1
        try:
            yield self.depth <= MAX_DEPTH
        finally:
            self.depth -= 1


class Scope(ABC):
    """Evaluates the nodes of one document, each expression once.

    `keeps_escapes` is set where text is evaluated twice, as in a nested template of outer scope:
    what looks like an escaped literal may become an expression in the second round.
    """

    def __init__(self, tree: Tree, budget: Budget | None = None) -> None:
        self.tree = tree
        self.budget = budget or Budget()
        self.keeps_escapes = False
        self._values: dict[Node, Value] = {}

    @abstractmethod
    def parameter(self, name: str) -> Value:
        """The value of `parameters(name)`."""

    @abstractmethod
    def variable(self, name: str) -> Value:
        """The value of `variables(name)`."""

    def once(self, node: Node, compute: Callable[[], Value]) -> Value:
        """The value of an expression, computed at its first use.

        While it is being computed its value is a failure, which is what an expression finds
        that refers to itself. Without the memory, values that use each other twice would cost
        time exponential in their number.
        """
        if node in self._values:
            return self._values[node]
        self._values[node] = Failure("The expression refers to itself.")
        value = self._values[node] = compute()
        return value
