"""What is known of a value, in words and as data, for those who ask for it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from armlens.dataclass import dataclass
from armlens.evaluation.expansion import HIDDEN, Own, expanded
from armlens.evaluation.origins import OriginKind
from armlens.evaluation.residual import residual_of
from armlens.evaluation.scope import Scope
from armlens.evaluation.types import Data, ValueType, type_of
from armlens.evaluation.values import (
    Absent,
    BuiltArray,
    BuiltObject,
    Cause,
    Choice,
    Failure,
    Known,
    Single,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)
from armlens.jsonc.nodes import Scalar

_SECRET_REASON = "The evaluation fails; the reason would show a secret."  # noqa: S105 - a sentence


_NAMES = {
    ValueType.STRING: "string",
    ValueType.INT: "int",
    ValueType.FLOAT: "float",
    ValueType.BOOL: "bool",
    ValueType.NULL: "null",
    ValueType.ARRAY: "array",
    ValueType.OBJECT: "object",
}


_MOST_SHOWN = 100
_UNITS = {
    ValueType.STRING: "characters",
    ValueType.ARRAY: "elements",
    ValueType.OBJECT: "members",
}


class Kind(StrEnum):
    """How much is known of a value."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    ERROR = "error"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Possible:
    """One of the values of a choice; `condition` is in words."""

    condition: str
    summary: Summary


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of a value.

    `data` is the value as JSON, or what is known of an object or array; secrets are hidden. It
    is None where nothing is known. `message` says why something is not known, or what fails.
    `rest` is the expression that is left to compute for an unknown.
    """

    kind: Kind
    data: Data = None
    type: str | None = None
    message: str | None = None
    possible: tuple[Possible, ...] = ()
    rest: str | None = None


def summary(value: Value, scope: Scope, own: Own) -> Summary:
    """What is known of a value.

    `own` gives the expression that has it, whose names have their meaning in the scope.
    """
    if isinstance(value, Choice):
        return _choice(value, scope, own)
    return _single(value, scope, own)


def type_words(types: ValueType) -> str:
    """The types by their names: `string`, `int | null`, `any`."""
    if types == ValueType.ANY:
        return "any"
    return " | ".join(name for each, name in _NAMES.items() if each & types)


def scalar_words(value: Scalar) -> str:
    """A scalar in a sentence."""
    if isinstance(value, str):
        return f"'{value}'"
    return "null" if value is None else str(value).lower()


def _choice(value: Choice, scope: Scope, own: Own) -> Summary:
    possible = tuple(
        Possible(each.condition.words, _single(each.value, scope, own))
        for each in value.alternatives
    )
    types = dict.fromkeys(each.summary.type for each in possible if each.summary.type)
    return Summary(
        Kind.UNKNOWN, None, " | ".join(types) or None, f"one of {len(possible)} values", possible
    )


def _single(value: Single, scope: Scope, own: Own) -> Summary:
    match value:
        case Known():
            data = HIDDEN if value.secret else value.value
            return Summary(Kind.KNOWN, data, type_words(type_of(value.value)))
        case Failure():
            return Summary(Kind.ERROR, message=_SECRET_REASON if value.secret else value.message)
        case Absent():
            return Summary(Kind.MISSING, message="There is no value.")
        case Unknown():
            rest = residual_of(value.formula, scope) if value.formula else None
            return Summary(Kind.UNKNOWN, None, type_words(value.types), _reason(value), rest=rest)
        case _:
            return _container(value, scope, own)


def _container(
    value: WrittenObject | BuiltObject | WrittenArray | BuiltArray, scope: Scope, own: Own
) -> Summary:
    kind = "object" if isinstance(value, WrittenObject | BuiltObject) else "array"
    whole = expanded(value, scope, own)
    if whole.is_known:
        return Summary(Kind.KNOWN, whole.data, kind)
    if whole.data is None or isinstance(whole.data, str):
        reason = f"an {kind}, because {Cause.RUNTIME.value}"
        return Summary(Kind.UNKNOWN, None, kind, reason, rest=whole.data)
    reason = f"an {kind}, because the parts in [brackets] are only known at deployment"
    return Summary(Kind.UNKNOWN, whole.data, kind, reason)


def _reason(value: Unknown) -> str:
    """The type, the limits and the cause: "a string, because parameter 'x' has no value"."""
    return f"{unknown_words(value)}, because {_cause(value)}"


def unknown_words(value: Unknown) -> str:
    """What is known of an unknown: "a string 'aks-…'", "an int of at least 3"."""
    words, limits = value.types.words, value.limits
    if value.secret:
        return words
    if value.allowed:
        return f"{words}, one of {', '.join(map(scalar_words, value.allowed))}"
    if limits.pieces:
        shown = "".join(each if isinstance(each, str) else "…" for each in limits.pieces)
        cut = shown if len(shown) <= _MOST_SHOWN else f"{shown[: _MOST_SHOWN - 1]}…"
        return f"{words} '{cut}'"
    if value.types & ValueType.NUMBER and limits.numbers.words:
        return f"{words} of {limits.numbers.words}"
    unit = next((each for kind, each in _UNITS.items() if kind in value.types), None)
    sizes = replace(limits.sizes, least=limits.sizes.least or None)
    if unit is None or not sizes.words:
        return words
    is_one = sizes.words.split()[-1] == "1"
    return f"{words} of {sizes.words} {unit.removesuffix('s') if is_one else unit}"


def _cause(value: Unknown) -> str:
    if value.cause is not Cause.NO_VALUE:
        return str(value.cause.value)
    if value.symbol and value.symbol.words.startswith("parameter "):
        return f"{value.symbol.words} has no value"
    names = (each.label for each in value.origins if each.kind is OriginKind.PARAMETER)
    name = next(names, None)
    return f"{name or 'a parameter'} has no value"
