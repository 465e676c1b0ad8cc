"""Functions that see more than the values of their arguments: names, loops, branches, lambdas."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from armlens.evaluation.bounds import exactly
from armlens.evaluation.data import types_of
from armlens.evaluation.frame import Frame
from armlens.evaluation.functions.branches import BRANCHES
from armlens.evaluation.functions.lambdas import LAMBDAS
from armlens.evaluation.functions.making import create_array, create_object
from armlens.evaluation.lifting import lifted
from armlens.evaluation.pieces import Limits
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    Cause,
    Failure,
    Known,
    Single,
    Unknown,
    Value,
    through,
)
from armlens.expressions.nodes import Call

Special = Callable[[Call, Frame], Value]


def _parameters(node: Call, frame: Frame) -> Value:
    name = frame.value(node.arguments[0])
    return lifted((name,), lambda names: _named(names[0], "parameters", frame.scope.parameter))


def _variables(node: Call, frame: Frame) -> Value:
    name = frame.value(node.arguments[0])
    return lifted((name,), lambda names: _named(names[0], "variables", frame.scope.variable))


def _lambda_variables(node: Call, frame: Frame) -> Value:
    name = frame.value(node.arguments[0])
    lookup = frame.scope.lambda_variable
    return lifted((name,), lambda names: _named(names[0], "lambdaVariables", lookup))


def _named(name: Single, function: str, lookup: Callable[[str], Value]) -> Value:
    """What a name means, the name being a value itself."""
    if isinstance(name, Failure):
        return name
    if not isinstance(name, Known):
        return Unknown(name.cause if isinstance(name, Unknown) else Cause.RUNTIME)
    if not isinstance(name.value, str):
        return Failure(f"'{function}' takes a string, not {types_of(name).words}.")
    return through(lookup(name.value), secret=name.secret)


def _copy_index(node: Call, frame: Frame) -> Value:
    """The index of a loop, plus an offset."""
    arguments = [frame.value(argument) for argument in node.arguments]
    return lifted(arguments, lambda each: _index(each, frame), ValueType.INT)


def _index(arguments: tuple[Single, ...], frame: Frame) -> Value:
    """`copyIndex(loop, offset)`, either of which may be missing."""
    for argument in arguments:
        if isinstance(argument, Failure):
            return argument
    named = bool(arguments) and bool(types_of(arguments[0]) & ValueType.STRING)
    loop, offsets = (arguments[0], arguments[1:]) if named else (None, arguments)
    if len(offsets) > 1 or not all(types_of(each) & ValueType.INT for each in offsets):
        return Failure("'copyIndex' takes the name of a loop and an int, in this order.")
    if not all(isinstance(each, Known) for each in arguments):
        return Unknown(Cause.RUNTIME, ValueType.INT)
    found = frame.scope.copy_index(str(loop.value) if isinstance(loop, Known) else None)
    index = through(found, secret=any(each.secret for each in arguments))
    return lifted((index,), lambda each: _moved(each[0], offsets), ValueType.INT)


def _moved(index: Single, offsets: tuple[Single, ...]) -> Value:
    """An index plus the offset, if there is one."""
    offset = offsets[0].value if offsets and isinstance(offsets[0], Known) else 0
    if not isinstance(offset, int) or not offset:
        return index
    if isinstance(index, Known) and isinstance(index.value, int):
        return through(Known(index.value + offset), *index.origins)
    if not isinstance(index, Unknown):
        return index
    numbers = index.limits.numbers.plus(exactly(offset))
    return Unknown(Cause.RUNTIME, ValueType.INT, limits=Limits(numbers=numbers))


def _lambda(node: Call, frame: Frame) -> Value:
    """A lambda where no function takes one."""
    del node, frame
    return Failure("A lambda can only be an argument of a function that takes one.")


SPECIAL: Mapping[str, Special] = {
    "parameters": _parameters,
    "variables": _variables,
    "lambdavariables": _lambda_variables,
    "copyindex": _copy_index,
    "createarray": create_array,
    "createobject": create_object,
    "lambda": _lambda,
    **BRANCHES,
    **LAMBDAS,
}
"""The functions that the evaluator must treat itself, by lower-case name."""
