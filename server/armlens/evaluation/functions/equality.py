"""When two values are equal, and which comes first, as the service has it.

Equality is recorded on "Comparison functions for ARM templates": types count, case counts. Order
of texts is that of the invariant culture, known here for ASCII letters and digits only. Whether
1 equals 1.0 inside arrays and objects is not established; by themselves they are equal.
"""

from __future__ import annotations

from collections.abc import Iterable

from armlens.evaluation.access import elements, members
from armlens.evaluation.data import MAX_PARTS, types_of
from armlens.evaluation.extents import SIZED, lengths_of, numbers_of
from armlens.evaluation.forms import END, START, Sequence, literal
from armlens.evaluation.functions.signature import UnknownResult
from armlens.evaluation.pieces import Hole, Pieces, head_of, is_same_text, tail_of
from armlens.evaluation.recognition import machine, reads
from armlens.evaluation.scope import MAX_STEPS, Budget
from armlens.evaluation.texts import pieces_of
from armlens.evaluation.types import Data, ValueType, type_of
from armlens.evaluation.values import (
    BuiltArray,
    BuiltObject,
    Choice,
    Known,
    Single,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)
from armlens.jsonc.nodes import Scalar

_MAX_DEPTH = 64


def is_equal(left: Data, right: Data) -> bool:
    """Deep equality; whole numbers and fractions are compared as numbers."""
    if type_of(left) in ValueType.NUMBER and type_of(right) in ValueType.NUMBER:
        return left == right
    same = is_same_data(left, right)
    if same is None:
        raise UnknownResult("Whether 1 equals 1.0 inside other values is not established.")
    return same


def is_same_data(left: Data, right: Data) -> bool | None:
    """Equality inside arrays and objects; None if it depends on 1 being the same as 1.0."""
    kinds = type_of(left), type_of(right)
    if kinds[0] is not kinds[1]:
        both_numbers = all(kind in ValueType.NUMBER for kind in kinds)
        return None if both_numbers and left == right else False
    if isinstance(left, list) and isinstance(right, list):
        if len(left) != len(right):
            return False
        return all_of(is_same_data(*pair) for pair in zip(left, right, strict=True))
    if isinstance(left, dict) and isinstance(right, dict):
        if left.keys() != right.keys():
            return False
        return all_of(is_same_data(left[name], right[name]) for name in left)
    return left == right


def all_of(verdicts: Iterable[bool | None]) -> bool | None:
    """Whether all are true: no if any is false, not known if any is not."""
    together: bool | None = True
    for verdict in verdicts:
        if verdict is False:
            return False
        together = together and verdict
    return together


def is_same_value(left: Value, right: Value, budget: Budget) -> bool | None:
    """Equality of values inside others, as far as they are known."""
    if isinstance(left, Known) and isinstance(right, Known):
        return is_same_data(left.value, right.value)
    if budget.steps > MAX_STEPS:
        return None
    comparison = _Comparison()
    try:
        return comparison.verdict(left, right, 0)
    finally:
        budget.steps += 1 + comparison.pairs // 4


class _Comparison:
    """One comparison, which counts the pairs of values that it has looked at."""

    def __init__(self) -> None:
        self.pairs = 0

    def verdict(self, left: Value, right: Value, depth: int) -> bool | None:
        """Whether two values so deep inside are the same; None if that is not known."""
        self.pairs += 1
        if depth > _MAX_DEPTH or self.pairs > MAX_PARTS:
            return None
        if isinstance(left, Known) and isinstance(right, Known):
            return is_same_data(left.value, right.value)
        if not may_be_equal(left, right):
            return False
        if isinstance(left, WrittenArray | BuiltArray):
            return self._arrays(left, right, depth + 1)
        if isinstance(left, WrittenObject | BuiltObject):
            return self._objects(left, right, depth + 1)
        return True if is_one_unknown(left, right) or _is_one_text(left, right) else None

    def _arrays(self, left: WrittenArray | BuiltArray, right: Value, depth: int) -> bool | None:
        ours = elements(left)
        theirs = elements(right) if isinstance(right, WrittenArray | BuiltArray) else None
        if ours is None or theirs is None:
            return None
        if len(ours) != len(theirs):
            return False
        pairs = zip(ours, theirs, strict=True)
        return all_of(self.verdict(one, other, depth) for one, other in pairs)

    def _objects(self, left: WrittenObject | BuiltObject, right: Value, depth: int) -> bool | None:
        ours = members(left)
        theirs = members(right) if isinstance(right, WrittenObject | BuiltObject) else None
        if ours is None or theirs is None:
            return None
        if ours.keys() != theirs.keys():
            return False
        return all_of(self.verdict(ours[name], theirs[name], depth) for name in ours)


