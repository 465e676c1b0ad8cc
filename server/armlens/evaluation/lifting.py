"""Doing one thing to each of the values that its arguments may have."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from armlens.evaluation.conditions import ALWAYS, Condition
from armlens.evaluation.narrowing import narrowed
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    MAX_ALTERNATIVES,
    Alternative,
    Cause,
    Choice,
    Failure,
    Single,
    Unknown,
    Value,
    alternatives_of,
    choice,
)

Compute = Callable[[tuple[Single, ...]], Value]
_Combination = tuple[Condition, tuple[Single, ...]]


def lifted(arguments: Sequence[Value], compute: Compute, types: ValueType = ValueType.ANY) -> Value:
    """The result for arguments that may be choices: computed for each possible combination.

    Combinations whose conditions exclude each other are left out, so that two arguments that
    depend on one parameter are seen together. Too many give an unknown of the types.
    """
    chosen = [index for index, each in enumerate(arguments) if _has_alternatives(each)]
    return lifted_at(chosen, arguments, compute, types)  # type: ignore[arg-type] # no choice is left


def lifted_at(
    chosen: Sequence[int],
    arguments: Sequence[Value],
    compute: Callable[[tuple[Value, ...]], Value],
    types: ValueType,
) -> Value:
    """As `lifted`, but only the arguments at the chosen indexes are taken apart."""
    if not chosen:
        return compute(tuple(arguments))
    combined = _combinations([arguments[index] for index in chosen])
    if combined is None:
        return Unknown(Cause.BUDGET, types)
    found: list[Alternative] = []
    for condition, singles in combined:
        given = dict(zip(chosen, singles, strict=True))
        filled = (given.get(i) or narrowed(each, condition) for i, each in enumerate(arguments))
        result = narrowed(compute(tuple(filled)), condition)
        found += under(condition, result)
        if len(found) > MAX_ALTERNATIVES:
            return Unknown(Cause.BUDGET, types)
    return choice(found)


def _combinations(values: Sequence[Value]) -> list[_Combination] | None:
    """The alternatives of all values together; None if they are too many."""
    combined: list[_Combination] = [(ALWAYS, ())]
    for value in values:
        combined = [
            (both, (*singles, alternative.value))
            for condition, singles in combined
            for alternative in alternatives_of(value)
            if (both := condition.both(alternative.condition)) is not None
        ]
        if len(combined) > MAX_ALTERNATIVES:
            return None
    return combined


def under(condition: Condition, value: Value) -> list[Alternative]:
    """The alternatives of a value where a condition holds; an unknown stays one."""
    own = value.alternatives if isinstance(value, Choice) else (Alternative(ALWAYS, value),)
    return [
        Alternative(both, each.value)
        for each in own
        if (both := condition.both(each.condition)) is not None
    ]


def may_fail(value: Value) -> bool:
    """Whether one of the alternatives of a choice is a failure."""
    return isinstance(value, Choice) and any(
        isinstance(each.value, Failure) for each in value.alternatives
    )


def _has_alternatives(value: Value) -> bool:
    return isinstance(value, Choice) or (isinstance(value, Unknown) and bool(value.allowed))
