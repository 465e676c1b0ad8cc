"""Spans: what they contain and where they touch."""

from __future__ import annotations

from armlens.text.problems import Severity
from armlens.text.spans import Span


def test_a_span_contains_both_its_ends() -> None:
    span = Span(2, 4)
    assert [offset for offset in range(7) if span.contains(offset)] == [2, 3, 4]


def test_spans_that_touch_overlap() -> None:
    assert Span(2, 4).overlaps(Span(4, 6))
    assert Span(4, 4).overlaps(Span(2, 4))
    assert Span(2, 6).overlaps(Span(3, 4))
    assert not Span(2, 4).overlaps(Span(5, 6))


def test_the_text_of_a_span() -> None:
    assert Span(1, 3).text_of("abcd") == "bc"


def test_severities_soften_step_by_step() -> None:
    assert [severity.softened() for severity in Severity] == [
        Severity.WARNING,
        Severity.INFORMATION,
        Severity.HINT,
        Severity.HINT,
    ]
