"""Doing one thing to each of the values that its arguments may have."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from armlens.evaluation.conditions import ALWAYS, Condition
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    MAX_ALTERNATIVES,
    Alternative,
    Cause,
    Choice,
    Single,
    Unknown,
    Value,
    alternatives_of,
    choice,
    narrowed,
)

Compute = Callable[[tuple[Single, ...]], Value]


def lifted(arguments: Sequence[Value], compute: Compute, types: ValueType = ValueType.ANY) -> Value:
    """The result for arguments that may be choices: computed for each possible combination.

    Combinations whose conditions exclude each other are left out, so that two arguments that
    depend on one parameter are seen together. Too many give an unknown of the types.
    """
    if not any(_has_alternatives(argument) for argument in arguments):
        return compute(tuple(arguments))  # type: ignore[arg-type] # none of them is a choice
    combined: list[tuple[Condition, tuple[Single, ...]]] = [(ALWAYS, ())]
    for argument in arguments:
        combined = [
            (both, (*singles, alternative.value))
            for condition, singles in combined
            for alternative in alternatives_of(argument)
            if (both := condition.both(alternative.condition)) is not None
        ]
        if len(combined) > MAX_ALTERNATIVES:
            return Unknown(Cause.BUDGET, types)
    return choice(
        [
            Alternative(both, each.value)
            for condition, singles in combined
            for each in alternatives_of(narrowed(compute(singles), condition))
            if (both := condition.both(each.condition)) is not None
        ]
    )


def _has_alternatives(value: Value) -> bool:
    return isinstance(value, Choice) or (isinstance(value, Unknown) and bool(value.allowed))
