"""Merging objects and arrays, as on "Object functions" and "Array functions for ARM templates".

`union` merges objects deeply and replaces arrays inside them; names are matched without case.
Which of two casings a merged name has is not established, nor what becomes of null over another
value: such parts stay unknown. The names that are not in doubt stay known.
"""

from __future__ import annotations

from collections.abc import Iterable

from armlens.evaluation.access import elements, members
from armlens.evaluation.data import MAX_DEPTH, types_of
from armlens.evaluation.functions.equality import is_same_value
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Function,
    Parameter,
    UnknownResult,
    ValueType,
    family,
)
from armlens.evaluation.lifting import lifted
from armlens.evaluation.scope import MAX_STEPS, Budget
from armlens.evaluation.values import (
    BuiltArray,
    BuiltObject,
    Cause,
    Choice,
    Known,
    Single,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)
from armlens.jsonc.nodes import Scalar

_OBJECT = ValueType.OBJECT
_CONTAINER = ValueType.OBJECT | ValueType.ARRAY
_NUMBER = (int, float)
_OBJECTS = (WrittenObject, BuiltObject)


class _Seen:
    """The values that were met, to be found again without comparing each with each."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._scalars: dict[tuple[type, Scalar], Known] = {}
        self._others: list[Value] = []

    def add(self, value: Value) -> None:
        """Meet a value."""
        if isinstance(value, Known):
            self._scalars.setdefault(_key(value), value)
        else:
            self._others.append(value)

    def holds(self, value: Value) -> bool | None:
        """Whether an equal value was met; None if that is not known."""
        rivals = list(self._others)
        if not isinstance(value, Known):
            rivals += self._scalars.values()
        elif rival := self._scalars.get(_key(value)):
            rivals.append(rival)
        verdicts = {is_same_value(value, rival, self._budget) for rival in rivals}
        return True if True in verdicts else None if None in verdicts else False


def _key(value: Known) -> tuple[type, Scalar]:
    """What equal scalars have in common; that of 1 is that of 1.0 too."""
    kind = type(value.value)
    return (float if kind in _NUMBER else kind), value.value


def without_repetitions(values: Iterable[Value], budget: Budget) -> list[Value] | None:
    """The first of each of the values that are equal; None if it is not known which are."""
    kept: list[Value] = []
    seen = _Seen(budget)
    for value in values:
        found = seen.holds(value)
        if found is None:
            return None
        if not found:
            kept.append(value)
            seen.add(value)
    return kept


def _union(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    if _kind_of(arguments) == ValueType.ARRAY:
        parts = [_array_parts(argument) for argument in arguments]
        if None in parts:
            return None
        kept = without_repetitions((each for part in parts for each in part or ()), budget)
        return None if kept is None else BuiltArray(tuple(kept))
    if not any(types_of(each) == _OBJECT for each in arguments):
        return None
    merged: Value = arguments[0]
    for argument in arguments[1:]:
        merged = _merged(merged, argument, budget, 0)
    return merged


def _kind_of(arguments: tuple[Single, ...]) -> ValueType:
    """What all arguments may be: arrays, objects, or both; refuses one of each.

    Whether null counts as nothing is not established.
    """
    kinds = [types_of(argument) for argument in arguments]
    if any(kind == ValueType.NULL for kind in kinds):
        raise UnknownResult("What null gives together with others is not established.")
    both = ValueType.ANY
    for kind in kinds:
        both &= kind
    if not both & _CONTAINER:
        raise ArgumentError("It takes only objects or only arrays.")
    return both & _CONTAINER


def _array_parts(value: Value) -> tuple[Value, ...] | None:
    return elements(value) if isinstance(value, WrittenArray | BuiltArray) else None


def _known_members(value: Value) -> tuple[dict[str, Value], bool]:
    """The members that an object certainly has, and whether it may have more."""
    if isinstance(value, BuiltObject) and value.open:
        return dict(value.members), True
    inside = members(value) if isinstance(value, WrittenObject | BuiltObject) else None
    if inside is None or len({name.lower() for name in inside}) < len(inside):
        return {}, True
    return inside, False


def _merged(left: Value, right: Value, budget: Budget, depth: int) -> BuiltObject:
    """What two objects make together: the members of both, nested objects merged."""
    ours, may_have_more = _known_members(left)
    theirs, may_override = _known_members(right)
    budget.steps += 1 + (len(ours) + len(theirs)) // 4
    secret = left.secret or right.secret
    if depth > MAX_DEPTH or budget.steps > MAX_STEPS:
        return BuiltObject({}, open=True, secret=secret)
    made = {name: _overridden(each) for name, each in ours.items()} if may_override else dict(ours)
    names = {name.lower(): name for name in ours}
    is_open = may_have_more or may_override
    for name, value in theirs.items():
        key = names.get(name.lower(), name)
        is_open = is_open or key != name
        if key in ours:
            made[key] = _over(ours[key], value, budget, depth)
        else:
            made[key] = _over_unseen(value, budget, depth) if may_have_more else value
    return BuiltObject(made, open=is_open, secret=secret and is_open)


def _overridden(value: Value) -> Value:
    """A member that something unknown may have replaced."""
    return Unknown(Cause.RUNTIME, origins=value.origins, secret=value.secret)


def _over(left: Value, right: Value, budget: Budget, depth: int) -> Value:
    """What becomes of a member: merged if both are objects, else the later one."""
    ours, theirs = types_of(left), types_of(right)
    is_plain = not (ours | theirs) & (_CONTAINER | ValueType.NULL)
    if is_plain or ours == ValueType.NULL or ours == theirs == ValueType.ARRAY:
        return right
    if isinstance(left, Choice) or isinstance(right, Choice):
        return lifted((left, right), lambda both: _over(both[0], both[1], budget, depth))
    if isinstance(left, _OBJECTS) and isinstance(right, _OBJECTS):
        return _merged(left, right, budget, depth + 1)
    return Unknown(Cause.RUNTIME, origins=left.origins + right.origins, secret=right.secret)


def _over_unseen(value: Value, budget: Budget, depth: int) -> Value:
    """What becomes of a member if there may be one of its name before it, an object even."""
    if isinstance(value, Choice):
        return lifted((value,), lambda single: _over_unseen(single[0], budget, depth))
    if isinstance(value, _OBJECTS):
        return _merged(BuiltObject({}, open=True), value, budget, depth + 1)
    return value if not types_of(value) & (_OBJECT | ValueType.NULL) else _overridden(value)


def _intersection(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    """What all arrays, or all objects, have in common, in the order of the first."""
    kind = _kind_of(arguments)
    if kind == ValueType.ARRAY:
        return _common_elements([_array_parts(argument) for argument in arguments], budget)
    inside = [
        members(each) if isinstance(each, WrittenObject | BuiltObject) else None
        for each in arguments
    ]
    known = [each for each in inside if each is not None]
    return _common_members(known, budget) if len(known) == len(inside) else None


def _common_elements(parts: list[tuple[Value, ...] | None], budget: Budget) -> Value | None:
    known = [part for part in parts if part is not None]
    common = without_repetitions(known[0], budget) if len(known) == len(parts) else None
    for part in known[1:]:
        seen = _Seen(budget)
        for each in part:
            seen.add(each)
        verdicts = [seen.holds(each) for each in common or ()]
        if common is None or None in verdicts:
            return None
        common = [each for each, found in zip(common, verdicts, strict=True) if found]
    return None if common is None else BuiltArray(tuple(common))


def _common_members(inside: list[dict[str, Value]], budget: Budget) -> Value | None:
    """The members of equal name and value; None if names differ in case, or for lack of values."""
    first, *others = inside
    spelled = [{name.lower(): name for name in each} for each in inside]
    kept: dict[str, Value] = {}
    for name, value in first.items():
        here = [each.get(name.lower()) for each in spelled]
        if any(other not in (None, name) for other in here):
            return None
        if None in here:
            continue
        verdicts = {is_same_value(value, other[name], budget) for other in others}
        if False not in verdicts and None in verdicts:
            return None
        if False not in verdicts:
            kept[name] = value
    return BuiltObject(kept)


def _shallow_merge(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    """The members of several objects, later ones replacing earlier ones whole."""
    parts = _array_parts(arguments[0])
    if parts is None:
        return None
    made: dict[str, Value] = {}
    spelled: dict[str, str] = {}
    for part in parts:
        if not types_of(part) & _OBJECT:
            raise ArgumentError("Every element must be an object.", 0)
        inside = members(part) if isinstance(part, WrittenObject | BuiltObject) else None
        if inside is None or budget.steps > MAX_STEPS:
            return None
        budget.steps += 1 + len(inside) // 4
        if any(spelled.setdefault(name.lower(), name) != name for name in inside):
            return None  # Which of two casings the result has is not established.
        made.update(inside)
    return BuiltObject(made)


FUNCTIONS = family(
    (
        Function(
            name="union",
            parameters=(
                Parameter("arg1", _CONTAINER | ValueType.NULL),
                Parameter("arg2", _CONTAINER | ValueType.NULL),
            ),
            required=2,
            repeats=True,
            returns=_CONTAINER,
            summary="Objects merged deeply, or the elements of arrays without repetitions.",
            structure=_union,
        ),
        Function(
            name="intersection",
            parameters=(Parameter("arg1", _CONTAINER), Parameter("arg2", _CONTAINER)),
            required=2,
            repeats=True,
            returns=_CONTAINER,
            summary="What several arrays, or several objects, have in common.",
            structure=_intersection,
        ),
        Function(
            name="shallowMerge",
            parameters=(Parameter("objects", ValueType.ARRAY),),
            required=1,
            returns=_OBJECT,
            summary="The members of several objects; later ones replace earlier ones.",
            structure=_shallow_merge,
        ),
    )
)
