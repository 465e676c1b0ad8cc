"""Calls of functions: checking the arguments, and computing as far as they are known."""

from __future__ import annotations

from dataclasses import replace

from armlens.evaluation.conditions import Symbol
from armlens.evaluation.data import NotKnown, data_of, size_of, types_of, value_of
from armlens.evaluation.frame import Frame
from armlens.evaluation.functions.catalogue import find_function
from armlens.evaluation.functions.runtime import RUNTIME
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Availability,
    Function,
    UnknownResult,
)
from armlens.evaluation.functions.special import SPECIAL
from armlens.evaluation.lifting import lifted
from armlens.evaluation.narrowing import narrowed
from armlens.evaluation.origins import Origin
from armlens.evaluation.pieces import NO_LIMITS, Limits
from armlens.evaluation.scope import Budget
from armlens.evaluation.values import (
    Alternative,
    Cause,
    Choice,
    Failure,
    Single,
    Unknown,
    Value,
    through,
)
from armlens.expressions.nodes import Call

_CHANGING = frozenset({"newguid", "utcnow"})
"""Functions that may give something else each time, so that no text stands for their value."""


def call(node: Call, frame: Frame) -> Value:
    """The value of a call. Unknown functions and what the service alone can tell are unknown."""
    try:
        value = _called(node, frame)
    except RecursionError:  # Far beyond what templates hold: the depth of evaluation is bounded.
        return Unknown(Cause.BUDGET)
    frame.scope.budget.steps += size_of(value) // 2
    return narrowed(_identified(value, node, frame), frame.under)


def _called(node: Call, frame: Frame) -> Value:
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
    runtime = RUNTIME.get(function.name.lower())
    if runtime is not None and (value := runtime(node, frame, arguments)) is not None:
        return value
    budget = frame.scope.budget
    return lifted(arguments, lambda each: computed(function, each, budget), function.returns)


def _identified(value: Value, node: Call, frame: Frame) -> Value:
    """The value with what is not known of it standing for the call, wherever its text recurs."""
    if node.name.lower() in _CHANGING or (
        node.namespace is None and find_function(node.name) is None
    ):
        return value
    if isinstance(value, Unknown) and value.symbol is None:
        return replace(value, symbol=frame.symbol(node))
    if not isinstance(value, Choice):
        return value
    symbol = frame.symbol(node)
    return replace(value, alternatives=tuple(_named(each, symbol) for each in value.alternatives))


def _named(alternative: Alternative, symbol: Symbol) -> Alternative:
    value = alternative.value
    if not isinstance(value, Unknown) or value.symbol is not None:
        return alternative
    return replace(alternative, value=replace(value, symbol=symbol))


def computed(function: Function, arguments: tuple[Single, ...], budget: Budget) -> Value:
    """The function's value for arguments none of which is a choice."""
    for index, argument in enumerate(arguments):
        if isinstance(argument, Failure):
            return argument
        if not types_of(argument) & function.parameter(index).types:
            return Failure(_wrong_type(function, index, argument))
    budget.steps += sum(map(size_of, arguments)) // 16
    try:
        value = function.structure(arguments, budget) if function.structure else None
        return _computed_data(function, arguments, budget) if value is None else value
    except UnknownResult:
        return _estimated(function, arguments, Cause.FUNCTION)
    except ArgumentError as error:
        return _refused(function, arguments, error, secret=_is_secret(arguments))


def _computed_data(function: Function, arguments: tuple[Single, ...], budget: Budget) -> Value:
    if function.availability is Availability.RUNTIME or function.compute is None:
        causes = (each.cause for each in arguments if isinstance(each, Unknown))
        return _estimated(function, arguments, next(causes, Cause.RUNTIME))
    is_secret = False
    try:
        read = [data_of(argument, budget) for argument in arguments]
        is_secret = any(secret for _, secret in read)
        data = function.compute(*(each for each, _ in read))
    except ArgumentError as error:
        return _refused(function, arguments, error, secret=is_secret)
    except NotKnown as part:
        if isinstance(part.value, Failure):
            return part.value
        cause = part.value.cause if isinstance(part.value, Unknown) else Cause.RUNTIME
        return _estimated(function, arguments, cause)
    return value_of(data, _origins(arguments), secret=is_secret)


def _estimated(function: Function, arguments: tuple[Single, ...], cause: Cause) -> Value:
    """What can be told of the result though it cannot be computed."""
    try:
        found = function.estimate(arguments) if function.estimate else None
    except UnknownResult:
        found = None
    except ArgumentError as error:
        return _refused(function, arguments, error, secret=_is_secret(arguments))
    if found is None or isinstance(found, Limits):
        return _unknown(function, arguments, cause, found or NO_LIMITS)
    secret = function.gives_secret or _is_secret(arguments)
    own = () if isinstance(found, Choice) else found.origins
    further = (each for each in _origins(arguments) if each not in own)
    return through(found, *further, secret=secret)


def _unknown(
    function: Function, arguments: tuple[Single, ...], cause: Cause, limits: Limits
) -> Unknown:
    """The unknown result of a function; it is secret if an argument is."""
    secret = function.gives_secret or _is_secret(arguments)
    types = function.returns
    if function.narrows:
        types &= function.narrows([types_of(argument) for argument in arguments])
    return Unknown(cause, types, origins=_origins(arguments), secret=secret, limits=limits)


def _refused(
    function: Function, arguments: tuple[Single, ...], error: ArgumentError, *, secret: bool
) -> Failure:
    """Why the arguments are refused, which never tells a secret."""
    message = "the arguments are not valid." if secret else error.message
    return Failure(f"'{function.name}': {message}", _origins(arguments), secret)


def _origins(arguments: tuple[Single, ...]) -> tuple[Origin, ...]:
    """The origins of all arguments without repetitions, in order."""
    return tuple(dict.fromkeys(each for argument in arguments for each in argument.origins))


def _is_secret(arguments: tuple[Single, ...]) -> bool:
    return any(argument.secret for argument in arguments)


def _wrong_type(function: Function, index: int, argument: Single) -> str:
    parameter = function.parameter(index)
    return (
        f"'{function.name}' takes {parameter.types.words} as '{parameter.name}',"
        f" not {types_of(argument).words}."
    )
