"""`createArray` and `createObject`, which keep their arguments as they are, choices included.

A choice inside stays one member's: taken apart, several of them would soon be too many to follow.
"""

from __future__ import annotations

from armlens.evaluation.data import types_of
from armlens.evaluation.frame import Frame
from armlens.evaluation.lifting import lifted_at, may_fail
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    BuiltArray,
    BuiltObject,
    Choice,
    Failure,
    Known,
    Unknown,
    Value,
)
from armlens.expressions.nodes import Call


def create_array(node: Call, frame: Frame) -> Value:
    """The array of the arguments."""
    arguments = [frame.value(argument) for argument in node.arguments]
    failing = [index for index, value in enumerate(arguments) if may_fail(value)]
    return lifted_at(failing, arguments, _array, ValueType.ARRAY)


def _array(values: tuple[Value, ...]) -> Value:
    failed = (value for value in values if isinstance(value, Failure))
    return next(failed, BuiltArray(values))


def create_object(node: Call, frame: Frame) -> Value:
    """The object of the names and values, which are given by turns."""
    if len(node.arguments) % 2:
        return Failure("'createObject' takes a value for each name.")
    arguments = [frame.value(argument) for argument in node.arguments]
    chosen = [
        index
        for index, value in enumerate(arguments)
        if may_fail(value) or (index % 2 == 0 and _is_chosen(value))
    ]
    return lifted_at(chosen, arguments, _object, ValueType.OBJECT)


def _is_chosen(value: Value) -> bool:
    return isinstance(value, Choice) or (isinstance(value, Unknown) and bool(value.allowed))


def _object(values: tuple[Value, ...]) -> Value:
    """The object; open if a name is not known."""
    for failed in values:
        if isinstance(failed, Failure):
            return failed
    made: dict[str, Value] = {}
    is_open = False
    for key, value in zip(values[::2], values[1::2], strict=True):
        if not types_of(key) & ValueType.STRING:
            return Failure(f"'createObject' takes strings as names, not {types_of(key).words}.")
        if not isinstance(key, Known):
            is_open = True
        elif str(key.value) in made:
            shown = "a name" if key.secret else f"the name '{key.value}'"
            return Failure(f"'createObject' is given {shown} twice.")
        else:
            made[str(key.value)] = value
    # The names would show what is secret in them.
    return BuiltObject(made, open=is_open, secret=any(key.secret for key in values[::2]))
