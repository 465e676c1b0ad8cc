"""Reading scalars that are not regular: strings with a fault, loose numbers, half-typed words."""

from __future__ import annotations

import re
from typing import Final

from armlens.jsonc import messages
from armlens.jsonc.ahead import has_colon
from armlens.jsonc.nodes import Constant, Invalid, Node, Number, String
from armlens.jsonc.numbers import has_too_many_digits, loose_number_value
from armlens.jsonc.patterns import (
    BARE_RUN,
    BARE_WORD,
    BEHEADED_NAME,
    BEHEADED_VALUE,
    LOOSE_NUMBER,
    STRICT_NUMBER,
)
from armlens.jsonc.scan import Scan
from armlens.jsonc.strings import Quoted, Role, quoted

_CONSTANTS: Final = {"true": True, "false": False, "null": None}
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.|\Z)", re.DOTALL)
_KNOWN_ESCAPES = frozenset('"\\/bfnrt')


def read_string(scan: Scan, role: Role) -> String:
    """Read the string that begins with a quote at the current offset."""
    text, opening = scan.text, scan.pos
    found = quoted(text, opening, role)
    raw = text[found.start + 1 : found.content_end]
    scan.pos = max(found.end, found.stray + 1)
    if found.stray >= 0:
        scan.report(messages.STRAY_QUOTE, found.stray, found.stray + 1, raw)
    elif not found.is_closed:
        scan.report(messages.UNTERMINATED_STRING, found.start, found.end, raw)
    elif text[opening] == "'":
        scan.report(messages.SINGLE_QUOTES, found.start, found.end, raw)
    if "\\" in raw:
        _check_escapes(scan, found, raw)
    return String(found.start, found.end, raw, scan.stretch)


def _check_escapes(scan: Scan, found: Quoted, raw: str) -> None:
    """Report the escapes of a string that JSON does not know."""
    for match in _ESCAPE.finditer(raw):
        escape = match[0]
        if escape[1:] in _KNOWN_ESCAPES or (escape[1:2] == "u" and len(escape) == 6):
            continue
        message = messages.TOLERATED_ESCAPE if escape == "\\'" else messages.INVALID_ESCAPE
        start = found.start + 1 + match.start()
        scan.report(message, start, start + len(escape), escape)


def read_bare_value(scan: Scan) -> Node | None:
    """Read a value without quotes or brackets at the current offset; None if there is no word."""
    text, start = scan.text, scan.pos
    if number := LOOSE_NUMBER.match(text, start):
        scan.pos = number.end()
        return _number(scan, start, number[0])
    word = BARE_WORD.match(text, start)
    if word is None:
        return None
    if word[0] in _CONSTANTS:
        scan.pos = word.end()
        return Constant(start, word.end(), _CONSTANTS[word[0]], scan.stretch)
    if beheaded := BEHEADED_VALUE.match(text, start):
        return _beheaded(scan, beheaded)
    run = BARE_RUN.match(text, start) or word
    scan.pos = run.end()
    looks_numeric = text[start] in "+-.0123456789"
    message = messages.INVALID_NUMBER if looks_numeric else messages.INVALID_VALUE
    scan.report(message, start, scan.pos, run[0])
    return Invalid(start, scan.pos, scan.stretch)


def _number(scan: Scan, start: int, raw: str) -> Number:
    """A number, with a problem if it is not one of JSON's."""
    if has_too_many_digits(raw):
        scan.report(messages.HUGE_NUMBER, start, scan.pos, raw)
    elif not STRICT_NUMBER.fullmatch(raw):
        scan.report(messages.NOT_JSON, start, scan.pos, raw)
    return Number(start, scan.pos, raw, loose_number_value(raw), scan.stretch)


def _beheaded(scan: Scan, match: re.Match[str]) -> String:
    """A string without its opening quote; the closing one stays outside, as for a bare name."""
    scan.pos = match.end()
    scan.report(messages.UNOPENED_STRING, match.start(), match.end(), match[1])
    return String(match.start(), match.end(1), match[1], scan.stretch)


def read_bare_name(scan: Scan) -> String | None:
    """Read a name without quotes at the current offset; None if there is no word."""
    if beheaded := BEHEADED_NAME.match(scan.text, scan.pos):
        return _beheaded(scan, beheaded)
    word = BARE_WORD.match(scan.text, scan.pos)
    if word is None:
        return None
    scan.pos = word.end()
    if has_colon(scan.text, scan.pos):
        scan.report(messages.UNQUOTED_NAME, word.start(), word.end(), word[0])
    return String(word.start(), word.end(), word[0], scan.stretch)


def skip_garbage(scan: Scan) -> None:
    """Report and pass what has no place here: a run of words, or a single character."""
    start = scan.pos
    run = BARE_RUN.match(scan.text, start)
    scan.pos = run.end() if run else start + 1
    scan.report(messages.UNEXPECTED, start, scan.pos, scan.text[start : scan.pos])


def skip_quote(scan: Scan) -> None:
    """Report and pass a quote that has no place here."""
    scan.report(messages.UNEXPECTED, scan.pos, scan.pos + 1, scan.text[scan.pos])
    scan.pos += 1
