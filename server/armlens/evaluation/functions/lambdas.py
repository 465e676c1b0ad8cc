"""Functions that take a lambda: `map`, `filter`, `reduce`, `sort`, `toObject` and their kin.

As documented on the page "Lambda functions for ARM templates": a lambda is written in place, its
variables are named by string literals, and the index is an optional further variable. Whether
`sort` keeps the order of equal elements, and what equal keys give, is not established.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cmp_to_key

from armlens.dataclass import dataclass
from armlens.evaluation.access import elements, members
from armlens.evaluation.bounds import LENGTHS, Bounds
from armlens.evaluation.data import types_of
from armlens.evaluation.extents import lengths_of
from armlens.evaluation.frame import Frame
from armlens.evaluation.functions.equality import is_same_value
from armlens.evaluation.lifting import lifted
from armlens.evaluation.pieces import NO_LIMITS, Limits
from armlens.evaluation.scope import LambdaScope
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    BuiltArray,
    BuiltObject,
    Cause,
    Failure,
    Known,
    Single,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
    through,
)
from armlens.expressions.nodes import Call, Expression, StringLiteral

MAX_ELEMENTS = 1_000
"""The longest array that lambdas are computed for; the result of a longer one is unknown."""

_MAX_SORTED = 64
"""The longest array whose elements are compared each with each."""


@dataclass(frozen=True, slots=True)
class _Lambda:
    """A lambda that can be called: the names of its variables, and its body in its frame."""

    names: tuple[str, ...]
    body: Expression
    frame: Frame

    def __call__(self, *values: Value) -> Value:
        """The value of the body; arguments beyond the variables are left out."""
        if len(self.names) > len(values):
            return Unknown(Cause.FUNCTION)
        scope = LambdaScope(self.frame.scope, dict(zip(self.names, values, strict=False)))
        return self.frame.inside(scope).value(self.body)


def _lambda(expression: Expression, frame: Frame) -> _Lambda | None:
    """The lambda that is written there, or None if something else is."""
    match expression:
        case Call(name, None, (*names, body)) if name.lower() == "lambda":
            literals = [each.value for each in names if isinstance(each, StringLiteral)]
            return _Lambda(tuple(literals), body, frame) if len(literals) == len(names) else None
    return None


_Over = Callable[[tuple[Value, ...], list[_Lambda]], Value]


def _over_array(name: str, returns: ValueType, compute: _Over) -> Callable[[Call, Frame], Value]:
    """A function of an array and of lambdas after it."""

    def evaluate(node: Call, frame: Frame) -> Value:
        lambdas = [_lambda(each, frame) for each in node.arguments[1:]]
        present = [each for each in lambdas if each is not None]
        if len(present) < len(lambdas):
            return Failure(f"'{name}' takes a lambda that is written in place.")
        array = frame.value(node.arguments[0])
        return lifted((array,), lambda singles: _computed(singles[0], present), returns)

    def _computed(array: Single, lambdas: list[_Lambda]) -> Value:
        parts = _parts(name, array, returns)
        if not isinstance(parts, tuple):
            return parts
        return through(compute(parts, lambdas), *array.origins, secret=array.secret)

    return evaluate


def _parts(name: str, array: Single, returns: ValueType) -> tuple[Value, ...] | Failure | Unknown:
    """The elements of an array, or what the function gives where it has none to work on."""
    if isinstance(array, Failure):
        return array
    if not types_of(array) & ValueType.ARRAY:
        return Failure(f"'{name}' takes an array as 'array', not {types_of(array).words}.")
    parts = elements(array) if isinstance(array, WrittenArray | BuiltArray) else None
    if parts is not None and len(parts) <= MAX_ELEMENTS:
        return parts
    cause = array.cause if isinstance(array, Unknown) else Cause.RUNTIME
    cause = cause if parts is None else Cause.BUDGET
    limits = _limits(name, lengths_of(array) or LENGTHS)
    return Unknown(cause, returns, origins=array.origins, secret=array.secret, limits=limits)


def _limits(name: str, lengths: Bounds) -> Limits:
    """What is known of the result for an array of some length."""
    match name:
        case "map" | "sort":
            return Limits(sizes=lengths)
        case "filter":
            return Limits(sizes=Bounds(0, lengths.most))
        case _:
            return NO_LIMITS


def _map(parts: tuple[Value, ...], lambdas: list[_Lambda]) -> Value:
    made = tuple(lambdas[0](part, Known(i)) for i, part in enumerate(parts))
    return next((each for each in made if isinstance(each, Failure)), BuiltArray(made))


def _filter(parts: tuple[Value, ...], lambdas: list[_Lambda]) -> Value:
    """The elements that pass; unknown as a whole if it is not known of some."""
    verdicts = [lambdas[0](part, Known(index)) for index, part in enumerate(parts)]
    return lifted(verdicts, lambda each: _passed(parts, each), ValueType.ARRAY)


def _passed(parts: tuple[Value, ...], verdicts: tuple[Single, ...]) -> Value:
    kept: list[Value] = []
    for part, verdict in zip(parts, verdicts, strict=True):
        if isinstance(verdict, Failure):
            return verdict
        if not types_of(verdict) & ValueType.BOOL:
            return Failure(f"The lambda of 'filter' gives {types_of(verdict).words}, not a bool.")
        if isinstance(verdict, Known) and verdict.value:
            kept.append(part)
    if not all(isinstance(verdict, Known) for verdict in verdicts):
        return Unknown(Cause.RUNTIME, ValueType.ARRAY)
    return BuiltArray(tuple(kept))


def _sort(parts: tuple[Value, ...], lambdas: list[_Lambda]) -> Value:
    """The elements in order, where the lambda settles which of each two comes first."""
    if len(parts) < 2:
        return BuiltArray(parts)
    if len(parts) > _MAX_SORTED:
        return Unknown(Cause.BUDGET, ValueType.ARRAY)
    less: dict[tuple[int, int], bool] = {}
    for i, left in enumerate(parts):
        for j, right in enumerate(parts):
            verdict = lambdas[0](left, right) if i != j else Known(value=False)
            if isinstance(verdict, Failure):
                return verdict
            if not types_of(verdict) & ValueType.BOOL:
                return Failure(f"The lambda of 'sort' gives {types_of(verdict).words}, not a bool.")
            if not isinstance(verdict, Known) or not isinstance(verdict.value, bool):
                return Unknown(Cause.RUNTIME, ValueType.ARRAY)
            less[i, j] = verdict.value
    return _ordered(parts, less, lambdas[0].frame)


def _ordered(
    parts: tuple[Value, ...], less: dict[tuple[int, int], bool], frame: Frame
) -> BuiltArray | Unknown:
    """The elements in the order of the verdicts, if these allow of one only."""

    def compared(i: int, j: int) -> int:
        return less[j, i] - less[i, j]

    order = sorted(range(len(parts)), key=cmp_to_key(compared))
    for rank, i in enumerate(order):
        for j in order[rank + 1 :]:
            is_settled = less[i, j] and not less[j, i]
            if not is_settled and not is_same_value(parts[i], parts[j], frame.scope.budget):
                return Unknown(Cause.FUNCTION, ValueType.ARRAY)
    return BuiltArray(tuple(parts[index] for index in order))


_Build = Callable[[list[tuple[str, Value]]], Value]


def _by_key(build: _Build) -> _Over:
    """A function that makes an object of what a lambda gives as the key of each element."""

    def compute(parts: tuple[Value, ...], lambdas: list[_Lambda]) -> Value:
        values = tuple(lambdas[1](part) for part in parts) if len(lambdas) > 1 else parts
        failed = next((each for each in values if isinstance(each, Failure)), None)
        keys = [lambdas[0](part) for part in parts]
        return failed or lifted(keys, lambda each: _keyed(each, values, build), ValueType.OBJECT)

    return compute


def _keyed(keys: tuple[Single, ...], values: tuple[Value, ...], build: _Build) -> Value:
    keyed: list[tuple[str, Value]] = []
    for key, value in zip(keys, values, strict=True):
        if isinstance(key, Failure):
            return key
        if not types_of(key) & ValueType.STRING:
            return Failure(f"The key of an element is a string, not {types_of(key).words}.")
        if not isinstance(key, Known):
            return Unknown(Cause.RUNTIME, ValueType.OBJECT)
        keyed.append((str(key.value), value))
    return through(build(keyed), secret=any(key.secret for key in keys))


def _to_object(keyed: list[tuple[str, Value]]) -> Value:
    if len({key.lower() for key, _ in keyed}) < len(keyed):
        return Unknown(Cause.FUNCTION, ValueType.OBJECT)
    return BuiltObject(dict(keyed))


def _group_by(keyed: list[tuple[str, Value]]) -> Value:
    groups: dict[str, list[Value]] = {}
    for key, value in keyed:
        groups.setdefault(key, []).append(value)
    if len({key.lower() for key in groups}) < len(groups):
        return Unknown(Cause.FUNCTION, ValueType.OBJECT)
    return BuiltObject({key: BuiltArray(tuple(values)) for key, values in groups.items()})


def _reduce(node: Call, frame: Frame) -> Value:
    """The fold of an array from the left."""
    step = _lambda(node.arguments[2], frame)
    if step is None:
        return Failure("'reduce' takes a lambda that is written in place.")
    array = frame.value(node.arguments[0])
    initial = frame.value(node.arguments[1])
    return lifted((array,), lambda singles: _folded(singles[0], initial, step))


def _folded(array: Single, value: Value, step: _Lambda) -> Value:
    parts = _parts("reduce", array, ValueType.ANY)
    if not isinstance(parts, tuple):
        return parts
    for index, part in enumerate(parts):
        if isinstance(value, Failure):
            return value
        value = step(value, part, Known(index))
    return through(value, secret=array.secret)


def _map_values(node: Call, frame: Frame) -> Value:
    """The object with each member's value replaced by what the lambda makes of it."""
    change = _lambda(node.arguments[1], frame)
    if change is None:
        return Failure("'mapValues' takes a lambda that is written in place.")
    owner = frame.value(node.arguments[0])
    return lifted((owner,), lambda singles: _mapped(singles[0], change), ValueType.OBJECT)


