"""What arrays, texts and objects share: joining them, their ends, parts and lengths.

Source: learn.microsoft.com, "Array functions", "String functions" and "Object functions for ARM
templates".
"""

from __future__ import annotations

from collections.abc import Sequence

from armlens.evaluation.access import element, elements, members
from armlens.evaluation.data import joined, types_of
from armlens.evaluation.functions import text_making, text_testing
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Function,
    Parameter,
    UnknownResult,
    ValueType,
    family,
)
from armlens.evaluation.functions.utf16 import cut, require_room, units
from armlens.evaluation.scope import Budget
from armlens.evaluation.types import Data
from armlens.evaluation.values import (
    BuiltArray,
    BuiltObject,
    Known,
    Single,
    Value,
    WrittenArray,
    WrittenObject,
)

_ARRAY_OR_TEXT = ValueType.ARRAY | ValueType.STRING | ValueType.NULL
_SCALAR = ValueType.STRING | ValueType.INT | ValueType.BOOL | ValueType.NULL


def array_parts(value: Single) -> tuple[Value, ...] | None:
    """The elements of an array; None of another value, or where they are not all known."""
    return elements(value) if isinstance(value, WrittenArray | BuiltArray) else None


def _concat(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    """The elements of all arrays; refuses arrays beside texts, though they may not be known."""
    del budget
    kinds = [types_of(each) for each in arguments]
    if not any(all(kind & room for kind in kinds) for room in (ValueType.ARRAY, _SCALAR)):
        raise ArgumentError("Arrays, objects and fractions cannot be joined with texts.")
    parts = [array_parts(argument) for argument in arguments]
    known = [part for part in parts if part is not None]
    return joined(known) if len(known) == len(parts) else None


def _kind_joined(kinds: Sequence[ValueType]) -> ValueType:
    """What `concat` gives: a text, unless all arguments may be arrays."""
    if not all(kind & ValueType.ARRAY for kind in kinds):
        return ValueType.STRING
    return ValueType.ARRAY if ValueType.ARRAY in kinds else ValueType.STRING | ValueType.ARRAY


def _kind_of_part(kinds: Sequence[ValueType]) -> ValueType:
    """What `skip` and `take` give: a part is what the whole is."""
    return kinds[0]


def _kind_of_end(kinds: Sequence[ValueType]) -> ValueType:
    """What `first` and `last` give: a text of a text, of an array anything."""
    return ValueType.ANY if kinds[0] & ValueType.ARRAY else kinds[0]


def _concat_texts(*values: Data) -> Data:
    """The texts of the arguments in a row; truth values are capitalised, null leaves nothing."""
    if not all(value is None or isinstance(value, str | int) for value in values):
        raise UnknownResult("Arrays are joined as values.")
    texts = ["" if value is None else str(value) for value in values]
    require_room(sum(map(units, texts)))
    return "".join(texts)


def _empty(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    """Whether there is nothing inside, which may be plain though what is inside is not known."""
    del budget
    (value,) = arguments
    if isinstance(value, WrittenArray | BuiltArray):
        parts = elements(value)
        written = isinstance(value, WrittenArray) and bool(value.node.elements)
        return None if parts is None and not written else Known(not parts and not written)
    if not isinstance(value, WrittenObject | BuiltObject):
        return None
    if isinstance(value, BuiltObject) and value.members:
        return Known(value=False, origins=value.origins)
    inside = members(value)
    return None if inside is None else Known(not inside, origins=value.origins)


def _empty_data(value: Data) -> bool:
    return not value


def _length(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    """The number of elements or members, whatever their values."""
    del budget
    (value,) = arguments
    inside: object = array_parts(value)
    if isinstance(value, WrittenObject | BuiltObject):
        inside = members(value)
    known = isinstance(inside, tuple | dict)
    return Known(len(inside), origins=value.origins) if known else None  # type: ignore[arg-type]


def _length_data(value: Data) -> int:
    if isinstance(value, str):
        return units(value)
    return len(value) if isinstance(value, list | dict) else 0


def _first(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    del budget
    return _end(arguments[0], 0)


def _last(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    del budget
    return _end(arguments[0], -1)


def _end(value: Single, index: int) -> Value | None:
    """The first or the last element of an array; null of an empty one."""
    if not isinstance(value, WrittenArray | BuiltArray):
        return None
    if isinstance(value, WrittenArray) and not value.node.closed:
        return None
    count = len(value.node.elements if isinstance(value, WrittenArray) else value.elements)
    return element(value, index % count) if count else Known(None, origins=value.origins)


def _first_character(text: str | None) -> Data:
    return cut(text, 0, 1) if text else text


def _last_character(text: str | None) -> Data:
    return cut(text, units(text) - 1, units(text)) if text else text


def _skip(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    del budget
    parts, count = array_parts(arguments[0]), _count(arguments[1])
    return None if parts is None or count is None else BuiltArray(parts[count:])


def _take(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    del budget
    parts, count = array_parts(arguments[0]), _count(arguments[1])
    return None if parts is None or count is None else BuiltArray(parts[:count])


def _count(value: Single) -> int | None:
    """A number of elements, where it is known; a negative one counts as 0."""
    known = value.value if isinstance(value, Known) else None
    return max(known, 0) if isinstance(known, int) else None


def _skip_text(text: str | None, count: int) -> Data:
    if text is None:
        return None
    size = units(text)
    return cut(text, min(max(count, 0), size), size)


def _take_text(text: str | None, count: int) -> Data:
    return None if text is None else cut(text, 0, min(max(count, 0), units(text)))


_SIZED = Parameter("value", _ARRAY_OR_TEXT | ValueType.OBJECT)
_SEQUENCE = Parameter("value", _ARRAY_OR_TEXT)
_COUNT = Parameter("count", ValueType.INT)

FUNCTIONS = family(
    (
        Function(
            name="concat",
            parameters=(Parameter("arg", ValueType.ANY),),
            required=1,
            repeats=True,
            returns=ValueType.STRING | ValueType.ARRAY,
            summary="Several texts, or several arrays, in a row.",
            compute=_concat_texts,
            structure=_concat,
            narrows=_kind_joined,
            estimate=text_making.concat,
        ),
        Function(
            name="empty",
            parameters=(_SIZED,),
            required=1,
            returns=ValueType.BOOL,
            summary="Whether an array, an object or a text has nothing in it, or is null.",
            compute=_empty_data,
            structure=_empty,
            estimate=text_testing.empty,
        ),
        Function(
            name="first",
            parameters=(_SEQUENCE,),
            required=1,
            returns=ValueType.ANY,
            summary="The first element or character.",
            compute=_first_character,
            structure=_first,
            narrows=_kind_of_end,
            estimate=text_making.first,
        ),
        Function(
            name="last",
            parameters=(_SEQUENCE,),
            required=1,
            returns=ValueType.ANY,
            summary="The last element or character.",
            compute=_last_character,
            structure=_last,
            narrows=_kind_of_end,
            estimate=text_making.last,
        ),
        Function(
            name="length",
            parameters=(_SIZED,),
            required=1,
            returns=ValueType.INT,
            summary="The number of elements, members or UTF-16 units.",
            compute=_length_data,
            structure=_length,
            estimate=text_testing.length,
        ),
        Function(
            name="skip",
            parameters=(_SEQUENCE, _COUNT),
            required=2,
            returns=_ARRAY_OR_TEXT,
            summary="What is left after the first elements or characters.",
            compute=_skip_text,
            structure=_skip,
            narrows=_kind_of_part,
            estimate=text_making.skip,
        ),
        Function(
            name="take",
            parameters=(_SEQUENCE, _COUNT),
            required=2,
            returns=_ARRAY_OR_TEXT,
            summary="The first elements or characters.",
            compute=_take_text,
            structure=_take,
            narrows=_kind_of_part,
            estimate=text_making.take,
        ),
    )
)
