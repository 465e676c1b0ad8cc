"""Between values and plain data: what functions compute on."""

from __future__ import annotations

from armlens.evaluation.access import elements, members
from armlens.evaluation.origins import Origin
from armlens.evaluation.types import Data, ValueType, type_of
from armlens.evaluation.values import (
    BuiltArray,
    BuiltObject,
    Known,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)

_MAX_DEPTH = 64
"""How deep data may nest; the service refuses deeper JSON long before."""


class NotKnown(Exception):  # noqa: N818 - no error: some part of a value is just not known
    """Some part of a value is not known. `value` is that part."""

    def __init__(self, value: Value) -> None:
        super().__init__(value)
        self.value = value


def data_of(value: Value, depth: int = 0) -> Data:
    """The value as plain data. Raises `NotKnown` if any part of it is unknown or fails."""
    if isinstance(value, Known):
        return value.value
    if depth < _MAX_DEPTH and isinstance(value, WrittenObject | BuiltObject):
        inside = members(value)
        if inside is not None:
            return {name: data_of(each, depth + 1) for name, each in inside.items()}
    if depth < _MAX_DEPTH and isinstance(value, WrittenArray | BuiltArray):
        parts = elements(value)
        if parts is not None:
            return [data_of(each, depth + 1) for each in parts]
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
    return value.types if isinstance(value, Unknown) else ValueType.ANY
