"""The values of evaluation: known, one of several, unknown within limits, absent, or failing.

Written objects and arrays are lazy: they hold the node and the scope that evaluates what is
inside, so that nothing is computed that nobody asks for. Every value carries its origins, the
nearest first, and in `selected_by` those of what decided that it is this value and no other: the
condition of an `if`, the index, what `coalesce` has skipped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from enum import Enum
from functools import reduce
from typing import TYPE_CHECKING

from armlens.dataclass import dataclass
from armlens.evaluation.conditions import ALWAYS, Condition, Symbol, choosable, when
from armlens.evaluation.origins import Origin, Place
from armlens.evaluation.pieces import NO_LIMITS, Limits, is_same_text
from armlens.evaluation.types import ValueType
from armlens.jsonc.nodes import Array, Object, Scalar

if TYPE_CHECKING:
    from armlens.evaluation.frame import Formula
    from armlens.evaluation.scope import Scope


class Cause(Enum):
    """Why a value is unknown, in words that follow "because"."""

    NO_VALUE = "a parameter has no value"
    FUNCTION = "a function is not evaluated"
    SYNTAX = "the text has a syntax error"
    BUDGET = "an evaluation limit is reached"
    RUNTIME = "only the deployment knows it"


@dataclass(frozen=True, slots=True)
class Known:
    """A scalar that is known. `place` is where it is written, if it is written as a whole."""

    value: Scalar
    place: Place | None = None
    origins: tuple[Origin, ...] = ()
    secret: bool = False
    selected_by: tuple[Origin, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that only a deployment knows.

    `symbol` is the identity that it keeps wherever it is used. `allowed` lists the only values
    that it can have, or is None where they are not listed; `limits` tell what else is known of
    it. `formula` is the first expression that had the value, for those who show it.
    """

    cause: Cause
    types: ValueType = ValueType.ANY
    symbol: Symbol | None = None
    allowed: tuple[Scalar, ...] | None = None
    origins: tuple[Origin, ...] = ()
    secret: bool = False
    formula: Formula | None = field(default=None, compare=False, repr=False)
    selected_by: tuple[Origin, ...] = field(default=(), compare=False)
    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True)
class Absent:
    """No value: the object has no such member."""

    origins: tuple[Origin, ...] = ()
    secret: bool = False
    selected_by: tuple[Origin, ...] = field(default=(), compare=False)


