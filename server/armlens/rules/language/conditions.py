"""Conditions: claims about values, put together with all, any, when and every.

There is no node for "not": `negated` turns a condition into its contrary, so that each claim that
is left knows by itself what would have to be written to make it true.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Union

from armlens.dataclass import dataclass
from armlens.rules.language.comparisons import InRange
from armlens.rules.language.operands import existence
from armlens.rules.language.predicates import Predicate

if TYPE_CHECKING:
    from armlens.rules.language.fields import Subject
    from armlens.rules.language.sources import Source


@dataclass(frozen=True, slots=True)
class Claim:
    """That a predicate is true of a subject or, if `denied`, that it is not."""

    subject: Subject
    predicate: Predicate
    denied: bool = False

    @property
    def words(self) -> str:
        """The claim as a clause: "`identity.type` is one of `'a'` or `'b'`"."""
        if (called := _some(self)) is not None:
            return existence(called, not self.denied)
        verb = self.predicate.denied if self.denied else self.predicate.words
        return f"{self.subject.words} {verb}"


@dataclass(frozen=True, slots=True)
class AllOf:
    """That each of several conditions is met. Each that is not is a finding of its own."""

    parts: tuple[Condition, ...]

    @property
    def words(self) -> str:
        """The conditions in one clause."""
        return ", and ".join(part.words for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """That one of several conditions is met. The first is the one to recommend."""

    parts: tuple[Condition, ...]

    @property
    def words(self) -> str:
        """The conditions in one clause."""
        return ", or ".join(part.words for part in self.parts)


@dataclass(frozen=True, slots=True)
class When:
    """That a condition is met where another one is."""

    premise: Condition
    then: Condition

    @property
    def words(self) -> str:
        """Both in one clause."""
        return f"{self.then.words} where {self.premise.words}"


@dataclass(frozen=True, slots=True)
class Every:
    """That a condition is met by every element or related resource. Each that does not is told."""

    source: Source
    then: Condition

    @property
    def words(self) -> str:
        """Source and condition in one clause."""
        return f"for every one of {self.source.words}, {self.then.words}"


Condition = Union[Claim, AllOf, AnyOf, When, Every]  # noqa: UP007 - the names stand further up
"""Something that a resource meets, does not meet, or may meet."""


def all_of(*parts: Condition) -> AllOf:
    """Each of the conditions."""
    return AllOf(parts)


def any_of(*parts: Condition) -> AnyOf:
    """One of the conditions; the first is the one to recommend."""
    return AnyOf(parts)


def when(premise: Condition, then: Condition) -> When:
    """A condition that counts only where another one is met."""
    return When(premise, then)


def every(source: Source, then: Condition) -> Every:
    """A condition on each element or related resource; met where there is none."""
    return Every(source, then)


def some(
    source: Source, where: Condition | None = None, *, at_least: int = 1, called: str = ""
) -> Claim:
    """That there are elements or related resources, or some that meet a condition.

    `called` names one of those: "setting that collects 'guard'".
    """
    from armlens.rules.language.fields import CountOf  # noqa: PLC0415 - they need each other

    return Claim(CountOf(source, where, called), InRange(at_least, None))


def negated(condition: Condition) -> Condition:
    """The contrary of a condition."""
    match condition:
        case Claim():
            return replace(condition, denied=not condition.denied)
        case AllOf(parts):
            return AnyOf(tuple(map(negated, parts)))
        case AnyOf(parts):
            return AllOf(tuple(map(negated, parts)))
        case When(premise, then):
            return AllOf((premise, negated(then)))
        case Every(source, then):
            return some(source, negated(then))


def _some(claim: Claim) -> str | None:
    """What one of those is called of which a claim says that there are some."""
    called = getattr(claim.subject, "called", "")
    return called if called and claim.predicate == InRange(1, None) else None
