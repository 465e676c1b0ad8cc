"""Comparisons, as on "Comparison functions for ARM templates"."""

from __future__ import annotations

from collections.abc import Callable

from armlens.evaluation.conditions import when
from armlens.evaluation.data import types_of
from armlens.evaluation.functions.equality import (
    is_equal,
    is_one_unknown,
    is_same_value,
    may_be_equal,
    order,
)
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Function,
    Parameter,
    ValueType,
    family,
)
from armlens.evaluation.scope import Budget
from armlens.evaluation.values import Alternative, Known, Single, Unknown, Value, choice


def _equals(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    """What equality says of values that are not known: equal symbols are, other types are not."""
    left, right = arguments
    origins = left.origins + right.origins
    if isinstance(left, Known) and isinstance(right, Known):
        return None
    if not may_be_equal(left, right):
        return Known(value=False, origins=origins)
    if isinstance(left, Unknown) and isinstance(right, Known):
        return _decided_by(left, right)
    if isinstance(left, Known) and isinstance(right, Unknown):
        return _decided_by(right, left)
    same = is_same_value(left, right, budget)
    return None if same is None else Known(same, origins=origins)


def _decided_by(unknown: Unknown, known: Known) -> Value | None:
    """A choice: true where the symbol has the value, false where it has another."""
    numbers = unknown.types & ValueType.NUMBER if types_of(known) & ValueType.NUMBER else None
    if unknown.symbol is None or numbers not in (None, types_of(known)):
        return None  # It may be 1.0 where the value is 1, which is equal and not the same.
    return choice(
        [
            Alternative(when(unknown.symbol, known.value), Known(value=True)),
            Alternative(when(unknown.symbol, known.value, excluded=True), Known(value=False)),
        ]
    )


def _require_one_kind(arguments: tuple[Single, ...]) -> None:
    """Refuses a text beside a number, though they may not be known."""
    kinds = [types_of(each) for each in arguments]
    if not any(all(kind & room for kind in kinds) for room in (ValueType.NUMBER, ValueType.STRING)):
        raise ArgumentError("A text and a number cannot be compared.", 1)


def _compare(name: str, summary: str, holds: Callable[[int], bool]) -> Function:
    def compute(left: float | str, right: float | str) -> bool:
        return holds(order(left, right))

    def structure(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
        del budget
        if is_one_unknown(*arguments):
            return Known(holds(0), origins=arguments[0].origins)
        _require_one_kind(arguments)
        return None

    types = ValueType.NUMBER | ValueType.STRING
    return Function(
        name=name,
        parameters=(Parameter("operand1", types), Parameter("operand2", types)),
        required=2,
        returns=ValueType.BOOL,
        summary=summary,
        compute=compute,
        structure=structure,
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
