"""Where brackets should close, judged by indentation: the guide for a document out of balance.

A container that opens on a line of some width (its indentation in columns) should close on the
next line that is not wider. That line is the container's fence: what damage there is inside a
fence does not get out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from armlens.text.spans import Span

_TAB = 4
_LEAD = re.compile(
    r"(?:\A|(?<=[\r\n]))([ \t]*+)(?!//)"
    r"(?:([{}\[\]])[ \t]{2,}+(?=[^ \t\r\n]))?+(?=[^ \t\r\n])"
)
"""The indentation of a line, and a bracket typed into it: the rest tells the width."""
_ENDS_LINE = re.compile(r"[ \t]*+(?:[\r\n]|\Z)")
_MOST_STEPS = 64


class Frame(NamedTuple):
    """One open container: its line, its width, and the offset where it should close."""

    line: int
    width: int
    fence: int


class Indentation:
    """The lines of a text that hold something, and the fences of the containers now open.

    Of a text that is read from somewhere in the middle, only the lines from `within` are of
    interest: from its start, where a line begins, up to the first line that begins behind it.
    `frames` are then the containers that are open there.
    """

    __slots__ = ("_below", "_frames", "_leads", "_next", "_size", "_starts", "_text", "_widths")

    def __init__(self, text: str, within: Span | None = None, frames: Sequence[Frame] = ()) -> None:
        found = list(_leads(text, within) if within else _LEAD.finditer(text))
        self._text = text
        self._size = len(text)
        self._starts = [match.start() for match in found] or [0]
        self._leads = [match.end() for match in found] or [0]
        self._widths = [_width(match) for match in found] or [0]
        self._next, self._below = _narrower(self._widths)
        self._frames = [Frame(0, -1, self._size), *frames]

    @property
    def fence(self) -> int:
        """The offset at which the innermost container should close."""
        return self._frames[-1].fence

    @property
    def limit(self) -> int:
        """The offset up to which the innermost container may be read without a further look."""
        frame = self._frames[-1]
        fence = frame.fence
        if fence < self._size and self._text[fence] in "}]" and self.width_at(fence) == frame.width:
            return fence + 1
        return fence

    def line_of(self, offset: int) -> int:
        """The number of the line that holds the offset, lines without content not counted."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def width_at(self, offset: int) -> int:
        """The width of the line that holds the offset."""
        return self._widths[self.line_of(offset)]

    def leads(self, offset: int) -> bool:
        """Whether the offset is that of the first character of a line, white space apart."""
        return self._leads[self.line_of(offset)] == offset

    def is_deeper(self, width: int, within: Span) -> bool:
        """Whether all lines whose content begins in the span are wider than that."""
        low = bisect_left(self._leads, within.start)
        high = bisect_left(self._leads, within.end)
        return all(each > width for each in self._widths[low:high])

    def push(self, offset: int) -> None:
        """Note a container that opens on the line of the offset; the root has no fence."""
        line = self.line_of(offset)
        fence = self._lead(self._next[line]) if len(self._frames) > 1 else self._size
        self._frames.append(Frame(line, self._widths[line], fence))

    def push_inside(self, offset: int) -> None:
        """Note a container without a bracket whose content begins at the offset."""
        line = self.line_of(offset)
        below = self._below[line]
        if len(self._frames) == 1 or below >= len(self._leads):
            self._frames.append(Frame(line, self._widths[line], self._size))
        else:
            self._frames.append(Frame(line, self._widths[below], self._leads[below]))

    def pop(self) -> Frame:
        """Forget the innermost container."""
        return self._frames.pop()

    def pass_fence(self, offset: int) -> None:
        """Give the innermost container a new fence if the offset lies behind the one it had."""
        frame = self._frames[-1]
        if offset <= frame.fence or len(self._frames) <= 2:
            return
        line = self._next[self.line_of(offset - 1)]
        for _ in range(_MOST_STEPS):
            if line >= len(self._leads) or self._widths[line] <= frame.width:
                break
            line = self._next[line]
        self._frames[-1] = frame._replace(fence=self._lead(line))

    def allows(self, closer: int) -> bool:
        """Whether the innermost container may close at the offset.

        It may on its own line, at its fence, and on the last line before the fence unless the
        fence has a bracket to close it.
        """
        frame = self._frames[-1]
        line = self.line_of(closer)
        if closer < self._leads[line]:
            return False
        if closer >= frame.fence:
            return closer > frame.fence or self._widths[line] == frame.width
        if line == frame.line and len(self._frames) > 2:
            return not self._has_block(frame, closer)
        return self._lead(line + 1) >= frame.fence and not self._closes_at(frame, closer, line + 1)

    def _has_block(self, frame: Frame, closer: int) -> bool:
        """Whether deeper lines follow a line that ends in an empty container."""
        following = frame.line + 1
        return (
            self._text[closer - 1] in "{["
            and self._frames[-2].line != frame.line
            and following < len(self._widths)
            and self._widths[following] > frame.width
            and _ENDS_LINE.match(self._text, closer + 1) is not None
        )

    def _closes_at(self, frame: Frame, closer: int, line: int) -> bool:
        """Whether the line begins with a bracket like that at `closer`, at the frame's width."""
        return (
            line < len(self._leads)
            and self._widths[line] == frame.width
            and self._text[self._leads[line]] == self._text[closer]
        )

    def closes_soon(self, closer: int) -> bool:
        """Whether the line after that of the bracket closes the innermost container properly."""
        return self._closes_at(self._frames[-1], closer, self.line_of(closer) + 1)

    def deepens(self, offset: int) -> bool:
        """Whether the line after that of the offset is indented deeper."""
        line = self.line_of(offset)
        return line + 1 < len(self._widths) and self._widths[line + 1] > self._widths[line]

    def frame(self, index: int) -> Frame:
        """The frame of the container at that place in the parser's stack."""
        return self._frames[index]

    def _lead(self, line: int) -> int:
        """The offset of the first character of a line, or the end of the text."""
        return self._leads[line] if line < len(self._leads) else self._size


def line_lead(text: str, line_start: int) -> tuple[int, int] | None:
    """The offset of the first character of a line, and the line's width; None if it is empty."""
    match = _LEAD.match(text, line_start)
    return (match.end(), _width(match)) if match else None


def _leads(text: str, within: Span) -> Iterator[re.Match[str]]:
    for match in _LEAD.finditer(text, within.start):
        yield match
        if match.end() >= within.end:
            return


def _width(lead: re.Match[str]) -> int:
    """The columns of white space at the beginning of a line, a bracket typed into it apart."""
    blanks = lead[0]
    columns = len(blanks.expandtabs(_TAB)) if "\t" in blanks else len(blanks)
    return columns - (lead.lastindex == 2)


def _narrower(widths: list[int]) -> tuple[list[int], list[int]]:
    """For each line the next one that is not wider, and the next one that is narrower."""
    count = len(widths)
    not_wider, narrower = [count] * count, [count] * count
    waiting: list[int] = []
    for line in range(count - 1, -1, -1):
        while waiting and widths[waiting[-1]] > widths[line]:
            waiting.pop()
        if waiting:
            following = waiting[-1]
            not_wider[line] = following
            is_equal = widths[following] == widths[line]
            narrower[line] = narrower[following] if is_equal else following
        waiting.append(line)
    return not_wider, narrower
