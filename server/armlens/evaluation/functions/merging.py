"""Merging objects and arrays, as on "Object functions" and "Array functions for ARM templates".

`union` merges objects deeply and replaces arrays inside them; names are matched without case.
Which of two casings a merged name has is not established, nor what becomes of null over another
value: such parts stay unknown. The names that are not in doubt stay known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from armlens.evaluation.access import elements, members
from armlens.evaluation.data import MAX_DEPTH, types_of
from armlens.evaluation.functions.equality import is_same_value
from armlens.evaluation.functions.repetitions import Seen, without_repetitions
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
    Single,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)

_OBJECT = ValueType.OBJECT
_CONTAINER = ValueType.OBJECT | ValueType.ARRAY

MAX_MERGED = 1_000
"""How many objects one call merges. Objects that use each other twice grow without limit."""

_OBJECTS = (WrittenObject, BuiltObject)


def _union(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    if _kind_of(arguments) == ValueType.ARRAY:
        parts = [_array_parts(argument) for argument in arguments]
        if None in parts:
            return None
        kept = without_repetitions((each for part in parts for each in part or ()), budget)
        return None if kept is None else BuiltArray(tuple(kept))
    if not any(types_of(each) == _OBJECT for each in arguments):
        return None
    merging = _Merging(budget)
    merged: Value = arguments[0]
    for argument in arguments[1:]:
        merged = merging.merged(merged, argument, 0)
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


class _Merging:
    """One call of `union` on objects, which counts the objects inside each other that it merges."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._room = MAX_MERGED

    def merged(self, left: Value, right: Value, depth: int) -> BuiltObject:
        """What two objects make together: the members of both, nested objects merged."""
        self._room -= 1
        if depth > MAX_DEPTH or self._room < 0 or self._budget.steps > MAX_STEPS:
            return BuiltObject({}, open=True, secret=left.secret or right.secret)
        return _laid_over(
            left, right, self._budget, lambda one, other: self._over(one, other, depth)
        )

    def _over(self, left: Value | None, right: Value, depth: int) -> Value:
        """What becomes of a member: merged if both are objects, else the later one."""
        if _is_replaced(left, right):
            return right
        before = BuiltObject({}, open=True) if left is None else left
        if isinstance(before, Choice) or isinstance(right, Choice):
            return lifted(
                (before, right), lambda each: self._over(left and each[0], each[1], depth)
            )
        if isinstance(before, _OBJECTS) and isinstance(right, _OBJECTS):
            return self.merged(before, right, depth + 1)
        origins = before.origins + right.origins
        return Unknown(Cause.RUNTIME, origins=origins, secret=before.secret or right.secret)


def _is_replaced(left: Value | None, right: Value) -> bool:
    """Whether a later member certainly takes the place of one before, whatever both are."""
    ours, theirs = _OBJECT if left is None else types_of(left), types_of(right)
    is_plain = not (ours | theirs) & (_CONTAINER | ValueType.NULL)
    is_unseen = left is None and not theirs & (_OBJECT | ValueType.NULL)
    return is_plain or is_unseen or ours == ValueType.NULL or ours == theirs == ValueType.ARRAY


_Over = Callable[[Value | None, Value], Value]
"""What two members of one name make together; the first is None if there may be such a member."""


def _laid_over(left: Value, right: Value, budget: Budget, over: _Over) -> BuiltObject:
    """The members of both objects; what is not known of the right one may replace any."""
    ours, may_have_more = _known_members(left)
    theirs, may_override = _known_members(right)
    budget.steps += 4 + (len(ours) + len(theirs)) // 4
    made = {name: _overridden(each) for name, each in ours.items()} if may_override else dict(ours)
    names = {name.lower(): name for name in ours}
    is_open = may_have_more or may_override
    for name, value in theirs.items():
        key = names.get(name.lower(), name)
        is_open = is_open or key != name
        is_first = key not in ours and not may_have_more
        made[key] = value if is_first else over(ours.get(key), value)
    secret = is_open and (left.secret or right.secret)
    return BuiltObject(made, open=is_open, secret=secret)


def _overridden(value: Value) -> Value:
    """A member that something unknown may have replaced."""
    return Unknown(Cause.RUNTIME, origins=value.origins, secret=value.secret)


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
        seen = Seen(budget)
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
    merged: Value = BuiltObject({})
    for part in parts or ():
        if not types_of(part) & _OBJECT:
            raise ArgumentError("Every element must be an object.", 0)
        merged = _laid_over(merged, part, budget, lambda _, later: later)
    return None if parts is None else merged


def _kind_in_common(kinds: Sequence[ValueType]) -> ValueType:
    """What `union` and `intersection` give: what all arguments may be, null left aside."""
    shared = _CONTAINER
    for kind in kinds:
        shared &= kind if kind & _CONTAINER else _CONTAINER
    return shared


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
            narrows=_kind_in_common,
        ),
        Function(
            name="intersection",
            parameters=(Parameter("arg1", _CONTAINER), Parameter("arg2", _CONTAINER)),
            required=2,
            repeats=True,
            returns=_CONTAINER,
            summary="What several arrays, or several objects, have in common.",
            structure=_intersection,
            narrows=_kind_in_common,
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
