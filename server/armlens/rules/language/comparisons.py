"""Predicates on numbers, lengths, versions and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Self

from armlens.dataclass import dataclass
from armlens.evaluation.questions import has_length, is_within, length_bounds
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import Known, Single, Unknown
from armlens.rules.language.operands import Literal, Operand, shown
from armlens.rules.language.predicates import Predicate


@dataclass(frozen=True, slots=True)
class InRange(Predicate):
    """A number within bounds, both included; None is no bound."""

    low: Operand | None
    high: Operand | None

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The bounds that there are."""
        return tuple(each for each in (self.low, self.high) if each is not None)

    def bound(self, operands: Sequence[Literal]) -> Self:
        """With the bounds themselves."""
        given = iter(operands)
        low = None if self.low is None else next(given)
        return replace(self, low=low, high=None if self.high is None else next(given))

    def holds_between(self, least: float, most: float | None) -> bool | None:
        """For a number of which no more is known than the least and the most it may be."""
        low, high = _number(self.low), _number(self.high)
        is_above = low is None or least >= low
        is_below = high is None or (most is not None and most <= high)
        if is_above and is_below:
            return True
        is_out = (low is not None and most is not None and most < low) or (
            high is not None and least > high
        )
        return False if is_out else None

    def holds(self, value: Single) -> bool | None:
        """By the number, or by what is known of it; Azure takes text of digits for a number."""
        return is_within(as_number(value), _number(self.low), _number(self.high))

    @property
    def words(self) -> str:
        """The claim."""
        return f"is {_range_words(self.low, self.high)}"

    @property
    def denied(self) -> str:
        """The contrary."""
        return f"is not {_range_words(self.low, self.high)}"

    def contrary(self, value: Single) -> str:
        """Which bounds it is not in."""
        del value
        return f" and not {_range_words(self.low, self.high).replace('`', '')}"

    @property
    def right_values(self) -> tuple[Literal, ...]:
        """The bound that is missed by less: the lower one if there is one."""
        bound = self.high if self.low is None else self.low
        return (bound,) if isinstance(bound, int | float) else ()


@dataclass(frozen=True, slots=True)
class HasLength(Predicate):
    """A text, an array or an object of a length within bounds, both included."""

    low: int
    high: int | None = None

    def holds(self, value: Single) -> bool | None:
        """By the length, or by what is known of it; what has no length fails."""
        return has_length(value, self.low, self.high)

    @property
    def words(self) -> str:
        """The claim."""
        return f"has {_range_words(self.low, self.high)} elements or characters"

    @property
    def denied(self) -> str:
        """The contrary."""
        return f"does not have {_range_words(self.low, self.high)} elements or characters"

    def contrary(self, value: Single) -> str:
        """How long it is; of what is empty everybody knows."""
        bounds = length_bounds(value)
        if bounds == (0, 0):
            return ""
        length = f", {bounds[0]} long" if bounds and bounds[0] == bounds[1] else ""
        return f"{length} and not {_range_words(self.low, self.high).replace('`', '')}"


_VERSION = re.compile(r"v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[\w.]+)?(?:\+[\w.]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class IsVersion(Predicate):
    """A version, `1.33` or `1.33.7`, that is not older than another one.

    Parts that are left out mean the latest there is. A pre-release is older than its release.
    """

    at_least: Operand

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The oldest version."""
        return (self.at_least,)

    def bound(self, operands: Sequence[Literal]) -> Self:
        """With the oldest version itself."""
        return replace(self, at_least=operands[0])

    def holds(self, value: Single) -> bool | None:
        """By the text; what is no version fails."""
        text = text_of(value)
        if text is None:
            return may_be_text(value)
        oldest = _version(str(self.at_least))
        given = _version(text)
        return given is not None and oldest is not None and given >= oldest

    @property
    def words(self) -> str:
        """The claim."""
        if isinstance(self.at_least, str):
            return f"is version {shown(self.at_least)} or later"
        return f"is at least the version in {shown(self.at_least)}"

    @property
    def denied(self) -> str:
        """The contrary."""
        return f"is older than version {shown(self.at_least)}"

    def contrary(self, value: Single) -> str:
        """That it is too old, or no version."""
        text = text_of(value)
        if text is None or _version(text) is None:
            return " and not a version"
        return f", older than '{self.at_least}'"

    @property
    def right_values(self) -> tuple[Literal, ...]:
        """The oldest version."""
        return (self.at_least,) if isinstance(self.at_least, str) else ()


def _version(text: str) -> tuple[float, ...] | None:
    """The parts of a version, infinite where left out; None if the text is none."""
    match = _VERSION.fullmatch(text)
    if match is None:
        return None
    parts = [float(part) if part else float("inf") for part in match.groups()[:3]]
    return (*parts, 0 if match[4] else 1)


_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(-[a-z]+.*)?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class IsDate(Predicate):
    """A date, such as that of an API version, on or after another one; previews by their date."""

    on_or_after: str

    def holds(self, value: Single) -> bool | None:
        """By the text; what is no date fails."""
        text = text_of(value)
        if text is None:
            return may_be_text(value)
        match = _DATE.fullmatch(text)
        return match is not None and match[1] >= self.on_or_after

    @property
    def words(self) -> str:
        """The claim."""
        return f"is `{self.on_or_after}` or later"

    @property
    def denied(self) -> str:
        """The contrary."""
        return f"is earlier than `{self.on_or_after}`"


def text_of(value: Single) -> str | None:
    """The text that a value certainly is."""
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else None


def may_be_text(value: Single) -> bool | None:
    """The answer to a question about a text for what is no known text: not known, or no."""
    return None if isinstance(value, Unknown) and ValueType.STRING in value.types else False


def as_number(value: Single) -> Single:
    """The value, or the number that Azure takes it for if it is text of digits."""
    if isinstance(value, Known) and isinstance(value.value, str) and _NUMBER.fullmatch(value.value):
        return replace(value, value=float(value.value))
    return value


def _number(bound: Operand | None) -> float | None:
    return bound if isinstance(bound, int | float) and not isinstance(bound, bool) else None


def _range_words(low: Operand | None, high: Operand | None) -> str:
    if low is None:
        return f"at most {shown(high)}"
    if high is None:
        return f"at least {shown(low)}"
    return f"{shown(low)} to {shown(high)}"
