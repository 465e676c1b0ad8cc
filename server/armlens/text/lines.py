r"""The line index: offsets to positions and back, in each encoding that LSP knows.

Facts from the LSP specification 3.17, section "Position": lines end with `\n`, `\r\n` or `\r`
and with nothing else; a character beyond the end of a line means the end of that line.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple

from armlens.text.line_starts import LineStarts, line_starts
from armlens.text.spans import Span

_LONGEST_END = 2
"""The code points of the longest line end."""


class PositionEncoding(StrEnum):
    """The unit in which a client counts the characters of a line."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"


class Position(NamedTuple):
    """A 0-based line and a 0-based character in the units of some encoding."""

    line: int
    character: int


class LineIndex:
    """Where the lines of a text begin: given, or else found when they are first asked for."""

    __slots__ = ("_ascii", "_found", "_text")

    def __init__(self, text: str, starts: LineStarts | None = None) -> None:
        self._text = text
        self._found = starts
        self._ascii = text.isascii()

    @property
    def _starts(self) -> LineStarts:
        if self._found is None:
            self._found = line_starts(self._text)
        return self._found

    @property
    def line_count(self) -> int:
        """The number of lines; an empty text has one."""
        return len(self._starts)

    def line_at(self, offset: int) -> int:
        """The 0-based line that holds the offset."""
        return self._starts.line_at(offset)

    def line_start(self, line: int) -> int:
        """The offset of a line's first code point."""
        return self._starts[line]

    def replaced(self, span: Span, text: str) -> LineIndex:
        """The index of a text that has come about by replacing a span of this one's.

        Takes time by the size of the change, but for one addition for each block of lines.
        """
        if self._found is None:
            return LineIndex(text)
        return LineIndex(text, self._found.replaced(span, text, len(text) - len(self._text)))

    def line_span(self, line: int) -> Span:
        """The span of a line without the characters that end it."""
        start = self._starts[line]
        if line + 1 == len(self._starts):
            return Span(start, len(self._text))
        end = self._starts[line + 1] - 1
        if self._text[end] == "\n" and end > start and self._text[end - 1] == "\r":
            end -= 1
        return Span(start, end)

    def position(self, offset: int, encoding: PositionEncoding) -> Position:
        """The position of an offset; one outside the text or inside a line end is moved to it."""
        offset = min(max(offset, 0), len(self._text))
        line, start, following = self._starts.around(offset)
        if following is None or offset >= following - _LONGEST_END:
            offset = min(offset, self.line_span(line).end)
        if self._ascii:
            return Position(line, offset - start)
        return Position(line, units(self._text[start:offset], encoding))

    def offset(self, position: Position, encoding: PositionEncoding) -> int:
        """The offset of a position.

        A line beyond the last means the end of the text, a character beyond the end of its line
        that end, and a character within a code point that code point's start.
        """
        line, character = position
        if line < 0:
            return 0
        if line >= len(self._starts):
            return len(self._text)
        start, end = self.line_span(line)
        if self._ascii or encoding is PositionEncoding.UTF32:
            return min(start + max(character, 0), end)
        return start + _points(self._text[start:end], character, encoding)


def units(text: str, encoding: PositionEncoding) -> int:
    """The length of a text in the units of the encoding; a lone surrogate counts as one."""
    if encoding is PositionEncoding.UTF32 or text.isascii():
        return len(text)
    if encoding is PositionEncoding.UTF16:
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass"))


def _points(line: str, character: int, encoding: PositionEncoding) -> int:
    """How many whole code points of the line fit into `character` units of the encoding."""
    if units(line, encoding) == len(line):
        return min(max(character, 0), len(line))
    prefixes = range(len(line) + 1)
    return max(bisect_right(prefixes, character, key=lambda k: units(line[:k], encoding)) - 1, 0)
