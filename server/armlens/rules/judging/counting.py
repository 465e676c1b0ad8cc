"""Counts and sums over items, some of which may be there, or may count, and some of which do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf

from armlens.dataclass import dataclass
from armlens.evaluation.conditions import ALWAYS, Condition
from armlens.evaluation.questions import number_bounds
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import MAX_ALTERNATIVES, Cause, Known, Unknown
from armlens.rules.judging.cases import FAIL, OPEN, Cases
from armlens.rules.judging.claims import Sighting, field_sightings
from armlens.rules.judging.items import Alternatives, Bunch, Item
from armlens.rules.judging.reached import Reached
from armlens.rules.language.comparisons import as_number
from armlens.rules.language.fields import CountOf, Field, FirstPositive, SumOf


@dataclass(frozen=True, slots=True)
class Amount:
    """The least and the most that a number may be under a condition; None for no limit."""

    condition: Condition
    least: float
    most: float | None

    def plus(self, other: Amount) -> Amount | None:
        """The sum of two; None if they exclude each other."""
        both = self.condition.both(other.condition)
        if both is None:
            return None
        no_limit = self.most is None or other.most is None
        most = None if no_limit else (self.most or 0) + (other.most or 0)
        return Amount(both, self.least + other.least, most)

    def uncertain(self) -> Amount:
        """The same where it may be nothing as well."""
        return replace(self, least=min(0, self.least))


ItemAmounts = Callable[[Item], list[Amount]]
"""What an item adds, in each of its cases."""


def counted(
    found: Sequence[Alternatives], amounts: ItemAmounts, subject: CountOf | SumOf
) -> Iterator[Sighting]:
    """The sum of what all items add, as a subject of claims."""
    total = [Amount(ALWAYS, 0, 0)]
    for alternatives in found:
        total = _added(total, [each for bunch in alternatives for each in _bunch(bunch, amounts)])
    places = [bunch.place for each in found for bunch in each if bunch.place]
    for amount in total:
        yield _sighting(amount, subject, places[0] if places else None)


def _bunch(bunch: Bunch, amounts: ItemAmounts) -> list[Amount]:
    """What the items of a bunch add together."""
    is_open = bunch.unseen is not None or not bunch.is_complete
    total = [Amount(bunch.condition, 0, None if is_open else 0)]
    for item in bunch.items:
        added = amounts(item)
        total = _added(total, added if item.is_certain else [each.uncertain() for each in added])
    return total


def _added(total: Sequence[Amount], more: Sequence[Amount]) -> list[Amount]:
    added = [both for one in total for other in more if (both := one.plus(other)) is not None]
    if len(added) <= MAX_ALTERNATIVES:
        return added
    most = [each.most for each in added]
    known = [each for each in most if each is not None]
    limit = max(known) if len(known) == len(most) else None
    return [Amount(ALWAYS, min(each.least for each in added), limit)]


def _sighting(amount: Amount, subject: CountOf | SumOf, place: Reached | None) -> Sighting:
    least, most = amount.least, amount.most
    is_known = least == most
    value = Known(_whole(least)) if is_known else Unknown(Cause.RUNTIME, ValueType.NUMBER)
    words = f"{_plain(subject.words)} is {_extent(least, most)}"
    one = _one(subject) if isinstance(subject, CountOf) else ""
    return Sighting(amount.condition, value, words, place, (least, most), one)


def _extent(least: float, most: float | None) -> str:
    """What is known of a number by its bounds."""
    if least == most:
        return str(_whole(least))
    if most is None:
        return f"at least {_whole(least)}" if least > 0 else "not known"
    return f"{_whole(least)} to {_whole(most)}" if least > 0 else f"at most {_whole(most)}"


def _one(subject: CountOf) -> str:
    """What one of those is called that count."""
    return subject.called or ("" if subject.where else getattr(subject.source, "noun", ""))


def _plain(words: str) -> str:
    """Words of the documentation as messages have them: names between apostrophes."""
    return words.replace("`'", "'").replace("'`", "'").replace("`", "'")


def _whole(number: float) -> int | float:
    return int(number) if number == int(number) else number


def ones(cases: Cases) -> list[Amount]:
    """What an item adds to a count, by the cases of the condition that it must meet."""
    limits = {FAIL: (0, 0), OPEN: (0, 1)}
    return [Amount(case.condition, *limits.get(case.kind, (1, 1))) for case in cases]


def only_if(cases: Cases, amounts: Iterable[Amount]) -> list[Amount]:
    """What an item adds to a sum, where it counts at all."""
    found = []
    for case in cases:
        for amount in amounts:
            both = case.condition.both(amount.condition)
            if both is not None:
                counts = amount if case.kind is not FAIL else Amount(both, 0, 0)
                counts = counts.uncertain() if case.kind is OPEN else counts
                found.append(replace(counts, condition=both))
    return found


def number_of(subject: Field | FirstPositive, item: Item) -> list[Amount]:
    """The number that an item has, 0 where it has none."""
    if isinstance(subject, Field):
        return [_number(each) for each in field_sightings(subject, item)]
    chosen = [Amount(ALWAYS, 0, 0)]
    for field in reversed(subject.fields):
        chosen = [
            replace(_or_else(_number(each), fallback), condition=both)
            for each in field_sightings(field, item)
            for fallback in chosen
            if (both := each.condition.both(fallback.condition)) is not None
        ]
    return chosen


def _number(sighting: Sighting) -> Amount:
    """The bounds of a number; nothing for a value that is none."""
    bounds = number_bounds(as_number(sighting.value))
    if bounds is None:
        may_be = isinstance(sighting.value, Unknown)
        return Amount(sighting.condition, -inf if may_be else 0, None if may_be else 0)
    least, most = bounds
    return Amount(sighting.condition, -inf if least is None else least, most)


def _or_else(first: Amount, fallback: Amount) -> Amount:
    """The first number if it is more than 0, else the other one."""
    if first.least > 0:
        return first
    if first.most is not None and first.most <= 0:
        return fallback
    no_limit = first.most is None or fallback.most is None
    most = None if no_limit else max(first.most or 0, fallback.most or 0)
    return Amount(ALWAYS, min(0, fallback.least), most)
