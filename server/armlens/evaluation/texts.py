"""Between values and the pieces of texts: what functions that make texts work on."""

from __future__ import annotations

from armlens.evaluation.bounds import Bounds
from armlens.evaluation.pieces import (
    DIGITS,
    SIGNED,
    Hole,
    Letters,
    Limits,
    Pieces,
    derived,
    joined,
    limits_of,
)
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import Absent, Failure, Known, Single, Unknown

_LONGEST_INT = 20
_BOOLS = Letters(frozenset("TrueFals"))
_BRACKETS = Bounds(2)
"""How long the JSON text of an object or array is."""

_TEXT = ValueType.STRING


def pieces_of(value: Single) -> Pieces | None:
    """The pieces of a value that is certainly a text; None for any other."""
    if isinstance(value, Known):
        return joined((value.value,)) if isinstance(value.value, str) else None
    if not isinstance(value, Unknown) or value.types != _TEXT:
        return None
    limits = value.limits
    return limits.pieces or (Hole(value.symbol, limits.sizes, limits.letters),)


def text_form(value: Single) -> Pieces | None:
    """The pieces of the text that `concat`, `format` and `string` make of a value.

    None for what no text is known of: a float, and what is no value.
    """
    pieces = pieces_of(value)
    if pieces is not None:
        return pieces
    if isinstance(value, Known):
        return None if isinstance(value.value, float) else joined((_scalar_text(value.value),))
    if isinstance(value, Unknown):
        return (_hole(value),)
    return None if isinstance(value, Absent | Failure) else (Hole(sizes=_BRACKETS),)


def _scalar_text(value: str | bool | int | None) -> str:  # noqa: FBT001 - a scalar
    return "" if value is None else str(value)


def _hole(value: Unknown) -> Hole:
    """The text of an unknown."""
    symbol = value.symbol and derived("the text", value.symbol)
    match value.types:
        case ValueType.INT:
            least = value.limits.numbers.least
            letters = SIGNED if least is None or least < 0 else DIGITS
            return Hole(symbol, _digits(value.limits.numbers), letters)
        case ValueType.BOOL:
            return Hole(symbol, Bounds(4, 5), _BOOLS)
        case kinds if kinds in ValueType.STRING | ValueType.NULL:
            sizes = Bounds(0, value.limits.sizes.most)
            return Hole(symbol, sizes, value.limits.letters)
        case kinds if kinds in ValueType.ARRAY | ValueType.OBJECT:
            return Hole(symbol, _BRACKETS)
        case _:
            return Hole(symbol)


def _digits(numbers: Bounds) -> Bounds:
    """How many characters an int within bounds is written with."""
    if numbers.least is None or numbers.most is None:
        return Bounds(1, _LONGEST_INT)
    ends = [len(str(each)) for each in (numbers.least, numbers.most)]
    is_one_sign = numbers.least >= 0 or numbers.most < 0
    return Bounds(min(ends) if is_one_sign else 1, max(ends))


def made(pieces: Pieces, *sources: Single) -> Known | Unknown | Limits:
    """The value that consists of pieces: known, one of the values it is made of, or limited."""
    if not pieces:
        return Known("")
    first = pieces[0]
    if len(pieces) > 1:
        return limits_of(pieces)
    if isinstance(first, str):
        return Known(first)
    for source in sources:
        is_text = isinstance(source, Unknown) and source.types == _TEXT
        if is_text and first.symbol is not None and pieces_of(source) == pieces:
            return source  # type: ignore[return-value] # it is an unknown
    return limits_of(pieces)
