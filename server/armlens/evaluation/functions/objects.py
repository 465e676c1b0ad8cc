"""Objects, as on "Object functions for ARM templates"."""

from __future__ import annotations

from armlens.evaluation.access import accessed, element, elements, member, members
from armlens.evaluation.data import types_of
from armlens.evaluation.functions.equality import is_equal
from armlens.evaluation.functions.signature import (
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
    Cause,
    Failure,
    Known,
    Single,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)
from armlens.jsonc.parse import parse
from armlens.jsonc.values import to_python
from armlens.text.problems import Severity

_ANY = ValueType.ANY
_OBJECT = ValueType.OBJECT
_CONTAINER = ValueType.OBJECT | ValueType.ARRAY


def _create_object(arguments: tuple[Single, ...]) -> Value | None:
    """The object of the names and values; open if a name is not known."""
    if len(arguments) % 2:
        return Failure("'createObject' takes a value for each name.")
    made: dict[str, Value] = {}
    is_open = False
    for key, value in zip(arguments[::2], arguments[1::2], strict=True):
        if not types_of(key) & ValueType.STRING:
            return Failure(f"'createObject' takes strings as names, not {types_of(key).words}.")
        if not isinstance(key, Known):
            is_open = True
        elif str(key.value) in made:
            return Failure(f"'createObject' is given the name '{key.value}' twice.")
        else:
            made[str(key.value)] = value
    return BuiltObject(made, open=is_open)


def _union(arguments: tuple[Single, ...]) -> Value | None:
    """Objects merged deeply, later ones winning; arrays are left to `_union_arrays`."""
    if not any(types_of(each) == _OBJECT for each in arguments):
        return None
    merged: Value = arguments[0]
    for argument in arguments[1:]:
        merged = _merged(merged, argument)
        if isinstance(merged, Failure):
            return merged
    return merged


def _merged(left: Value, right: Value) -> Value:
    """What two objects make together: the members of both, nested objects merged."""
    for each in (left, right):
        if isinstance(each, Known | WrittenArray | BuiltArray):
            return Failure("'union' takes only objects or only arrays.")
    right_inside = members(right) if isinstance(right, WrittenObject | BuiltObject) else None
    if right_inside is None:
        # What is not known may override anything.
        return BuiltObject({}, open=True, origins=left.origins + right.origins)
    left_inside = members(left) if isinstance(left, WrittenObject | BuiltObject) else None
    is_open = left_inside is None
    made = dict(left_inside or {})
    names = {name.lower(): name for name in made}
    for name, value in right_inside.items():
        key = names.get(name.lower(), name)
        made[key] = _both(made[key], value) if key in made else value
        if is_open and isinstance(value, WrittenObject | BuiltObject):
            # The part that is not known may hold an object of that name, to be merged into it.
            made[key] = Unknown(Cause.RUNTIME, origins=value.origins)
    return BuiltObject(made, open=is_open)


def _both(left: Value, right: Value) -> Value:
    """Two values of one name: merged if both are objects, else the later one."""
    objects = WrittenObject | BuiltObject
    if isinstance(left, objects) and isinstance(right, objects):
        return _merged(left, right)
    if isinstance(left, Unknown) and isinstance(right, objects) and left.types & _OBJECT:
        return Unknown(Cause.RUNTIME, origins=left.origins + right.origins)
    if isinstance(right, Unknown) and isinstance(left, objects):
        return Unknown(Cause.RUNTIME, origins=left.origins + right.origins)
    return right


def _union_arrays(*arguments: Data) -> Data:
    """The elements of all arrays without repetitions."""
    if not all(isinstance(argument, list) for argument in arguments):
        raise ArgumentError("it takes only objects or only arrays.")
    kept: list[Data] = []
    for argument in arguments:
        for each in argument if isinstance(argument, list) else []:
            if not any(is_equal(each, one) for one in kept):
                kept.append(each)
    return kept


def _intersection(*arguments: Data) -> Data:
    """What all arrays, or all objects, have in common, in the order of the first."""
    first, *others = arguments
    arrays = [other for other in others if isinstance(other, list)]
    if isinstance(first, list) and len(arrays) == len(others):
        common = [e for e in first if all(any(is_equal(e, o) for o in each) for each in arrays)]
        return _union_arrays(common)
    objects = [other for other in others if isinstance(other, dict)]
    if isinstance(first, dict) and len(objects) == len(others):
        return {
            name: value
            for name, value in first.items()
            if all(name in each and is_equal(value, each[name]) for each in objects)
        }
    raise ArgumentError("it takes only objects or only arrays.")


def _shallow_merge(arguments: tuple[Single, ...]) -> Value | None:
    """The members of several objects, later ones replacing earlier ones whole."""
    parts = elements(arguments[0]) if isinstance(arguments[0], WrittenArray | BuiltArray) else None
    made: dict[str, Value] = {}
    for part in parts or ():
        inside = members(part) if isinstance(part, WrittenObject | BuiltObject) else None
        if inside is None:
            return None
        if any(name not in made and name.lower() in map(str.lower, made) for name in inside):
            return None  # Which of two casings the result has is not established.
        made.update(inside)
    return None if parts is None else BuiltObject(made)


