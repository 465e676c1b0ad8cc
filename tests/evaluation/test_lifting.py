"""Doing one thing to each of the values that arguments may have, together."""

from __future__ import annotations

import pytest

from armlens.evaluation.conditions import Symbol, when
from armlens.evaluation.lifting import lifted, lifted_at, may_fail
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    MAX_ALTERNATIVES,
    Alternative,
    BuiltArray,
    Cause,
    Choice,
    Failure,
    Known,
    Single,
    Unknown,
    Value,
)
from evaluation.stated import stated

P, Q = Symbol("p", "p"), Symbol("q", "q")


def chosen(symbol: Symbol, *values: str) -> Choice:
    return Choice(tuple(Alternative(when(symbol, each), Known(each)) for each in values))


def limited(symbol: Symbol, *values: str) -> Unknown:
    return Unknown(Cause.NO_VALUE, ValueType.STRING, symbol, values)


def joined(singles: tuple[Single, ...]) -> Value:
    if not all(isinstance(each, Known) for each in singles):
        return Unknown(Cause.RUNTIME, ValueType.STRING)
    return Known("".join(str(each.value) for each in singles if isinstance(each, Known)))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([Known("a"), Known("b")], '"ab"'),
        ([chosen(P, "a", "b"), Known("c")], "\"ac\" if p is 'a'; \"bc\" if p is 'b'"),
        ([chosen(P, "a", "b"), chosen(P, "a", "b")], "\"aa\" if p is 'a'; \"bb\" if p is 'b'"),
        ([chosen(P, "a", "b"), limited(P, "a", "b")], "\"aa\" if p is 'a'; \"bb\" if p is 'b'"),
        (
            [limited(P, "a", "b"), limited(Q, "c")],
            "\"ac\" if p is 'a' and q is 'c'; \"bc\" if p is 'b' and q is 'c'",
        ),
        (
            [chosen(P, "a", "b"), Unknown(Cause.RUNTIME, symbol=P)],
            "\"aa\" if p is 'a'; \"bb\" if p is 'b'",
        ),
        ([chosen(P, "a"), Unknown(Cause.RUNTIME)], "unknown: a string"),
    ],
)
def test_combinations(arguments: list[Value], expected: str) -> None:
    assert stated(lifted(arguments, joined)) == expected


def test_equal_results_are_one() -> None:
    value = lifted([chosen(P, "a", "b")], lambda _: Known(1))
    assert stated(value) == "1"


def test_too_many_combinations_are_an_unknown_of_the_type() -> None:
    nine = [chr(ord("a") + n) for n in range(9)]
    value = lifted([chosen(P, *nine), chosen(Q, *nine)], joined, ValueType.STRING)
    assert MAX_ALTERNATIVES < 9 * 9
    assert value == Unknown(Cause.BUDGET, ValueType.STRING)


def test_arguments_that_are_not_chosen_stay_whole() -> None:
    choice = chosen(P, "a", "b")
    value = lifted_at([0], [chosen(Q, "x", "y"), choice], BuiltArray, ValueType.ARRAY)
    assert isinstance(value, Choice)
    first = value.alternatives[0].value
    assert isinstance(first, BuiltArray)
    assert first.elements == (Known("x"), choice)


def test_only_choices_that_have_a_failure_may_fail() -> None:
    failing = Choice((Alternative(when(P, 1), Failure("No.")), Alternative(when(P, 2), Known(2))))
    assert may_fail(failing)
    assert not may_fail(chosen(P, "a"))
    assert not may_fail(Failure("No."))
