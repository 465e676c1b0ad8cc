"""What a condition looks at: a field of a resource or of an element, its name, a count, a sum.

The functions of this module begin a condition: `field("identity.type").one_of("SystemAssigned")`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from armlens.dataclass import dataclass
from armlens.rules.language.comparisons import HasLength, InRange, IsDate, IsVersion
from armlens.rules.language.conditions import Claim
from armlens.rules.language.operands import Literal, Operand
from armlens.rules.language.predicates import Includes, IsFilled, IsOneOf, IsSet, Predicate
from armlens.rules.language.texts import HasPart, IsRegion, Matches, Part

if TYPE_CHECKING:
    from armlens.rules.language.conditions import Condition
    from armlens.rules.language.sources import Source


class Claimable:
    """The claims that can be made about a subject."""

    __slots__ = ()

    def _is(self, predicate: Predicate, *, denied: bool = False) -> Claim:
        return Claim(self, predicate, denied)  # type: ignore[arg-type] # every subclass is a Subject

    def exists(self) -> Claim:
        """There is a value, and it is not null."""
        return self._is(IsSet())

    def is_missing(self) -> Claim:
        """There is no value, or null."""
        return self._is(IsSet(), denied=True)

    def has_value(self) -> Claim:
        """There is a value, neither null nor empty."""
        return self._is(IsFilled())

    def equals(self, value: Operand) -> Claim:
        """It is that value; text is compared without case."""
        return self._is(IsOneOf((value,)))

    def differs_from(self, *values: Operand) -> Claim:
        """It is none of the values, or not there."""
        return self._is(IsOneOf(values), denied=True)

    def one_of(self, *values: Operand, also: tuple[Literal, ...] = ()) -> Claim:
        """It is one of the values, the first being the one to recommend, and `also` none to."""
        return self._is(IsOneOf(values, also))

    def includes(self, value: Literal) -> Claim:
        """It is an array that has the value as an element."""
        return self._is(Includes(value))

    def in_region(self, *regions: Operand) -> Claim:
        """It is one of the Azure regions, whose names are compared without case and blanks."""
        return self._is(IsRegion(regions))

    def at_least(self, low: Operand) -> Claim:
        """It is a number that is not less."""
        return self._is(InRange(low, None))

    def at_most(self, high: Operand) -> Claim:
        """It is a number that is not more."""
        return self._is(InRange(None, high))

    def has_length(self, low: int, high: int | None = None) -> Claim:
        """It is a text, an array or an object of such a length."""
        return self._is(HasLength(low, high))

    def version_at_least(self, oldest: Operand) -> Claim:
        """It is a version that is not older."""
        return self._is(IsVersion(oldest))

    def dated_from(self, date: str) -> Claim:
        """It is a date, such as an API version, that is not earlier."""
        return self._is(IsDate(date))

    def starts_with(self, *texts: str) -> Claim:
        """It is a text that starts with one of the texts."""
        return self._is(HasPart(Part.START, texts))

    def ends_with(self, *texts: str) -> Claim:
        """It is a text that ends with one of the texts."""
        return self._is(HasPart(Part.END, texts))

    def contains(self, *texts: str) -> Claim:
        """It is a text that contains one of the texts."""
        return self._is(HasPart(Part.ANYWHERE, texts))

    def matches(self, pattern: Operand, *, called: str = "") -> Claim:
        """It is a text in which a regular expression is found, with regard to case.

        `called` says what such a text is like: "only lower-case letters".
        """
        return self._is(Matches(pattern, called))


@dataclass(frozen=True, slots=True)
class Field(Claimable):
    """The value at a path of names, below the resource or the element that is looked at."""

    path: tuple[str, ...]

    @property
    def words(self) -> str:
        """The field in a sentence."""
        return f"`{'.'.join(self.path)}`" if self.path else "the element"


@dataclass(frozen=True, slots=True)
class Name(Claimable):
    """The last part of a resource's name, or the `name` of an element."""

    @property
    def words(self) -> str:
        """The name in a sentence."""
        return "the name"


@dataclass(frozen=True, slots=True)
class FirstPositive(Claimable):
    """The first of several fields whose value is more than 0; 0 if there is none."""

    fields: tuple[Field, ...]

    @property
    def words(self) -> str:
        """The fields in a sentence."""
        return ", or else ".join(each.words for each in self.fields)


@dataclass(frozen=True, slots=True)
class CountOf(Claimable):
    """How many elements or related resources there are, or how many of them meet a condition.

    `called` names one that counts: "diagnostic setting that collects 'guard'".
    """

    source: Source
    where: Condition | None = None
    called: str = ""

    @property
    def words(self) -> str:
        """The count in a sentence."""
        if self.called:
            return f"the number of {self.called}"
        which = f" for which {self.where.words}" if self.where else ""
        return f"the number of {self.source.words}{which}"


@dataclass(frozen=True, slots=True)
class SumOf(Claimable):
    """The sum of a number over the elements that meet a condition.

    `called` names what is summed up: "nodes in system pools".
    """

    source: Source
    of: Field | FirstPositive
    where: Condition | None = None
    called: str = ""

    @property
    def words(self) -> str:
        """The sum in a sentence."""
        if self.called:
            return f"the number of {self.called}"
        which = f" for which {self.where.words}" if self.where else ""
        return f"the sum of {self.of.words} over {self.source.words}{which}"


@dataclass(frozen=True, slots=True)
class Configured(Claimable):
    """The value of one of the rule's options, as something to make claims about."""

    option: str

    @property
    def words(self) -> str:
        """The option in a sentence."""
        return f"the option `{self.option}`"


Subject = Field | Name | FirstPositive | CountOf | SumOf | Configured
"""What a claim is about."""


def field(path: str) -> Field:
    """A field by its path: `properties.networkProfile.networkPolicy`; case does not count."""
    return Field(tuple(path.split(".")))


def value() -> Field:
    """An element itself, where the elements of an array are no objects."""
    return Field(())


def name() -> Name:
    """The last part of a resource's name, or the `name` of an element."""
    return Name()


def first_positive(*paths: str) -> FirstPositive:
    """The first of the fields whose value is more than 0; 0 if there is none."""
    return FirstPositive(tuple(field(path) for path in paths))


def count_of(source: Source, where: Condition | None = None, *, called: str = "") -> CountOf:
    """How many there are, or how many meet a condition; `called` names one of those."""
    return CountOf(source, where, called)


def sum_of(
    source: Source,
    of: Field | FirstPositive,
    where: Condition | None = None,
    *,
    called: str = "",
) -> SumOf:
    """The sum of a number over the elements that meet a condition; `called` names the things."""
    return SumOf(source, of, where, called)


def configured(option: str) -> Configured:
    """The value of an option by its published name."""
    return Configured(option)
