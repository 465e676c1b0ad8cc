"""What a template function is: its name, the arguments it takes, and how it computes.

A function computes on plain data (`Data`) and knows nothing of unknowns, origins or scopes: the
evaluator calls it when all arguments are known, and decides by the signature what the result may
be when they are not. Functions that must see more than data (`if`, `parameters`, lambdas,
runtime functions) have no `compute`; the evaluator treats them itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TypeAlias

from armlens.dataclass import dataclass
from armlens.evaluation.pieces import Limits
from armlens.evaluation.scope import Budget
from armlens.evaluation.types import Data, ValueType, type_of
from armlens.evaluation.values import Single, Value

__all__ = [
    "MAX_STRING",
    "ArgumentError",
    "Availability",
    "Data",
    "Estimate",
    "Family",
    "Function",
    "Limits",
    "Parameter",
    "Structure",
    "UnknownResult",
    "ValueType",
    "always",
    "family",
    "type_of",
]

MAX_STRING = 131_072
"""The most UTF-16 units of a string that the service makes (reference: Bicep's constant)."""


Structure: TypeAlias = "Callable[[tuple[Single, ...], Budget], Value | None]"
"""Computes on values; gives None where it cannot tell and `compute` has to. What it reads of
them is counted in the budget."""


Estimate: TypeAlias = "Callable[[tuple[Single, ...]], Value | Limits | None]"
"""What can be told of the result where an argument is not known: the result itself, or what
limits it. May raise what computing may."""


class Availability(Enum):
    """When a function's result is known."""

    STATIC = "from its arguments"
    PARTIAL = "from its arguments in some cases"
    RUNTIME = "at deployment only"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a function: a name for messages and the types it takes."""

    name: str
    types: ValueType


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One function. Names are as documented; calls compare them without case.

    `parameters` are those in order; if `repeats`, the last one takes any number of further
    arguments. `required` of them must be given. `returns` is what the result may be. `summary`
    is one sentence for hover and the documentation's table.
    """

    name: str
    parameters: tuple[Parameter, ...]
    returns: ValueType
    summary: str
    required: int
    repeats: bool = False
    availability: Availability = Availability.STATIC
    compute: Callable[..., Data] | None = None
    structure: Structure | None = None
    """What it makes of values that are not known through and through, if it can tell; it keeps
    the origins of the parts that it passes on, which `compute` cannot."""
    estimate: Estimate | None = None
    """What it makes of arguments that are not known through and through, where neither computing
    nor `structure` gives a result."""
    narrows: Callable[[Sequence[ValueType]], ValueType] | None = None
    """What the result may be, of all that `returns` allows, for arguments of these types."""
    gives_secret: bool = False
    """Whether its result is never to be shown, whatever the arguments."""

    @property
    def most(self) -> int | None:
        """The most arguments it takes; None for any number."""
        return None if self.repeats else len(self.parameters)

    def wrong_count(self, count: int) -> str | None:
        """What is wrong with a number of arguments, or None if it is right."""
        if count >= self.required and (self.most is None or count <= self.most):
            return None
        if self.most is None:
            wanted = f"at least {self.required}"
        elif self.most == self.required:
            wanted = str(self.required)
        else:
            wanted = f"{self.required} to {self.most}"
        plural = "" if wanted in ("1", "at least 1") else "s"
        return f"'{self.name}' takes {wanted} argument{plural}, not {count}."

    def parameter(self, index: int) -> Parameter:
        """The parameter that takes the argument at a 0-based index."""
        return self.parameters[min(index, len(self.parameters) - 1)]


class ArgumentError(Exception):
    """The arguments have right types and are still refused, as by `int('x')`.

    `index` is the 0-based argument to point at, or None for the call as a whole. The message
    is a sentence for the author of the template and quotes no more than 60 characters of data.
    """

    def __init__(self, message: str, index: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.index = index


class UnknownResult(Exception):  # noqa: N818 - not an error: the answer is not for certain
    """The arguments are known, but what the service makes of them is not established."""


def always(limits: Limits) -> Estimate:
    """The estimate of a function whose results have limits, whatever the arguments."""

    def estimate(arguments: tuple[Single, ...]) -> Limits:
        del arguments
        return limits

    return estimate


Family: TypeAlias = Mapping[str, Function]
"""The functions of one module by lower-case name."""


def family(functions: Sequence[Function]) -> Family:
    """The functions by lower-case name."""
    return {function.name.lower(): function for function in functions}