def _items(arguments: tuple[Single, ...]) -> Value | None:
    """The members as objects of key and value, in the order of their names without case."""
    inside = _sorted(arguments[0])
    if inside is None:
        return None
    return BuiltArray(
        tuple(BuiltObject({"key": Known(name), "value": value}) for name, value in inside)
    )


def _object_keys(arguments: tuple[Single, ...]) -> Value | None:
    inside = _sorted(arguments[0])
    return None if inside is None else BuiltArray(tuple(Known(name) for name, _ in inside))


def _sorted(value: Single) -> list[tuple[str, Value]] | None:
    inside = members(value) if isinstance(value, WrittenObject | BuiltObject) else None
    if inside is None:
        return None
    return sorted(inside.items(), key=lambda item: item[0].upper().encode("utf-16-be", "replace"))


def _try_get(arguments: tuple[Single, ...]) -> Value | None:
    """What is at a key or an index, or null; further steps are taken only from what is there."""
    value: Value = _safe(arguments[0], arguments[1])
    is_null = isinstance(value, Known) and value.value is None
    if is_null or len(arguments) == 2:
        return value
    for key in arguments[2:]:
        value = accessed(value, key)
    return value


def _safe(container: Single, key: Single) -> Value:
    """The first step of `tryGet`: null where there is nothing."""
    nothing = Known(None, origins=container.origins)
    if isinstance(container, Unknown) or not isinstance(key, Known):
        return Unknown(Cause.RUNTIME, origins=container.origins, secret=container.secret)
    if isinstance(container, WrittenObject | BuiltObject) and isinstance(key.value, str):
        value = member(container, key.value)
        return nothing if isinstance(value, Absent) else value
    if isinstance(container, WrittenArray | BuiltArray) and type(key.value) is int:
        value = element(container, key.value)
        return nothing if isinstance(value, Failure) else value
    return nothing


def _try_index_from_end(arguments: tuple[Single, ...]) -> Value | None:
    array, index, *further = arguments
    if isinstance(array, Known):
        return Known(None)
    parts = elements(array) if isinstance(array, WrittenArray | BuiltArray) else None
    if parts is None or not isinstance(index, Known) or type(index.value) is not int:
        return None
    is_inside = 1 <= index.value <= len(parts)
    value: Value = parts[len(parts) - index.value] if is_inside else Known(None)
    for key in further if is_inside else ():
        value = accessed(value, key)
    return value


def _json(text: str | None) -> Data:
    """The value of a JSON text; comments and single quotes are read as the service reads them."""
    if text is None:
        return {}
    if not text.strip():
        raise UnknownResult
    tree = parse(text)
    if tree.root is None or any(each.severity is Severity.ERROR for each in tree.problems):
        raise ArgumentError("the text is not JSON.", 0)
    value: Data = to_python(tree.root)  # type: ignore[assignment] # JSON is data
    return value


def _null() -> None:
    return None


FUNCTIONS = family(
    (
        Function(
            name="createObject",
            parameters=(Parameter("nameOrValue", _ANY),),
            required=0,
            repeats=True,
            returns=_OBJECT,
            summary="An object of names and values.",
            structure=_create_object,
        ),
        Function(
            name="union",
            parameters=(Parameter("arg1", _CONTAINER), Parameter("arg2", _CONTAINER)),
            required=2,
            repeats=True,
            returns=_CONTAINER,
            summary="Objects merged deeply, or the elements of arrays without repetitions.",
            compute=_union_arrays,
            structure=_union,
        ),
        Function(
            name="intersection",
            parameters=(Parameter("arg1", _CONTAINER), Parameter("arg2", _CONTAINER)),
            required=2,
            repeats=True,
            returns=_CONTAINER,
            summary="What several arrays, or several objects, have in common.",
            compute=_intersection,
        ),
        Function(
            name="shallowMerge",
            parameters=(Parameter("objects", ValueType.ARRAY),),
            required=1,
            returns=_OBJECT,
            summary="The members of several objects; later ones replace earlier ones.",
            structure=_shallow_merge,
        ),
        Function(
            name="items",
            parameters=(Parameter("object", _OBJECT),),
            required=1,
            returns=ValueType.ARRAY,
            summary="The members of an object as an array of keys and values, by key.",
            structure=_items,
        ),
        Function(
            name="objectKeys",
            parameters=(Parameter("object", _OBJECT),),
            required=1,
            returns=ValueType.ARRAY,
            summary="The names of an object's members, in order.",
            structure=_object_keys,
        ),
        Function(
            name="mapValues",
            parameters=(Parameter("object", _OBJECT), Parameter("lambda", _ANY)),
            required=2,
            returns=_OBJECT,
            summary="The object with what a lambda makes of each value.",
        ),
        Function(
            name="tryGet",
            parameters=(
                Parameter("value", _ANY),
                Parameter("key", ValueType.STRING | ValueType.INT),
            ),
            required=2,
            repeats=True,
            returns=_ANY,
            summary="What is at a key or an index, or null if there is nothing.",
            structure=_try_get,
        ),
        Function(
            name="tryIndexFromEnd",
            parameters=(
                Parameter("array", _ANY),
                Parameter("index", ValueType.INT),
                Parameter("key", ValueType.STRING | ValueType.INT),
            ),
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