def _mapped(owner: Single, change: _Lambda) -> Value:
    if isinstance(owner, Failure):
        return owner
    if not types_of(owner) & ValueType.OBJECT:
        return Failure(f"'mapValues' takes an object, not {types_of(owner).words}.")
    inside = members(owner) if isinstance(owner, WrittenObject | BuiltObject) else None
    if inside is None or len(inside) > MAX_ELEMENTS:
        return Unknown(Cause.RUNTIME, ValueType.OBJECT, origins=owner.origins, secret=owner.secret)
    made = {name: change(value) for name, value in inside.items()}
    failed = next((each for each in made.values() if isinstance(each, Failure)), None)
    return failed or through(BuiltObject(made), *owner.origins, secret=owner.secret)


LAMBDAS: Mapping[str, Callable[[Call, Frame], Value]] = {
    "map": _over_array("map", ValueType.ARRAY, _map),
    "filter": _over_array("filter", ValueType.ARRAY, _filter),
    "sort": _over_array("sort", ValueType.ARRAY, _sort),
    "toobject": _over_array("toObject", ValueType.OBJECT, _by_key(_to_object)),
    "groupby": _over_array("groupBy", ValueType.OBJECT, _by_key(_group_by)),
    "reduce": _reduce,
    "mapvalues": _map_values,
}
"""The functions that take lambdas, by lower-case name."""
