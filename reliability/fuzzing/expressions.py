"""What holds for every expression, whatever its text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from armlens.expressions.nodes import Call, Expression, IndexAccess, MemberAccess
from armlens.expressions.parser import parse_expression
from armlens.text.spans import Span
from reliability.fuzzing.supply import Supply


def any_expression(data: bytes) -> None:
    """Target: what stands between brackets is read as an expression."""
    check(f"[{Supply(data).rest()}]")


def check(value: str) -> None:
    """Nodes lie within each other, and problems are inside the text and in order."""
    parsed = parse_expression(value)
    check_nested(parsed.root, Span(0, len(value)))
    for problem in parsed.problems:
        assert 0 <= problem.span.start < problem.span.end <= len(value)
    assert list(parsed.problems) == sorted(parsed.problems, key=lambda problem: problem.span)


def parts(node: Expression) -> list[Expression]:
    """The nodes directly inside a node, in the order of the text."""
    match node:
        case Call():
            return list(node.arguments)
        case MemberAccess():
            return [node.target]
        case IndexAccess():
            return [node.target, node.index]
        case _:
            return []


def check_nested(node: Expression, within: Span) -> None:
    """Every span lies in its parent's, and siblings follow one another."""
    assert is_dataclass(node)
    assert within.start <= node.span.start <= node.span.end <= within.end
    if "name_span" in {field.name for field in fields(node)}:
        assert isinstance(node, Call | MemberAccess)
        assert node.span.start <= node.name_span.start <= node.name_span.end <= node.span.end
    start = node.name_span.end if isinstance(node, Call) else node.span.start
    for part in parts(node):
        check_nested(part, Span(start, node.span.end))
        start = part.span.end
