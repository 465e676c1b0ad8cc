"""Arrays, and what they share with texts, as on "Array functions for ARM templates"."""

from __future__ import annotations

from armlens.evaluation.access import element, elements, member
from armlens.evaluation.functions.equality import is_equal
from armlens.evaluation.functions.signature import (
    MAX_STRING,
    ArgumentError,
    Function,
    Parameter,
    UnknownResult,
    ValueType,
    family,
)
from armlens.evaluation.types import Data
from armlens.evaluation.values import (
    Absent,
    BuiltArray,
    BuiltObject,
    Known,
    Single,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)

_MAX_RANGE = 10_000
_LARGEST = 2**31 - 1


def _as_array(value: Single) -> tuple[Value, ...] | None:
    """The elements of an array that has all of its own."""
    return elements(value) if isinstance(value, WrittenArray | BuiltArray) else None


def _array(arguments: tuple[Single, ...]) -> Value | None:
    (value,) = arguments
    if isinstance(value, WrittenArray | BuiltArray):
        return value
    return None if isinstance(value, Unknown) else BuiltArray((value,))


def _create_array(arguments: tuple[Single, ...]) -> Value:
    return BuiltArray(arguments)


def _concat_arrays(arguments: tuple[Single, ...]) -> Value | None:
    parts = [_as_array(argument) for argument in arguments]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return BuiltArray(tuple(each for part in known for each in part))


def _concat(*values: Data) -> Data:
    """The texts of the arguments in a row; truth values are capitalised, null leaves nothing."""
    if any(isinstance(value, list | dict | float) for value in values):
        raise ArgumentError("arrays, objects and fractions cannot be joined with texts.")
    text = "".join(_text(value) for value in values)
    if len(text) > MAX_STRING:
        raise ArgumentError("the result is too long.")
    return text


def _text(value: Data) -> str:
    if isinstance(value, bool):
        return str(value)
    return "" if value is None else str(value)


def _empty(arguments: tuple[Single, ...]) -> Value | None:
    """Whether there is nothing inside, which may be plain though what is inside is not known."""
    (value,) = arguments
    if isinstance(value, WrittenObject | WrittenArray):
        inside = value.node.members if isinstance(value, WrittenObject) else value.node.elements
        return Known(not inside, origins=value.origins) if inside or value.node.closed else None
    if isinstance(value, BuiltArray):
        return Known(not value.elements, origins=value.origins)
    if isinstance(value, BuiltObject) and (value.members or not value.open):
        return Known(not value.members, origins=value.origins)
    return None


def _empty_data(value: Data) -> bool:
    return not value


def _length(arguments: tuple[Single, ...]) -> Value | None:
    (value,) = arguments
    parts = _as_array(value)
    return None if parts is None else Known(len(parts), origins=value.origins)


def _length_data(value: Data) -> int:
    if isinstance(value, str):
        return len(value.encode("utf-16-le", "surrogatepass")) // 2
    return len(value) if isinstance(value, list | dict) else 0


def _contains(arguments: tuple[Single, ...]) -> Value | None:
    """Whether an object has a member, which its values do not matter for."""
    container, item = arguments
    if not isinstance(container, WrittenObject | BuiltObject) or not isinstance(item, Known):
        return None
    if not isinstance(item.value, str):
        return None
    found = member(container, item.value)
    if isinstance(found, Unknown) and not _has(container, item.value):
        return Unknown(found.cause, ValueType.BOOL, origins=found.origins)
    return Known(not isinstance(found, Absent), origins=container.origins)


def _has(container: WrittenObject | BuiltObject, name: str) -> bool:
    """Whether a member of that name is written, whatever its value."""
    if isinstance(container, WrittenObject):
        return container.node.find(name) is not None
    return name.lower() in (each.lower() for each in container.members)


def _contains_data(container: Data, item: Data) -> bool:
    if isinstance(container, list):
        return any(is_equal(each, item) for each in container)
    if not isinstance(item, str):
        raise ArgumentError("texts and objects contain texts only.", 1)
    if isinstance(container, dict):
        return item.lower() in (name.lower() for name in container)
    return item in str(container)


def _end(arguments: tuple[Single, ...], index: int) -> Value | None:
    """The first or the last element of an array."""
    (value,) = arguments
    parts = _as_array(value)
    if parts is None:
        return None
    return parts[index] if parts else Known(None, origins=value.origins)


def _first(arguments: tuple[Single, ...]) -> Value | None:
    return _end(arguments, 0)


def _last(arguments: tuple[Single, ...]) -> Value | None:
    return _end(arguments, -1)


def _first_data(value: Data) -> Data:
    return _one_character(value, 0)


