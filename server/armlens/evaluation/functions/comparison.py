"""Comparisons, as on "Comparison functions for ARM templates"."""

from __future__ import annotations

from collections.abc import Callable

from armlens.evaluation.bounds import Bounds, exactly
from armlens.evaluation.conditions import Condition, Symbol, sized, when, within
from armlens.evaluation.data import types_of
from armlens.evaluation.extents import numbers_of
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
from armlens.evaluation.pieces import Hole
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
    """A choice: true where the symbol has the value, false where it has another.

    Its conditions are shown, so there is none where they would tell a secret.
    """
    symbol, value = unknown.symbol, known.value
    if known.secret:
        return None
    if type(value) is int or isinstance(value, float):
        return _decided_by_number(unknown, value)
    if symbol is None:
        return None
    if isinstance(value, str):
        hole, inside = (None, value) if unknown.secret else _only_hole(unknown, value)
        if not inside and (hole or unknown.types == ValueType.STRING):
            return _either(sized(hole or symbol, exactly(0)), sized(hole or symbol, Bounds(1)))
        symbol, value = hole or symbol, inside
    return _either(when(symbol, value), when(symbol, value, excluded=True))


def _decided_by_number(unknown: Unknown, number: float) -> Value | None:
    """A choice by the number, if it is an int: 1.0 is equal to 1, and not the same."""
    types = unknown.types & ValueType.NUMBER
    if unknown.symbol is None or types != ValueType.INT or type(number) is not int:
        return None
    same, other = exactly(number), Bounds(without=frozenset([number]))
    if unknown.types == ValueType.INT:
        return _either(within(unknown.symbol, same), within(unknown.symbol, other))
    return _either(when(unknown.symbol, number), when(unknown.symbol, number, excluded=True))


def _only_hole(unknown: Unknown, text: str) -> tuple[Symbol | None, str]:
    """The only hole of a text and what it must be for the whole to be another, if there is one."""
    match unknown.limits.pieces:
        case (str(head), Hole(Symbol() as hole), str(tail)):
            edges = head, tail
        case (str(head), Hole(Symbol() as hole)):
            edges = head, ""
        case (Hole(Symbol() as hole), str(tail)):
            edges = "", tail
        case _:
            return None, text
    inside = text[len(edges[0]) : len(text) - len(edges[1])]
    return (hole, inside) if inside.join(edges) == text else (None, text)


def _either(true: Condition, false: Condition) -> Value:
    """True under one condition, false under the other."""
    return choice([Alternative(true, Known(value=True)), Alternative(false, Known(value=False))])


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

    def estimate(arguments: tuple[Single, ...]) -> Value | None:
        left, right = arguments
        return _by_bounds(left, right, holds)

    types = ValueType.NUMBER | ValueType.STRING
    return Function(
        name=name,
        parameters=(Parameter("operand1", types), Parameter("operand2", types)),
        required=2,
        returns=ValueType.BOOL,
        summary=summary,
        compute=compute,
        structure=structure,
        estimate=estimate,
    )


def _by_bounds(left: Single, right: Single, holds: Callable[[int], bool]) -> Value | None:
    """What the bounds of two ints tell of their order; a choice if one of them is known."""
    kinds = {types_of(each) & (ValueType.NUMBER | ValueType.STRING) for each in (left, right)}
    if kinds != {ValueType.INT}:
        return None
    one, other = numbers_of(left), numbers_of(right)
    if one is None or other is None:
        return None
    signs = [s for s, possible in zip((-1, 0, 1), one.orders(other), strict=True) if possible]
    answers = {holds(sign) for sign in signs}
    if len(answers) == 1:
        return Known(answers.pop())
    if (isinstance(left, Known) and left.secret) or (isinstance(right, Known) and right.secret):
        return None
    if isinstance(left, Unknown) and left.symbol is not None and other.only is not None:
        return _split_at(left.symbol, other.only, holds)
    if isinstance(right, Unknown) and right.symbol is not None and one.only is not None:
        return _split_at(right.symbol, one.only, lambda sign: holds(-sign))
    return None


def _split_at(symbol: Symbol, number: int, holds: Callable[[int], bool]) -> Value:
    """True on one side of a number and false on the other, the number itself on either."""
    below = Bounds(most=number if holds(-1) is holds(0) else number - 1)
    above = Bounds(least=number if holds(1) is holds(0) else number + 1)
    true, false = (below, above) if holds(-1) else (above, below)
    return _either(within(symbol, true), within(symbol, false))


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
