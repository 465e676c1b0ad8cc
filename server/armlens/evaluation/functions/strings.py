"""Functions on one string: its text, its case, its parts.

Source: learn.microsoft.com, "String functions for ARM templates", and results of `join`,
`padLeft`, `split` and `substring` recorded from the service. Null, where it is taken, is ''.
"""

from __future__ import annotations

import re

from armlens.evaluation.functions import text_making
from armlens.evaluation.functions.casing import lower, upper
from armlens.evaluation.functions.conversions import text_of
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Data,
    Function,
    Parameter,
    UnknownResult,
    ValueType,
    family,
)
from armlens.evaluation.functions.text_making import WHITE_SPACE
from armlens.evaluation.functions.utf16 import cut, require_room, units

__all__ = ["FUNCTIONS"]

MAX_PADDED_WIDTH = 16
MAX_SPLIT_STEPS = 10_000_000


def _pad_left(text: str | int, width: int, pad: str = " ") -> str:
    if not 1 <= width <= MAX_PADDED_WIDTH:
        raise ArgumentError(f"The width must be from 1 to {MAX_PADDED_WIDTH}.", 1)
    if units(pad) != 1:
        raise ArgumentError("The text to pad with must be one character.", 2)
    unpadded = str(text)
    return pad * (width - units(unpadded)) + unpadded


def _substring(text: str, start: int, length: int | None = None) -> str:
    size = units(text)
    if not 0 <= start <= size:
        raise ArgumentError(f"The string has {size} characters; none begins at {start}.", 1)
    end = size if length is None else start + length
    if not start <= end <= size:
        raise ArgumentError(f"There are not {length} characters from index {start} on.", 2)
    return cut(text, start, end)


def _trim(text: str | None) -> str:
    return (text or "").strip(WHITE_SPACE)


def _to_lower(text: str | None) -> str:
    return lower(text or "")


def _to_upper(text: str | None) -> str:
    return upper(text or "")


def _join(elements: list[Data], delimiter: str) -> str:
    texts = [_joined_text(element) for element in elements]
    gaps = max(len(texts) - 1, 0)
    require_room(sum(map(units, texts)) + gaps * units(delimiter))
    return delimiter.join(texts)


def _joined_text(element: Data) -> str:
    if isinstance(element, list | dict):
        raise ArgumentError("The array must hold only strings, ints and bools.", 0)
    if element is None or isinstance(element, float):
        raise UnknownResult("Whether such an element can be joined is not established.")
    return text_of(element)


def _split(text: str | None, delimiter: str | list[Data]) -> list[Data]:
    if text is None:
        return []
    if isinstance(delimiter, str):
        return [*text.split(delimiter)] if delimiter else [text]
    delimiters = [each for each in delimiter if isinstance(each, str)]
    if len(delimiters) < len(delimiter):
        raise ArgumentError("The delimiters must be strings.", 1)
    return _split_at_any(text, delimiters)


def _split_at_any(text: str, delimiters: list[str]) -> list[Data]:
    """The parts between delimiters; where several fit, the first of the list does."""
    if not delimiters:
        raise UnknownResult("No delimiters may mean white space.")
    present = [re.escape(each) for each in delimiters if each]
    if not present:
        return [text]
    if len(text) * sum(map(len, present)) > MAX_SPLIT_STEPS:
        raise UnknownResult("There is too much to split.")
    return [*re.split("|".join(present), text)]


_TEXT = Parameter("text", ValueType.STRING)
_OPTIONAL_TEXT = Parameter("text", ValueType.STRING | ValueType.NULL)

FUNCTIONS = family(
    [
        Function(
            name="string",
            parameters=(Parameter("value", ValueType.ANY),),
            returns=ValueType.STRING,
            summary="Turns a value into text; objects and arrays into compact JSON.",
            required=1,
            compute=text_of,
            estimate=text_making.string,
        ),
        Function(
            name="padLeft",
            parameters=(
                Parameter("text", ValueType.STRING | ValueType.INT),
                Parameter("width", ValueType.INT),
                Parameter("pad", ValueType.STRING),
            ),
            returns=ValueType.STRING,
            summary="Puts blanks, or another character, before a text until it has a width.",
            required=2,
            compute=_pad_left,
            estimate=text_making.pad_left,
        ),
        Function(
            name="substring",
            parameters=(
                _TEXT,
                Parameter("start", ValueType.INT),
                Parameter("length", ValueType.INT),
            ),
            returns=ValueType.STRING,
            summary="The part of a text from a 0-based index on.",
            required=2,
            compute=_substring,
            estimate=text_making.substring,
        ),
        Function(
            name="trim",
            parameters=(_OPTIONAL_TEXT,),
            returns=ValueType.STRING,
            summary="The text without white space at its ends.",
            required=1,
            compute=_trim,
            estimate=text_making.trim,
        ),
        Function(
            name="toLower",
            parameters=(_OPTIONAL_TEXT,),
            returns=ValueType.STRING,
            summary="The text in lower case.",
            required=1,
            compute=_to_lower,
            estimate=text_making.to_lower,
        ),
        Function(
            name="toUpper",
            parameters=(_OPTIONAL_TEXT,),
            returns=ValueType.STRING,
            summary="The text in upper case.",
            required=1,
            compute=_to_upper,
            estimate=text_making.to_upper,
        ),
        Function(
            name="join",
            parameters=(
                Parameter("elements", ValueType.ARRAY),
                Parameter("delimiter", ValueType.STRING),
            ),
            returns=ValueType.STRING,
            summary="The texts of an array's elements, with a delimiter between them.",
            required=2,
            compute=_join,
            estimate=text_making.join,
        ),
        Function(
            name="split",
            parameters=(
                _OPTIONAL_TEXT,
                Parameter("delimiter", ValueType.STRING | ValueType.ARRAY),
            ),
            returns=ValueType.ARRAY,
            summary="The parts of a text between delimiters, empty ones too.",
            required=2,
            compute=_split,
            estimate=text_making.split,
        ),
    ]
)
