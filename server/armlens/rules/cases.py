"""From the cases that a value may be in to one verdict on all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from armlens.evaluation.conditions import Condition
from armlens.evaluation.values import alternatives_of
from armlens.rules.paths import Reached
from armlens.rules.verdicts import VerdictKind


@dataclass(frozen=True, slots=True)
class Case:
    """What one value means for a rule: a verdict, and the reason as part of a sentence."""

    reached: Reached
    kind: VerdictKind
    reason: str

    @property
    def condition(self) -> Condition:
        """When the value is this one."""
        return self.reached.condition


def single_values(ways: Sequence[Reached]) -> list[Reached]:
    """The ways with each allowed value of a parameter as a way of its own."""
    return [
        replace(way, condition=both, value=each.value)
        for way in ways
        for each in alternatives_of(way.value)
        if (both := way.condition.both(each.condition)) is not None
    ]


def overall(cases: Sequence[Case]) -> VerdictKind:
    """The verdict that holds whatever the case: what not all agree on is open."""
    kinds = {case.kind for case in cases}
    return kinds.pop() if len(kinds) == 1 else VerdictKind.OPEN


def witness(cases: Sequence[Case]) -> str | None:
    """When the rule fails, in words, if it does in some case but not in all."""
    failing = [case for case in cases if case.kind is VerdictKind.FAIL]
    return " or when ".join(dict.fromkeys(case.condition.words for case in failing)) or None
