"""How large a value is, as far as that is known: the bounds of a number and of a length."""

from __future__ import annotations

from armlens.evaluation.bounds import LENGTHS, Bounds, around, exactly
from armlens.evaluation.lengths import length_of
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    BuiltArray,
    BuiltObject,
    Known,
    Single,
    Unknown,
    WrittenArray,
    WrittenObject,
)
from armlens.jsonc.nodes import Array

SIZED = ValueType.STRING | ValueType.ARRAY | ValueType.OBJECT
"""The types of values that have a length; that of null is 0."""


def numbers_of(value: Single) -> Bounds | None:
    """The bounds of a value if it is an int; None if it certainly is none."""
    if isinstance(value, Known):
        return exactly(value.value) if type(value.value) is int else None
    if not isinstance(value, Unknown) or not value.types & ValueType.INT:
        return None
    numbers = [each for each in value.allowed or () if type(each) is int]
    return around(numbers) if numbers else value.limits.numbers


def lengths_of(value: Single) -> Bounds | None:
    """The bounds of a value's length if it has one; None if it certainly has none."""
    match value:
        case Known(scalar):
            length = length_of(scalar)
            return None if length is None else exactly(length)
        case WrittenArray():
            return exactly(len(value.node.elements)) if value.node.closed else LENGTHS
        case BuiltArray():
            return exactly(len(value.elements))
        case WrittenObject():
            return _member_count(value)
        case BuiltObject():
            count = len(value.members)
            return Bounds(count) if value.open else exactly(count)
        case Unknown() if value.types & (SIZED | ValueType.NULL):
            lengths = _allowed_lengths(value) or value.limits.sizes
            return lengths.either(exactly(0)) if value.types & ValueType.NULL else lengths
        case _:
            return None


def _member_count(value: WrittenObject) -> Bounds:
    """The number of members: those with a name that is written, and maybe others."""
    node = value.node
    if not node.closed:
        return LENGTHS
    names = [member.key for member in node.members]
    written = {name.value for name in names if not name.raw.startswith(("[", "\\"))}
    has_loops = isinstance(node.get("copy"), Array)
    is_all = len(written) == len(names) and not has_loops and value.rest is None
    least = len(written) - has_loops
    return exactly(least) if is_all else Bounds(max(least, 0))


def _allowed_lengths(value: Unknown) -> Bounds | None:
    lengths = [size for each in value.allowed or () if (size := length_of(each)) is not None]
    return around(lengths) if lengths else None
