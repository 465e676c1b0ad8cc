"""Calls and indexes that are still open while an expression is read."""

from __future__ import annotations

from dataclasses import field

from armlens.dataclass import dataclass
from armlens.expressions.nodes import Call, Expression, IndexAccess
from armlens.expressions.tokens import Token
from armlens.text.spans import Span


@dataclass(slots=True)
class OpenCall:
    """A call before its `)`, with the height of the highest argument so far."""

    bracket: Token
    name: Token
    namespace: Token | None
    arguments: list[Expression] = field(default_factory=list)
    height: int = 0

    def completed(self, end: int) -> Call:
        """The call with the arguments so far, whose text ends there."""
        return Call(
            name=self.name.text,
            namespace=self.namespace.text if self.namespace else None,
            arguments=tuple(self.arguments),
            name_span=self.name.span,
            span=Span((self.namespace or self.name).start, end),
        )


@dataclass(slots=True)
class OpenIndex:
    """An index before its `]`, with the height of what it is applied to."""

    bracket: Token
    target: Expression
    height: int

    def completed(self, index: Expression, end: int) -> IndexAccess:
        """The access with its index, whose text ends there."""
        return IndexAccess(self.target, index, Span(self.target.span.start, end))


Open = OpenCall | OpenIndex
"""What a closing bracket is still wanted for."""
