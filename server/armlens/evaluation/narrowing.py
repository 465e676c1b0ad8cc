"""What is left of a value where a condition holds."""

from __future__ import annotations

from dataclasses import replace

from armlens.evaluation.bounds import FREE, Bounds
from armlens.evaluation.conditions import ALWAYS, Condition, Constraint, choosable
from armlens.evaluation.pieces import Piece, joined
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    Alternative,
    BuiltArray,
    BuiltObject,
    Choice,
    Known,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
    choice,
)

_SIZED = ValueType.STRING | ValueType.ARRAY | ValueType.OBJECT


def narrowed(value: Value, under: Condition) -> Value:
    """What is left of a value where a condition holds."""
    if under is ALWAYS or not under.constraints:
        return value
    if isinstance(value, Choice):
        left = [
            Alternative(each.condition, inner)
            for each in value.alternatives
            if under.both(each.condition) is not None
            and not isinstance(inner := narrowed(each.value, under), Choice)
        ]
        return choice(left)
    if isinstance(value, WrittenObject | WrittenArray):
        both = value.under.both(under)
        return replace(value, under=both) if both else value
    return _narrowed_unknown(value, under) if isinstance(value, Unknown) else value


def _narrowed_unknown(value: Unknown, under: Condition) -> Value:
    if value.limits.pieces:
        filled = joined(_filled(each, under) for each in value.limits.pieces)
        if len(filled) == 1 and isinstance(filled[0], str):
            return _known(value, filled[0])
        if filled != value.limits.pieces:
            value = replace(value, limits=replace(value.limits, pieces=filled))
    symbol = value.symbol
    if symbol is None:
        return value
    if symbol.measures is not None:
        measured = under.constraint(symbol.measures)
        value_or_one = bounded(value, measured.around_sizes, FREE) if measured else value
        if not isinstance(value_or_one, Unknown):
            return value_or_one
        value = value_or_one
    constraint = under.constraint(symbol)
    return _constrained(value, constraint) if constraint else value


def _filled(piece: Piece, under: Condition) -> Piece:
    """A piece, with the text that is in it where a condition tells it."""
    if isinstance(piece, str) or piece.symbol is None:
        return piece
    constraint = under.constraint(piece.symbol)
    if constraint is None:
        return piece
    texts = [each for _, each in constraint.values if isinstance(each, str)]
    if not constraint.excluded and len(texts) == len(constraint.values) == 1:
        return texts[0]
    sizes = piece.sizes.both(constraint.around_sizes) or piece.sizes
    return "" if sizes.most == 0 else replace(piece, sizes=sizes)


def _constrained(value: Unknown, constraint: Constraint) -> Value:
    if not constraint.excluded:
        values = [one for _, one in constraint.values]
        if len(values) == 1:
            return _known(value, values[0])
        return replace(value, allowed=tuple(values))
    if value.allowed:
        left = tuple(each for each in value.allowed if constraint.admits(choosable(each)))
        if len(left) == 1:
            return _known(value, left[0])
        value = replace(value, allowed=left) if left else value
    if choosable(None) in constraint.values and value.types != ValueType.NULL:
        value = replace(value, types=value.types & ~ValueType.NULL)
    return bounded(value, constraint.numbers, constraint.sizes)


def bounded(value: Unknown, numbers: Bounds, sizes: Bounds) -> Value:
    """An unknown that is a number within bounds, or has a length within them; null has 0.

    Bounds without any limit say nothing.
    """
    types = value.types
    if not numbers.is_free:
        types &= ValueType.NUMBER
    if not sizes.is_free:
        types &= _SIZED if sizes.least else _SIZED | ValueType.NULL
    limits = value.limits
    within, sized = limits.numbers.both(numbers), limits.sizes.both(sizes)
    if sized is None and ValueType.NULL in types and sizes.admits(0):
        return _known(value, None)
    if within is None or sized is None or not types:
        return value  # Nothing is left, so this is nowhere that a deployment gets to.
    if types == ValueType.INT and within.only is not None:
        return _known(value, within.only)
    if sized.most == 0 and (empty := _empty(value, types)):
        return empty
    if (types, within, sized) == (value.types, limits.numbers, limits.sizes):
        return value
    return replace(value, types=types, limits=replace(limits, numbers=within, sizes=sized))


def _known(value: Unknown, one: str | float | bool | None) -> Known:  # noqa: FBT001 - a scalar
    return Known(one, None, value.origins, value.secret, value.selected_by)


def _empty(value: Unknown, types: ValueType) -> Value | None:
    """The only value of a type that has nothing in it."""
    origins, secret, by = value.origins, value.secret, value.selected_by
    match types:
        case ValueType.STRING:
            return _known(value, "")
        case ValueType.ARRAY:
            return BuiltArray((), origins, secret, selected_by=by)
        case ValueType.OBJECT:
            return BuiltObject({}, origins=origins, secret=secret, selected_by=by)
        case _:
            return None
