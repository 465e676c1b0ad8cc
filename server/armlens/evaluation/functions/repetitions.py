"""Finding values again among many, as `union`, `intersection` and `distinct` do."""

from __future__ import annotations

from collections.abc import Iterable

from armlens.evaluation.functions.equality import is_same_value
from armlens.evaluation.scope import Budget
from armlens.evaluation.values import Known, Value
from armlens.jsonc.nodes import Scalar

_NUMBER = (int, float)


class Seen:
    """The values that were met, to be found again without comparing each with each."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._scalars: dict[tuple[type, Scalar], Known] = {}
        self._others: list[Value] = []

    def add(self, value: Value) -> None:
        """Meet a value."""
        if isinstance(value, Known):
            self._scalars.setdefault(_key(value), value)
        else:
            self._others.append(value)

    def holds(self, value: Value) -> bool | None:
        """Whether an equal value was met; None if that is not known."""
        rivals = list(self._others)
        if not isinstance(value, Known):
            rivals += self._scalars.values()
        elif rival := self._scalars.get(_key(value)):
            rivals.append(rival)
        verdicts = {is_same_value(value, rival, self._budget) for rival in rivals}
        return True if True in verdicts else None if None in verdicts else False


def _key(value: Known) -> tuple[type, Scalar]:
    """What equal scalars have in common; that of 1 is that of 1.0 too."""
    kind = type(value.value)
    return (float if kind in _NUMBER else kind), value.value


def without_repetitions(values: Iterable[Value], budget: Budget) -> list[Value] | None:
    """The first of each of the values that are equal; None if it is not known which are."""
    kept: list[Value] = []
    seen = Seen(budget)
    for value in values:
        found = seen.holds(value)
        if found is None:
            return None
        if not found:
            kept.append(value)
            seen.add(value)
    return kept
