"""Expressions with everything folded that is known: what a deployment still has to compute.

Known values become literals of the expression language, variables and passed parameters the
expressions behind them; the rest stays as it is written. A secret is never folded: the name that
gives it stays in its place.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypeVar

from armlens.evaluation.access import elements, members
from armlens.evaluation.evaluator import frame_of
from armlens.evaluation.frame import Formula
from armlens.evaluation.scope import OpenLambdaScope, Scope
from armlens.evaluation.values import (
    BuiltArray,
    BuiltObject,
    Choice,
    Known,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)
from armlens.expressions.mistakes import MAX_LENGTH
from armlens.expressions.nodes import (
    Call,
    Expression,
    IndexAccess,
    IntegerLiteral,
    MemberAccess,
    StringLiteral,
)
from armlens.expressions.parser import parse_expression
from armlens.jsonc.nodes import Scalar

MAX_DEPTH = 40
"""How deep an expression is followed; evaluating at its bottom needs Python's stack as well."""

MAX_STEPS = 5_000
"""How many parts are written, or tried, for one expression."""

_INT32 = range(-(2**31), 2**31)
_Parts = TypeVar("_Parts")


class _CannotWriteError(Exception):
    """A value that no expression can state: a secret, a failure, or something of no origin."""


class _TooLargeError(Exception):
    """The result would be longer than an expression may be, or too deep."""


def residual(text: str, scope: Scope) -> str:
    """The expression, in brackets, with all that is known in the scope folded.

    It is worth the same as the original under every assignment of what is unknown with which the
    original does not fail. Text with a
    syntax error stays as it is, and so does an expression that would become too long or too deep.
    """
    parsed = parse_expression(text)
    if parsed.problems:
        return text
    formula = Formula(parsed.root, frame_of(text, scope))
    return residual_of(formula, scope) or text


def residual_of(formula: Formula, scope: Scope) -> str | None:
    """`residual` for an expression that is read already; None if it cannot be written.

    It is to stand in `scope`, where the names of another template mean nothing.
    """
    try:
        written = _Writer(scope).expression(formula, 0)
    except (_CannotWriteError, _TooLargeError, RecursionError):
        return None
    return f"[{written}]"


def literal(value: Scalar) -> str:
    """A scalar in the expression language, which writes only strings and small whole numbers."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if value is None or isinstance(value, bool):
        return "null()" if value is None else f"{str(value).lower()}()"
    if isinstance(value, int) and value in _INT32:
        return str(value)
    return f"json('{json.dumps(value)}')"


class _Writer:
    """Writes one expression and keeps count of its length."""

    def __init__(self, scope: Scope) -> None:
        self._deployment = scope.deployment
        self._left = MAX_LENGTH
        self._steps = MAX_STEPS

    def expression(self, formula: Formula, depth: int) -> str:
        """An expression: its value if that can be written, else itself with its parts folded."""
        self._step(depth)
        if formula.frame.scope.deployment != self._deployment:
            raise _CannotWriteError
        value = formula.frame.value(formula.root)
        if isinstance(value, Unknown | Choice) and _is_by(value, formula):
            return self._unfolded(formula, depth)
        left = self._left
        try:
            return self._value(value, depth)
        except _CannotWriteError:
            self._left = left
            return self._unfolded(formula, depth)

    def _value(self, value: Value, depth: int) -> str:
        """The text of a value, which is known or has a formula, in all its parts."""
        self._step(depth)
        if isinstance(value, Unknown | Choice):
            if value.formula is None:
                raise _CannotWriteError
            return self.expression(value.formula, depth)
        if value.secret:
            raise _CannotWriteError
        if isinstance(value, Known):
            return self._counted(literal(value.value))
        parts: list[Value] = []
        if isinstance(value, WrittenObject | BuiltObject):
            for name, inside in (_all(members(value))).items():
                parts += (Known(name), inside)
            return self._call("createObject", parts, depth)
        if isinstance(value, WrittenArray | BuiltArray):
            return self._call("createArray", [*_all(elements(value))], depth)
        raise _CannotWriteError

    def _call(self, name: str, arguments: list[Value], depth: int) -> str:
        self._counted(name)
        return f"{name}({', '.join(self._value(each, depth + 1) for each in arguments)})"

    def _unfolded(self, formula: Formula, depth: int) -> str:
        """An expression whose parts are folded, but not the whole."""
        root, frame = formula.root, formula.frame
        if isinstance(root, MemberAccess):
            target = self.expression(Formula(root.target, frame), depth + 1)
            return f"{target}{self._counted(f'.{root.name}')}"
        if isinstance(root, IndexAccess):
            target = self.expression(Formula(root.target, frame), depth + 1)
            return f"{target}[{self.expression(Formula(root.index, frame), depth + 1)}]"
        if isinstance(root, StringLiteral | IntegerLiteral):
            return self._counted(literal(root.value))
        if isinstance(root, Call):
            return self._unfolded_call(root, formula, depth)
        raise _CannotWriteError

    def _unfolded_call(self, root: Call, formula: Formula, depth: int) -> str:
        name = f"{root.namespace}.{root.name}" if root.namespace else root.name
        self._counted(name)
        frame, kept = formula.frame, 0
        if root.namespace is None and root.name.lower() in frame.scope.local:
            raise _CannotWriteError
        if root.name.lower() == "lambda" and root.namespace is None and root.arguments:
            *names, _ = root.arguments
            frame, kept = frame.inside(open_lambda(names, frame.scope)), len(names)
        written = [
            self._unfolded(Formula(each, frame), depth + 1)
            if index < kept
            else self.expression(Formula(each, frame), depth + 1)
            for index, each in enumerate(root.arguments)
        ]
        if name.lower() == "concat":
            written = _joined(written)
        return f"{name}({', '.join(written)})"

    def _step(self, depth: int) -> None:
        self._steps -= 1
        if depth > MAX_DEPTH or self._steps < 0:
            raise _TooLargeError

    def _counted(self, text: str) -> str:
        self._left -= len(text) + 2
        if self._left < 0:
            raise _TooLargeError
        return text


def _is_by(value: Unknown | Choice, formula: Formula) -> bool:
    return value.formula is not None and value.formula.is_same(formula)


def _all(parts: _Parts | None) -> _Parts:
    if parts is None:
        raise _CannotWriteError
    return parts


def _joined(arguments: list[str]) -> list[str]:
    """The arguments of `concat` with neighbouring texts made one.

    Nothing but a literal both begins and ends with an apostrophe, and two of them in a row
    leave no doubt that texts are joined and not arrays.
    """
    joined: list[str] = []
    for argument in arguments:
        if joined and all(text[0] == text[-1] == "'" for text in (joined[-1], argument)):
            joined[-1] = joined[-1][:-1] + argument[1:]
        else:
            joined.append(argument)
    return joined


def open_lambda(names: Sequence[Expression], around: Scope) -> Scope:
    """The scope of the body of a lambda that nobody calls, by the names that it declares."""
    return OpenLambdaScope(around, [n.value for n in names if isinstance(n, StringLiteral)])
