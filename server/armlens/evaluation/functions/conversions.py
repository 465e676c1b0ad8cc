"""Values to text and JSON text to values, as `string`, `format` and `base64ToJson` convert them.

Source: learn.microsoft.com, "String functions for ARM templates" (`string`, `format`), and
results of `format`, `join` and `string` recorded from the service. JSON text is written as
Newtonsoft.Json, the service's library, documents it: compact, with text outside ASCII as it is.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import TypeAlias

from armlens.evaluation.functions.signature import ArgumentError, Data, UnknownResult
from armlens.evaluation.functions.utf16 import require_room, units

__all__ = ["data_of", "json_text", "text_of"]

MAX_DEPTH = 64
"""How deep JSON text may nest for certain: the least limit of the versions of the library."""

_EXTRA_ESCAPES = {0x85: r"\u0085", 0x2028: r"\u2028", 0x2029: r"\u2029"}
_LONG = range(-(2**63), 2**63)
_FIRST_CHARACTERS = frozenset("{[\"'-.0123456789/tfnuNI")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[][{}]', re.DOTALL)
"""A string, whose brackets do not count, or a bracket."""
_Pieces: TypeAlias = "Iterator[str | _Pieces]"


def text_of(data: Data) -> str:
    """The text that `string` makes of a value: '' of null, JSON text of objects and arrays."""
    if isinstance(data, str):
        return data
    if data is None:
        return ""
    if isinstance(data, float):
        raise UnknownResult("The text of a float is not established.")
    return json_text(data) if isinstance(data, list | dict) else str(data)


def json_text(data: Data) -> str:
    """The value as compact JSON text, refused once it is too long for a string."""
    done: list[str] = []
    size = 0
    open_values = [_pieces(data)]
    while open_values:
        piece = next(open_values[-1], None)
        if piece is None:
            open_values.pop()
        elif isinstance(piece, str):
            size += units(piece)
            require_room(size)
            done.append(piece)
        else:
            open_values.append(piece)
    return "".join(done)


def _pieces(data: Data) -> _Pieces:
    """Text, and the pieces of values inside, which `json_text` takes in turn."""
    if isinstance(data, dict):
        yield "{"
        for index, (name, value) in enumerate(data.items()):
            yield ("," if index else "") + _quoted(name) + ":"
            yield _pieces(value)
        yield "}"
    elif isinstance(data, list):
        yield "["
        for index, value in enumerate(data):
            if index:
                yield ","
            yield _pieces(value)
        yield "]"
    else:
        yield _scalar(data)


def _scalar(data: Data) -> str:
    if isinstance(data, str):
        return _quoted(data)
    if isinstance(data, float):
        return _float(data)
    return json.dumps(data)


def _quoted(text: str) -> str:
    require_room(len(text))
    return json.dumps(text, ensure_ascii=False).translate(_EXTRA_ESCAPES)


def _float(number: float) -> str:
    """A float that all ways of writing agree on: a short decimal fraction, no exponent."""
    text = repr(number)
    if not math.isfinite(number) or number.is_integer() or "e" in text or len(text) > 15:
        raise UnknownResult("The text of such a float is not established.")
    return text


def data_of(text: str) -> Data:
    """The value of JSON text.

    The service's reader accepts more than JSON; text that is not JSON is refused only where
    no reader could go on: it begins like no value or ends too early.
    """
    start = text.lstrip(" \t\r\n")
    if start and start[0] not in _FIRST_CHARACTERS:
        raise ArgumentError("The text is not valid JSON.", 0)
    _require_shallow(text)
    try:
        data: Data = json.loads(
            text, parse_int=_integer, parse_float=_fraction, parse_constant=_constant
        )
    except json.JSONDecodeError as error:
        if start and (error.pos >= len(text) or error.msg.startswith("Unterminated")):
            raise ArgumentError("The JSON text ends too early.", 0) from None
        raise UnknownResult("The text is not strict JSON.") from None
    return data


def _integer(digits: str) -> int:
    number = int(digits) if len(digits) <= 20 else _LONG.stop
    if number not in _LONG:
        raise UnknownResult("The number has more than 64 bits.")
    return number


def _fraction(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise UnknownResult("The number is too large for a float.")
    return number


def _constant(name: str) -> float:
    raise UnknownResult(f"'{name}' is not strict JSON.")


def _require_shallow(text: str) -> None:
    """Pass text of a depth that every reader accepts, before any reader recurses into it."""
    depth = 0
    for token in _TOKEN.finditer(text):
        bracket = token[0]
        depth += (bracket in "[{") - (bracket in "]}")
        if depth > MAX_DEPTH:
            raise UnknownResult("The JSON text nests too deep.")
