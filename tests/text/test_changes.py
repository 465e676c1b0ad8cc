"""Several changes as one, and the change between two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.text.changes import Change, difference, together
from armlens.text.spans import Span

FEW = st.text("ab", max_size=8)


def test_no_changes_are_none() -> None:
    assert together([]) is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([Change(Span(2, 2), 1), Change(Span(3, 3), 1)], Change(Span(2, 2), 2)),
        ([Change(Span(2, 2), 1), Change(Span(2, 3), 0)], Change(Span(2, 2), 0)),
        ([Change(Span(5, 6), 1), Change(Span(1, 1), 3)], Change(Span(1, 6), 8)),
        ([Change(Span(1, 1), 3), Change(Span(8, 9), 1)], Change(Span(1, 6), 8)),
    ],
)
def test_several_changes_are_one(changes: list[Change], expected: Change) -> None:
    assert together(changes) == expected


@given(FEW, st.data())
def test_the_change_for_several_leads_to_the_same_text(text: str, data: st.DataObject) -> None:
    first, changes = text, []
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        typed = data.draw(FEW)
        changes.append(Change(Span(start, end), len(typed)))
        text = text[:start] + typed + text[end:]
    change = together(changes)
    assert change is not None
    (start, end), length = change
    assert first[:start] + text[start : start + length] + first[end:] == text


@given(FEW, FEW)
def test_the_change_between_two_texts_is_the_smallest(one: str, other: str) -> None:
    (start, end), length = difference(one, other)
    assert one[:start] + other[start : start + length] + one[end:] == other
    if start < end and length:
        assert one[start] != other[start]
        assert one[end - 1] != other[start + length - 1]


def test_equal_texts_differ_in_nothing() -> None:
    assert difference("abc", "abc") == Change(Span(3, 3), 0)
