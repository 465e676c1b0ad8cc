"""Judging a condition: its cases, or, where several things must be met, the cases of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from armlens.evaluation.conditions import ALWAYS
from armlens.evaluation.values import Cause, Known, Unknown
from armlens.rules.judging.cases import (
    FAIL,
    NOT_APPLICABLE,
    OPEN,
    Case,
    Cases,
    all_met,
    any_met,
    where,
)
from armlens.rules.judging.claims import (
    Sighting,
    field_sightings,
    judged,
    name_sightings,
    option_sightings,
)
from armlens.rules.judging.context import Context
from armlens.rules.judging.counting import Amount, counted, number_of, ones, only_if
from armlens.rules.judging.facts import fact
from armlens.rules.judging.items import Alternatives, Bunch, Item, found_by
from armlens.rules.language.conditions import AllOf, AnyOf, Claim, Condition, Every, When
from armlens.rules.language.fields import (
    Configured,
    CountOf,
    Field,
    FirstPositive,
    Name,
    Subject,
    SumOf,
)
from armlens.rules.verdicts import Evidence

_UNSEEN = "the template has parts that cannot be read here"


def strands(condition: Condition, item: Item, context: Context) -> Iterator[Cases]:
    """The cases of each thing that must be met by itself, so that each can be told by itself."""
    match condition:
        case AllOf(parts):
            for part in parts:
                yield from strands(part, item, context)
        case Every(source, then):
            for alternatives in found_by(source, item, context):
                yield from _every(alternatives, then, context)
        case When(premise, then):
            premises = cases_of(premise, item, context)
            if any(case.kind is not FAIL for case in premises):
                for strand in strands(then, item, context):
                    yield where(premises, strand)
        case _:
            yield cases_of(condition, item, context)


def cases_of(condition: Condition, item: Item, context: Context) -> Cases:
    """The cases of a condition as a whole."""
    match condition:
        case Claim(subject):
            return judged(condition, _sightings(subject, item, context), context)
        case AnyOf(parts):
            return any_met(cases_of(part, item, context) for part in parts)
        case _:
            return all_met(strands(condition, item, context))


def _every(alternatives: Alternatives, then: Condition, context: Context) -> Iterator[Cases]:
    """The cases of each item, and of what cannot be seen."""
    for bunch in alternatives:
        others = tuple(
            Case(other.condition, NOT_APPLICABLE) for other in alternatives if other is not bunch
        )
        for each in bunch.items:
            for cases in strands(then, each, context):
                told = cases if each.is_certain else tuple(map(_perhaps, cases))
                yield told + others
        if unseen := _unseen(bunch):
            yield (Case(bunch.condition, OPEN, (unseen,)), *others)


def _perhaps(case: Case) -> Case:
    """A case of an item that may not be there: it cannot fail for certain."""
    return replace(case, kind=OPEN) if case.kind is FAIL else case


def _unseen(bunch: Bunch) -> Evidence | None:
    """What nobody can see of a bunch."""
    if bunch.unseen is not None:
        return Evidence(fact(bunch.unseen, "", 0), bunch.unseen)
    return None if bunch.is_complete else Evidence(_UNSEEN, bunch.place)


def _sightings(subject: Subject, item: Item, context: Context) -> Iterable[Sighting]:
    """What a subject may be worth."""
    match subject:
        case Field():
            return field_sightings(subject, item)
        case Name():
            return name_sightings(item)
        case Configured():
            return option_sightings(subject, context)
        case FirstPositive():
            return _first_positive(subject, item)
        case CountOf():
            return _count(subject, item, context)
        case SumOf():
            return _sum(subject, item, context)


def _first_positive(subject: FirstPositive, item: Item) -> Iterator[Sighting]:
    """The number that counts, with the first of the fields that is there as its place."""
    places = [each for field in subject.fields for each in field_sightings(field, item)]
    place = next((each for each in places if not each.is_missing), places[-1])
    for amount in number_of(subject, item):
        is_known = amount.least == amount.most
        value = Known(amount.least) if is_known else Unknown(Cause.RUNTIME)
        counted = (amount.least, amount.most)
        yield Sighting(amount.condition, value, place.words, place.reached, counted)


def _count(subject: CountOf, item: Item, context: Context) -> Iterator[Sighting]:
    condition = subject.where

    def amounts(each: Item) -> list[Amount]:
        return ones(cases_of(condition, each, context)) if condition else [Amount(ALWAYS, 1, 1)]

    return counted(found_by(subject.source, item, context), amounts, subject)


def _sum(subject: SumOf, item: Item, context: Context) -> Iterator[Sighting]:
    condition = subject.where

    def amounts(each: Item) -> list[Amount]:
        numbers = number_of(subject.of, each)
        return only_if(cases_of(condition, each, context), numbers) if condition else numbers

    return counted(found_by(subject.source, item, context), amounts, subject)
