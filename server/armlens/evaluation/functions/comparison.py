"""Comparisons, as on "Comparison functions for ARM templates"."""

from __future__ import annotations

from collections.abc import Callable

from armlens.evaluation.conditions import when
from armlens.evaluation.data import types_of
from armlens.evaluation.functions.equality import is_equal, order
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Function,
    Parameter,
    ValueType,
    family,
)
from armlens.evaluation.values import Alternative, Known, Single, Unknown, Value, choice


def _equals(arguments: tuple[Single, ...]) -> Value | None:
    """What equality says of values that are not known: equal symbols are, other types are not."""
    left, right = arguments
    origins = left.origins + right.origins
    if not _may_be_equal(left, right):
        return Known(value=False, origins=origins)
    if isinstance(left, Unknown) and isinstance(right, Unknown):
        is_one = left.symbol is not None and left.symbol == right.symbol
        return Known(value=True, origins=origins) if is_one else None
    if isinstance(left, Unknown) and isinstance(right, Known):
        return _decided_by(left, right)
    if isinstance(left, Known) and isinstance(right, Unknown):
        return _decided_by(right, left)
    return None


def _may_be_equal(left: Single, right: Single) -> bool:
    """Whether the types leave room for equality; an int may equal a float."""
    kinds = [types_of(each) for each in (left, right)]
    if all(kind & ValueType.NUMBER for kind in kinds):
        return True
    return bool(kinds[0] & kinds[1])


def _decided_by(unknown: Unknown, known: Known) -> Value | None:
    """A choice: true where the symbol has the value, false where it has another."""
    if unknown.symbol is None:
        return None
    return choice(
        [
            Alternative(when(unknown.symbol, known.value), Known(value=True)),
            Alternative(when(unknown.symbol, known.value, excluded=True), Known(value=False)),
        ]
    )


def _compare(name: str, summary: str, holds: Callable[[int], bool]) -> Function:
    def compute(left: float | str, right: float | str) -> bool:
        if isinstance(left, str) is not isinstance(right, str):
            raise ArgumentError("a text and a number cannot be compared.", 1)
        return holds(order(left, right))

    types = ValueType.NUMBER | ValueType.STRING
    return Function(
        name=name,
        parameters=(Parameter("operand1", types), Parameter("operand2", types)),
        required=2,
        returns=ValueType.BOOL,
        summary=summary,
        compute=compute,
    )


FUNCTIONS = family(
    (
        Function(
            name="equals",
            parameters=(Parameter("arg1", ValueType.ANY), Parameter("arg2", ValueType.ANY)),
            required=2,
            returns=ValueType.BOOL,
            summary="Whether two values are equal; type and case count.",
            compute=is_equal,
            structure=_equals,
        ),
        _compare("greater", "Whether the first is greater.", lambda sign: sign > 0),
        _compare("greaterOrEquals", "Whether the first is not smaller.", lambda sign: sign >= 0),
        _compare("less", "Whether the first is smaller.", lambda sign: sign < 0),
        _compare("lessOrEquals", "Whether the first is not greater.", lambda sign: sign <= 0),
        Function(
            name="coalesce",
            parameters=(Parameter("arg", ValueType.ANY),),
            required=1,
            repeats=True,
            returns=ValueType.ANY,
            summary="The first argument that is not null.",
        ),
    )
)
