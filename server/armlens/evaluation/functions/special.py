"""Functions that see more than the values of their arguments: names, branches, lambdas."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from armlens.evaluation.conditions import ALWAYS, Condition, when
from armlens.evaluation.data import types_of
from armlens.evaluation.frame import Frame
from armlens.evaluation.functions.lambdas import LAMBDAS
from armlens.evaluation.lifting import lifted
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    MAX_ALTERNATIVES,
    Alternative,
    Cause,
    Failure,
    Known,
    Single,
    Unknown,
    Value,
    alternatives_of,
    choice,
    narrowed,
    through,
)
from armlens.expressions.nodes import Call, Expression

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
    return lookup(name.value)


def _if(node: Call, frame: Frame) -> Value:
    """The branch that the condition takes; both, under their conditions, if it is not known.

    Only branches that may be taken are evaluated, so that an error in the other never counts.
    """
    condition, *branches = node.arguments
    taken: dict[bool, Value] = {}
    found: list[Alternative] = []
    for under, decided in _decisions(frame.value(condition), condition, frame):
        if not isinstance(decided, bool):
            found.append(Alternative(under, decided))
            continue
        if decided not in taken:
            taken[decided] = frame.value(branches[0 if decided else 1])
        found += _under(under, taken[decided])
    return choice(found) if len(found) <= MAX_ALTERNATIVES else Unknown(Cause.BUDGET)


Decision = tuple[Condition, bool | Failure]


def _decisions(value: Value, expression: Expression, frame: Frame) -> list[Decision]:
    """When a condition is true, when it is false, and when it fails."""
    decisions: list[Decision] = []
    for alternative in alternatives_of(value):
        under, single = alternative.condition, alternative.value
        if isinstance(single, Known) and isinstance(single.value, bool):
            decisions.append((under, single.value))
        elif isinstance(single, Unknown) and single.types & ValueType.BOOL:
            symbol = single.symbol or frame.symbol(expression)
            for each in (True, False):
                both = under.both(when(symbol, each))
                decisions += [(both, each)] if both else []
        else:
            wrong = f"A condition must be a bool, not {types_of(single).words}."
            decisions.append((under, single if isinstance(single, Failure) else Failure(wrong)))
    return decisions


def _under(condition: Condition, value: Value) -> list[Alternative]:
    """The alternatives of a value where a condition holds."""
    return [
        Alternative(both, each.value)
        for each in alternatives_of_choice(narrowed(value, condition))
        if (both := condition.both(each.condition)) is not None
    ]


def alternatives_of_choice(value: Value) -> tuple[Alternative, ...]:
    """The alternatives of a choice; an unknown stays one, whatever it is allowed to be."""
    if isinstance(value, Unknown):
        return (Alternative(ALWAYS, value),)
    return alternatives_of(value)


def _and(node: Call, frame: Frame) -> Value:
    return _junction(node.arguments, frame, stops=False)


def _or(node: Call, frame: Frame) -> Value:
    return _junction(node.arguments, frame, stops=True)


def _junction(arguments: tuple[Expression, ...], frame: Frame, *, stops: bool) -> Value:
    """`and` (stops at false) and `or` (stops at true), from left to right, as far as needed."""
    found: list[Alternative] = []
    open_under: list[Condition] = [ALWAYS]
    for expression in arguments:
        if not open_under:
            break
        value = frame.value(expression)
        still_open: list[Condition] = []
        for under in open_under:
            for here, decided in _decisions(narrowed(value, under), expression, frame):
                both = under.both(here)
                if both is None:
                    continue
                if isinstance(decided, Failure):
                    found.append(Alternative(both, decided))
                elif decided is stops:
                    found.append(Alternative(both, Known(stops)))
                else:
                    still_open.append(both)
        open_under = still_open
        if len(found) + len(open_under) > MAX_ALTERNATIVES:
            return Unknown(Cause.BUDGET, ValueType.BOOL)
    return choice([*found, *(Alternative(under, Known(not stops)) for under in open_under)])


def _coalesce(node: Call, frame: Frame) -> Value:
    """The first argument that is not null."""
    found: list[Alternative] = []
    open_under: list[Condition] = [ALWAYS]
    for expression in node.arguments:
        if not open_under:
            break
        value = frame.value(expression)
        still_open: list[Condition] = []
        for under in open_under:
            for each in _under(under, value):
                if isinstance(each.value, Known) and each.value.value is None:
                    still_open.append(each.condition)
                elif isinstance(each.value, Unknown) and ValueType.NULL in each.value.types:
                    unknown = Unknown(each.value.cause, origins=each.value.origins)
                    found.append(Alternative(each.condition, unknown))
                else:
                    found.append(each)
        open_under = still_open
    return choice([*found, *(Alternative(under, Known(None)) for under in open_under)])


def _copy_index(node: Call, frame: Frame) -> Value:
    """The index of a loop, plus an offset."""
    values = [frame.value(argument) for argument in node.arguments]
    if not all(isinstance(value, Known) for value in values):
        return Unknown(Cause.RUNTIME, ValueType.INT)
    known = [value.value for value in values if isinstance(value, Known)]
    loop = next((each for each in known if isinstance(each, str)), None)
    offset = next((each for each in known if type(each) is int), 0)
    index = frame.scope.copy_index(loop)
    if isinstance(index, Known) and type(index.value) is int and isinstance(offset, int):
        return through(Known(index.value + offset), *index.origins)
    return index if not offset else Unknown(Cause.RUNTIME, ValueType.INT)


SPECIAL: Mapping[str, Special] = {
    "parameters": _parameters,
    "variables": _variables,
    "lambdavariables": _lambda_variables,
    "if": _if,
    "and": _and,
    "or": _or,
    "coalesce": _coalesce,
    "copyindex": _copy_index,
    **LAMBDAS,
}
"""The functions that the evaluator must treat itself, by lower-case name."""
