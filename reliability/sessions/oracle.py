"""Lines and positions by the letter of the LSP specification, the slow and plain way."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lsprotocol import types as lsp

UNIT_BYTES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
Place = tuple[int, int]
"""A line and a character in the units of an encoding."""


def lines_of(text: str) -> list[str]:
    r"""The lines without their ends, split at `\n`, `\r\n` and `\r` only."""
    return re.split(r"\r\n|\r|\n", text)


def units(text: str, encoding: str) -> int:
    """How long a text is in the units of an encoding."""
    codec = encoding if encoding == "utf-8" else f"{encoding}-le"
    return len(text.encode(codec, "surrogatepass")) // UNIT_BYTES[encoding]


def offset(text: str, place: Place, encoding: str) -> int:
    """Where a place is in the text; beyond the end of a line or of the text, that end."""
    line, character = place
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    if line >= len(starts):
        return len(text)
    content = lines_of(text)[line]
    whole = [units(content[:count], encoding) for count in range(len(content) + 1)]
    return starts[line] + sum(taken <= character for taken in whole) - 1


def place(text: str, at: int, encoding: str) -> Place:
    """The place of an offset."""
    lines = lines_of(text[:at])
    return len(lines) - 1, units(lines[-1], encoding)


def range_of(text: str, piece: str, encoding: str) -> lsp.Range:
    """The range of the one place where the piece stands in the text."""
    assert text.count(piece) == 1, f"{piece!r} does not stand in exactly one place"
    at = text.index(piece)
    ends = (place(text, at, encoding), place(text, at + len(piece), encoding))
    return lsp.Range(*(lsp.Position(*end) for end in ends))


def replaced(text: str, start: Place, end: Place, new: str, encoding: str) -> str:
    """The text after one change, whose ends may be the wrong way round."""
    first, last = sorted(offset(text, each, encoding) for each in (start, end))
    return text[:first] + new + text[last:]


def edited(text: str, edits: Iterable[lsp.TextEdit], encoding: str) -> str:
    """The text after edits that all refer to the text before them."""
    spans = [
        (
            offset(text, (edit.range.start.line, edit.range.start.character), encoding),
            offset(text, (edit.range.end.line, edit.range.end.character), encoding),
            edit.new_text,
        )
        for edit in edits
    ]
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text
