"""Conditions: what holds of two of them, of either, and how they are worded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.evaluation.bounds import Bounds, exactly
from armlens.evaluation.conditions import (
    ALWAYS,
    Condition,
    Constraint,
    Symbol,
    choosable,
    either,
    sized,
    when,
    within,
)

P, Q = Symbol("p", "parameter 'p'"), Symbol("q", "parameter 'q'")
LENGTH = Symbol("length", "the length of parameter 'p'", P)
VALUES = (0, 1, 2, 5, True, None, "a", "", "abc")

BOUNDS = st.sampled_from(
    [Bounds(1), Bounds(None, 1), Bounds(1, 2), exactly(0), Bounds(without=frozenset([1]))]
)
CONSTRAINTS = (
    st.builds(
        lambda values, excluded: Constraint(tuple(map(choosable, values)), excluded),
        st.lists(st.sampled_from(VALUES), min_size=1, max_size=3, unique_by=choosable),
        st.booleans(),
    )
    | BOUNDS.map(lambda each: Constraint(excluded=True, numbers=each))
    | BOUNDS.map(lambda each: Constraint(excluded=True, sizes=each))
)
CONDITIONS = st.dictionaries(st.sampled_from([P, Q]), CONSTRAINTS, max_size=2).map(
    lambda each: Condition(tuple(each.items()))
)
WORLDS = st.fixed_dictionaries({P: st.sampled_from(VALUES), Q: st.sampled_from(VALUES)})


def holds(condition: Condition, world: dict[Symbol, int | str | None]) -> bool:
    return all(each.admits(choosable(world[symbol])) for symbol, each in condition.constraints)


@given(CONDITIONS, CONDITIONS, WORLDS)
def test_both_holds_where_each_does(
    one: Condition, other: Condition, world: dict[Symbol, int | str | None]
) -> None:
    both = one.both(other)
    expected = holds(one, world) and holds(other, world)
    assert (both is not None and holds(both, world)) == expected


@given(st.lists(CONDITIONS, min_size=1, max_size=4), WORLDS)
def test_either_holds_wherever_one_does(
    conditions: list[Condition], world: dict[Symbol, int | str | None]
) -> None:
    if any(holds(each, world) for each in conditions):
        assert holds(either(conditions), world)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([when(P, 1), when(P, 2)], when(P, 1, 2)),
        ([when(P, 1), when(P, 1, 2, excluded=True)], when(P, 2, excluded=True)),
        ([when(P, 1), when(P, 1, excluded=True)], ALWAYS),
        ([when(P, 1), when(Q, 1)], ALWAYS),
        ([when(P, 1), ALWAYS], ALWAYS),
        ([when(P, 1, 2, excluded=True), when(P, 2, 3, excluded=True)], when(P, 2, excluded=True)),
        ([within(P, Bounds(3)), within(P, Bounds(5, 6))], within(P, Bounds(3))),
        ([within(P, exactly(3)), within(P, exactly(5))], within(P, Bounds(3, 5))),
        ([within(P, Bounds(3)), within(P, Bounds(None, 2))], ALWAYS),
        ([within(P, Bounds(3)), when(P, 1)], within(P, Bounds(1))),
        ([sized(P, Bounds(2)), when(P, "a")], sized(P, Bounds(1))),
        ([sized(P, Bounds(2)), when(P, 7)], ALWAYS),
    ],
)
def test_either_keeps_what_all_say(conditions: list[Condition], expected: Condition) -> None:
    assert either(conditions) == expected


def test_values_of_different_types_are_different() -> None:
    assert when(P, 1).both(when(P, True)) is None
    assert when(P, 1).both(when(P, 1.0)) is None
    assert when(P, 0).both(when(P, False, excluded=True)) == when(P, 0)


def test_bounds_are_of_numbers_and_of_lengths() -> None:
    assert within(P, Bounds(1)).both(when(P, 0)) is None
    assert within(P, Bounds(1)).both(when(P, True)) is None
    assert within(P, Bounds(1)).both(when(P, 2)) == when(P, 2)
    assert within(P, Bounds(1)).both(within(P, Bounds(None, 0))) is None
    assert sized(P, exactly(0)).both(when(P, None)) == when(P, None)
    assert sized(P, Bounds(1)).both(when(P, "")) is None
    assert sized(P, exactly(3)).both(when(P, 3)) is None


def test_a_length_is_a_bound_of_what_it_measures() -> None:
    assert within(LENGTH, Bounds(1)) == sized(P, Bounds(1))
    assert within(LENGTH, Bounds(without=frozenset([0]))) == sized(P, Bounds(1))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (ALWAYS, ""),
        (when(P, True), "parameter 'p' is true"),
        (when(P, "a", excluded=True), "parameter 'p' is not 'a'"),
        (when(P, "a", None, 3), "parameter 'p' is 'a', null or 3"),
        (
            Condition((*when(P, 1).constraints, *when(Q, 2).constraints)),
            "parameter 'p' is 1 and parameter 'q' is 2",
        ),
        (within(P, Bounds(3)), "parameter 'p' is at least 3"),
        (within(P, Bounds(3, 5)), "parameter 'p' is 3 to 5"),
        (
            Condition(((P, Constraint((choosable(4),), excluded=True, numbers=Bounds(3))),)),
            "parameter 'p' is not 4 and is at least 3",
        ),
        (sized(P, exactly(0)), "parameter 'p' is empty"),
        (sized(P, Bounds(1)), "parameter 'p' is not empty"),
        (sized(P, Bounds(0, 4)), "parameter 'p' has a length of at most 4"),
        (sized(P, exactly(4)), "parameter 'p' has a length of 4"),
        (
            sized(P, Bounds(without=frozenset([4]))),
            "parameter 'p' has a length that is not 4",
        ),
    ],
)
def test_words(condition: Condition, words: str) -> None:
    assert condition.words == words
