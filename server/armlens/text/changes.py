"""What edits change of a text, without what they write: enough to know which of it is as it was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from armlens.text.spans import Span


class Change(NamedTuple):
    """A span of a text that other text of so many code points replaces."""

    span: Span
    length: int


def together(changes: Iterable[Change]) -> Change | None:
    """One change for several, each of which refers to the text that those before it have left.

    Its span is one of the first text, and holds all that any of them replaces. None for none.
    """
    start = end = moved = 0
    is_first = True
    for span, length in changes:
        if is_first:
            start, end, moved, is_first = span.start, span.end, 0, False
        start = min(start, span.start)
        end = max(end, span.end - moved)
        moved += length - (span.end - span.start)
    return None if is_first else Change(Span(start, end), end + moved - start)


def difference(before: str, after: str) -> Change:
    """The smallest change that makes one text of another. Compares no code point by itself."""
    most = min(len(before), len(after))
    start = _common_start(before, after, most)
    same = _common_end(before, after, most - start)
    return Change(Span(start, len(before) - same), len(after) - same - start)


def _common_start(one: str, other: str, most: int) -> int:
    """How many code points the texts begin with in common, up to a bound."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: str, other: str, most: int) -> int:
    """How many code points the texts end with in common, up to a bound."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
