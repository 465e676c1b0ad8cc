"""Spans: what they contain and where they touch."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from armlens.text.problems import Severity
from armlens.text.spans import Span, touches_any


def test_a_span_contains_both_its_ends() -> None:
    span = Span(2, 4)
    assert [offset for offset in range(7) if span.contains(offset)] == [2, 3, 4]


def test_spans_that_touch_overlap() -> None:
    assert Span(2, 4).overlaps(Span(4, 6))
    assert Span(4, 4).overlaps(Span(2, 4))
    assert Span(2, 6).overlaps(Span(3, 4))
    assert not Span(2, 4).overlaps(Span(5, 6))


BORDERS = st.lists(st.integers(0, 12), min_size=2, max_size=8).map(sorted)


@given(BORDERS, st.sets(st.integers(0, 6)), st.integers(0, 12), st.integers(0, 3))
def test_a_span_is_compared_with_several_as_with_each(
    borders: list[int], gone: set[int], start: int, length: int
) -> None:
    several = [Span(*each) for i, each in enumerate(pairwise(borders)) if i not in gone]
    span = Span(start, start + length)
    assert touches_any(span, several) is any(map(span.overlaps, several))


def test_the_text_of_a_span() -> None:
    assert Span(1, 3).text_of("abcd") == "bc"


def test_severities_soften_step_by_step() -> None:
    assert [severity.softened() for severity in Severity] == [
        Severity.WARNING,
        Severity.INFORMATION,
        Severity.HINT,
        Severity.HINT,
    ]
