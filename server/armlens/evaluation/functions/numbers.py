"""Arithmetic in signed 64 bits, as on "Numeric functions for ARM templates"."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from armlens.evaluation.bounds import Bounds
from armlens.evaluation.functions.ranges import arithmetic, extreme, itself
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Availability,
    Function,
    Parameter,
    UnknownResult,
    ValueType,
    family,
)

_MOST = 2**63 - 1
_LEAST = -(2**63)
_INTEGER = re.compile(r"[\t-\r ]*([+-]?)0*([0-9]*?)[\t-\r ]*")
_FLOAT = re.compile(r"[\t-\r ]*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[\t-\r ]*")
_LONGEST = 300
"""The most characters of the text of a float that is read."""


def _in_range(value: int) -> int:
    if not _LEAST <= value <= _MOST:
        raise ArgumentError("The result does not fit into 64 bits.")
    return value


def _add(left: int, right: int) -> int:
    return _in_range(left + right)


def _sub(left: int, right: int) -> int:
    return _in_range(left - right)


def _mul(left: int, right: int) -> int:
    return _in_range(left * right)


def _div(left: int, right: int) -> int:
    """The quotient towards zero."""
    if right == 0:
        raise ArgumentError("Nothing can be divided by 0.", 1)
    quotient = abs(left) // abs(right)
    return _in_range(quotient if (left < 0) == (right < 0) else -quotient)


def _mod(left: int, right: int) -> int:
    """The remainder, with the sign of the dividend."""
    if right == 0:
        raise ArgumentError("Nothing can be divided by 0.", 1)
    if (left, right) == (_LEAST, -1):
        raise UnknownResult("Whether this overflows is not established.")
    remainder = abs(left) % abs(right)
    return -remainder if left < 0 else remainder


def _int(value: str | int) -> int:
    if isinstance(value, int):
        return value
    match = _INTEGER.fullmatch(value)
    if match is None or not any(character.isdigit() for character in match[0]):
        raise ArgumentError("The text is no whole number.", 0)
    sign, digits = match.groups()
    if len(digits) > len(str(_MOST)):
        raise ArgumentError("The result does not fit into 64 bits.")
    return _in_range(int(f"{sign}{digits or 0}"))


def _float(value: str | float) -> float:
    """A number with a fraction; how the service reads separators and words is not established."""
    if isinstance(value, str):
        if len(value) > _LONGEST or "," in value or not set(value).isdisjoint("nNfF∞"):
            raise UnknownResult("How the service reads such a text is not established.")
        if not _FLOAT.fullmatch(value):
            raise ArgumentError("The text is no number.", 0)
    number = float(value)
    if math.isinf(number):
        raise UnknownResult("The number is too large for a float.")
    return number


def _extreme(*values: int | list[object], largest: bool) -> int:
    """The largest or smallest of the arguments, or of the elements of the only one."""
    array = values[0] if len(values) == 1 and isinstance(values[0], list) else list(values)
    if any(isinstance(each, float) for each in array):
        raise UnknownResult("What becomes of fractions is not established.")
    numbers = [each for each in array if isinstance(each, int) and not isinstance(each, bool)]
    if not numbers or len(numbers) < len(array):
        raise ArgumentError("It takes ints, at least one, or an array of them.", 0)
    return max(numbers) if largest else min(numbers)


def _max(*values: int | list[object]) -> int:
    return _extreme(*values, largest=True)


def _min(*values: int | list[object]) -> int:
    return _extreme(*values, largest=False)


def _arithmetic(
    name: str, compute: object, combine: Callable[[Bounds, Bounds], Bounds], summary: str
) -> Function:
    operands = (Parameter("operand1", ValueType.INT), Parameter("operand2", ValueType.INT))
    return Function(
        name=name,
        parameters=operands,
        required=2,
        returns=ValueType.INT,
        summary=summary,
        compute=compute,  # type: ignore[arg-type] # one of the functions above
        estimate=arithmetic(combine),
    )


_INTS = (Parameter("numbers", ValueType.INT | ValueType.ARRAY),)

FUNCTIONS = family(
    (
        _arithmetic("add", _add, Bounds.plus, "The sum of two ints."),
        _arithmetic("sub", _sub, Bounds.minus, "The difference of two ints."),
        _arithmetic("mul", _mul, Bounds.times, "The product of two ints."),
        _arithmetic("div", _div, Bounds.over, "The quotient of two ints, rounded towards zero."),
        _arithmetic("mod", _mod, Bounds.modulo, "The remainder of a division of ints."),
        Function(
            name="int",
            parameters=(Parameter("value", ValueType.STRING | ValueType.INT),),
            required=1,
            returns=ValueType.INT,
            summary="A text read as a whole number.",
            compute=_int,
            estimate=itself,
        ),
        Function(
            name="float",
            parameters=(Parameter("value", ValueType.STRING | ValueType.NUMBER),),
            required=1,
            returns=ValueType.FLOAT,
            summary="A text or an int as a number with a fraction.",
            compute=_float,
        ),
        Function(
            name="max",
            parameters=_INTS,
            required=1,
            repeats=True,
            returns=ValueType.INT,
            summary="The largest of several ints, or of an array of them.",
            compute=_max,
            estimate=extreme(Bounds.larger),
        ),
        Function(
            name="min",
            parameters=_INTS,
            required=1,
            repeats=True,
            returns=ValueType.INT,
            summary="The smallest of several ints, or of an array of them.",
            compute=_min,
            estimate=extreme(Bounds.smaller),
        ),
        Function(
            name="copyIndex",
            parameters=(
                Parameter("loopName", ValueType.STRING | ValueType.INT),
                Parameter("offset", ValueType.INT),
            ),
            required=0,
            returns=ValueType.INT,
            summary="The index of the present run of a loop, plus an offset.",
            availability=Availability.PARTIAL,
        ),
    )
)
