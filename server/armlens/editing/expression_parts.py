"""The part of an expression at a place, and where it is evaluated."""

from __future__ import annotations

from collections.abc import Iterator

from armlens.dataclass import dataclass
from armlens.evaluation.evaluator import frame_of
from armlens.evaluation.frame import Formula, Frame
from armlens.evaluation.residual import open_lambda
from armlens.expressions.classify import StringKind, classify
from armlens.expressions.nodes import (
    Call,
    Expression,
    IndexAccess,
    MemberAccess,
    MissingExpression,
    StringLiteral,
)
from armlens.expressions.parser import parse_expression
from armlens.template.locate import Located
from armlens.text.spans import Span

NAMING = ("parameters", "variables", "lambdavariables")
"""The functions whose argument is a name, in lower case."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an expression, with its span in the document and its text."""

    formula: Formula
    span: Span
    text: str

    @property
    def root(self) -> Expression:
        """The expression."""
        return self.formula.root


def part_at(place: Located, offset: int) -> Part | None:
    """The narrowest part that the offset is in or at, if the string is an expression.

    The name of a parameter or variable is taken with the call around it: by itself it is text.
    """
    text = place.node.value
    if classify(text) is not StringKind.EXPRESSION:
        return None
    parsed = parse_expression(text)
    if parsed.problems:
        return None
    found = Formula(parsed.root, frame_of(text, place.scope))
    while (inner := _inside(found, place, offset)) is not None:
        found = inner
    return Part(found, place.node.source_span(found.root.span), found.root.span.text_of(text))


def _inside(around: Formula, place: Located, offset: int) -> Formula | None:
    """The part directly inside that holds the offset: the one that begins there, if two touch."""
    holding = [
        each
        for each in _parts(around)
        if not isinstance(each.root, MissingExpression)
        and place.node.source_span(each.root.span).contains(offset)
    ]
    return holding[-1] if holding else None


def _parts(around: Formula) -> Iterator[Formula]:
    root, frame = around.root, around.frame
    if isinstance(root, MemberAccess | IndexAccess):
        yield Formula(root.target, frame)
    if isinstance(root, IndexAccess):
        yield Formula(root.index, frame)
    if isinstance(root, Call):
        yield from _arguments(root, frame)


def _arguments(root: Call, frame: Frame) -> Iterator[Formula]:
    name = None if root.namespace else root.name.lower()
    if name == "lambda" and root.arguments:
        *names, body = root.arguments
        yield Formula(body, frame.inside(open_lambda(names, frame.scope)))
        return
    for argument in root.arguments:
        if name not in NAMING or not isinstance(argument, StringLiteral):
            yield Formula(argument, frame)
