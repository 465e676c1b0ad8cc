"""The function `format`: .NET's composite formatting, as far as its results are certain.

Source: learn.microsoft.com, "String functions for ARM templates" (`format`), "Composite
formatting" and "Standard numeric format strings" of .NET, and recorded results of the service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import Match

from armlens.evaluation.data import types_of
from armlens.evaluation.functions.conversions import json_text, text_of
from armlens.evaluation.functions.cutting import padded
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Data,
    Function,
    Limits,
    Parameter,
    UnknownResult,
    ValueType,
    family,
)
from armlens.evaluation.functions.utf16 import require_room, units
from armlens.evaluation.pieces import Hole, Piece, Pieces, joined, sizes_of
from armlens.evaluation.texts import made, text_form
from armlens.evaluation.values import Known, Single, Value

__all__ = ["FUNCTIONS"]

_HOLE_HEAD = r"\{(?P<index>[0-9]{1,7}) *(?:, *(?P<width>-?[0-9]{1,7}) *)?"
_TOKEN = re.compile(
    rf"{_HOLE_HEAD}(?::(?P<spec>[^{{}}]*))?\}}|(?P<escape>\{{\{{|\}}\}})|(?P<text>[^{{}}]+)|."
)
_SPEC_BEGINS = re.compile(_HOLE_HEAD + ":")
_NUMBER_SPEC = re.compile(r"(?P<zeros>0+)|(?P<letter>[DdNnXxFfGg])(?P<digits>[0-9]{0,2})")


def _format(template: str, *arguments: Data) -> str:
    tokens = [*_tokens(template, len(arguments))]
    pieces: list[str] = []
    size = 0
    for token in tokens:
        text = token["text"] or (token["escape"] or "")[:1]
        width = int(token["width"] or 0)
        if token["index"]:
            text = _argument_text(arguments[int(token["index"])], token["spec"] or "")
        size += max(units(text), abs(width))
        require_room(size)
        blanks = " " * (abs(width) - units(text))
        pieces.append(blanks + text if width > 0 else text + blanks)
    return "".join(pieces)


def _tokens(template: str, count: int) -> Iterator[Match[str]]:
    """Holes, escaped braces, and the text between, or the error that the template is."""
    for token in _TOKEN.finditer(template):
        if token.lastgroup is None:
            _refuse_brace(template, token.start())
        if token["spec"] and template.startswith("}", token.end()):
            raise UnknownResult("Where such a hole ends depends on the version of .NET.")
        if token["index"] and int(token["index"]) >= count:
            raise ArgumentError(f"There is no argument for the hole {{{token['index']}}}.", 0)
        yield token


def _refuse_brace(template: str, start: int) -> None:
    if _SPEC_BEGINS.match(template, start):
        raise UnknownResult("Braces inside a format depend on the version of .NET.")
    raise ArgumentError(f"The '{template[start]}' at index {start} is not part of a hole.", 0)


def _argument_text(argument: Data, spec: str) -> str:
    """The text for a hole. Only numbers look at what follows the colon."""
    if isinstance(argument, list | dict):
        return json_text(argument).replace('"', "'")
    if isinstance(argument, int) and not isinstance(argument, bool) and spec:
        return _number_text(argument, spec)
    return text_of(argument)


def _number_text(number: int, spec: str) -> str:
    """An int by a standard format whose result no culture changes, or by a mask of zeros."""
    parts = _NUMBER_SPEC.fullmatch(spec)
    if not parts:
        raise UnknownResult(f"The format '{spec[:60]}' is not evaluated.")
    if parts["zeros"]:
        return _with_sign(number, str(abs(number)).zfill(len(spec)))
    letter, digits = parts["letter"], parts["digits"]
    if letter in "Dd":
        return _with_sign(number, str(abs(number)).zfill(int(digits or 0)))
    if letter in "Xx":
        return _hexadecimal(number, letter, int(digits or 0))
    if letter in "Gg":
        return _general(number, int(digits or 0))
    return _fixed(number, letter, digits)


def _with_sign(number: int, text: str) -> str:
    return "-" + text if number < 0 else text


def _hexadecimal(number: int, letter: str, width: int) -> str:
    if number < 0:
        raise UnknownResult("How wide a negative number is in hexadecimal is not established.")
    return f"{number:{letter}}".zfill(width)


def _general(number: int, digits: int) -> str:
    if 0 < digits < len(str(abs(number))):
        raise UnknownResult("The number would be written with an exponent.")
    return str(number)


def _fixed(number: int, letter: str, digits: str) -> str:
    """A number with decimals, which `N` groups by thousands. Their usual count is a culture's."""
    if not digits:
        raise UnknownResult("How many decimals there are is not established.")
    whole = f"{number:,}" if letter in "Nn" else str(number)
    return whole + ("." + "0" * int(digits) if int(digits) else "")


def _format_pieces(arguments: tuple[Single, ...]) -> Value | Limits | None:
    """The template's text with the pieces of the arguments in its holes."""
    template, *others = arguments
    if not isinstance(template, Known):
        return None
    pieces: list[Piece] = []
    for token in _tokens(str(template.value), len(others)):
        if token["index"]:
            inside = _argument_pieces(others[int(token["index"])], token["spec"] or "")
            pieces += _in_width(inside, int(token["width"] or 0))
        else:
            pieces.append(token["text"] or token["escape"][:1])
    return made(joined(pieces), *others)


def _argument_pieces(argument: Single, spec: str) -> Pieces:
    """The text for a hole, as far as it is known."""
    if isinstance(argument, Known):
        return joined((_argument_text(argument.value, spec),))
    if spec and types_of(argument) & ValueType.NUMBER:
        return (Hole(),)
    return text_form(argument) or (Hole(),)


def _in_width(pieces: Pieces, width: int) -> Pieces:
    """A text with blanks before it or, by a negative width, after it."""
    if not width:
        return pieces
    require_room(abs(width))
    filled = padded(pieces, abs(width), " ")
    size = sizes_of(pieces).only
    return filled if width > 0 or size is None else joined((*pieces, " " * (-width - size)))


FUNCTIONS = family(
    [
        Function(
            name="format",
            parameters=(
                Parameter("template", ValueType.STRING),
                Parameter("argument", ValueType.ANY),
            ),
            returns=ValueType.STRING,
            summary="The text with holes such as {0} filled by the arguments.",
            required=1,
            repeats=True,
            compute=_format,
            estimate=_format_pieces,
        ),
    ]
)
