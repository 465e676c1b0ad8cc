"""Arrays, as on "Array functions for ARM templates"; lambdas over them are in `lambdas.py`."""

from __future__ import annotations

from armlens.evaluation.access import element, elements
from armlens.evaluation.data import joined, types_of
from armlens.evaluation.functions.ranges import MAX_RANGE, range_
from armlens.evaluation.functions.repetitions import without_repetitions
from armlens.evaluation.functions.sequences import array_parts
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Function,
    Parameter,
    ValueType,
    family,
)
from armlens.evaluation.scope import Budget
from armlens.evaluation.types import Data
from armlens.evaluation.values import (
    BuiltArray,
    Failure,
    Known,
    Single,
    Unknown,
    Value,
    WrittenArray,
)

_LARGEST = 2**31 - 1


def _array(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    del budget
    (value,) = arguments
    if isinstance(value, WrittenArray | BuiltArray):
        return value
    may_be_array = isinstance(value, Unknown) and value.types & ValueType.ARRAY
    return None if may_be_array else BuiltArray((value,))


def _distinct(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    parts = array_parts(arguments[0])
    kept = None if parts is None else without_repetitions(parts, budget)
    return None if kept is None else BuiltArray(tuple(kept))


def _flatten(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    """The elements of the elements; one that is certainly no array is refused."""
    del budget
    outer = array_parts(arguments[0])
    inner: list[tuple[Value, ...] | None] = []
    for each in outer or ():
        if isinstance(each, Failure):
            return each
        if not types_of(each) & ValueType.ARRAY:
            raise ArgumentError("Every element must be an array.", 0)
        inner.append(elements(each) if isinstance(each, WrittenArray | BuiltArray) else None)
    known = [part for part in inner if part is not None]
    if outer is None or len(known) < len(inner):
        return None
    return joined(known)


def _index_from_end(arguments: tuple[Single, ...], budget: Budget) -> Value | None:
    del budget
    array, index = arguments
    parts = array_parts(array)
    if parts is None or not isinstance(index, Known) or not isinstance(index.value, int):
        return None
    if isinstance(array, WrittenArray | BuiltArray) and 1 <= index.value <= len(parts):
        return element(array, len(parts) - index.value)
    message = f"The array has {len(parts)} elements and none at {index.value} from its end."
    raise ArgumentError(message, 1)


def _range(start: int, count: int) -> Data:
    if not 0 <= count <= MAX_RANGE:
        raise ArgumentError(f"The count must be from 0 to {MAX_RANGE}.", 1)
    if start + count - 1 > _LARGEST:
        raise ArgumentError("The last number would not fit into 32 bits.", 0)
    return list(range(start, start + count))


_ARRAY = Parameter("array", ValueType.ARRAY)

FUNCTIONS = family(
    (
        Function(
            name="array",
            parameters=(Parameter("value", ValueType.ANY),),
            required=1,
            returns=ValueType.ARRAY,
            summary="The value as an array: itself, or an array of it alone.",
            structure=_array,
        ),
        Function(
            name="createArray",
            parameters=(Parameter("arg", ValueType.ANY),),
            required=0,
            repeats=True,
            returns=ValueType.ARRAY,
            summary="An array of the arguments.",
        ),
        Function(
            name="distinct",
            parameters=(_ARRAY,),
            required=1,
            returns=ValueType.ARRAY,
            summary="The array without repeated elements.",
            structure=_distinct,
        ),
        Function(
            name="flatten",
            parameters=(_ARRAY,),
            required=1,
            returns=ValueType.ARRAY,
            summary="The elements of the arrays in an array.",
            structure=_flatten,
        ),
        Function(
            name="indexFromEnd",
            parameters=(_ARRAY, Parameter("index", ValueType.INT)),
            required=2,
            returns=ValueType.ANY,
            summary="An element counted from the end, the last being 1.",
            structure=_index_from_end,
        ),
        Function(
            name="range",
            parameters=(Parameter("start", ValueType.INT), Parameter("count", ValueType.INT)),
            required=2,
            returns=ValueType.ARRAY,
            summary="Whole numbers in a row.",
            compute=_range,
            estimate=range_,
        ),
    )
)
