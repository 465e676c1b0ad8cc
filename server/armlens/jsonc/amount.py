"""How much of a text is read: documents of more values than any template has are not.

The largest real templates, of 3 MB, have 40,000. A value takes most of a kilobyte of memory while
it is checked, and those that fit into 4 MB would take a gigabyte and half a minute.
"""

from __future__ import annotations

MOST_VALUES = 250_000
"""The most values and comments of a document that is read, by the signs that stand for them."""

_SIGNS = (",", "//", "/*")


def has_too_many_values(text: str) -> bool:
    """Whether a text may have more values and comments than are read."""
    return len(text) > MOST_VALUES and signs_in(text) > MOST_VALUES


def signs_in(text: str) -> int:
    """How many values and comments a text may have.

    Signs in strings count, too, so that no text passes for less than it is. Counting takes some
    milliseconds for the largest templates.
    """
    return sum(map(text.count, _SIGNS))


def most_signs(before: int, typed: int) -> int:
    """The most signs of a text with so many at most after typing so many code points.

    What is typed may be signs, and at either end of it, or of what was there, two halves may meet.
    """
    return before + typed + 3


def bytes_in(text: str) -> int:
    """The bytes of a text in UTF-8. Takes milliseconds for a large one that is not all ASCII."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def most_bytes(before: int, typed: int) -> int:
    """The most bytes of a text with so many at most after typing so many code points."""
    return before + 4 * typed