HIDDEN_FAILURE = "It depends on a secret why this fails."
"""The message of a failure that might tell a secret, such as a name that does not exist."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Evaluation is certain to fail; the message says why."""

    message: str
    origins: tuple[Origin, ...] = ()
    secret: bool = False
    selected_by: tuple[Origin, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class WrittenObject:
    """An object as written in `node`, whose members `evaluator.member` evaluates with `scope`.

    `under` is what holds where the object is used; its members are narrowed by it. `rest` stands
    for the members that only the deployment knows, where it may have more than are written.
    """

    node: Object
    scope: Scope
    origins: tuple[Origin, ...] = ()
    secret: bool = False
    under: Condition = ALWAYS
    rest: Symbol | None = None
    selected_by: tuple[Origin, ...] = field(default=(), compare=False)

    @property
    def place(self) -> Place:
        """Where the object is written."""
        return Place(self.scope.tree, self.node)


@dataclass(frozen=True, slots=True)
class BuiltObject:
    """An object that a function made. If it is `open`, it may have further members."""

    members: Mapping[str, Value]
    open: bool = False
    origins: tuple[Origin, ...] = ()
    secret: bool = False
    formula: Formula | None = field(default=None, compare=False, repr=False)
    selected_by: tuple[Origin, ...] = field(default=(), compare=False)

    @property
    def place(self) -> None:
        """It is written nowhere as a whole."""
        return


@dataclass(frozen=True, slots=True)
class WrittenArray:
    """An array as written in `node`, whose elements `evaluator.element` evaluates with `scope`."""

    node: Array
    scope: Scope
    origins: tuple[Origin, ...] = ()
    secret: bool = False
    under: Condition = ALWAYS
    selected_by: tuple[Origin, ...] = field(default=(), compare=False)

    @property
    def place(self) -> Place:
        """Where the array is written."""
        return Place(self.scope.tree, self.node)


@dataclass(frozen=True, slots=True)
class BuiltArray:
    """An array that a function or a loop made, of known length."""

    elements: tuple[Value, ...]
    origins: tuple[Origin, ...] = ()
    secret: bool = False
    formula: Formula | None = field(default=None, compare=False, repr=False)
    selected_by: tuple[Origin, ...] = field(default=(), compare=False)

    @property
    def place(self) -> None:
        """It is written nowhere as a whole."""
        return


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the values that a choice may have, and the condition under which it has it."""

    condition: Condition
    value: Single


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several values, by conditions of which exactly one holds."""

    alternatives: tuple[Alternative, ...]
    origins: tuple[Origin, ...] = ()
    secret: bool = field(default=False)
    formula: Formula | None = field(default=None, compare=False, repr=False)


Single = (
    Known | Unknown | Absent | Failure | WrittenObject | BuiltObject | WrittenArray | BuiltArray
)
"""A value that is no choice."""

Value = Single | Choice
"""What evaluating an expression gives."""

ObjectValue = WrittenObject | BuiltObject

MAX_ALTERNATIVES = 64
"""The most alternatives of a choice; what would have more is unknown."""

MAX_GROUNDS = 16
"""The most origins that are kept of what selected a value."""

MAX_ALLOWED = 16
"""The most allowed values of a parameter that are looked at one by one."""


def through(value: Value, *origins: Origin, secret: bool = False) -> Value:
    """The value as it arrives through further places, the nearest of them first."""
    if not origins and not secret:
        return value
    if isinstance(value, Choice):
        passed = tuple(
            Alternative(each.condition, _single_through(each.value, origins, secret=secret))
            for each in value.alternatives
        )
        return replace(value, alternatives=passed, secret=secret or value.secret)
    return _single_through(value, origins, secret=secret)


def _single_through(value: Single, origins: tuple[Origin, ...], *, secret: bool) -> Single:
    if isinstance(value, Failure) and secret and not value.secret:
        value = replace(value, message=HIDDEN_FAILURE)
    return replace(value, origins=origins + value.origins, secret=secret or value.secret)


def selected(value: Value, by: tuple[Origin, ...]) -> Value:
    """The value with further origins of what decided that it is this one."""
    if not by or not isinstance(value, Choice):
        return value if isinstance(value, Choice) else selected_single(value, by)
    inside = (Alternative(a.condition, selected_single(a.value, by)) for a in value.alternatives)
    return replace(value, alternatives=tuple(inside))


def selected_single(value: Single, by: tuple[Origin, ...]) -> Single:
    """`selected` for a value that is no choice."""
    if not by:
        return value
    together = tuple(dict.fromkeys(value.selected_by + by))
    return replace(value, selected_by=together[:MAX_GROUNDS])


def grounds(value: Value) -> tuple[Origin, ...]:
    """The origins of a value and of what selected it, each once."""
    if isinstance(value, Choice):
        return tuple(dict.fromkeys(each for a in value.alternatives for each in grounds(a.value)))
    return tuple(dict.fromkeys(value.origins + value.selected_by))


def alternatives_of(value: Value) -> tuple[Alternative, ...]:
    """The values that it may have: those of a choice, of a limited unknown, else the one."""
    if isinstance(value, Choice):
        return tuple(
            Alternative(both, inner.value)
            for each in value.alternatives
            for inner in alternatives_of(each.value)
            if (both := each.condition.both(inner.condition)) is not None
        )
    if isinstance(value, Unknown) and value.symbol and value.allowed:
        symbol, allowed = value.symbol, value.allowed
        if len(allowed) <= MAX_ALLOWED:
            return tuple(_allowed(value, symbol, each) for each in allowed)
    return (Alternative(ALWAYS, value),)


def _allowed(value: Unknown, symbol: Symbol, one: Scalar) -> Alternative:
    known = Known(one, None, value.origins, value.secret, value.selected_by)
    return Alternative(when(symbol, one), known)


def choice(alternatives: list[Alternative]) -> Value:
    """The choice between alternatives: their value if they agree, unknown if they are too many.

    Alternatives that fail for certain stay, since the condition that leads there may hold.
    """
    if not alternatives:
        return Failure("No value is possible here.")
    first = alternatives[0].value
    if len(alternatives) == 1:
        return first
    secret = any(each.value.secret for each in alternatives)
    if all(is_same(first, each.value) for each in alternatives[1:]):
        # That a secret agrees with what is none would tell it.
        return through(reduce(_around, (each.value for each in alternatives)), secret=secret)
    if len(alternatives) > MAX_ALTERNATIVES:
        return Unknown(Cause.BUDGET, secret=secret)
    return Choice(tuple(alternatives), secret=secret)


def is_same(one: Single, other: Single) -> bool:
    """Whether two values are certainly equal: the same scalar, symbol or object.

    Of one text, the same pieces must be known. What a call gives where one argument is chosen
    has the symbol of the call, whichever it is.
    """
    if isinstance(one, Known) and isinstance(other, Known):
        return choosable(one.value) == choosable(other.value)
    if isinstance(one, Failure) and isinstance(other, Failure):
        return one.message == other.message
    if isinstance(one, Unknown) and isinstance(other, Unknown):
        if one.limits.pieces or other.limits.pieces:
            return is_same_text(one.limits.pieces, other.limits.pieces)
        return one.symbol is not None and one.symbol == other.symbol
    return one is other


def is_cut(value: Value) -> bool:
    """Whether a limit of evaluation keeps the value, or an alternative of it, from being known."""
    if isinstance(value, Choice):
        return any(is_cut(each.value) for each in value.alternatives)
    return isinstance(value, Unknown) and value.cause is Cause.BUDGET


def _around(one: Single, other: Single) -> Single:
    """One value for two that are the same, though one of them may be narrowed further."""
    if not isinstance(one, Unknown) or not isinstance(other, Unknown):
        return one
    allowed = None
    if one.allowed and other.allowed:
        allowed = tuple({choosable(each): each for each in one.allowed + other.allowed}.values())
    limits = one.limits.either(other.limits)
    return replace(one, types=one.types | other.types, allowed=allowed, limits=limits)
