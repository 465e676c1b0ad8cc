r"""Where a string ends whose quotes may be wrong.

A quote closes a string if what follows it can follow a string. Where the first one does not, the
next ones are tried, a handful at most to keep the time linear. A string may go over several lines,
as Azure allows, if a later line closes it and that line makes no sense on its own.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from armlens.jsonc.patterns import BEFORE_COLON

_MOST_QUOTES = 8
TO_QUOTE: Final = {
    '"': re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL),
    "'": re.compile(r"[^'\\]*+(?:\\.[^'\\]*+)*+'", re.DOTALL),
}
"""From inside a string up to the next quote of its kind that is not escaped."""
_LINE_END = re.compile(r"[\r\n]")
_BLANKS = r"(?:[^\S\r\n]|\ufeff)*+"
_AFTER_VALUE = re.compile(
    rf"""{_BLANKS}(?:[}}\]\r\n]|/[/*]|\Z
        |,{_BLANKS}(?:["'{{\[}}\]\r\n+\-.0-9]|/[/*]|true|false|null|Infinity|NaN
                   |[\w$\\]++{BEFORE_COLON.pattern}|\Z))""",
    re.VERBOSE,
)
_AFTER_LAST_LINE = re.compile(r"[\s\ufeff]*+(?:[,}\]]|/[/*]|\Z)")
_HALF_NAME = re.compile(r"[ \t]*+(?:[,}\]\r\n]|/[/*]|\Z)")
_NEXT_VALUE = re.compile(r"[ \t]*+(?:[\"'{\[]|-?[0-9]|true\b|false\b|null\b)")
_NAME_AND_COLON = re.compile(r"([^:]*?)[ \t]*+:")


class Role(Enum):
    """What a string is used for, which decides what may follow it."""

    NAME = "the name of a member"
    VALUE = "the value of a member"
    ELEMENT = "an element of an array"


class Quoted(NamedTuple):
    """A string as found: its span with quotes, where its text ends, and a quote too many.

    `content_end` equals `end` if the closing quote is missing; `stray` is -1 if no quote is wrong.
    """

    start: int
    content_end: int
    end: int
    stray: int = -1

    @property
    def is_closed(self) -> bool:
        """Whether the string has a closing quote."""
        return self.content_end < self.end


def quoted(text: str, start: int, role: Role) -> Quoted:
    """The string that begins with the quote at `start`."""
    after = BEFORE_COLON if role is Role.NAME else _AFTER_VALUE
    first = TO_QUOTE[text[start]].match(text, start + 1)
    if first and after.match(text, first.end()) and not _LINE_END.search(text, start, first.end()):
        return Quoted(start, first.end() - 1, first.end())
    quotes = _closing_quotes(text, start)
    if not quotes:
        return _unterminated(text, start, _end_of_line(text, start, len(text)), role)
    line_end = _end_of_line(text, start, quotes[-1])
    if line_end < quotes[0]:
        return _over_lines(text, start, line_end, quotes, role)
    on_line = [quote for quote in quotes if quote <= line_end]
    if role is Role.NAME:
        return _name(text, start, on_line)
    return _value(text, start, on_line, role)


def _closing_quotes(text: str, start: int) -> list[int]:
    """The next quotes of the kind at `start` that are not escaped."""
    pattern = TO_QUOTE[text[start]]
    quotes: list[int] = []
    at = start + 1
    while len(quotes) < _MOST_QUOTES and (found := pattern.match(text, at)):
        at = found.end()
        quotes.append(at - 1)
    return quotes


def _value(text: str, start: int, quotes: list[int], role: Role) -> Quoted:
    """A value whose closing quote is one of those on its line."""
    first = quotes[0]
    if _AFTER_VALUE.match(text, first + 1) or _is_missing_comma(text, start, first):
        return Quoted(start, first, first + 1)
    for number, quote in enumerate(quotes):
        if BEFORE_COLON.match(text, quote + 1):
            return _before_name(text, start, quotes[:number], role)
        if _AFTER_VALUE.match(text, quote + 1):
            return _with_stray(text, start, quotes[: number + 1])
    return Quoted(start, first, first + 1)


def _is_missing_comma(text: str, start: int, quote: int) -> bool:
    """Whether the quote closes the string and the next string begins without a comma between."""
    if text.startswith('"', quote + 1):
        is_stray = quote == start + 1 or _AFTER_VALUE.match(text, quote + 2)
        return not is_stray and not BEFORE_COLON.match(text, quote + 2)
    after = _NEXT_VALUE.match(text, quote + 1)
    return after is not None and after.end() > quote + 2 and text[quote + 1] in " \t"


def _before_name(text: str, start: int, quotes: list[int], role: Role) -> Quoted:
    """A value before a name on the same line: the last of the quotes opens that name.

    With an odd number of quotes before it, the value's closing quote is missing.
    """
    if len(quotes) % 2 == 0:
        end = quotes[0] if quotes else text.index(text[start], start + 1)
        return Quoted(start, end, end + 1)
    return _unterminated(text, start, quotes[-1], role)


def _with_stray(text: str, start: int, quotes: list[int]) -> Quoted:
    """A string with more quotes than it needs; a doubled one stays outside it."""
    first, last = quotes[0], quotes[-1]
    is_blank = not text[start + 1 : first].strip()
    if is_blank and len(quotes) == 2:
        return Quoted(first, last, last + 1, stray=start)
    if last == first + 1:
        return Quoted(start, first, last, stray=last)
    return Quoted(start, last, last + 1, stray=first)


def _name(text: str, start: int, quotes: list[int]) -> Quoted:
    """A name whose closing quote is one of those on its line."""
    first = quotes[0]
    if BEFORE_COLON.match(text, first + 1):
        return Quoted(start, first, first + 1)
    cut = _NAME_AND_COLON.match(text, start + 1, first)
    if cut and not text[cut.end() : first].strip():
        return Quoted(start, cut.end(1), cut.end(1))
    is_doubled = text.startswith(text[start], first + 1)
    if not is_doubled and (_HALF_NAME.match(text, first + 1) or _NEXT_VALUE.match(text, first + 1)):
        return Quoted(start, first, first + 1)
    for number, quote in enumerate(quotes[:2] if is_doubled else quotes):
        if BEFORE_COLON.match(text, quote + 1):
            return _with_stray(text, start, quotes[: number + 1])
    return Quoted(start, first, first + 1)


def _over_lines(text: str, start: int, line_end: int, quotes: list[int], role: Role) -> Quoted:
    """A string that its first line does not close: of several lines, or unterminated.

    The next quote closes it if that makes sense. Otherwise a quote behind may, and those between
    are stray, but only if their number is odd: a line with an even number stands on its own.
    """
    after = BEFORE_COLON if role is Role.NAME else _AFTER_LAST_LINE
    first = quotes[0]
    if after.match(text, first + 1):
        return Quoted(start, first, first + 1)
    last_line_end = _end_of_line(text, first, quotes[-1])
    on_line = [quote for quote in quotes if quote <= last_line_end]
    if len(on_line) % 2 and role is not Role.NAME:
        for quote in on_line[1:]:
            if BEFORE_COLON.match(text, quote + 1):
                break
            if after.match(text, quote + 1):
                return Quoted(start, quote, quote + 1, stray=first)
    return _unterminated(text, start, line_end, role)


def _unterminated(text: str, start: int, end: int, role: Role) -> Quoted:
    """A string without a closing quote, less what probably stands behind it on the line."""
    if role is Role.NAME:
        cut = _NAME_AND_COLON.match(text, start + 1, end)
        if cut:
            end = cut.end(1)
    end = _less_blanks(text, start, end)
    if end > start + 1 and text[end - 1] == ",":
        end = _less_blanks(text, start, end - 1)
    extra = {
        closer: text.count(closer, start, end) - text.count(opener, start, end)
        for opener, closer in ("[]", "{}")
    }
    while extra.get(text[end - 1], 0) > 0:
        extra[text[end - 1]] -= 1
        end = _less_blanks(text, start, end - 1)
    return Quoted(start, end, end)


def _less_blanks(text: str, start: int, end: int) -> int:
    """The end of a string's text without the white space before it."""
    while end > start + 1 and text[end - 1] in " \t\r\n":
        end -= 1
    return end


def _end_of_line(text: str, start: int, end: int) -> int:
    """The offset where the line ends, if that is before `end`."""
    found = _LINE_END.search(text, start, end)
    return found.start() if found else end
