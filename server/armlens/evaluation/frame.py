"""Where an expression is being evaluated: its text, its scope, and the way to evaluate parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from armlens.dataclass import dataclass
from armlens.evaluation.conditions import ALWAYS, Condition, Symbol, either
from armlens.evaluation.scope import Scope
from armlens.evaluation.values import Value
from armlens.expressions.nodes import Expression

_LITERAL_OR_SPACE = re.compile(r"('(?:[^']|'')*')|\s+")


@dataclass(frozen=True, slots=True)
class Frame:
    """The text of an expression and the scope in which it is evaluated.

    `under` is what holds wherever the part being evaluated counts, as in the branch of an `if`.
    """

    text: str
    scope: Scope
    evaluate: Callable[[Expression, Frame], Value]
    under: Condition = ALWAYS

    def value(self, expression: Expression) -> Value:
        """The value of a part of the text."""
        return self.evaluate(expression, self)

    def inside(self, scope: Scope) -> Frame:
        """The same text in another scope, as for the body of a lambda."""
        return replace(self, scope=scope)

    def assuming(self, conditions: Sequence[Condition]) -> Frame | None:
        """The same text where any of the conditions holds; None if none of them can."""
        under = self.under.both(either(conditions))
        return None if under is None else replace(self, under=under)

    def symbol(self, expression: Expression) -> Symbol:
        """What stands for the value of an expression that only the deployment knows.

        The same text means the same in the same scope; white space and case do not count,
        except in text between apostrophes.
        """
        text = expression.span.text_of(self.text)
        pieces = _LITERAL_OR_SPACE.split(text)
        folded = (piece if i % 2 else piece.lower() for i, piece in enumerate(pieces))
        key = "".join(piece or "" for piece in folded)
        return Symbol((self.scope, key), f"[{' '.join(text.split())}]")


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression and what its names mean: how to write a value that is not known as a whole."""

    root: Expression
    frame: Frame

    def is_same(self, other: Formula) -> bool:
        """Whether the other is this text in this scope."""
        return self.root is other.root and self.frame.scope is other.frame.scope
