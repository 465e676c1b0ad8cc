"""Getting at what is inside objects and arrays, known, chosen or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import overload

from armlens.evaluation.conditions import Symbol
from armlens.evaluation.lifting import lifted
from armlens.evaluation.narrowing import narrowed
from armlens.evaluation.scope import LoopScope, Scope
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    Absent,
    Alternative,
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
    grounds,
    selected,
    through,
)
from armlens.jsonc.nodes import Array, Member, Node, Object

MAX_RUNS = 800
"""The most runs of a loop that Azure takes. Azure documentation, "Template limits"."""

MAX_LOOP = 100
"""The most elements of a loop that are computed; the array of a longer one is unknown."""

_MAX_WORDS = 1_000
"""How long the words for a part of an unknown may get; what lies deeper inside has no identity."""


def accessed(target: Value, key: Value) -> Value:
    """`target.key` or `target[key]`; absent members and elements fail, as they do in Azure."""
    return lifted((target, key), lambda singles: _accessed(singles[0], singles[1]))


def _accessed(target: Single, key: Single) -> Value:
    if isinstance(target, Failure) or isinstance(key, Failure):
        return target if isinstance(target, Failure) else key
    return through(selected(_inside(target, key), grounds(key)), secret=key.secret)


def _inside(target: Single, key: Single) -> Value:
    if isinstance(target, Unknown) or not isinstance(key, Known):
        return _unknown_part(target, key)
    if isinstance(target, WrittenObject | BuiltObject) and isinstance(key.value, str):
        value = member(target, key.value)
        if isinstance(value, Absent):
            return Failure(f"The object has no member '{key.value}'.", target.origins)
        return value
    if isinstance(target, WrittenArray | BuiltArray) and type(key.value) is int:
        return element(target, key.value)
    return Failure(f"There is nothing at '{key.value}' in this value.", target.origins)


def known_element(array: Single, index: Single) -> Value | None:
    """An element of an array whose beginning is known, if it is one of those."""
    if not isinstance(array, Unknown) or not isinstance(index, Known):
        return None
    starts, at = array.limits.starts, index.value
    if type(at) is not int or not 0 <= at < len(starts):
        return None
    return through(starts[at], *array.origins, secret=array.secret)


def _unknown_part(target: Single, key: Single) -> Value:
    """A part of an unknown; it keeps the identity of the whole it is a part of."""
    known = known_element(target, key)
    if known is not None:
        return known
    symbol = target.symbol if isinstance(target, Unknown) else None
    if symbol and isinstance(key, Known) and len(symbol.words) < _MAX_WORDS:
        symbol = part(symbol, key.value)
    else:
        symbol = None
    return Unknown(Cause.RUNTIME, symbol=symbol, origins=target.origins, secret=target.secret)


def member(owner: WrittenObject | BuiltObject, name: str) -> Value:
    """The value of a member: `Absent` only if the object certainly has none of that name.

    Names are compared as Azure does: the exact one first, else one that differs in case. Names
    that are expressions are evaluated; one that stays unknown may be any name.
    """
    if isinstance(owner, BuiltObject):
        return selected(_built_member(owner, name), owner.selected_by)
    found = find_member(owner, name)
    if isinstance(found, Member):
        found = member_value(owner, found)
    elif found is None:
        found = Absent(owner.origins, owner.secret)
    return selected(found, owner.selected_by)


@overload
def opened(value: Single, rest: Symbol) -> Single: ...


@overload
def opened(value: Value, rest: Symbol) -> Value: ...


def opened(value: Value, rest: Symbol) -> Value:
    """A declared value as the deployment may find it: with further members and elements.

    `rest` stands for it. What is declared as null gets a value from the service.
    """
    match value:
        case WrittenObject():
            return replace(value, rest=rest)
        case BuiltObject():
            inside = {name: opened(each, part(rest, name)) for name, each in value.members.items()}
            return replace(value, members=inside, open=True)
        case WrittenArray() | BuiltArray():
            return Unknown(Cause.RUNTIME, ValueType.ARRAY, rest, origins=value.origins)
        case Choice():
            each = [Alternative(a.condition, opened(a.value, rest)) for a in value.alternatives]
            return replace(value, alternatives=tuple(each))
        case Known(None):
            return Unknown(Cause.RUNTIME, symbol=rest, origins=value.origins)
        case Known():
            return replace(value, place=None)
        case _:
            return value


def part(whole: Symbol, key: object) -> Symbol:
    """What stands for a part of something that only the deployment knows."""
    is_expression = whole.words.endswith("]")
    words = f"{whole.words[:-1]}.{key}]" if is_expression else f"'{key}' of {whole.words}"
    return Symbol((whole.key, str(key).lower()), words)


def _built_member(owner: BuiltObject, name: str) -> Value:
    value = owner.members.get(name)
    if value is None:
        similar = (value for each, value in owner.members.items() if each.lower() == name.lower())
        value = next(similar, None)
    if value is not None:
        return through(value, *owner.origins, secret=owner.secret)
    if owner.open:
        return Unknown(Cause.RUNTIME, origins=owner.origins, secret=owner.secret)
    return Absent(owner.origins, owner.secret)


def member_value(owner: WrittenObject, found: Member) -> Value:
    """The value of a member that was found, with the owner's origins narrowed to it."""
    value = narrowed(owner.scope.evaluate(found.value), owner.under)
    if owner.rest:
        value = opened(value, part(owner.rest, found.key.value))
    if not owner.origins:
        return through(value, secret=owner.secret)
    last = replace(owner.origins[-1], node=found)
    return through(value, *owner.origins[:-1], last, secret=owner.secret)


