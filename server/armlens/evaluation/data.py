"""Between values and plain data: what functions compute on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from armlens.evaluation.access import elements, members
from armlens.evaluation.origins import Origin
from armlens.evaluation.scope import MAX_STEPS, Budget
from armlens.evaluation.types import Data, ValueType, type_of
from armlens.evaluation.values import (
    BuiltArray,
    BuiltObject,
    Cause,
    Choice,
    Known,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)

MAX_DEPTH = 64
"""How deep data may nest; the service refuses deeper JSON long before."""

MAX_PARTS = 20_000
"""How many values data may consist of. Values that use each other twice grow without limit."""

MAX_LENGTH = 50_000
"""The most elements of an array that functions make: a loop gives no more than 800, `range` 10,000
at once. Arrays that are joined with themselves would grow without limit."""

_PARTS_PER_STEP = 8


class NotKnown(Exception):  # noqa: N818 - no error: some part of a value is just not known
    """Some part of a value is not known. `value` is that part."""

    def __init__(self, value: Value) -> None:
        super().__init__(value)
        self.value = value


def data_of(value: Value, budget: Budget) -> tuple[Data, bool]:
    """The value as plain data, and whether any part of it is secret.

    Raises `NotKnown` if any part is unknown or fails.
    """
    if isinstance(value, Known):
        return value.value, value.secret
    if budget.steps > MAX_STEPS:
        raise NotKnown(Unknown(Cause.BUDGET))
    reading = _Reading()
    try:
        return reading.data(value, 0), reading.is_secret
    finally:
        budget.steps += reading.parts // _PARTS_PER_STEP


class _Reading:
    """One reading of a value, which counts the parts that it has met."""

    def __init__(self) -> None:
        self.parts = 0
        self.is_secret = False

    def data(self, value: Value, depth: int) -> Data:
        """The data of a value so deep inside."""
        self.parts += 1
        self.is_secret |= value.secret
        if depth > MAX_DEPTH or self.parts > MAX_PARTS:
            raise NotKnown(Unknown(Cause.BUDGET))
        if isinstance(value, Known):
            return value.value
        if isinstance(value, WrittenObject | BuiltObject):
            inside = members(value)
            if inside is not None:
                return {name: self.data(each, depth + 1) for name, each in inside.items()}
        if isinstance(value, WrittenArray | BuiltArray):
            parts = elements(value)
            if parts is not None:
                return [self.data(each, depth + 1) for each in parts]
        raise NotKnown(value)


def value_of(data: Data, origins: tuple[Origin, ...] = (), *, secret: bool = False) -> Value:
    """A value that a function computed; its origins are those of the arguments."""
    if isinstance(data, dict):
        inside = {name: value_of(each) for name, each in data.items()}
        return BuiltObject(inside, origins=origins, secret=secret)
    if isinstance(data, list):
        return BuiltArray(tuple(value_of(each) for each in data), origins, secret)
    return Known(data, None, origins, secret)


def types_of(value: Value) -> ValueType:
    """The types that a value may have."""
    if isinstance(value, Known):
        return type_of(value.value)
    if isinstance(value, WrittenObject | BuiltObject):
        return ValueType.OBJECT
    if isinstance(value, WrittenArray | BuiltArray):
        return ValueType.ARRAY
    if isinstance(value, Choice):
        kinds = (types_of(each.value) for each in value.alternatives)
        return reduce(or_, kinds, ValueType(0))
    return value.types if isinstance(value, Unknown) else ValueType.ANY


def joined(parts: Sequence[tuple[Value, ...]]) -> Value:
    """The array of the elements of several arrays; unknown if they are too many."""
    if sum(map(len, parts)) > MAX_LENGTH:
        return Unknown(Cause.BUDGET, ValueType.ARRAY)
    return BuiltArray(tuple(each for part in parts for each in part))


def size_of(value: Value) -> int:
    """How many parts a value has, without those inside its parts; a text has few."""
    match value:
        case BuiltArray():
            return len(value.elements)
        case BuiltObject():
            return len(value.members)
        case WrittenArray():
            return len(value.node.elements)
        case WrittenObject():
            return len(value.node.members)
        case Known(str() as text):
            return len(text) // 32
        case Choice():
            return sum(size_of(each.value) for each in value.alternatives)
        case _:
            return 0
