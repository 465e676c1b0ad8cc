"""The evaluator: from a node and its scope to a value. What it cannot compute is unknown."""

from __future__ import annotations

from dataclasses import replace

from armlens.evaluation.access import accessed
from armlens.evaluation.calls import call
from armlens.evaluation.frame import Formula, Frame
from armlens.evaluation.origins import Place
from armlens.evaluation.scope import Scope
from armlens.evaluation.values import (
    BuiltArray,
    BuiltObject,
    Cause,
    Choice,
    Known,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)
from armlens.expressions.classify import StringKind, classify, literal_value
from armlens.expressions.nodes import (
    Call,
    Expression,
    IndexAccess,
    IntegerLiteral,
    MemberAccess,
    StringLiteral,
)
from armlens.expressions.parser import parse_expression
from armlens.jsonc.nodes import Array, Constant, Node, Number, Object, String


def evaluate(node: Node, scope: Scope) -> Value:
    """The value of a node. Strings that are expressions are evaluated, at any depth, lazily."""
    if isinstance(node, String):
        return _string(node, scope)
    if isinstance(node, Object):
        return WrittenObject(node, scope)
    if isinstance(node, Array):
        return WrittenArray(node, scope)
    if isinstance(node, Number | Constant):
        return Known(node.value, Place(scope.tree, node))
    return Unknown(Cause.SYNTAX)


def _string(node: String, scope: Scope) -> Value:
    text = node.value
    kind = classify(text)
    if kind is StringKind.EXPRESSION:
        return scope.once(node, lambda: evaluate_expression(text, scope))
    if kind is StringKind.ESCAPED and scope.keeps_escapes:
        return Unknown(Cause.RUNTIME)
    return Known(literal_value(text), Place(scope.tree, node))


def evaluate_expression(text: str, scope: Scope) -> Value:
    """The value of an expression as written, with or without its outer brackets."""
    parsed = parse_expression(text)
    if parsed.problems:
        return Unknown(Cause.SYNTAX)
    return frame_of(text, scope).value(parsed.root)


def frame_of(text: str, scope: Scope) -> Frame:
    """The frame in which the parts of an expression are evaluated."""
    return Frame(text, scope, _expression)


def _expression(root: Expression, frame: Frame) -> Value:
    """The value of an expression, or an unknown if it lies too deep inside others."""
    with frame.scope.budget.deeper() as has_room:
        value = _accessed(root, frame) if has_room else Unknown(Cause.BUDGET)
    if isinstance(value, Unknown | Choice | BuiltObject | BuiltArray) and value.formula is None:
        return replace(value, formula=Formula(root, frame))
    return value


def _accessed(root: Expression, frame: Frame) -> Value:
    """The innermost part's value, then each access to it in turn; only indexes recurse."""
    accesses: list[MemberAccess | IndexAccess] = []
    while isinstance(root, MemberAccess | IndexAccess):
        accesses.append(root)
        root = root.target
    value = _primary(root, frame)
    for access in reversed(accesses):
        if isinstance(access, MemberAccess):
            value = accessed(value, Known(access.name))
        else:
            value = accessed(value, _expression(access.index, frame))
    return value


def _primary(root: Expression, frame: Frame) -> Value:
    match root:
        case StringLiteral(value) | IntegerLiteral(value):
            return Known(value)
        case Call():
            return call(root, frame)
        case _:
            return Unknown(Cause.SYNTAX)
