"""Bounds of whole numbers and of lengths, and what arithmetic makes of them."""

from __future__ import annotations

import math
from collections.abc import Iterable

from armlens.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """Whole numbers from `least` to `most`, both included, None for no limit; none of `without`."""

    least: int | None = None
    most: int | None = None
    without: frozenset[int] = frozenset()

    @property
    def is_free(self) -> bool:
        """Whether every number is within."""
        return self.least is None and self.most is None and not self.without

    @property
    def only(self) -> int | None:
        """The number, if there is but one."""
        return self.least if self.least == self.most else None

    @property
    def words(self) -> str:
        """The bounds after "is" or "of": "3", "at least 3", "2 to 4", "not 3"; nothing if free."""
        words = []
        if self.least is not None and self.most is not None:
            words.append(
                f"{self.least}" if self.least == self.most else f"{self.least} to {self.most}"
            )
        elif self.least is not None:
            words.append(f"at least {self.least}")
        elif self.most is not None:
            words.append(f"at most {self.most}")
        if self.without:
            words.append(f"not {' or '.join(map(str, sorted(self.without)))}")
        return " but ".join(words)

    def admits(self, number: float) -> bool:
        """Whether a number is within."""
        is_above = self.least is None or number >= self.least
        is_below = self.most is None or number <= self.most
        return is_above and is_below and number not in self.without

    def both(self, other: Bounds) -> Bounds | None:
        """The numbers within both; None if there are none."""
        if other.is_free or self == other:
            return self
        if self.is_free:
            return other
        least = max(_given(self.least, other.least), default=None)
        most = min(_given(self.most, other.most), default=None)
        without = self.without | other.without
        while least is not None and least in without:
            least += 1
        while most is not None and most in without:
            most -= 1
        if least is not None and most is not None and least > most:
            return None
        return Bounds(least, most, frozenset(filter(Bounds(least, most).admits, without)))

    def either(self, other: Bounds) -> Bounds:
        """The least bounds around both."""
        without = {each for each in self.without if not other.admits(each)}
        without |= {each for each in other.without if not self.admits(each)}
        least = None if self.least is None or other.least is None else min(self.least, other.least)
        most = None if self.most is None or other.most is None else max(self.most, other.most)
        return Bounds(least, most, frozenset(without))

    @property
    def _lowest(self) -> float:
        return -math.inf if self.least is None else self.least

    @property
    def _highest(self) -> float:
        return math.inf if self.most is None else self.most

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the greatest number, infinite where there is no limit."""
        return self._lowest, self._highest

    def plus(self, other: Bounds) -> Bounds:
        """The bounds of sums."""
        return _bounds((self._lowest + other._lowest, self._highest + other._highest))

    def minus(self, other: Bounds) -> Bounds:
        """The bounds of differences."""
        return _bounds((self._lowest - other._highest, self._highest - other._lowest))

    def times(self, other: Bounds) -> Bounds:
        """The bounds of products."""
        pairs = [(one, two) for one in self.ends for two in other.ends]
        return _bounds(0 if 0 in pair else pair[0] * pair[1] for pair in pairs)

    def over(self, other: Bounds) -> Bounds:
        """The bounds of quotients, rounded towards zero; those by zero do not count."""
        below, above = other.both(Bounds(most=-1)), other.both(Bounds(least=1))
        divisors = [end for each in (below, above) if each for end in each.ends]
        ends = [_quotient(one, two) for one in self.ends for two in divisors]
        return _bounds(ends) if ends else FREE

    def modulo(self, other: Bounds) -> Bounds:
        """The bounds of remainders, which have the sign of the dividend."""
        room = max(map(abs, other.ends)) - 1
        least = 0 if self._lowest >= 0 else max(self._lowest, -room)
        most = 0 if self._highest <= 0 else min(self._highest, room)
        return _bounds((least, most))

    def smaller(self, other: Bounds) -> Bounds:
        """The bounds of the smaller of two numbers."""
        ends = min(self._lowest, other._lowest), min(self._highest, other._highest)
        return _bounds(ends)

    def larger(self, other: Bounds) -> Bounds:
        """The bounds of the larger of two numbers."""
        ends = max(self._lowest, other._lowest), max(self._highest, other._highest)
        return _bounds(ends)

    def orders(self, other: Bounds) -> tuple[bool, bool, bool]:
        """Whether a number here may be smaller than one there, equal to it, or greater."""
        return (
            self._lowest < other._highest,
            self.both(other) is not None,
            self._highest > other._lowest,
        )


FREE = Bounds()
"""No bounds at all."""

LENGTHS = Bounds(0)
"""The bounds of any length."""


def exactly(number: int) -> Bounds:
    """The bounds of one number."""
    return Bounds(number, number)


def around(numbers: Iterable[int]) -> Bounds:
    """The least bounds around some numbers, at least one."""
    found = [*numbers]
    return Bounds(min(found), max(found))


def _given(*numbers: int | None) -> list[int]:
    return [each for each in numbers if each is not None]


def _bounds(ends: Iterable[float]) -> Bounds:
    """The bounds around ends that may be infinite."""
    found = [*ends]
    least, most = min(found), max(found)
    return Bounds(
        None if math.isinf(least) else int(least), None if math.isinf(most) else int(most)
    )


def _quotient(dividend: float, divisor: float) -> float:
    if math.isinf(divisor) or dividend == 0:
        return 0
    if math.isinf(dividend):
        return dividend if divisor > 0 else -dividend
    size = abs(dividend) // abs(divisor)
    return size if (dividend < 0) == (divisor < 0) else -size