def _last_data(value: Data) -> Data:
    return _one_character(value, -1)


def _one_character(value: Data, index: int) -> Data:
    if value is None or value == "":
        return value
    character = str(value)[index]
    if ord(character) > 0xFFFF:
        raise UnknownResult
    return character


def _skip(arguments: tuple[Single, ...]) -> Value | None:
    value, count = arguments
    parts = _as_array(value)
    if parts is None or not isinstance(count, Known) or type(count.value) is not int:
        return None
    return BuiltArray(parts[max(count.value, 0) :])


def _take(arguments: tuple[Single, ...]) -> Value | None:
    value, count = arguments
    parts = _as_array(value)
    if parts is None or not isinstance(count, Known) or type(count.value) is not int:
        return None
    return BuiltArray(parts[: max(count.value, 0)])


def _skip_data(value: Data, count: int) -> Data:
    return value if value is None else _plain(value)[max(count, 0) :]


def _take_data(value: Data, count: int) -> Data:
    return value if value is None else _plain(value)[: max(count, 0)]


def _plain(value: Data) -> str:
    """A text whose code points are its UTF-16 units."""
    text = str(value)
    if any(ord(character) > 0xFFFF for character in text):
        raise UnknownResult
    return text


def _index_from_end(arguments: tuple[Single, ...]) -> Value | None:
    array, index = arguments
    parts = _as_array(array)
    if parts is None or not isinstance(index, Known) or type(index.value) is not int:
        return None
    if isinstance(array, WrittenArray | BuiltArray) and 1 <= index.value <= len(parts):
        return element(array, len(parts) - index.value)
    return None


def _no_such_index(array: list[Data], index: int) -> Data:
    raise ArgumentError(f"the array has {len(array)} elements and none at {index} from its end.", 1)


def _index_of(container: Data, item: Data) -> int:
    return _found_at(container, item, last=False)


def _last_index_of(container: Data, item: Data) -> int:
    return _found_at(container, item, last=True)


def _found_at(container: Data, item: Data, *, last: bool) -> int:
    """Where an element or a text without case stands; -1 if nowhere."""
    if container is None:
        return -1
    if isinstance(container, list):
        places = [index for index, each in enumerate(container) if is_equal(each, item)]
        return places[-1 if last else 0] if places else -1
    if not isinstance(item, str):
        raise ArgumentError("texts contain texts only.", 1)
    text, wanted = _plain(container), _plain(item)
    if not (text + wanted).isascii():
        raise UnknownResult
    found = str.rfind if last else str.find
    return found(text.lower(), wanted.lower())


def _range(start: int, count: int) -> Data:
    if not 0 <= count <= _MAX_RANGE:
        raise ArgumentError(f"the count must be from 0 to {_MAX_RANGE}.", 1)
    if start + count - 1 > _LARGEST:
        raise ArgumentError("the last number would not fit into 32 bits.", 0)
    return list(range(start, start + count))


def _flatten(arguments: tuple[Single, ...]) -> Value | None:
    outer = _as_array(arguments[0])
    if outer is None:
        return None
    inner = [elements(each) for each in outer if isinstance(each, WrittenArray | BuiltArray)]
    known = [part for part in inner if part is not None]
    if len(known) < len(outer):
        return None
    return BuiltArray(tuple(each for part in known for each in part))


def _flatten_data(value: list[Data]) -> Data:
    raise ArgumentError("every element must be an array.", 0) if value else UnknownResult


def _distinct(values: list[Data]) -> Data:
    kept: list[Data] = []
    for value in values:
        if not any(is_equal(value, each) for each in kept):
            kept.append(value)
    return kept


_ANY = ValueType.ANY
_SEQUENCE = ValueType.ARRAY | ValueType.STRING | ValueType.NULL

