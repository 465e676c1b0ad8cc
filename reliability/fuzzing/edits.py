"""Edits of a text, as people make them, from random bytes."""

from __future__ import annotations

from armlens.text.edits import Edit, apply
from armlens.text.spans import Span
from reliability.fuzzing.supply import Supply

TYPED = (
    *"{}[],:\"'\\/*\n\r\t .+-0123eEtfn=#\ufeff\u2028a😀",
    *("true", "//", "/*", "*/", '"a"', '"a":', '"b": 1,', ', "c": {}', "\\u0041", "NaN", "\r\n"),
    *('"q": "w",\n', '{\n  "x": [1]\n},\n', "[concat('a')]", "  ", "' '", '""'),
)
"""What is typed: signs that mean something, and pieces of documents."""

_MOST_EDITS = 6
_LENGTHS = (0, 0, 0, 1, 1, 2, 7, 60, 400)


def edits_of(data: bytes) -> tuple[str, list[Edit]]:
    """A text, and edits of it, each of the text that the ones before have left."""
    supply = Supply(data)
    count = 1 + supply.number(_MOST_EDITS - 1)
    chosen = [
        (supply.number(0xFFFF), supply.one_of(_LENGTHS), _typed(supply)) for _ in range(count)
    ]
    first = text = supply.rest()
    edits = []
    for place, length, typed in chosen:
        start = place % (len(text) + 1)
        edit = Edit(Span(start, min(start + length, len(text))), typed)
        edits.append(edit)
        text = apply(text, [edit])
    return first, edits


def _typed(supply: Supply) -> str:
    return "".join(supply.one_of(TYPED) for _ in range(supply.number(3)))
