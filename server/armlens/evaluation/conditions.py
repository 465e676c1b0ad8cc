"""Conditions: what must hold of the things only a deployment knows, for a value to be so.

A symbol is such a thing: a parameter without a value, or a condition nobody can decide now. It is
the same symbol wherever the template asks for it, which is how two expressions on one parameter
agree with each other.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from armlens.jsonc.nodes import Scalar


@dataclass(frozen=True, slots=True)
class Symbol:
    """Something that only the deployment knows. `words` name it: "parameter 'tier'"."""

    key: Hashable
    words: str = field(compare=False)


Choosable = tuple[type, Scalar]
"""A scalar with its type, since Python takes 1, 1.0 and true for equal."""


def choosable(value: Scalar) -> Choosable:
    """The scalar in a form that can be compared."""
    return type(value), value


@dataclass(frozen=True, slots=True)
class Constraint:
    """The values that a symbol has: one of these or, if `excluded`, any but these."""

    values: tuple[Choosable, ...]
    excluded: bool = False

    def both(self, other: Constraint) -> Constraint | None:
        """What holds if both do; None if both cannot."""
        if self.excluded and other.excluded:
            more = tuple(value for value in other.values if value not in self.values)
            return Constraint(self.values + more, excluded=True)
        if self.excluded:
            return other.both(self)
        left = tuple(value for value in self.values if other.admits(value))
        return Constraint(left) if left else None

    def either(self, other: Constraint) -> Constraint:
        """What holds if one of the two does."""
        if self.excluded and other.excluded:
            kept = tuple(value for value in self.values if value in other.values)
            return Constraint(kept, excluded=True)
        if self.excluded:
            kept = tuple(value for value in self.values if value not in other.values)
            return Constraint(kept, excluded=True)
        if other.excluded:
            return other.either(self)
        more = tuple(value for value in other.values if value not in self.values)
        return Constraint(self.values + more)

    @property
    def limits(self) -> bool:
        """Whether there is anything that it does not admit."""
        return not self.excluded or bool(self.values)

    def admits(self, value: Choosable) -> bool:
        """Whether the symbol may have the value."""
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
    listed = values[0] if len(values) == 1 else f"{', '.join(values[:-1])} or {values[-1]}"
    return f"{symbol.words} is {'not ' if constraint.excluded else ''}{listed}"


def _shown(value: Scalar) -> str:
    if isinstance(value, str):
        return f"'{value}'"
    return "null" if value is None else str(value).lower()
