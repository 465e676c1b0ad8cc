"""Predicates on numbers, lengths, versions and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from armlens.evaluation.questions import is_between, length_bounds, text_of
from armlens.evaluation.values import Single
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

    def holds(self, value: Single) -> bool | None:
        """By the number, or by what is known of it; text of digits is a number, as Azure takes it."""
        return is_between(value, _number(self.low), _number(self.high))

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
        return f" and not {_range_words(self.low, self.high)}"

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
        bounds = length_bounds(value)
        if bounds is None:
            return False
        least, most = bounds
        if least >= self.low and (self.high is None or (most is not None and most <= self.high)):
            return True
        too_short = most is not None and most < self.low
        return False if too_short or (self.high is not None and least > self.high) else None

    @property
    def words(self) -> str:
        """The claim."""
        return f"has {_range_words(self.low, self.high)} elements or characters"

    @property
    def denied(self) -> str:
        """The contrary."""
        return f"does not have {_range_words(self.low, self.high)} elements or characters"

    def contrary(self, value: Single) -> str:
        """How long it is."""
        bounds = length_bounds(value)
        length = f", {bounds[0]} long" if bounds and bounds[0] == bounds[1] else ""
        return f"{length} and not {_range_words(self.low, self.high)}"


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
            return is_between(value, None, None)
        oldest = _version(str(self.at_least))
        given = _version(text)
        return given is not None and oldest is not None and given >= oldest

    @property
    def words(self) -> str:
        """The claim."""
        return f"is version {shown(self.at_least)} or later"

    @property
    def denied(self) -> str:
        """The contrary."""
        return f"is older than version {shown(self.at_least)}"

    def contrary(self, value: Single) -> str:
        """That it is too old, or no version."""
        text = text_of(value)
        if text is not None and _version(text) is None:
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


_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(-[a-z]+.*)?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class IsDate(Predicate):
    """A date, such as that of an API version, on or after another one; previews by their date."""

    on_or_after: str

    def holds(self, value: Single) -> bool | None:
        """By the text; what is no date fails."""
        text = text_of(value)
        if text is None:
            return is_between(value, None, None)
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


def _number(bound: Operand | None) -> float | None:
    return bound if isinstance(bound, int | float) and not isinstance(bound, bool) else None


def _range_words(low: Operand | None, high: Operand | None) -> str:
    if low is None:
        return f"at most {shown(high)}"
    if high is None:
        return f"at least {shown(low)}"
    return f"{shown(low)} to {shown(high)}"
