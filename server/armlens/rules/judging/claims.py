"""Judging a claim: what its subject is worth in each case, and what the predicate says of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from armlens.dataclass import dataclass
from armlens.evaluation.conditions import ALWAYS, Condition
from armlens.evaluation.values import BuiltArray, Cause, Failure, Known, Single, Unknown, is_same
from armlens.rules.judging.cases import FAIL, OPEN, PASS, Case, Cases
from armlens.rules.judging.context import Context
from armlens.rules.judging.facts import fact
from armlens.rules.judging.items import Item, whole
from armlens.rules.judging.reached import Reached, body_of, follow, single_values
from armlens.rules.language.comparisons import InRange
from armlens.rules.language.conditions import Claim
from armlens.rules.language.fields import Configured, Field
from armlens.rules.language.operands import Literal, OfResource, Operand, Setting, existence
from armlens.rules.language.predicates import IsOneOf, Predicate
from armlens.rules.verdicts import Evidence, VerdictKind
from armlens.template.identity import last_part


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a subject is worth under a condition, and the fact as a clause.

    A number that was counted is known by the least and the most it may be, None for no limit, and
    may have a word for `one` of what was counted.
    """

    condition: Condition
    value: Single
    words: str
    reached: Reached | None = None
    counted: tuple[float, float | None] | None = None
    one: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether there is no value."""
        return self.counted is None and self.reached is not None and self.reached.is_missing


def judged(claim: Claim, sightings: Iterable[Sighting], context: Context) -> Cases:
    """The cases of a claim on everything that its subject may be worth."""
    bound = _bound(claim.predicate, context)
    return tuple(
        Case(both, *_case(claim, each, predicate, operands))
        for each in sightings
        for condition, predicate, operands in bound
        if (both := each.condition.both(condition)) is not None
    )


def _case(
    claim: Claim, sighting: Sighting, predicate: Predicate | None, operands: Sequence[Single]
) -> tuple[VerdictKind, tuple[Evidence, ...]]:
    answer = _answer(sighting, predicate, operands)
    kind = OPEN if answer is None else PASS if answer is not claim.denied else FAIL
    decided = claim
    if predicate is not None and predicate is not claim.predicate:
        decided = replace(claim, predicate=predicate)
    reason = _reason(decided, sighting, answer)
    return kind, (Evidence(reason, sighting.reached, decided),)


_SOME = InRange(1, None)


def _reason(claim: Claim, sighting: Sighting, answer: bool | None) -> str:  # noqa: FBT001 - the answer
    """The fact, and why it does not do if that needs saying."""
    if sighting.one and sighting.counted and (claim.predicate == _SOME or not sighting.counted[1]):
        return existence(sighting.one, _SOME.holds_between(*sighting.counted))
    if answer is not False or claim.denied or sighting.is_missing:
        return sighting.words
    return sighting.words + claim.predicate.contrary(sighting.value)


def _answer(
    sighting: Sighting, predicate: Predicate | None, operands: Sequence[Single]
) -> bool | None:
    """What the predicate says, the operands being known or not."""
    value = sighting.value
    if isinstance(value, Failure):
        return None
    if sighting.counted is not None:
        if not isinstance(predicate, InRange):
            return None
        return predicate.holds_between(*sighting.counted)
    if sighting.is_missing:
        return (predicate or IsOneOf(())).holds_without
    if predicate is not None:
        return predicate.holds(value)
    return True if any(is_same(value, each) for each in operands) else None


def field_sightings(field: Field, item: Item) -> Sequence[Sighting]:
    """What an item has at a path."""
    item.asked.add(field.path)
    return item.once((field.path, "sightings"), lambda: _seen(item.values(field.path), item))


def name_sightings(item: Item) -> Iterator[Sighting]:
    """The last part of the name of a resource, or the `name` of an element."""
    if not item.is_whole:
        yield from field_sightings(Field(("name",)), item)
        return
    item.asked.add(("name",))
    for way in single_values(follow([body_of(item.ways[0].resource)], ("name",))):
        reached = replace(way, value=last_part(way.value))
        yield Sighting(way.condition, reached.value, fact(reached, item.label, 0), reached)


def option_sightings(subject: Configured, context: Context) -> Iterator[Sighting]:
    """What the settings say, or the default."""
    set_to = context.option(subject.option)
    if isinstance(set_to, tuple):
        value: Single = BuiltArray(tuple(map(Known, set_to)))
        shown = ", ".join(set_to)
    else:
        value, shown = Known(set_to), str(set_to)
    yield Sighting(ALWAYS, value, f"the option '{subject.option}' is '{shown}'")


def _seen(values: Iterable[Reached], item: Item) -> list[Sighting]:
    return [
        Sighting(way.condition, way.value, fact(way, item.label, item.depth), way) for way in values
    ]


_Bound = tuple[Condition, Predicate | None, tuple[Single, ...]]


def _bound(predicate: Predicate, context: Context) -> Sequence[_Bound]:
    """The predicate with what its operands are worth, or None with operands that are not known."""
    operands = predicate.operands
    if any(isinstance(each, Setting | OfResource) for each in operands):
        return list(_with_operands(predicate, operands, context))
    return ((ALWAYS, predicate, ()),)


def _with_operands(
    predicate: Predicate, operands: Sequence[Operand], context: Context
) -> Iterator[_Bound]:
    for condition, values in _operand_values(operands, context):
        known = [each.value for each in values if isinstance(each, Known)]
        literals = [each for each in known if each is not None]
        if len(literals) == len(values):
            yield condition, predicate.bound(literals), tuple(values)
        else:
            yield condition, None, tuple(values)


def _operand_values(
    operands: Sequence[Operand], context: Context
) -> list[tuple[Condition, list[Single]]]:
    """The values of all operands together, by the conditions under which they are those."""
    together: list[tuple[Condition, list[Single]]] = [(ALWAYS, [])]
    for operand in operands:
        together = [
            (both, [*values, *more])
            for condition, values in together
            for other, more in _operand(operand, context)
            if (both := condition.both(other)) is not None
        ]
    return together


def _operand(operand: Operand, context: Context) -> list[tuple[Condition, list[Single]]]:
    if isinstance(operand, Setting):
        value = context.option(operand.name)
        listed: Sequence[Literal] = value if isinstance(value, tuple) else (value,)
        return [(ALWAYS, [Known(each) for each in listed])]
    if isinstance(operand, OfResource):
        ways = whole(context).values(operand.path)
        unknown = Unknown(Cause.RUNTIME)
        return [(way.condition, [unknown if way.is_missing else way.value]) for way in ways]
    return [(ALWAYS, [Known(operand)])]
