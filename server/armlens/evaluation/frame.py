"""Where an expression is being evaluated: its text, its scope, and the way to evaluate parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from armlens.evaluation.conditions import Symbol
from armlens.evaluation.scope import Scope
from armlens.evaluation.values import Value
from armlens.expressions.nodes import Expression


@dataclass(frozen=True, slots=True)
class Frame:
    """The text of an expression and the scope in which it is evaluated."""

    text: str
    scope: Scope
    evaluate: Callable[[Expression, Frame], Value]

    def value(self, expression: Expression) -> Value:
        """The value of a part of the text."""
        return self.evaluate(expression, self)

    def inside(self, scope: Scope) -> Frame:
        """The same text in another scope, as for the body of a lambda."""
        return replace(self, scope=scope)

    def symbol(self, expression: Expression) -> Symbol:
        """What stands for the value of an expression that only the deployment knows.

        The same text means the same in the same scope.
        """
        text = expression.span.text_of(self.text)
        return Symbol((self.scope, "".join(text.split()).lower()), f"[{text}]")


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression and what its names mean: how to write a value that is not known as a whole."""

    root: Expression
    frame: Frame

    def is_same(self, other: Formula) -> bool:
        """Whether the other is this text in this scope."""
        return self.root is other.root and self.frame.scope is other.frame.scope
