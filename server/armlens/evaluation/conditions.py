"""Conditions: what must hold of the things only a deployment knows, for a value to be so.

A symbol is such a thing: a parameter without a value, or a condition nobody can decide now. It is
the same symbol wherever the template asks for it, which is how two expressions on one parameter
agree with each other.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import field, replace

from armlens.dataclass import dataclass
from armlens.evaluation.bounds import FREE, LENGTHS, Bounds, around
from armlens.evaluation.lengths import length_of
from armlens.jsonc.nodes import Scalar


@dataclass(frozen=True, slots=True)
class Symbol:
    """Something that only the deployment knows. `words` name it: "parameter 'tier'".

    `measures` is what it is the length of, if it is a length.
    """

    key: Hashable
    words: str = field(compare=False)
    measures: Symbol | None = field(default=None, compare=False)


Choosable = tuple[type, Scalar]
"""A scalar with its type, since Python takes 1, 1.0 and true for equal."""


def choosable(value: Scalar) -> Choosable:
    """The scalar in a form that can be compared."""
    return type(value), value


@dataclass(frozen=True, slots=True)
class Constraint:
    """The values that a symbol has: one of these or, if `excluded`, any but these.

    Where there are bounds `numbers`, it is a number within them; where there are `sizes`, it has
    a length within them, which is 0 for null.
    """

    values: tuple[Choosable, ...] = ()
    excluded: bool = False
    numbers: Bounds = FREE
    sizes: Bounds = FREE

    def both(self, other: Constraint) -> Constraint | None:
        """What holds if both do; None if both cannot."""
        numbers, sizes = self.numbers.both(other.numbers), self.sizes.both(other.sizes)
        if numbers is None or sizes is None:
            return None
        if self.excluded and other.excluded:
            more = tuple(value for value in other.values if value not in self.values)
            return Constraint(self.values + more, True, numbers, sizes)
        listed, rival = (other, self) if self.excluded else (self, other)
        left = tuple(value for value in listed.values if rival.admits(value))
        return Constraint(left) if left else None

    def either(self, other: Constraint) -> Constraint:
        """What holds if one of the two does."""
        if not self.excluded and not other.excluded:
            more = tuple(value for value in other.values if value not in self.values)
            return Constraint(self.values + more)
        values = tuple(each for each in self.values if self.excluded and not other.admits(each))
        values += tuple(each for each in other.values if other.excluded and not self.admits(each))
        numbers = self.around_numbers.either(other.around_numbers)
        sizes = self.around_sizes.either(other.around_sizes)
        return Constraint(tuple(dict.fromkeys(values)), True, numbers, sizes)

    @property
    def around_numbers(self) -> Bounds:
        """The bounds of the number, which may follow from the values."""
        if self.excluded:
            return self.numbers
        numbers = [each for _, each in self.values if type(each) is int]
        return around(numbers) if len(numbers) == len(self.values) else FREE

    @property
    def around_sizes(self) -> Bounds:
        """The bounds of the length, which may follow from the values."""
        if self.excluded:
            return self.sizes
        lengths = [size for _, each in self.values if (size := length_of(each)) is not None]
        return around(lengths) if len(lengths) == len(self.values) else FREE

    @property
    def limits(self) -> bool:
        """Whether there is anything that it does not admit."""
        bounded = not (self.numbers.is_free and self.sizes.is_free)
        return not self.excluded or bool(self.values) or bounded

    def admits(self, value: Choosable) -> bool:
        """Whether the symbol may have the value."""
        _, scalar = value
        if not self.numbers.is_free and not _is_within(scalar, self.numbers):
            return False
        if not self.sizes.is_free:
            length = length_of(scalar)
            if length is None or not self.sizes.admits(length):
                return False
        return (value in self.values) is not self.excluded


@dataclass(frozen=True, slots=True)
class Condition:
    """Constraints on symbols, all of which hold. Without any, it always does."""

    constraints: tuple[tuple[Symbol, Constraint], ...] = ()

    def constraint(self, symbol: Symbol) -> Constraint | None:
        """What is known of a symbol under this condition."""
        return next((each for of, each in self.constraints if of == symbol), None)

    def both(self, other: Condition) -> Condition | None:
        """What holds if both conditions do; None if both cannot."""
        if not self.constraints or not other.constraints:
            return self if self.constraints else other
        merged = dict(self.constraints)
        for symbol, constraint in other.constraints:
            known = merged.get(symbol)
            together = known.both(constraint) if known else constraint
            if together is None:
                return None
            merged[symbol] = together
        return Condition(tuple(merged.items()))

    @property
    def words(self) -> str:
        """The condition in words: "parameter 'tier' is 'Free' and parameter 'on' is true"."""
        return " and ".join(_words(symbol, each) for symbol, each in self.constraints)


ALWAYS = Condition()


def when(symbol: Symbol, *values: Scalar, excluded: bool = False) -> Condition:
    """The condition that a symbol has one of the values, or none of them."""
    return Condition(((symbol, Constraint(tuple(map(choosable, values)), excluded)),))


def within(symbol: Symbol, numbers: Bounds) -> Condition:
    """The condition that a symbol is a number within bounds."""
    if symbol.measures is not None:
        return sized(symbol.measures, numbers.both(LENGTHS) or numbers)
    return Condition(((symbol, Constraint(excluded=True, numbers=numbers)),))


def sized(symbol: Symbol, sizes: Bounds) -> Condition:
    """The condition that the length of what a symbol stands for is within bounds."""
    return Condition(((symbol, Constraint(excluded=True, sizes=sizes)),))


def either(conditions: Sequence[Condition]) -> Condition:
    """What certainly holds if any of the conditions does."""
    first, *others = conditions
    for other in others:
        joined = (
            (symbol, each.either(known))
            for symbol, each in first.constraints
            if (known := other.constraint(symbol)) is not None
        )
        first = Condition(tuple((symbol, each) for symbol, each in joined if each.limits))
    return first


def _words(symbol: Symbol, constraint: Constraint) -> str:
    values = [_shown(value) for _, value in constraint.values]
    facts = [*_number_words(constraint.numbers), *_size_words(constraint.sizes)]
    if values:
        listed = values[0] if len(values) == 1 else f"{', '.join(values[:-1])} or {values[-1]}"
        facts.insert(0, f"is {'not ' if constraint.excluded else ''}{listed}")
    return f"{symbol.words} {' and '.join(facts)}"


def _number_words(numbers: Bounds) -> list[str]:
    """What bounds say of a number: "is at least 3"."""
    words = numbers.words
    return [f"is {words}"] if words else []


def _size_words(sizes: Bounds) -> list[str]:
    """What bounds say of a length: "is empty", "has a length of at most 4"."""
    if sizes.most == 0:
        return ["is empty"]
    if sizes == Bounds(1):
        return ["is not empty"]
    words = replace(sizes, least=sizes.least or None).words
    is_odd = words.startswith("not")
    return [f"has a length {'that is' if is_odd else 'of'} {words}"] if words else []


def _is_within(value: Scalar, numbers: Bounds) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and numbers.admits(value)  # type: ignore[arg-type] # it is a number


def _shown(value: Scalar) -> str:
    if isinstance(value, str):
        return f"'{value}'"
    return "null" if value is None else str(value).lower()
