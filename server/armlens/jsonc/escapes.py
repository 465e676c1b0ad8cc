r"""Escapes in strings: their values, and the way back from a decoded offset to the source.

RFC 8259 section 7 gives the escapes of JSON; those that JSON5 adds (`\x41`, `\v`, `\0`, `\'` and
a line continuation) are read to the value that JSON5 gives them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache

_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\\r\n|\\.|\\\Z",
    re.DOTALL,
)
_SIMPLE = {
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "0": "\0",
    "\n": "",
    "\r": "",
    "\u2028": "",
    "\u2029": "",
}


# What is asked for one string comes in a row; strings of megabytes must not be kept for long.
@lru_cache(maxsize=4)
def decode(raw: str) -> str:
    """The value of the text between a string's quotes. An escape nobody knows means its letter."""
    try:
        value = json.loads(f'"{raw}"', strict=False)
    except ValueError:
        return _ESCAPE.sub(lambda match: _value(match[0]), raw)
    return str(value)


@lru_cache(maxsize=4)
def source_offsets(raw: str) -> Sequence[int]:
    """For each code point of the decoded value, and for its end, the offset in `raw`."""
    offsets: list[int] = []
    done = 0
    for match in _ESCAPE.finditer(raw):
        offsets.extend(range(done, match.start()))
        offsets.extend([match.start()] * len(_value(match[0])))
        done = match.end()
    offsets.extend(range(done, len(raw) + 1))
    return tuple(offsets)


def _value(escape: str) -> str:
    """The decoded text of one escape: at most one code point."""
    kind = escape[1:2]
    if len(escape) == 12:
        high, low = int(escape[2:6], 16), int(escape[8:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    if (kind == "u" and len(escape) == 6) or (kind == "x" and len(escape) == 4):
        digits = escape[2:]
        return chr(int(digits, base=16))
    if escape == "\\\r\n":
        return ""
    return _SIMPLE.get(kind, kind)
