"""The types of the service's values, and how plain data stands for them."""

from __future__ import annotations

from enum import Flag, auto
from typing import Any, TypeAlias

Data: TypeAlias = "str | int | float | bool | list[Data] | dict[str, Data] | None"
"""A JSON value as Python has it; objects keep the order of their members."""


class ValueType(Flag):
    """The types of the service's values, and unions of them. `bool` is never an `int` here."""

    STRING = auto()
    INT = auto()
    FLOAT = auto()
    BOOL = auto()
    NULL = auto()
    ARRAY = auto()
    OBJECT = auto()
    NUMBER = INT | FLOAT
    ANY = STRING | NUMBER | BOOL | NULL | ARRAY | OBJECT

    def meets(self, other: ValueType) -> bool:
        """Whether a type is in both: `&` makes an object, which takes ten times as long."""
        return bool(self._value_ & other._value_)

    @property
    def words(self) -> str:
        """The type in a sentence: "a string or an int"."""
        if self == ValueType.ANY & ~ValueType.NULL:
            return "any value but null"
        words = [_WORDS[each] for each in ValueType if each in self and each in _WORDS]
        return "any value" if self == ValueType.ANY else " or ".join(words)


_WORDS = {
    ValueType.STRING: "a string",
    ValueType.INT: "an int",
    ValueType.FLOAT: "a float",
    ValueType.BOOL: "a bool",
    ValueType.NULL: "null",
    ValueType.ARRAY: "an array",
    ValueType.OBJECT: "an object",
}
_TYPES: tuple[tuple[type, ValueType], ...] = (
    (bool, ValueType.BOOL),
    (str, ValueType.STRING),
    (int, ValueType.INT),
    (float, ValueType.FLOAT),
    (list, ValueType.ARRAY),
    (dict, ValueType.OBJECT),
)


def type_of(data: Any) -> ValueType:
    """The type of a piece of data."""
    if data is None:
        return ValueType.NULL
    return next(value_type for python_type, value_type in _TYPES if isinstance(data, python_type))


DECLARED_TYPES = {
    "string": ValueType.STRING,
    "securestring": ValueType.STRING,
    "int": ValueType.INT,
    "bool": ValueType.BOOL,
    "array": ValueType.ARRAY,
    "object": ValueType.OBJECT,
    "secureobject": ValueType.OBJECT,
}
"""The types that a parameter may be declared to have, by their lower-case names."""
