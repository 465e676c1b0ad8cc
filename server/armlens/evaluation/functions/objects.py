"""Objects, as on "Object functions for ARM templates"; how they are merged is in `merging.py`."""

from __future__ import annotations

import json

from armlens.evaluation.access import accessed, element, elements, known_element, member, members
from armlens.evaluation.conditions import Symbol
from armlens.evaluation.functions.conversions import data_of
from armlens.evaluation.functions.ranges import as_long
from armlens.evaluation.functions.signature import (
    Data,
    Function,
    Parameter,
    UnknownResult,
    ValueType,
    family,
)
from armlens.evaluation.lifting import lifted
from armlens.evaluation.scope import Budget
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
    through,
)
from armlens.jsonc.parse import parse
from armlens.jsonc.values import to_python
from armlens.problems.jsonc import SINGLE_QUOTES

_ANY = ValueType.ANY
_OBJECT = ValueType.OBJECT
_READ_ALIKE = frozenset({SINGLE_QUOTES.code})
"""What the service reads although it is not JSON; armlens's own reader takes it for the same."""


def _items(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    """The members as objects of key and value, in the order of their names without case."""
    del budget
    (owner,) = arguments
    inside = _sorted(owner)
    if inside is None:
        return None
    entries = (BuiltObject({"key": Known(name), "value": value}) for name, value in inside)
    return through(BuiltArray(tuple(entries)), secret=owner.secret)


def _object_keys(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    del budget
    (owner,) = arguments
    inside = _sorted(owner)
    if inside is None:
        return None
    return BuiltArray(tuple(Known(name) for name, _ in inside), owner.origins, owner.secret)


def _sorted(value: Single) -> list[tuple[str, Value]] | None:
    inside = members(value) if isinstance(value, WrittenObject | BuiltObject) else None
    return None if inside is None else sorted(inside.items(), key=lambda item: _rank(item[0]))


def _rank(name: str) -> bytes:
    """What names are sorted by: their UTF-16 units, each character in upper case by itself."""
    characters = (upper if len(upper := each.upper()) == 1 else each for each in name)
    return "".join(characters).encode("utf-16-be", "surrogatepass")


def _try_get(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    """What is at a key or an index, or null; further steps are taken only from what is there."""
    del budget
    container, key, *further = arguments
    return _followed(_safe(container, key), further)


def _followed(value: Value, keys: list[Single]) -> Value:
    """The steps after a safe one, which are not taken from null."""
    for key in keys:
        value = lifted((value,), lambda singles, key=key: _step(singles[0], key))  # type: ignore[misc]
    return value


def _step(value: Single, key: Single) -> Value:
    is_null = isinstance(value, Known) and value.value is None
    return value if is_null else accessed(value, key)


def _safe(container: Single, key: Single) -> Value:
    """The first step of `tryGet`: null where there is nothing."""
    nothing = Known(None, origins=container.origins)
    if isinstance(container, Unknown) or not isinstance(key, Known):
        return _maybe(container, key)
    if isinstance(container, WrittenObject | BuiltObject) and isinstance(key.value, str):
        value = member(container, key.value)
        return nothing if isinstance(value, Absent) else value
    if isinstance(container, WrittenArray | BuiltArray) and isinstance(key.value, int):
        return _element(container, key.value)
    return nothing


def _maybe(container: Single, key: Single) -> Value:
    """What may be there; it is the same wherever it is asked for."""
    known = known_element(container, key)
    if known is not None:
        return known
    symbol = container.symbol if isinstance(container, Unknown) else None
    if symbol and isinstance(key, Known) and not key.secret:
        step = (symbol.key, "tryGet", str(key.value).lower())
        symbol = Symbol(step, f"'{key.value}' of {symbol.words}")
    return Unknown(
        Cause.RUNTIME,
        symbol=symbol if isinstance(key, Known) else None,
        origins=container.origins,
        secret=container.secret,
    )


def _element(array: WrittenArray | BuiltArray, index: int) -> Value:
    """An element; null where the array certainly has none."""
    count = len(array.elements if isinstance(array, BuiltArray) else array.node.elements)
    may_have_more = isinstance(array, WrittenArray) and not array.node.closed
    if 0 <= index < count or (may_have_more and index >= 0):
        return element(array, index)
    return Known(None, origins=array.origins)


def _try_index_from_end(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    del budget
    array, index, *further = arguments
    parts = elements(array) if isinstance(array, WrittenArray | BuiltArray) else None
    if isinstance(array, Known) or (isinstance(index, Known) and not isinstance(index.value, int)):
        return Known(None)
    if parts is None or not isinstance(index, Known) or not isinstance(index.value, int):
        return None
    is_inside = 1 <= index.value <= len(parts)
    return _followed(parts[-index.value] if is_inside else Known(None), further)


def _json(text: str | None) -> Data:
    """The value of a JSON text; comments and single quotes are read as the service reads them."""
    if text is None:
        return {}
    if not text.strip():
        raise UnknownResult("What an empty text gives is not established.")
    try:
        return data_of(text)
    except UnknownResult:
        return data_of(_plain_json(text))


def _plain_json(text: str) -> str:
    """The text as strict JSON; refuses what more than comments and quotes set apart from it."""
    tree = parse(text)
    if any(problem.code not in _READ_ALIKE for problem in tree.problems):
        raise UnknownResult("How the service reads such a text is not established.")
    return json.dumps(to_python(tree.root))


def _null() -> None:
    return None


_ENTRIES = Parameter("object", _OBJECT)
_KEY = Parameter("key", ValueType.STRING | ValueType.INT)

FUNCTIONS = family(
    (
        Function(
            name="createObject",
            parameters=(Parameter("nameOrValue", _ANY),),
            required=0,
            repeats=True,
            returns=_OBJECT,
            summary="An object of names and values.",
        ),
        Function(
            name="items",
            parameters=(_ENTRIES,),
            required=1,
            returns=ValueType.ARRAY,
            summary="The members of an object as an array of keys and values, by key.",
            structure=_items,
            estimate=as_long,
        ),
        Function(
            name="objectKeys",
            parameters=(_ENTRIES,),
            required=1,
            returns=ValueType.ARRAY,
            summary="The names of an object's members, in order.",
            structure=_object_keys,
            estimate=as_long,
        ),
        Function(
            name="tryGet",
            parameters=(Parameter("value", _ANY), _KEY),
            required=2,
            repeats=True,
            returns=_ANY,
            summary="What is at a key or an index, or null if there is nothing.",
            structure=_try_get,
        ),
        Function(
            name="tryIndexFromEnd",
            parameters=(Parameter("array", _ANY), Parameter("index", _ANY), _KEY),
            required=2,
            repeats=True,
            returns=_ANY,
            summary="An element counted from the end, or null if there is none.",
            structure=_try_index_from_end,
        ),
        Function(
            name="json",
            parameters=(Parameter("text", ValueType.STRING | ValueType.NULL),),
            required=1,
            returns=_ANY,
            summary="The value of a JSON text.",
            compute=_json,
        ),
        Function(
            name="null",
            parameters=(),
            required=0,
            returns=ValueType.NULL,
            summary="Null.",
            compute=_null,
        ),
    )
)
