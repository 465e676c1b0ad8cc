"""The nodes of an expression. Spans are offsets into the decoded value of the JSON string."""

from __future__ import annotations

from armlens.dataclass import dataclass
from armlens.text.problems import Problem
from armlens.text.spans import Span


@dataclass(frozen=True, slots=True)
class StringLiteral:
    """Text between apostrophes; `value` has each doubled apostrophe read as one."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class IntegerLiteral:
    """A whole number, the only kind that expressions can write."""

    value: int
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """A function call. `namespace` is set for a user function; both names as written."""

    name: str
    namespace: str | None
    arguments: tuple[Expression, ...]
    name_span: Span
    span: Span


@dataclass(frozen=True, slots=True)
class MemberAccess:
    """`target.name`."""

    target: Expression
    name: str
    name_span: Span
    span: Span


@dataclass(frozen=True, slots=True)
class IndexAccess:
    """`target[index]`."""

    target: Expression
    index: Expression
    span: Span


@dataclass(frozen=True, slots=True)
class MissingExpression:
    """An empty span where an expression is wanted; a problem says so."""

    span: Span


Expression = StringLiteral | IntegerLiteral | Call | MemberAccess | IndexAccess | MissingExpression
"""Any node of an expression."""


@dataclass(frozen=True, slots=True)
class ParsedExpression:
    """The tree of one expression and what is wrong with its syntax."""

    root: Expression
    problems: tuple[Problem, ...] = ()
