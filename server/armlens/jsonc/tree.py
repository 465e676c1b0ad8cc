"""A parsed document: its text, its root, its comments and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from armlens.jsonc.nodes import Node
from armlens.text.lines import LineIndex
from armlens.text.problems import Problem
from armlens.text.spans import Span


@dataclass(eq=False)
class Tree:
    """The tree of one document. `document` is its URI, or whatever names it to the caller.

    The tree is lossless because it keeps the text: nodes, comments and problems are spans of it,
    and what lies between them is white space and punctuation.
    """

    text: str
    root: Node | None
    comments: list[Span] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    document: str = ""

    @cached_property
    def lines(self) -> LineIndex:
        """The line index of the text, built when it is first asked for."""
        return LineIndex(self.text)
