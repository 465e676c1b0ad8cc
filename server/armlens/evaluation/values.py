"""The values of evaluation: known, unknown within limits, missing, or certain to fail.

Objects and arrays are lazy: they hold the node and the scope that evaluates what is inside, so
that nothing is computed that nobody asks for. Every value carries its origins, nearest first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from armlens.evaluation.origins import Origin, Place
from armlens.jsonc.nodes import Array, Object, Scalar

if TYPE_CHECKING:
    from armlens.evaluation.scope import Scope


class Cause(StrEnum):
    """Why a value is unknown."""

    NO_VALUE = "parameter without a value"
    FUNCTION = "function that is not evaluated"
    SYNTAX = "syntax error"
    BUDGET = "evaluation limit"
    DYNAMIC = "known at deployment only"


@dataclass(frozen=True, slots=True)
class Known:
    """A scalar that is known. `place` is where it is written, if it is written as a whole."""

    value: Scalar
    place: Place | None = None
    origins: tuple[Origin, ...] = ()
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that only a deployment knows.

    `parameter` names the parameter it is, if it is one; `allowed` then lists the only values
    that it can have, or is None where nothing limits it.
    """

    cause: Cause
    parameter: str | None = None
    allowed: tuple[Scalar, ...] | None = None
    origins: tuple[Origin, ...] = ()
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Absent:
    """No value: the object has no such member."""

    origins: tuple[Origin, ...] = ()
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """Evaluation is certain to fail; the message says why."""

    message: str
    origins: tuple[Origin, ...] = ()
    secret: bool = False


@dataclass(frozen=True, slots=True)
class ObjectValue:
    """An object as written in `node`, whose members `evaluator.member` evaluates with `scope`."""

    node: Object
    scope: Scope
    origins: tuple[Origin, ...] = ()
    secret: bool = False

    @property
    def place(self) -> Place:
        """Where the object is written."""
        return Place(self.scope.tree, self.node)


@dataclass(frozen=True, slots=True)
class ArrayValue:
    """An array as written in `node`, whose elements `evaluator.element` evaluates with `scope`."""

    node: Array
    scope: Scope
    origins: tuple[Origin, ...] = ()
    secret: bool = False

    @property
    def place(self) -> Place:
        """Where the array is written."""
        return Place(self.scope.tree, self.node)


Value = Known | Unknown | Absent | Failure | ObjectValue | ArrayValue
"""What evaluating an expression gives."""


def through(value: Value, *origins: Origin, secret: bool = False) -> Value:
    """The value as it arrives through further places, the nearest of them first."""
    return replace(value, origins=origins + value.origins, secret=secret or value.secret)
