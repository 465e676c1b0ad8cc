"""Calling one function with plain data, as the tables of the tests write it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from armlens.evaluation.functions.signature import ArgumentError, Family, UnknownResult, type_of
from armlens.evaluation.types import Data


class Refused:
    """The expectation that the arguments are refused, at an argument if `index` is given."""

    def __init__(self, index: int | None = None) -> None:
        self.index = index

    def __repr__(self) -> str:
        return f"refused({self.index})"


class Unsure:
    """The expectation that the result is not known."""

    def __repr__(self) -> str:
        return "unknown"


UNKNOWN = Unsure()
Row = tuple[str, list[Data], object]


def table(rows: Iterable[Row]) -> pytest.MarkDecorator:
    """The rows `(name, arguments, expected)` of a test, with readable ids."""
    listed = [*rows]
    return pytest.mark.parametrize(
        ("name", "arguments", "expected"),
        listed,
        ids=[f"{name}-{index}" for index, (name, _, _) in enumerate(listed)],
    )


def call(functions: Family, name: str, *arguments: Data) -> Data:
    """The result of a function for arguments that its signature takes."""
    function = functions[name.lower()]
    assert function.required <= len(arguments)
    assert function.most is None or len(arguments) <= function.most
    for index, argument in enumerate(arguments):
        assert type_of(argument) in function.parameter(index).types
    assert function.compute is not None
    result = function.compute(*arguments)
    assert type_of(result) in function.returns
    return result


def check(functions: Family, row: Row) -> None:
    """Call a function and compare with the expectation of its row, types of numbers included."""
    name, arguments, expected = row
    if isinstance(expected, Refused):
        with pytest.raises(ArgumentError) as refusal:
            call(functions, name, *arguments)
        assert refusal.value.index == expected.index
        assert refusal.value.message.endswith(".")
        assert len(refusal.value.message) < 160
    elif isinstance(expected, Unsure):
        with pytest.raises(UnknownResult):
            call(functions, name, *arguments)
    else:
        result = call(functions, name, *arguments)
        assert result == expected
        assert repr(result) == repr(expected)
