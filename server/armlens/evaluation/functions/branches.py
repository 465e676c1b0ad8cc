"""`if`, `and`, `or`, `not` and `coalesce`: what is evaluated depends on what came before.

As on "Logical functions" and "Comparison functions for ARM templates". Where a condition is not
known, every branch that may be taken is evaluated under the assumption that takes it there, so
that an error in a branch counts only where the branch does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from armlens.evaluation.conditions import ALWAYS, Condition, when
from armlens.evaluation.data import types_of
from armlens.evaluation.frame import Frame
from armlens.evaluation.lifting import under
from armlens.evaluation.narrowing import narrowed
from armlens.evaluation.origins import Origin
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    MAX_ALTERNATIVES,
    Alternative,
    Cause,
    Choice,
    Failure,
    Known,
    Single,
    Unknown,
    Value,
    alternatives_of,
    choice,
    grounds,
    selected,
    selected_single,
)
from armlens.expressions.nodes import Call, Expression

_Decision = tuple[Condition, bool | Failure]


def _if(node: Call, frame: Frame) -> Value:
    """The branch that the condition takes; both, under their conditions, if it is not known."""
    condition, *branches = node.arguments
    decided_by = frame.value(condition)
    decisions = _decisions(decided_by, condition, frame)
    if decisions is None:
        return Unknown(Cause.BUDGET)
    found = [Alternative(here, each) for here, each in decisions if isinstance(each, Failure)]
    for taken, branch in zip((True, False), branches, strict=True):
        found += _branch(branch, [here for here, each in decisions if each is taken], frame)
    return selected(_choice(found, ValueType.ANY), grounds(decided_by))


def _branch(branch: Expression, conditions: list[Condition], frame: Frame) -> list[Alternative]:
    """The alternatives of a branch that is taken where any of the conditions holds."""
    inside = frame.assuming(conditions) if conditions else None
    if inside is None:
        return []
    value = inside.value(branch)
    return [each for here in conditions for each in under(here, narrowed(value, here))]


def _choice(found: list[Alternative], types: ValueType) -> Value:
    return choice(found) if len(found) <= MAX_ALTERNATIVES else Unknown(Cause.BUDGET, types)


def _decisions(value: Value, expression: Expression, frame: Frame) -> list[_Decision] | None:
    """When a condition is true, when it is false, and when it fails; None if there are too many."""
    decisions: list[_Decision] = []
    for alternative in alternatives_of(value):
        for here, decided in _decided(alternative.value, expression, frame):
            both = alternative.condition.both(here)
            if both is not None and frame.under.both(both) is not None:
                decisions.append((both, decided))
    return decisions if len(decisions) <= MAX_ALTERNATIVES else None


def _decided(value: Single, expression: Expression, frame: Frame) -> list[_Decision]:
    if isinstance(value, Known) and isinstance(value.value, bool):
        return [(ALWAYS, value.value)]
    if isinstance(value, Unknown) and value.types & ValueType.BOOL:
        symbol = value.symbol or frame.symbol(expression)
        return [(when(symbol, each), each) for each in (True, False)]
    if isinstance(value, Failure):
        return [(ALWAYS, value)]
    return [(ALWAYS, Failure(f"A condition must be a bool, not {types_of(value).words}."))]


def _and(node: Call, frame: Frame) -> Value:
    return _junction(node.arguments, frame, stops=False)


def _or(node: Call, frame: Frame) -> Value:
    return _junction(node.arguments, frame, stops=True)


def _junction(arguments: tuple[Expression, ...], frame: Frame, *, stops: bool) -> Value:
    """`and` (stops at false) and `or` (stops at true), from left to right, as far as needed."""
    found: list[Alternative] = []
    undecided: list[Condition] = [ALWAYS]
    by: tuple[Origin, ...] = ()
    for expression in arguments:
        inside = frame.assuming(undecided) if undecided else None
        if inside is None:
            break
        value = inside.value(expression)
        decisions = _decisions(value, expression, inside)
        if decisions is None:
            return Unknown(Cause.BUDGET, ValueType.BOOL)
        by += grounds(value)
        reached = _reached(undecided, decisions)
        ended = [each for each in reached if isinstance(each[1], Failure) or each[1] is stops]
        found += [Alternative(here, _verdict(each)) for here, each in ended]
        undecided = [here for here, each in reached if each is (not stops)]
        if len(found) + len(undecided) > MAX_ALTERNATIVES:
            return Unknown(Cause.BUDGET, ValueType.BOOL)
    rest = [Alternative(here, Known(not stops)) for here in undecided]
    return selected(choice([*found, *rest]), by)


def _reached(conditions: list[Condition], decisions: list[_Decision]) -> list[_Decision]:
    """The decisions where one of the conditions holds."""
    return [
        (both, decided)
        for condition in conditions
        for here, decided in decisions
        if (both := condition.both(here)) is not None
    ]


def _verdict(decided: bool | Failure) -> Known | Failure:  # noqa: FBT001 - the verdict itself
    return decided if isinstance(decided, Failure) else Known(decided)


def _not(node: Call, frame: Frame) -> Value:
    (expression,) = node.arguments
    value = frame.value(expression)
    decisions = _decisions(value, expression, frame)
    if decisions is None:
        return Unknown(Cause.BUDGET, ValueType.BOOL)
    turned = ((here, each if isinstance(each, Failure) else not each) for here, each in decisions)
    verdict = choice([Alternative(here, _verdict(each)) for here, each in turned])
    return selected(verdict, grounds(value))


def _coalesce(node: Call, frame: Frame) -> Value:
    """The first argument that is not null."""
    found: list[Alternative] = []
    null_under: list[Condition] = [ALWAYS]
    skipped: tuple[Origin, ...] = ()
    for expression in node.arguments:
        reached = _branch(expression, null_under, frame)
        parts = [part for each in reached for part in _by_null(each)]
        nulls = [each for each in parts if _is_null(each.value)]
        found += [_not_null(each, skipped) for each in parts if not _is_null(each.value)]
        skipped += tuple(origin for each in nulls for origin in grounds(each.value))
        null_under = [each.condition for each in nulls]
        if len(found) + len(null_under) > MAX_ALTERNATIVES:
            return Unknown(Cause.BUDGET)
    return choice([*found, *(Alternative(here, Known(None)) for here in null_under)])


def _is_null(value: Single) -> bool:
    return isinstance(value, Known) and value.value is None


def _by_null(alternative: Alternative) -> list[Alternative]:
    """An alternative that may be null taken apart: where it is, and where it is not."""
    value = alternative.value
    if not isinstance(value, Unknown) or value.symbol is None or not _may_be_null(value):
        return [alternative]
    parts = []
    for excluded in (True, False):
        here = alternative.condition.both(when(value.symbol, None, excluded=excluded))
        left = narrowed(value, here) if here else None
        if here and left is not None and not isinstance(left, Choice):
            parts.append(Alternative(here, left))
    return parts


def _may_be_null(value: Unknown) -> bool:
    return ValueType.NULL in value.types and (not value.allowed or None in value.allowed)


def _not_null(alternative: Alternative, skipped: tuple[Origin, ...]) -> Alternative:
    """The alternative itself, unless it may be null and nobody can say when: nothing is known.

    `skipped` are the origins of what was null before it.
    """
    value = selected_single(alternative.value, skipped)
    if not isinstance(value, Unknown) or not _may_be_null(value):
        return Alternative(alternative.condition, value)
    unknown = Unknown(value.cause, origins=value.origins, secret=value.secret)
    return Alternative(alternative.condition, unknown)


BRANCHES: Mapping[str, Callable[[Call, Frame], Value]] = {
    "if": _if,
    "and": _and,
    "or": _or,
    "not": _not,
    "coalesce": _coalesce,
}
"""The functions that decide what is evaluated, by lower-case name."""
