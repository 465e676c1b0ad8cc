"""Expressions for tests: trees as short text, trees back as source, and problems as carets."""

from __future__ import annotations

from armlens.expressions.nodes import (
    Call,
    Expression,
    IndexAccess,
    IntegerLiteral,
    MemberAccess,
    MissingExpression,
    StringLiteral,
)
from armlens.text.problems import Problem


def outline(node: Expression) -> str:
    """The tree as nested lists: `(f 1 _)` is a call with a missing second argument."""
    match node:
        case Call():
            return f"({' '.join([called(node), *map(outline, node.arguments)])})"
        case MemberAccess():
            return f"(. {outline(node.target)} {node.name})"
        case IndexAccess():
            return f"(@ {outline(node.target)} {outline(node.index)})"
        case MissingExpression():
            return "_"
        case _:
            return source(node)


def source(node: Expression) -> str:
    """The expression as it is written in a template."""
    match node:
        case StringLiteral():
            return "'" + node.value.replace("'", "''") + "'"
        case IntegerLiteral():
            return str(node.value)
        case Call():
            return f"{called(node)}({', '.join(map(source, node.arguments))})"
        case MemberAccess():
            return f"{source(node.target)}.{node.name}"
        case IndexAccess():
            return f"{source(node.target)}[{source(node.index)}]"
        case MissingExpression():
            return ""


def called(call: Call) -> str:
    """The name that a call is written with."""
    return f"{call.namespace}.{call.name}" if call.namespace else call.name


def carets(problem: Problem) -> str:
    """A line with carets under the problem's text, and then its code without the prefix."""
    width = problem.span.end - problem.span.start
    return " " * problem.span.start + "^" * width + " " + problem.code.removeprefix("expression.")
