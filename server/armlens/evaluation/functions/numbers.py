"""Arithmetic in signed 64 bits, as on "Numeric functions for ARM templates"."""

from __future__ import annotations

import re

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
_INTEGER = re.compile(r"\s*[+-]?[0-9]{1,40}\s*")
_FLOAT = re.compile(
    r"\s*[+-]?(?:[0-9]{1,300}(?:\.[0-9]{0,300})?|\.[0-9]{1,300})(?:[eE][+-]?[0-9]{1,3})?\s*"
)


def _in_range(value: int) -> int:
    if not _LEAST <= value <= _MOST:
        raise ArgumentError("the result does not fit into 64 bits.")
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
        raise ArgumentError("nothing can be divided by 0.", 1)
    quotient = abs(left) // abs(right)
    return _in_range(quotient if (left < 0) == (right < 0) else -quotient)


def _mod(left: int, right: int) -> int:
    """The remainder, with the sign of the dividend."""
    if right == 0:
        raise ArgumentError("nothing can be divided by 0.", 1)
    remainder = abs(left) % abs(right)
    return -remainder if left < 0 else remainder


def _int(value: str | int) -> int:
    if isinstance(value, int):
        return value
    if not _INTEGER.fullmatch(value):
        raise ArgumentError("the text is no whole number.", 0)
    return _in_range(int(value))


def _float(value: str | float) -> float:
    if isinstance(value, str) and not _FLOAT.fullmatch(value):
        raise ArgumentError("the text is no number.", 0)
    return float(value)


def _extreme(*values: int | list[object], largest: bool) -> int:
    """The largest or smallest of the arguments, or of the elements of the only one."""
    array = values[0] if len(values) == 1 and isinstance(values[0], list) else list(values)
    numbers = [each for each in array if isinstance(each, int) and not isinstance(each, bool)]
    if not numbers:
        raise ArgumentError("there is no number to choose from.", 0)
    if len(numbers) < len(array):
        raise UnknownResult
    return max(numbers) if largest else min(numbers)


def _max(*values: int | list[object]) -> int:
    return _extreme(*values, largest=True)


def _min(*values: int | list[object]) -> int:
    return _extreme(*values, largest=False)


def _arithmetic(name: str, compute: object, summary: str) -> Function:
    operands = (Parameter("operand1", ValueType.INT), Parameter("operand2", ValueType.INT))
    return Function(
        name=name,
        parameters=operands,
        required=2,
        returns=ValueType.INT,
        summary=summary,
        compute=compute,  # type: ignore[arg-type] # one of the functions above
    )


_INTS = (Parameter("numbers", ValueType.INT | ValueType.ARRAY),)

FUNCTIONS = family(
    (
        _arithmetic("add", _add, "The sum of two ints."),
        _arithmetic("sub", _sub, "The difference of two ints."),
        _arithmetic("mul", _mul, "The product of two ints."),
        _arithmetic("div", _div, "The quotient of two ints, rounded towards zero."),
        _arithmetic("mod", _mod, "The remainder of a division of ints."),
        Function(
            name="int",
            parameters=(Parameter("value", ValueType.STRING | ValueType.INT),),
            required=1,
            returns=ValueType.INT,
            summary="A text read as a whole number.",
            compute=_int,
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
        ),
        Function(
            name="min",
            parameters=_INTS,
            required=1,
            repeats=True,
            returns=ValueType.INT,
            summary="The smallest of several ints, or of an array of them.",
            compute=_min,
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