def is_one_unknown(left: Value, right: Value) -> bool:
    """Whether both are the same thing that only the deployment knows."""
    if not isinstance(left, Unknown) or not isinstance(right, Unknown):
        return False
    return left.symbol is not None and left.symbol == right.symbol


def _is_one_text(left: Value, right: Value) -> bool:
    """Whether both are the same text in pieces, with the same things in the holes."""
    if not isinstance(left, Unknown) or not isinstance(right, Unknown):
        return False
    pieces = left.limits.pieces
    return bool(pieces) and is_same_text(pieces, right.limits.pieces)


def may_be_equal(left: Value, right: Value) -> bool:
    """Whether types, allowed values and limits leave room for equality; ints may equal floats."""
    kinds = types_of(left), types_of(right)
    are_numbers = all(kind & ValueType.NUMBER for kind in kinds)
    if not are_numbers and not kinds[0] & kinds[1]:
        return False
    if _listed(left, right):
        return any(one in _values(right) for one in _values(left))
    if isinstance(left, Choice) or isinstance(right, Choice):
        return True
    return _may_fit(left, right, kinds[0] & kinds[1])


def _may_fit(left: Single, right: Single, kinds: ValueType) -> bool:
    """Whether what is known of the size of two values, or of their text, leaves room."""
    if kinds == ValueType.INT:
        numbers, others = numbers_of(left), numbers_of(right)
        return numbers is None or others is None or numbers.both(others) is not None
    if not kinds or kinds not in SIZED | ValueType.NULL:
        return True
    lengths, others = lengths_of(left), lengths_of(right)
    if lengths is not None and others is not None and lengths.both(others) is None:
        return False
    return kinds != ValueType.STRING or _may_be_one_text(left, right)


def _may_be_one_text(left: Single, right: Single) -> bool:
    """Whether the pieces of two texts leave room for their being equal."""
    one, other = pieces_of(left), pieces_of(right)
    if one is None or other is None:
        return True
    ends = (head_of(one), head_of(other)), (tail_of(one)[::-1], tail_of(other)[::-1])
    if not all(a.startswith(b) or b.startswith(a) for a, b in ends):
        return False
    if isinstance(left, Known):
        return _may_be(other, str(left.value))
    return not isinstance(right, Known) or _may_be(one, str(right.value))


def _may_be(pieces: Pieces, text: str) -> bool:
    """Whether pieces may make up a text."""
    if len(pieces) == 1 and isinstance(pieces[0], Hole) and pieces[0].is_free:
        return True
    reader = machine(Sequence((START, literal(text, ignoring_case=False), END)))
    return reader is None or reads(reader, pieces) is not False


def _listed(*values: Value) -> bool:
    """Whether the values are known, or limited to some that are listed."""
    return all(isinstance(each, Known) or _values(each) for each in values)


def _values(value: Value) -> tuple[Scalar, ...]:
    """The only values that a scalar may have; none where they are not listed."""
    match value:
        case Known():
            return (value.value,)
        case Unknown():
            return value.allowed or ()
        case Choice() if all(isinstance(each.value, Known) for each in value.alternatives):
            singles = (each.value for each in value.alternatives)
            return tuple(each.value for each in singles if isinstance(each, Known))
        case _:
            return ()


def order(left: float | str, right: float | str) -> int:
    """Negative, zero or positive as `left` sorts before, with or after `right`."""
    if isinstance(left, str) and isinstance(right, str):
        return _text_order(left, right)
    if isinstance(left, str) or isinstance(right, str):
        raise UnknownResult
    return (left > right) - (left < right)


def _text_order(left: str, right: str) -> int:
    """Letters without case first; where that settles nothing, lower case before upper."""
    if left == right:
        return 0
    if not all(text.isascii() and text.isalnum() for text in (left or "a", right or "a")):
        raise UnknownResult
    folded = left.lower(), right.lower()
    if folded[0] != folded[1]:
        return -1 if folded[0] < folded[1] else 1
    return -1 if left.swapcase() < right.swapcase() else 1
