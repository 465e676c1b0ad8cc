"""Calls of functions: checking the arguments, and computing as far as they are known."""

from __future__ import annotations

from armlens.evaluation.data import NotKnown, data_of, types_of, value_of
from armlens.evaluation.frame import Frame
from armlens.evaluation.functions.catalogue import find_function
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Availability,
    Function,
    UnknownResult,
)
from armlens.evaluation.functions.special import SPECIAL
from armlens.evaluation.lifting import lifted
from armlens.evaluation.origins import Origin
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import Cause, Failure, Single, Unknown, Value
from armlens.expressions.nodes import Call


def call(node: Call, frame: Frame) -> Value:
    """The value of a call. Unknown functions and what the service alone can tell are unknown."""
    if node.namespace is not None:
        arguments = tuple(frame.value(argument) for argument in node.arguments)
        return frame.scope.user_function(node.namespace, node.name, arguments)
    function = find_function(node.name)
    if function is None:
        return Unknown(Cause.FUNCTION)
    if wrong := function.wrong_count(len(node.arguments)):
        return Failure(wrong)
    special = SPECIAL.get(function.name.lower())
    if special is not None:
        return special(node, frame)
    arguments = tuple(frame.value(argument) for argument in node.arguments)
    if function.availability is Availability.RUNTIME:
        secret = function.name == "list*"
        return Unknown(Cause.RUNTIME, function.returns, frame.symbol(node), secret=secret)
    return lifted(arguments, lambda singles: computed(function, singles), function.returns)


def computed(function: Function, arguments: tuple[Single, ...]) -> Value:
    """The function's value for arguments none of which is a choice."""
    for index, argument in enumerate(arguments):
        if isinstance(argument, Failure):
            return argument
        if not types_of(argument) & function.parameter(index).types:
            return Failure(_wrong_type(function, index, argument))
    if function.structure and (value := function.structure(arguments)) is not None:
        return value
    return _computed_data(function, arguments)


def _computed_data(function: Function, arguments: tuple[Single, ...]) -> Value:
    origins = tuple(origin for argument in arguments for origin in argument.origins)
    secret = any(argument.secret for argument in arguments)
    if function.compute is None:
        return Unknown(Cause.RUNTIME, function.returns, origins=origins, secret=secret)
    try:
        data = function.compute(*map(data_of, arguments))
    except NotKnown as part:
        cause = part.value.cause if isinstance(part.value, Unknown) else Cause.RUNTIME
        return Unknown(cause, function.returns, origins=origins, secret=secret)
    except UnknownResult:
        return Unknown(Cause.FUNCTION, function.returns, origins=origins, secret=secret)
    except ArgumentError as error:
        return Failure(f"'{function.name}': {error.message}", origins, secret)
    return value_of(data, _distinct(origins), secret=secret)


def _distinct(origins: tuple[Origin, ...]) -> tuple[Origin, ...]:
    """The origins without repetitions, in order."""
    return tuple(dict.fromkeys(origins))


def _wrong_type(function: Function, index: int, argument: Single) -> str:
    parameter = function.parameter(index)
    return (
        f"'{function.name}' takes {parameter.types.words} as '{parameter.name}',"
        f" not {_words(types_of(argument))}."
    )


def _words(types: ValueType) -> str:
    return types.words
