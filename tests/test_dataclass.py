"""`armlens.dataclass` gives what the standard library's `dataclass` gives."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field, replace
from typing import Any, ClassVar, Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.dataclass import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Base(Generic[T]):
    """A class that others are derived from."""

    first: T
    kind: ClassVar[str] = "a base"


@dataclass(frozen=True, slots=True)
class Derived(Base[int]):
    second: str = "two"
    shared: list[int] = field(default_factory=list, compare=False, repr=False)
    made: dict[str, int] = field(default_factory=dict, init=False, compare=False)


@dataclass(slots=True, kw_only=True)
class Named:
    """One with names only."""

    first: int
    second: int = 2


@dataclass(frozen=True, slots=True)
class Empty:
    """One without fields."""


@dataclass(frozen=True)
class Hashed:
    """One with its own hash."""

    first: int

    def __hash__(self) -> int:
        return 7


@dataclass(frozen=True, eq=False, slots=True)
class Same:
    """One that is equal to itself alone."""

    first: int


def test_fields_are_given_by_place_and_by_name() -> None:
    made = Derived(1, second="zwei")
    assert (made.first, made.second, made.shared, made.made) == (1, "zwei", [], {})
    assert made.kind == "a base"
    assert repr(made) == "Derived(first=1, second='zwei', made={})"


def test_what_a_factory_makes_belongs_to_one_object() -> None:
    Derived(1).shared.append(3)
    assert Derived(1).shared == []


@pytest.mark.parametrize("wrong", [{}, {"first": 1, "third": 3}, {"first": 1, "made": {}}])
def test_a_field_that_is_missing_or_unknown_is_an_error(wrong: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"Derived\.__init__\(\)"):
        Derived(**wrong)


def test_fields_may_be_given_by_name_only() -> None:
    assert repr(Named(first=1)) == "Named(first=1, second=2)"
    with pytest.raises(TypeError):
        Named(*(1,))  # type: ignore[call-arg]


@given(
    st.tuples(st.integers(0, 2), st.text(max_size=1)),
    st.tuples(st.integers(0, 2), st.text(max_size=1)),
)
def test_objects_are_compared_and_hashed_by_what_counts(
    left: tuple[int, str], right: tuple[int, str]
) -> None:
    one, other = Derived(*left, shared=[1]), Derived(*right, shared=[2])
    assert (one == other) is (left == right)
    assert len({one, other}) == len({left, right})


def test_objects_of_different_classes_differ() -> None:
    assert [Base(1)] != [Derived(1)]
    assert Empty() == Empty()


def test_what_may_change_has_no_hash() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Named(first=1))


def test_a_method_of_the_class_itself_stays() -> None:
    assert hash(Hashed(1)) == 7
    assert Hashed(1) == Hashed(1)


def test_an_object_may_be_equal_to_itself_alone() -> None:
    one = Same(1)
    assert one == one  # noqa: PLR0124 - that is what is asked
    assert one != Same(1)
    assert len({one, Same(1)}) == 2


def test_slots_take_no_other_attribute() -> None:
    with pytest.raises(AttributeError):
        setattr(Derived(1), "other", 2)  # noqa: B010 - mypy knows that there is none


def unpickled(made: object) -> object:
    return pickle.loads(pickle.dumps(made))  # noqa: S301 - of this test alone


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, unpickled])
def test_objects_are_copied_and_pickled(again: Callable[[object], object]) -> None:
    made = Derived(1, "zwei", shared=[1])
    assert again(made) == made
    assert again(made) is not made


def test_the_standard_library_takes_them_for_its_own() -> None:
    made = Derived(1, "zwei")
    assert replace(made, first=2) == Derived(2, "zwei")
    assert [each.name for each in dataclasses.fields(made)] == ["first", "second", "shared", "made"]
    assert Derived.__match_args__ == ("first", "second", "shared")


def test_an_object_that_holds_itself_can_be_shown() -> None:
    inside: list[object] = []
    made = Base(inside)
    inside.append(made)
    assert repr(made) == "Base(first=[...])"
