"""How long a scalar is, as `length` and `empty` have it."""

from __future__ import annotations

from armlens.jsonc.nodes import Scalar


def units(text: str) -> int:
    """The length of a text in UTF-16 units, two of them for a character above U+FFFF."""
    if text.isascii():
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


def length_of(value: Scalar) -> int | None:
    """The length of a text; 0 of null; None of numbers and truth values, which have none."""
    if isinstance(value, str):
        return units(value)
    return 0 if value is None else None
