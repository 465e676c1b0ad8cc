"""What arrays, texts and objects share: their ends, parts and lengths, and what they contain.

Source: learn.microsoft.com, "Array functions", "String functions" and "Object functions for ARM
templates". Recorded from the service: `contains` tells cases of text apart, `indexOf` and
`lastIndexOf` do not.
"""

from __future__ import annotations

from armlens.evaluation.access import element, elements, member, members
from armlens.evaluation.data import joined, types_of
from armlens.evaluation.functions.casing import folded
from armlens.evaluation.functions.equality import is_same_value
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
    Absent,
    BuiltArray,
    BuiltObject,
    Cause,
    Known,
    Single,
    Unknown,
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
    if len(known) < len(parts):
        if any(kind == ValueType.ARRAY for kind in kinds):
            return Unknown(Cause.RUNTIME, ValueType.ARRAY)
        return None
    return joined(known)


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


def _contains(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    """What can be told though not all values are known: of an object, the names suffice."""
    container, item = arguments
    if isinstance(container, WrittenArray | BuiltArray):
        return _array_contains(container, item, budget)
    if not types_of(container) & ValueType.ARRAY and not types_of(item) & ValueType.STRING:
        raise ArgumentError("Texts and objects contain texts only.", 1)
    if not isinstance(container, WrittenObject | BuiltObject) or not isinstance(item, Known):
        return None
    name = str(item.value)
    found = member(container, name)
    if isinstance(found, Unknown) and not _has(container, name):
        return Unknown(found.cause, ValueType.BOOL, origins=found.origins)
    return Known(not isinstance(found, Absent), origins=container.origins)


def _array_contains(
    container: WrittenArray | BuiltArray, item: Single, budget: Budget
) -> Value | None:
    """True if any element is certainly the item, false if none may be."""
    parts = elements(container)
    verdicts = [is_same_value(part, item, budget) for part in parts or ()]
    if True in verdicts:
        return Known(value=True, origins=container.origins)
    if parts is None or None in verdicts:
        return Unknown(Cause.RUNTIME, ValueType.BOOL, origins=container.origins + item.origins)
    return Known(value=False, origins=container.origins)


def _has(container: WrittenObject | BuiltObject, name: str) -> bool:
    """Whether a member of that name is written, whatever its value."""
    if isinstance(container, WrittenObject):
        return container.node.find(name) is not None
    return name.lower() in (each.lower() for each in container.members)


def _contains_text(container: str, item: str) -> bool:
    return item in container


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


def _index_of(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    return _found_at(arguments, budget, last=False)


def _last_index_of(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    return _found_at(arguments, budget, last=True)


def _found_at(arguments: tuple[Single, ...], budget: Budget, *, last: bool) -> Value | None:
    """Where the first or last element stands that equals the item; -1 if nowhere."""
    container, item = arguments
    parts = array_parts(container)
    if parts is None:
        is_text = types_of(container) == ValueType.STRING
        if is_text and not types_of(item) & ValueType.STRING:
            raise ArgumentError("Texts contain texts only.", 1)
        return None
    for index in reversed(range(len(parts))) if last else range(len(parts)):
        same = is_same_value(parts[index], item, budget)
        if same is None:
            return Unknown(Cause.RUNTIME, ValueType.INT, origins=container.origins + item.origins)
        if same:
            return Known(index, origins=container.origins)
    return Known(-1, origins=container.origins)


def _index_of_text(text: str | None, item: Data) -> int:
    if text is None:
        return -1
    return folded(text).find(folded(str(item)))


def _last_index_of_text(text: str | None, item: Data) -> int:
    if text is None:
        return -1
    if item == "":
        raise UnknownResult("Where the empty text is found last is not established.")
    return folded(text).rfind(folded(str(item)))


_CONTAINER = Parameter("container", ValueType.ARRAY | ValueType.OBJECT | ValueType.STRING)
_ITEM = Parameter("item", ValueType.ANY)
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
        ),
        Function(
            name="contains",
            parameters=(_CONTAINER, _ITEM),
            required=2,
            returns=ValueType.BOOL,
            summary="Whether an array has an element, an object a member, or a text a part.",
            compute=_contains_text,
            structure=_contains,
        ),
        Function(
            name="empty",
            parameters=(_SIZED,),
            required=1,
            returns=ValueType.BOOL,
            summary="Whether an array, an object or a text has nothing in it, or is null.",
            compute=_empty_data,
            structure=_empty,
        ),
        Function(
            name="first",
            parameters=(_SEQUENCE,),
            required=1,
            returns=ValueType.ANY,
            summary="The first element or character.",
            compute=_first_character,
            structure=_first,
        ),
        Function(
            name="indexOf",
            parameters=(_SEQUENCE, _ITEM),
            required=2,
            returns=ValueType.INT,
            summary="Where an element or a text first stands, or -1; texts without case.",
            compute=_index_of_text,
            structure=_index_of,
        ),
        Function(
            name="last",
            parameters=(_SEQUENCE,),
            required=1,
            returns=ValueType.ANY,
            summary="The last element or character.",
            compute=_last_character,
            structure=_last,
        ),
        Function(
            name="lastIndexOf",
            parameters=(_SEQUENCE, _ITEM),
            required=2,
            returns=ValueType.INT,
            summary="Where an element or a text last stands, or -1; texts without case.",
            compute=_last_index_of_text,
            structure=_last_index_of,
        ),
        Function(
            name="length",
            parameters=(_SIZED,),
            required=1,
            returns=ValueType.INT,
            summary="The number of elements, members or UTF-16 units.",
            compute=_length_data,
            structure=_length,
        ),
        Function(
            name="skip",
            parameters=(_SEQUENCE, _COUNT),
            required=2,
            returns=_ARRAY_OR_TEXT,
            summary="What is left after the first elements or characters.",
            compute=_skip_text,
            structure=_skip,
        ),
        Function(
            name="take",
            parameters=(_SEQUENCE, _COUNT),
            required=2,
            returns=_ARRAY_OR_TEXT,
            summary="The first elements or characters.",
            compute=_take_text,
            structure=_take,
        ),
    )
)
