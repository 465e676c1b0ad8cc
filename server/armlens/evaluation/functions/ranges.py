"""What is known of numbers that functions compute of ints that are known within bounds.

Each function here is the `estimate` of the template function of the same name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from armlens.evaluation.access import elements
from armlens.evaluation.bounds import FREE, Bounds, exactly
from armlens.evaluation.data import types_of
from armlens.evaluation.extents import lengths_of, numbers_of
from armlens.evaluation.functions.signature import ArgumentError, Estimate, Limits
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    BuiltArray,
    Cause,
    Known,
    Single,
    Unknown,
    Value,
    WrittenArray,
)

INT64 = Bounds(-(2**63), 2**63 - 1)
"""All ints."""

MAX_RANGE = 10_000
"""The most elements that `range` gives."""

_MOST_LISTED = 100
_Arguments = tuple[Single, ...]
_Combine = Callable[[Bounds, Bounds], Bounds]


def arithmetic(combine: _Combine) -> Estimate:
    """The estimate of a function of two ints, by what it makes of their bounds."""

    def estimate(arguments: _Arguments) -> Value | Limits | None:
        left, right = (numbers_of(each) for each in arguments)
        return None if left is None or right is None else _number(combine(left, right))

    return estimate


def _number(numbers: Bounds) -> Value | Limits:
    """A number within bounds, which fits into 64 bits."""
    if numbers.both(INT64) is None:
        raise ArgumentError("The result does not fit into 64 bits.")
    return Limits(numbers=numbers) if numbers.only is None else Known(numbers.only)


def extreme(combine: _Combine) -> Estimate:
    """The estimate of `min` or `max`: of several ints, or of an array of them."""

    def estimate(arguments: _Arguments) -> Value | Limits | None:
        values: tuple[Value, ...] | None = arguments
        if len(arguments) == 1 and types_of(arguments[0]) & ValueType.ARRAY:
            (array,) = arguments
            values = elements(array) if isinstance(array, WrittenArray | BuiltArray) else None
        if any(not types_of(each) & ValueType.NUMBER for each in values or ()):
            raise ArgumentError("It takes ints, at least one, or an array of them.", 0)
        numbers = [numbers_of(each) for each in values or () if isinstance(each, Known | Unknown)]
        known = [each for each in numbers if each is not None]
        is_secret = any(each.secret for each in values or ())
        if not values or is_secret or len(known) < len(values):
            return None
        return _number(reduce(combine, known))

    return estimate


def range_(arguments: _Arguments) -> Value | Limits | None:
    """The elements, or how many there are."""
    start, count = (numbers_of(each) or FREE for each in arguments)
    sizes = count.both(Bounds(0, MAX_RANGE))
    if sizes is None:
        return None
    if sizes.only is None or sizes.only > _MOST_LISTED:
        return Limits(sizes=sizes)
    numbers = (start.plus(exactly(index)) for index in range(sizes.only))
    return BuiltArray(tuple(map(_int, numbers)))


def _int(numbers: Bounds) -> Value:
    return Unknown(Cause.RUNTIME, ValueType.INT, limits=Limits(numbers=numbers))


def itself(arguments: _Arguments) -> Value | None:
    """The argument, where a conversion finds it to be what it converts to: an int."""
    (value,) = arguments
    return value if isinstance(value, Unknown) and value.types == ValueType.INT else None


def as_long(arguments: _Arguments) -> Limits:
    """How many elements there are: as many as the first argument has."""
    return Limits(sizes=lengths_of(arguments[0]) or Bounds(0))