def find_member(owner: WrittenObject, name: str) -> Member | Value | None:
    """The member that `member` evaluates, or the value that a loop makes or that is not known."""
    if found := owner.node.find(name):
        return found
    for candidate in reversed(owner.node.members):
        if not candidate.key.raw.startswith(("[", "\\")):
            continue
        key = owner.scope.evaluate(candidate.key)
        if not isinstance(key, Known):
            return Unknown(Cause.RUNTIME, origins=owner.origins)
        if str(key.value).lower() == name.lower():
            return candidate
    if not owner.node.closed:
        return Unknown(Cause.SYNTAX, origins=owner.origins)
    made = _copied(owner, name)
    if owner.rest is None:
        return made
    symbol = part(owner.rest, name)
    if made is None:
        return Unknown(Cause.RUNTIME, symbol=symbol, origins=owner.origins, secret=owner.secret)
    return opened(made, symbol)


def _copied(owner: WrittenObject, name: str) -> Value | None:
    """What a `copy` member, which makes array members, may give for the name."""
    loops = owner.node.get("copy")
    for loop in loops.elements if isinstance(loops, Array) else []:
        loop_name = loop.get("name") if isinstance(loop, Object) else None
        value = owner.scope.evaluate(loop_name) if loop_name else None
        if not isinstance(value, Known):
            return Unknown(Cause.RUNTIME, origins=owner.origins)
        if str(value.value).lower() == name.lower() and isinstance(loop, Object):
            return looped(loop, str(value.value), owner)
    return None


def looped(loop: Object, name: str, owner: WrittenObject) -> Value:
    """The array that a loop makes: its `input`, once for each index."""
    count, item = loop.get("count"), loop.get("input")
    times = owner.scope.evaluate(count) if count else None
    if item is None or not isinstance(times, Known) or type(times.value) is not int:
        return Unknown(Cause.RUNTIME, ValueType.ARRAY, origins=owner.origins)
    if not 0 <= times.value <= MAX_LOOP:
        too_many_runs(owner.scope, count or loop, times.value)
        return Unknown(Cause.BUDGET, ValueType.ARRAY, origins=owner.origins)
    runs = range(times.value)
    scopes = owner.scope.inside(
        loop, lambda: [LoopScope(owner.scope, name, Known(index)) for index in runs]
    )
    return BuiltArray(tuple(scope.evaluate(item) for scope in scopes), owner.origins)


def too_many_runs(scope: Scope, count: Node, times: int) -> None:
    """Notes that a loop has more runs than are computed, if Azure takes as many."""
    if MAX_LOOP < times <= MAX_RUNS:
        message = f"The array has {times} elements; those of up to {MAX_LOOP} are looked at."
        scope.budget.reach(scope.tree, count, message)


def element(owner: WrittenArray | BuiltArray, index: int) -> Value:
    """The value of an element; a failure where the array certainly has none there."""
    count = len(owner.node.elements if isinstance(owner, WrittenArray) else owner.elements)
    if 0 <= index < count:
        return _element_value(owner, index)
    if isinstance(owner, WrittenArray) and not owner.node.closed:
        return Unknown(Cause.SYNTAX, origins=owner.origins)
    return Failure(f"The array has {count} elements and none at index {index}.")


def _element_value(owner: WrittenArray | BuiltArray, index: int) -> Value:
    if isinstance(owner, BuiltArray):
        value = owner.elements[index]
    else:
        value = narrowed(owner.scope.evaluate(owner.node.elements[index]), owner.under)
    return selected(through(value, *owner.origins, secret=owner.secret), owner.selected_by)


def elements(owner: WrittenArray | BuiltArray) -> tuple[Value, ...] | None:
    """All elements; None where the array may have more than are written."""
    if isinstance(owner, BuiltArray):
        return tuple(_element_value(owner, index) for index in range(len(owner.elements)))
    if not owner.node.closed:
        return None
    return tuple(_element_value(owner, index) for index in range(len(owner.node.elements)))


def members(owner: WrittenObject | BuiltObject) -> dict[str, Value] | None:
    """All members by name, the last of each name; None where not all names are known."""
    if isinstance(owner, BuiltObject):
        if owner.open:
            return None
        return {name: _built_member(owner, name) for name in owner.members}
    if not owner.node.closed or owner.rest or isinstance(owner.node.get("copy"), Array):
        return None
    found: dict[str, Value] = {}
    for name, written in _named(owner):
        if name is None:
            return None
        found.pop(name, None)
        found[name] = member_value(owner, written)
    return found


def _named(owner: WrittenObject) -> Iterator[tuple[str | None, Member]]:
    """The members with their evaluated names, None for one that is not known."""
    for written in owner.node.members:
        key = owner.scope.evaluate(written.key)
        is_name = isinstance(key, Known) and isinstance(key.value, str)
        yield (str(key.value) if is_name and isinstance(key, Known) else None), written
