"""Cases: what holds under which condition, how cases combine, and the verdict on all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from armlens.dataclass import dataclass
from armlens.evaluation.conditions import ALWAYS, Condition
from armlens.evaluation.values import MAX_ALTERNATIVES
from armlens.rules.verdicts import Evidence, VerdictKind

PASS, FAIL, OPEN = VerdictKind.PASS, VerdictKind.FAIL, VerdictKind.OPEN
NOT_APPLICABLE = VerdictKind.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Case:
    """What holds under a condition, and why."""

    condition: Condition
    kind: VerdictKind
    evidence: tuple[Evidence, ...] = ()


Cases = tuple[Case, ...]
"""The cases that there are. Under each condition of the template at least one of them holds."""

VACUOUS: Cases = (Case(ALWAYS, NOT_APPLICABLE),)


def all_met(several: Iterable[Cases]) -> Cases:
    """The cases of conditions each of which must be met."""
    return _combined(several, _both, VACUOUS[0])


def any_met(several: Iterable[Cases]) -> Cases:
    """The cases of conditions of which one must be met."""
    return _combined(several, _one_of, Case(ALWAYS, FAIL))


def where(premise: Cases, cases: Cases) -> Cases:
    """The cases where the premise is met; where it is not, they do not matter."""
    return tuple(
        replace(_implied(one, other), condition=both)
        for one in premise
        for other in cases
        if (both := one.condition.both(other.condition)) is not None
    )


def _combined(
    several: Iterable[Cases], combine: Callable[[Case, Case], _Decided], neutral: Case
) -> Cases:
    """Every case of the first with every case of the next that it can go with, and so on."""
    combined: Cases = (neutral,)
    for cases in several:
        combined = tuple(
            Case(both, *combine(one, other))
            for one in combined
            for other in cases
            if (both := one.condition.both(other.condition)) is not None
        )
        if len(combined) > MAX_ALTERNATIVES:
            combined = (_summed_up(combined),)
    return combined


def _summed_up(cases: Sequence[Case]) -> Case:
    """One case in place of too many: open unless all agree."""
    kind = overall(cases)
    return Case(ALWAYS, kind, cases[0].evidence)


_Decided = tuple[VerdictKind, tuple[Evidence, ...]]
"""A kind and why it is that."""

_WORST_FIRST = {FAIL: 0, OPEN: 1, PASS: 2, NOT_APPLICABLE: 3}
_BEST_FIRST = {PASS: 0, NOT_APPLICABLE: 1, OPEN: 2, FAIL: 3}


def _both(one: Case, other: Case) -> _Decided:
    """What is decided where two must be met: the worse of the two, or both if they are alike."""
    return _first_of(_WORST_FIRST, one, other)


def _one_of(one: Case, other: Case) -> _Decided:
    """What is decided where one of two must be met: the better of the two, or both."""
    return _first_of(_BEST_FIRST, one, other)


def _first_of(order: Mapping[VerdictKind, int], one: Case, other: Case) -> _Decided:
    if one.kind is other.kind:
        return one.kind, one.evidence + other.evidence
    first = one if order[one.kind] < order[other.kind] else other
    return first.kind, first.evidence


def _implied(premise: Case, case: Case) -> Case:
    """The case of something that matters only where the premise is met."""
    if premise.kind is FAIL:
        return Case(ALWAYS, NOT_APPLICABLE)
    if premise.kind is OPEN and case.kind in (FAIL, OPEN):
        return Case(ALWAYS, OPEN, premise.evidence)
    return case


def overall(cases: Sequence[Case]) -> VerdictKind:
    """The verdict that holds whatever the case: what not all agree on is open."""
    kinds = {case.kind for case in cases}
    if len(kinds) > 1 and kinds <= {PASS, NOT_APPLICABLE}:
        return PASS
    return kinds.pop() if len(kinds) == 1 else OPEN


def witness(cases: Sequence[Case]) -> str | None:
    """When the condition is not met, in words, if it is not in some case that can be named."""
    failing = [case.condition.words for case in cases if case.kind is FAIL]
    return " or when ".join(dict.fromkeys(filter(None, failing))) or None