FUNCTIONS = family(
    (
        Function(
            name="array",
            parameters=(Parameter("value", _ANY),),
            required=1,
            returns=ValueType.ARRAY,
            summary="The value as an array: itself, or an array of it alone.",
            structure=_array,
        ),
        Function(
            name="concat",
            parameters=(Parameter("arg", _ANY),),
            required=1,
            repeats=True,
            returns=ValueType.STRING | ValueType.ARRAY,
            summary="Several texts, or several arrays, in a row.",
            compute=_concat,
            structure=_concat_arrays,
        ),
        Function(
            name="contains",
            parameters=(
                Parameter("container", ValueType.ARRAY | ValueType.OBJECT | ValueType.STRING),
                Parameter("item", _ANY),
            ),
            required=2,
            returns=ValueType.BOOL,
            summary="Whether an array has an element, an object a member, or a text a part.",
            compute=_contains_data,
            structure=_contains,
        ),
        Function(
            name="createArray",
            parameters=(Parameter("arg", _ANY),),
            required=0,
            repeats=True,
            returns=ValueType.ARRAY,
            summary="An array of the arguments.",
            structure=_create_array,
        ),
        Function(
            name="distinct",
            parameters=(Parameter("array", ValueType.ARRAY),),
            required=1,
            returns=ValueType.ARRAY,
            summary="The array without repeated elements.",
            compute=_distinct,
        ),
        Function(
            name="empty",
            parameters=(Parameter("item", _SEQUENCE | ValueType.OBJECT),),
            required=1,
            returns=ValueType.BOOL,
            summary="Whether an array, an object or a text has nothing in it, or is null.",
            compute=_empty_data,
            structure=_empty,
        ),
        Function(
            name="first",
            parameters=(Parameter("value", _SEQUENCE),),
            required=1,
            returns=_ANY,
            summary="The first element or character.",
            compute=_first_data,
            structure=_first,
        ),
        Function(
            name="last",
            parameters=(Parameter("value", _SEQUENCE),),
            required=1,
            returns=_ANY,
            summary="The last element or character.",
            compute=_last_data,
            structure=_last,
        ),
        Function(
            name="flatten",
            parameters=(Parameter("array", ValueType.ARRAY),),
            required=1,
            returns=ValueType.ARRAY,
            summary="The elements of the arrays in an array.",
            compute=_flatten_data,
            structure=_flatten,
        ),
        Function(
            name="indexFromEnd",
            parameters=(Parameter("array", ValueType.ARRAY), Parameter("index", ValueType.INT)),
            required=2,
            returns=_ANY,
            summary="An element counted from the end, the last being 1.",
            compute=_no_such_index,
            structure=_index_from_end,
        ),
        Function(
            name="indexOf",
            parameters=(Parameter("value", _SEQUENCE), Parameter("item", _ANY)),
            required=2,
            returns=ValueType.INT,
            summary="Where an element or a text first stands, or -1; texts without case.",
            compute=_index_of,
        ),
        Function(
            name="lastIndexOf",
            parameters=(Parameter("value", _SEQUENCE), Parameter("item", _ANY)),
            required=2,
            returns=ValueType.INT,
            summary="Where an element or a text last stands, or -1; texts without case.",
            compute=_last_index_of,
        ),
        Function(
            name="length",
            parameters=(Parameter("arg", _SEQUENCE | ValueType.OBJECT),),
            required=1,
            returns=ValueType.INT,
            summary="The number of elements, members or UTF-16 units.",
            compute=_length_data,
            structure=_length,
        ),
        Function(
            name="range",
            parameters=(Parameter("start", ValueType.INT), Parameter("count", ValueType.INT)),
            required=2,
            returns=ValueType.ARRAY,
            summary="Whole numbers in a row.",
            compute=_range,
        ),
        Function(
            name="skip",
            parameters=(Parameter("value", _SEQUENCE), Parameter("count", ValueType.INT)),
            required=2,
            returns=_SEQUENCE,
            summary="What is left after the first elements or characters.",
            compute=_skip_data,
            structure=_skip,
        ),
        Function(
            name="take",
            parameters=(Parameter("value", _SEQUENCE), Parameter("count", ValueType.INT)),
            required=2,
            returns=_SEQUENCE,
            summary="The first elements or characters.",
            compute=_take_data,
            structure=_take,
        ),
        *(
            Function(
                name=name,
                parameters=(Parameter("array", ValueType.ARRAY), Parameter("lambda", _ANY)),
                required=2,
                returns=ValueType.ARRAY,
                summary=summary,
            )
            for name, summary in (
                ("map", "What a lambda makes of each element."),
                ("filter", "The elements for which a lambda is true."),
                ("sort", "The elements in the order that a lambda gives."),
            )
        ),
        Function(
            name="reduce",
            parameters=(
                Parameter("array", ValueType.ARRAY),
                Parameter("initial", _ANY),
                Parameter("lambda", _ANY),
            ),
            required=3,
            returns=_ANY,
            summary="What a lambda makes of all elements, one after the other.",
        ),
        *(
            Function(
                name=name,
                parameters=(
                    Parameter("array", ValueType.ARRAY),
                    Parameter("key", _ANY),
                    Parameter("value", _ANY),
                ),
                required=2,
                returns=ValueType.OBJECT,
                summary=summary,
            )
            for name, summary in (
                ("toObject", "An object with a member for each element."),
                ("groupBy", "An object with the elements of an array by key."),
            )
        ),
    )
)
