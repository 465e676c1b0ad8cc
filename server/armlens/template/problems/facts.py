"""What an expression says by itself, wherever it stands: what it refers to, calls and gives."""

from __future__ import annotations

from armlens.dataclass import dataclass
from armlens.evaluation.functions.signature import Function
from armlens.evaluation.types import ValueType
from armlens.expressions.nodes import Expression
from armlens.template.problems.context import Ask, Question
from armlens.text.problems import Problem
from armlens.text.spans import Span


@dataclass(frozen=True, slots=True)
class Step:
    """An access to a part of a value: `.key` or `[key]`, the key being written out."""

    key: str | int
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that an expression uses: of a `parameter`, a `variable` or a user `function`.

    `is_certain` is whether it is evaluated whenever the expression is, and `path` what is then
    asked for of its value. `is_there` is what to ask those who know the names.
    """

    kind: str
    name: str
    span: Span
    is_certain: bool
    path: tuple[Step, ...]
    is_there: Question


@dataclass(frozen=True, slots=True)
class Use:
    """A call of a function of `PLACED`. `written` is its name as written, at `span`."""

    function: Function
    written: str
    span: Span
    first: Expression | None
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument whose type may not fit: what its function takes, and what it is for certain.

    `asked` is what to ask those who know the names, where the declaration of one tells the type.
    """

    function: Function
    index: int
    span: Span
    wanted: ValueType
    given: ValueType
    asked: Question | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of an expression; spans are offsets into its text."""

    problems: tuple[Problem, ...] = ()
    references: tuple[Reference, ...] = ()
    uses: tuple[Use, ...] = ()
    arguments: tuple[Argument, ...] = ()


NONE = Facts()
"""Those of a string that is no expression, or of an expression that nothing can be said of."""


def reference(
    kind: str, name: str, span: Span, path: tuple[Step, ...] = (), *, is_certain: bool
) -> Reference:
    """A reference, with the question whether it is there."""
    return Reference(kind, name, span, is_certain, path, (Ask.IS_THERE, kind, name.lower()))
