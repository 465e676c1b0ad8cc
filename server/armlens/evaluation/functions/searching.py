"""What arrays, texts and objects contain, and where.

Source: learn.microsoft.com, "Array functions" and "String functions for ARM templates". Recorded
from the service: `contains` tells cases of text apart, `indexOf` and `lastIndexOf` do not.
"""

from __future__ import annotations

from armlens.evaluation.access import elements, member
from armlens.evaluation.data import types_of
from armlens.evaluation.functions import text_testing
from armlens.evaluation.functions.casing import folded
from armlens.evaluation.functions.equality import is_same_value
from armlens.evaluation.functions.sequences import array_parts
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Function,
    Parameter,
    UnknownResult,
    ValueType,
    family,
)
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


def _contains(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    """What can be told though not all values are known: of an object, the names suffice."""
    container, item = arguments
    if isinstance(container, WrittenArray | BuiltArray):
        return _array_contains(container, item, budget)
    if isinstance(container, Unknown) and container.types == ValueType.ARRAY:
        ends = container.limits.starts + container.limits.ends
        is_there = any(is_same_value(part, item, budget) for part in ends)
        return Known(value=True, origins=container.origins) if is_there else None
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
_SEQUENCE = Parameter("value", ValueType.ARRAY | ValueType.STRING | ValueType.NULL)
_ITEM = Parameter("item", ValueType.ANY)

FUNCTIONS = family(
    (
        Function(
            name="contains",
            parameters=(_CONTAINER, _ITEM),
            required=2,
            returns=ValueType.BOOL,
            summary="Whether an array has an element, an object a member, or a text a part.",
            compute=_contains_text,
            structure=_contains,
            estimate=text_testing.contains,
        ),
        Function(
            name="indexOf",
            parameters=(_SEQUENCE, _ITEM),
            required=2,
            returns=ValueType.INT,
            summary="Where an element or a text first stands, or -1; texts without case.",
            compute=_index_of_text,
            structure=_index_of,
            estimate=text_testing.index_of,
        ),
        Function(
            name="lastIndexOf",
            parameters=(_SEQUENCE, _ITEM),
            required=2,
            returns=ValueType.INT,
            summary="Where an element or a text last stands, or -1; texts without case.",
            compute=_last_index_of_text,
            structure=_last_index_of,
            estimate=text_testing.last_index_of,
        ),
    )
)
