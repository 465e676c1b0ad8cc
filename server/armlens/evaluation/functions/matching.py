"""Functions that compare texts or look for one in another.

Source: learn.microsoft.com, "String functions for ARM templates" (`startsWith`, `endsWith`,
`replace`), and results recorded from the service, which ignores case in `startsWith` and
`endsWith`. Whether `replace` and `like` do is not established: both ways must agree.
"""

from __future__ import annotations

from armlens.evaluation.functions import text_making, text_testing
from armlens.evaluation.functions.casing import folded
from armlens.evaluation.functions.signature import (
    MAX_STRING,
    ArgumentError,
    Availability,
    Function,
    Parameter,
    UnknownResult,
    ValueType,
    family,
)
from armlens.evaluation.functions.utf16 import require_room, units

__all__ = ["FUNCTIONS"]

_OTHER_WILDCARDS = frozenset("?[]#_%\\")
"""What stands for other characters in some languages' `like`."""


def _starts_with(text: str, start: str) -> bool:
    if not start:
        return True
    # One character more is looked at: an accent there would belong to the one before.
    return folded(text[: len(start) + 1]).startswith(folded(start))


def _ends_with(text: str, end: str) -> bool:
    if not end:
        return True
    return folded(text[-len(end) - 1 :]).endswith(folded(end))


def _like(text: str, pattern: str) -> bool:
    if pattern.count("*") > 1 or not _OTHER_WILDCARDS.isdisjoint(pattern):
        raise UnknownResult("What such a pattern matches is not established.")
    ignoring_case = _matches(folded(text), folded(pattern))
    if _matches(text, pattern) != ignoring_case:
        raise UnknownResult("Whether 'like' ignores case is not established.")
    return ignoring_case


def _matches(text: str, pattern: str) -> bool:
    head, star, tail = pattern.partition("*")
    if not star:
        return text == head
    is_long_enough = len(text) >= len(head) + len(tail)
    return is_long_enough and text.startswith(head) and text.endswith(tail)


def _replace(text: str, old: str, new: str) -> str:
    if not old:
        raise ArgumentError("The text to replace must not be empty.", 1)
    gaps = folded(text).split(folded(old))
    growth = units(new) - units(old)
    smaller, larger = sorted(
        units(text) + count * growth for count in (text.count(old), len(gaps) - 1)
    )
    require_room(smaller)
    if larger > MAX_STRING:
        raise UnknownResult("Whether the result is too long is not established.")
    result = text.replace(old, new)
    if result != _joined_gaps(text, gaps, len(old), new):
        raise UnknownResult("Whether 'replace' ignores case is not established.")
    return result


def _joined_gaps(text: str, gaps: list[str], width: int, new: str) -> str:
    """The text with what lies between gaps replaced; the gaps themselves are folded."""
    pieces = []
    start = 0
    for gap in gaps:
        pieces.append(text[start : start + len(gap)])
        start += len(gap) + width
    return new.join(pieces)


_TEXT = Parameter("text", ValueType.STRING)

FUNCTIONS = family(
    [
        Function(
            name="startsWith",
            parameters=(_TEXT, Parameter("start", ValueType.STRING)),
            returns=ValueType.BOOL,
            summary="Whether a text begins with another, ignoring case.",
            required=2,
            compute=_starts_with,
            estimate=text_testing.starts_with,
        ),
        Function(
            name="endsWith",
            parameters=(_TEXT, Parameter("end", ValueType.STRING)),
            returns=ValueType.BOOL,
            summary="Whether a text ends with another, ignoring case.",
            required=2,
            compute=_ends_with,
            estimate=text_testing.ends_with,
        ),
        Function(
            name="like",
            parameters=(_TEXT, Parameter("pattern", ValueType.STRING)),
            returns=ValueType.BOOL,
            summary="Whether a text matches a pattern in which '*' stands for any text.",
            required=2,
            compute=_like,
        ),
        Function(
            name="replace",
            parameters=(
                _TEXT,
                Parameter("old", ValueType.STRING),
                Parameter("new", ValueType.STRING),
            ),
            returns=ValueType.STRING,
            summary="The text with every occurrence of another text replaced.",
            required=3,
            availability=Availability.PARTIAL,
            compute=_replace,
            estimate=text_making.replace,
        ),
    ]
)
