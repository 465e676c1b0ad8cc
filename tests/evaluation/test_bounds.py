"""Bounds: what is within them, and that arithmetic on them never leaves a result out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.evaluation.bounds import FREE, Bounds, around, exactly
from armlens.evaluation.functions.numbers import FUNCTIONS
from armlens.evaluation.functions.signature import ArgumentError

SMALL = st.integers(-9, 9)


@st.composite
def bounds(draw: st.DrawFn) -> tuple[Bounds, int]:
    """Bounds, and a number within them."""
    number = draw(SMALL)
    least = draw(st.none() | st.integers(-12, number))
    most = draw(st.none() | st.integers(number, 12))
    without = draw(st.frozensets(SMALL.filter(lambda each: each != number), max_size=2))
    within = Bounds(least, most).both(Bounds(without=without))
    assert within is not None
    return within, number


COMBINED: list[tuple[str, Callable[[Bounds, Bounds], Bounds]]] = [
    ("add", Bounds.plus),
    ("sub", Bounds.minus),
    ("mul", Bounds.times),
    ("div", Bounds.over),
    ("mod", Bounds.modulo),
    ("min", Bounds.smaller),
    ("max", Bounds.larger),
]


@pytest.mark.parametrize(("name", "combine"), COMBINED)
@given(one=bounds(), other=bounds())
def test_no_result_is_left_out(
    name: str,
    combine: Callable[[Bounds, Bounds], Bounds],
    one: tuple[Bounds, int],
    other: tuple[Bounds, int],
) -> None:
    compute = FUNCTIONS[name].compute
    assert compute is not None
    try:
        result = compute(one[1], other[1])
    except ArgumentError:
        return
    assert isinstance(result, int)
    assert combine(one[0], other[0]).admits(result)


@given(one=bounds(), other=bounds(), number=SMALL)
def test_both_admits_what_both_admit_and_either_what_one_does(
    one: tuple[Bounds, int], other: tuple[Bounds, int], number: int
) -> None:
    here, there = one[0].admits(number), other[0].admits(number)
    both = one[0].both(other[0])
    assert (both is not None and both.admits(number)) is (here and there)
    assert one[0].either(other[0]).admits(number) or not (here or there)


@given(one=bounds(), other=bounds())
def test_orders_that_numbers_have_are_possible(
    one: tuple[Bounds, int], other: tuple[Bounds, int]
) -> None:
    sign = (one[1] > other[1]) - (one[1] < other[1])
    assert one[0].orders(other[0])[sign + 1]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Bounds(1, 5), Bounds(3), Bounds(3, 5)),
        (Bounds(1, 5), Bounds(6), None),
        (Bounds(1, 5), Bounds(without=frozenset([1, 5])), Bounds(2, 4)),
        (Bounds(1, 5), Bounds(without=frozenset([3, 9])), Bounds(1, 5, frozenset([3]))),
        (exactly(3), Bounds(without=frozenset([3])), None),
        (FREE, FREE, FREE),
    ],
)
def test_both(one: Bounds, other: Bounds, expected: Bounds | None) -> None:
    assert one.both(other) == expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Bounds(1, 2).plus(Bounds(10)), Bounds(11)),
        (Bounds(1, 2).minus(Bounds(10)), Bounds(None, -8)),
        (Bounds(-2, 3).times(Bounds(-5, 1)), Bounds(-15, 10)),
        (Bounds(0).times(Bounds(0)), Bounds(0)),
        (exactly(0).times(FREE), exactly(0)),
        (Bounds(7, 9).over(exactly(2)), Bounds(3, 4)),
        (Bounds(-7, 7).over(Bounds(-1, 1)), Bounds(-7, 7)),
        (Bounds(1).over(exactly(0)), FREE),
        (Bounds(0).modulo(exactly(3)), Bounds(0, 2)),
        (FREE.modulo(exactly(3)), Bounds(-2, 2)),
        (around([3, 1, 2]), Bounds(1, 3)),
    ],
)
def test_arithmetic_is_as_exact_as_can_be(result: Bounds, expected: Bounds) -> None:
    assert result == expected


@pytest.mark.parametrize(
    ("within", "words"),
    [
        (exactly(3), "3"),
        (Bounds(3), "at least 3"),
        (Bounds(None, 3), "at most 3"),
        (Bounds(2, 4), "2 to 4"),
        (Bounds(2, 4, frozenset([3])), "2 to 4 but not 3"),
        (Bounds(without=frozenset([3, 1])), "not 1 or 3"),
        (FREE, ""),
    ],
)
def test_words(within: Bounds, words: str) -> None:
    assert within.words == words
