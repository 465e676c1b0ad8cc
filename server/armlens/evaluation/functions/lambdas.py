"""Functions that take a lambda: `map`, `filter`, `reduce`, `sort`, `toObject` and their kin.

As documented on the page "Lambda functions for ARM templates": a lambda is written in place, its
variables are named by string literals, and the index is an optional further variable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cmp_to_key

from armlens.evaluation.access import elements, members
from armlens.evaluation.frame import Frame
from armlens.evaluation.lifting import lifted
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


@dataclass(frozen=True, slots=True)
class _Lambda:
    """A lambda that can be called: the names of its variables, and its body in its frame."""

    names: tuple[str, ...]
    body: Expression
    frame: Frame

    def __call__(self, *values: Value) -> Value:
        """The value of the body; arguments beyond the variables are left out."""
        scope = LambdaScope(self.frame.scope, dict(zip(self.names, values, strict=False)))
        return self.frame.inside(scope).value(self.body)


def _lambda(expression: Expression, frame: Frame) -> _Lambda | None:
    """The lambda that is written there, or None if something else is."""
    match expression:
        case Call("lambda", None, (*names, body)) if names:
            literals = [name.value for name in names if isinstance(name, StringLiteral)]
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
        if isinstance(array, Failure):
            return array
        parts = elements(array) if isinstance(array, WrittenArray | BuiltArray) else None
        if parts is not None and len(parts) <= MAX_ELEMENTS:
            return compute(parts, lambdas)
        if parts is None and not isinstance(array, Unknown | WrittenArray | BuiltArray):
            return Failure(f"'{name}' takes an array.")
        return Unknown(Cause.RUNTIME, returns, origins=array.origins, secret=array.secret)

    return evaluate


def _map(parts: tuple[Value, ...], lambdas: list[_Lambda]) -> Value:
    return BuiltArray(tuple(lambdas[0](part, Known(i)) for i, part in enumerate(parts)))


def _filter(parts: tuple[Value, ...], lambdas: list[_Lambda]) -> Value:
    """The elements that pass; unknown as a whole if any may or may not."""
    kept: list[Value] = []
    for index, part in enumerate(parts):
        verdict = lambdas[0](part, Known(index))
        if isinstance(verdict, Failure):
            return verdict
        if not isinstance(verdict, Known) or not isinstance(verdict.value, bool):
            return Unknown(Cause.RUNTIME, ValueType.ARRAY)
        if verdict.value:
            kept.append(part)
    return BuiltArray(tuple(kept))


def _sort(parts: tuple[Value, ...], lambdas: list[_Lambda]) -> Value:
    """The elements in order, where the lambda is a strict order that settles every pair."""
    less: dict[tuple[int, int], bool] = {}
    if len(parts) > 64:
        return Unknown(Cause.BUDGET, ValueType.ARRAY)
    for i, left in enumerate(parts):
        for j, right in enumerate(parts):
            verdict = lambdas[0](left, right) if i != j else Known(value=False)
            if not isinstance(verdict, Known) or not isinstance(verdict.value, bool):
                return Unknown(Cause.RUNTIME, ValueType.ARRAY)
            less[i, j] = verdict.value

    def compared(i: int, j: int) -> int:
        return less[j, i] - less[i, j]

    order = sorted(range(len(parts)), key=cmp_to_key(compared))
    return BuiltArray(tuple(parts[index] for index in order))


def _keyed(parts: tuple[Value, ...], lambdas: list[_Lambda]) -> list[tuple[str, Value]] | Value:
    """The key and the value of each element, or why they cannot be told."""
    keyed: list[tuple[str, Value]] = []
    for part in parts:
        key = lambdas[0](part)
        if isinstance(key, Failure):
            return key
        if not isinstance(key, Known):
            return Unknown(Cause.RUNTIME, ValueType.OBJECT)
        if not isinstance(key.value, str):
            return Failure("The key of an element must be a string.")
        keyed.append((key.value, lambdas[1](part) if len(lambdas) > 1 else part))
    return keyed


def _to_object(parts: tuple[Value, ...], lambdas: list[_Lambda]) -> Value:
    keyed = _keyed(parts, lambdas)
    if not isinstance(keyed, list):
        return keyed
    if len({key.lower() for key, _ in keyed}) < len(keyed):
        # What the service makes of equal keys is not established.
        return Unknown(Cause.FUNCTION, ValueType.OBJECT)
    return BuiltObject(dict(keyed))


def _group_by(parts: tuple[Value, ...], lambdas: list[_Lambda]) -> Value:
    keyed = _keyed(parts, lambdas)
    if not isinstance(keyed, list):
        return keyed
    groups: dict[str, list[Value]] = {}
    for key, value in keyed:
        groups.setdefault(key, []).append(value)
    return BuiltObject({key: BuiltArray(tuple(values)) for key, values in groups.items()})


def _reduce(node: Call, frame: Frame) -> Value:
    """The fold of an array from the left."""
    step = _lambda(node.arguments[2], frame)
    if step is None:
        return Failure("'reduce' takes a lambda that is written in place.")
    initial = frame.value(node.arguments[1])
    array = frame.value(node.arguments[0])
    return lifted((array,), lambda singles: _folded(singles[0], initial, step))


def _folded(array: Single, value: Value, step: _Lambda) -> Value:
    parts = elements(array) if isinstance(array, WrittenArray | BuiltArray) else None
    if parts is None or len(parts) > MAX_ELEMENTS:
        return array if isinstance(array, Failure) else Unknown(Cause.RUNTIME)
    for index, part in enumerate(parts):
        value = step(value, part, Known(index))
        if isinstance(value, Failure):
            return value
    return value


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
    inside = members(owner) if isinstance(owner, WrittenObject | BuiltObject) else None
    if inside is None:
        return Unknown(Cause.RUNTIME, ValueType.OBJECT, origins=owner.origins)
    mapped = BuiltObject({name: change(value) for name, value in inside.items()})
    return through(mapped, *owner.origins, secret=owner.secret)


LAMBDAS: Mapping[str, Callable[[Call, Frame], Value]] = {
    "map": _over_array("map", ValueType.ARRAY, _map),
    "filter": _over_array("filter", ValueType.ARRAY, _filter),
    "sort": _over_array("sort", ValueType.ARRAY, _sort),
    "toobject": _over_array("toObject", ValueType.OBJECT, _to_object),
    "groupby": _over_array("groupBy", ValueType.OBJECT, _group_by),
    "reduce": _reduce,
    "mapvalues": _map_values,
}
"""The functions that take lambdas, by lower-case name."""
