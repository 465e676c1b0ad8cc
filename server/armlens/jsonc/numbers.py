"""The values of numbers as JSON, JSON5 and Python's json write them."""

from __future__ import annotations

import math

_MOST_DIGITS = 4000
"""Python refuses to read integers of more than 4300 digits, because that takes quadratic time."""


def number_value(raw: str) -> int | float:
    """The value of a JSON number: an int unless it has a fraction or an exponent."""
    if "." in raw or "e" in raw or "E" in raw or len(raw) > _MOST_DIGITS:
        return float(raw)
    return int(raw)


def loose_number_value(raw: str) -> int | float:
    """The value of any number that `LOOSE_NUMBER` matches."""
    sign = -1 if raw[0] == "-" else 1
    digits = raw.lstrip("+-")
    if digits[:2] in ("0x", "0X"):
        return sign * int(digits, base=16)
    if digits == "Infinity":
        return sign * math.inf
    if digits == "NaN":
        return math.nan
    return sign * number_value(digits)


def has_too_many_digits(raw: str) -> bool:
    """Whether the number is written out in more digits than are read exactly."""
    return len(raw) > _MOST_DIGITS and raw.lstrip("+-").isdecimal()
