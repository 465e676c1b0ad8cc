"""Spans: half-open pairs of offsets, counted in code points."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text from `start` up to, not including, `end`, both in code points."""

    start: int
    end: int

    def contains(self, offset: int) -> bool:
        """Whether the offset lies in the span or touches its end, as an editor's cursor does."""
        return self.start <= offset <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the spans share text or touch: an empty span at a border overlaps it."""
        return self.start <= other.end and other.start <= self.end

    def moved(self, by: int) -> Span:
        """The span of the same text where that has moved by so much."""
        return Span(self.start + by, self.end + by)

    def text_of(self, text: str) -> str:
        """The piece of `text` that the span covers."""
        return text[self.start : self.end]


def touches_any(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a span overlaps any of several, which are in order and do not overlap each other.

    Those that only touch each other may.
    """
    after = bisect_left(spans, span)
    return any(each.overlaps(span) for each in spans[max(after - 1, 0) : after + 1])
