"""Applying several edits at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.text.edits import Edit, apply
from armlens.text.spans import Span


@pytest.mark.parametrize(
    ("edits", "result"),
    [
        ([], "abcdef"),
        ([Edit(Span(0, 0), "X")], "Xabcdef"),
        ([Edit(Span(6, 6), "X")], "abcdefX"),
        ([Edit(Span(1, 3), "")], "adef"),
        ([Edit(Span(4, 5), "Y"), Edit(Span(0, 1), "X")], "XbcdYf"),
        ([Edit(Span(2, 2), "1"), Edit(Span(2, 2), "2")], "ab12cdef"),
        ([Edit(Span(2, 2), "2"), Edit(Span(2, 2), "1")], "ab21cdef"),
        ([Edit(Span(2, 4), "X"), Edit(Span(2, 2), "1"), Edit(Span(4, 4), "2")], "ab1X2ef"),
        ([Edit(Span(0, 3), "X"), Edit(Span(3, 6), "Y")], "XY"),
    ],
)
def test_edits_apply_at_once(edits: list[Edit], result: str) -> None:
    assert apply("abcdef", edits) == result


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(0, 3), ""), Edit(Span(2, 4), "")],
        [Edit(Span(0, 3), ""), Edit(Span(1, 1), "X")],
        [Edit(Span(0, 3), "a"), Edit(Span(0, 3), "a")],
    ],
)
def test_overlapping_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply("abcdef", edits)


@given(st.text(), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5), st.text())))
def test_edits_apply_as_they_would_one_by_one_from_the_end(
    text: str, drawn: list[tuple[int, int, str]]
) -> None:
    edits: list[Edit] = []
    done = 0
    for gap, length, new in drawn:
        start = min(done + gap, len(text))
        done = min(start + length, len(text))
        edits.append(Edit(Span(start, done), new))
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]
    assert apply(text, edits) == expected
