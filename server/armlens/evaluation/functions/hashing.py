"""Names made by hashing: the same arguments give the same name in every deployment.

Source: learn.microsoft.com, "String functions for ARM templates" (`guid`, `newGuid`,
`uniqueString`); the algorithms are those that reproduce results recorded from the service.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from armlens.evaluation.functions.signature import (
    MAX_STRING,
    ArgumentError,
    Availability,
    Function,
    Parameter,
    ValueType,
    always,
    family,
)
from armlens.evaluation.functions.utf16 import units, utf8
from armlens.evaluation.pieces import GUID, UNIQUE_STRING

__all__ = ["FUNCTIONS"]

_NAMESPACE = UUID("11fb06fb-712d-4ddd-98c7-e71bbd588830")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_MASK = 0xFFFFFFFF
_FIRST = 0x239B961B
_SECOND = 0xAB0E9789


def _guid(*texts: str) -> str:
    name = "-".join(texts)
    utf8(name)
    return str(uuid5(_NAMESPACE, name))


def _unique_string(*texts: str) -> str:
    name = "-".join(texts)
    if units(name) > MAX_STRING:
        raise ArgumentError(f"The texts have more than {MAX_STRING} characters together.")
    bits = _hash(utf8(name))
    return "".join(_ALPHABET[bits << 5 * index >> 59 & 31] for index in range(13))


def _hash(data: bytes) -> int:
    """64 bits of two lanes in the manner of MurmurHash3."""
    one = two = 0
    whole = len(data) // 8 * 8
    for start in range(0, whole, 8):
        low = int.from_bytes(data[start : start + 4], "little")
        high = int.from_bytes(data[start + 4 : start + 8], "little")
        one = (_rotated(one ^ _mixed(low, _FIRST, 15, _SECOND), 19) + two) & _MASK
        one = (one * 5 + 0x561CCD1B) & _MASK
        two = (_rotated(two ^ _mixed(high, _SECOND, 17, _FIRST), 13) + one) & _MASK
        two = (two * 5 + 0x0BCAA747) & _MASK
    tail = data[whole:]
    one ^= _mixed(int.from_bytes(tail[:4], "little"), _FIRST, 15, _SECOND)
    two ^= _mixed(int.from_bytes(tail[4:], "little"), _SECOND, 17, _FIRST)
    return _finished(one ^ len(data), two ^ len(data))


def _mixed(word: int, first: int, distance: int, second: int) -> int:
    return _rotated(word * first & _MASK, distance) * second & _MASK


def _rotated(word: int, distance: int) -> int:
    return (word << distance | word >> 32 - distance) & _MASK


def _finished(one: int, two: int) -> int:
    one = (one + two) & _MASK
    two = (two + one) & _MASK
    one, two = _avalanche(one), _avalanche(two)
    one = (one + two) & _MASK
    two = (two + one) & _MASK
    return two << 32 | one


def _avalanche(word: int) -> int:
    word = (word ^ word >> 16) * 0x85EBCA6B & _MASK
    word = (word ^ word >> 13) * 0xC2B2AE35 & _MASK
    return word ^ word >> 16


FUNCTIONS = family(
    [
        Function(
            name="guid",
            parameters=(Parameter("text", ValueType.STRING),),
            returns=ValueType.STRING,
            summary="The GUID that belongs to the texts, always the same one.",
            required=1,
            repeats=True,
            compute=_guid,
            estimate=always(GUID),
        ),
        Function(
            name="newGuid",
            parameters=(),
            returns=ValueType.STRING,
            summary="A random GUID; only the default value of a parameter may call it.",
            required=0,
            availability=Availability.RUNTIME,
            estimate=always(GUID),
        ),
        Function(
            name="uniqueString",
            parameters=(Parameter("text", ValueType.STRING),),
            returns=ValueType.STRING,
            summary="The 13 characters that belong to the texts, always the same ones.",
            required=1,
            repeats=True,
            compute=_unique_string,
            estimate=always(UNIQUE_STRING),
        ),
    ]
)
