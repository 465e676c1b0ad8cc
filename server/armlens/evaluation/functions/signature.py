"""What a template function is: its name, the arguments it takes, and how it computes.

A function computes on plain data (`Data`) and knows nothing of unknowns, origins or scopes: the
evaluator calls it when all arguments are known, and decides by the signature what the result may
be when they are not. Functions that must see more than data (`if`, `parameters`, lambdas,
runtime functions) have no `compute`; the evaluator treats them itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, Flag, auto
from typing import Any, TypeAlias

Data: TypeAlias = "str | int | float | bool | list[Data] | dict[str, Data] | None"
"""A JSON value as Python has it; objects keep the order of their members."""

MAX_STRING = 131_072
"""The most UTF-16 units of a string that the service makes (reference: Bicep's constant)."""


class ValueType(Flag):
    """The types of the service's values, and unions of them. `bool` is never an `int` here."""

    STRING = auto()
    INT = auto()
    FLOAT = auto()
    BOOL = auto()
    NULL = auto()
    ARRAY = auto()
    OBJECT = auto()
    NUMBER = INT | FLOAT
    ANY = STRING | NUMBER | BOOL | NULL | ARRAY | OBJECT

    @property
    def words(self) -> str:
        """The type in a sentence: "a string or an int"."""
        words = [_WORDS[each] for each in ValueType if each in self and each in _WORDS]
        return "any value" if self == ValueType.ANY else " or ".join(words)


_WORDS = {
    ValueType.STRING: "a string",
    ValueType.INT: "an int",
    ValueType.FLOAT: "a float",
    ValueType.BOOL: "a bool",
    ValueType.NULL: "null",
    ValueType.ARRAY: "an array",
    ValueType.OBJECT: "an object",
}


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

    @property
    def most(self) -> int | None:
        """The most arguments it takes; None for any number."""
        return None if self.repeats else len(self.parameters)

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


Family: TypeAlias = Mapping[str, Function]
"""The functions of one module by lower-case name."""


def family(functions: Sequence[Function]) -> Family:
    """The functions by lower-case name."""
    return {function.name.lower(): function for function in functions}


def type_of(data: Any) -> ValueType:
    """The type of a piece of data."""
    if data is None:
        return ValueType.NULL
    for python_type, value_type in _TYPES:
        if isinstance(data, python_type):
            return value_type
    raise TypeError(type(data))


_TYPES: tuple[tuple[type, ValueType], ...] = (
    (bool, ValueType.BOOL),
    (str, ValueType.STRING),
    (int, ValueType.INT),
    (float, ValueType.FLOAT),
    (list, ValueType.ARRAY),
    (dict, ValueType.OBJECT),
)
