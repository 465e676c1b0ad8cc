"""Where lines begin: offsets in blocks, so that those of an edited text need not be found anew."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from math import ceil

from armlens.dataclass import dataclass
from armlens.text.spans import Span

_LINE_END = re.compile(r"\r\n?|\n")
_BLOCK = 256
"""How many lines a block has, at least where there are so many; always less than twice."""


@dataclass(frozen=True, slots=True)
class LineStarts:
    """The starts of all lines of a text: never empty, and never changed.

    Each block holds offsets that lack its shift. `begins` and `numbers` are the offset and the
    number of each block's first line. What has come about by an edit shares all other blocks.
    """

    blocks: list[list[int]]
    shifts: list[int]
    begins: list[int]
    numbers: list[int]

    def __len__(self) -> int:
        return self.numbers[-1] + len(self.blocks[-1])

    def __getitem__(self, line: int) -> int:
        block = bisect_right(self.numbers, line) - 1
        return self.blocks[block][line - self.numbers[block]] + self.shifts[block]

    def line_at(self, offset: int) -> int:
        """The number of the line that holds the offset."""
        return self.around(offset)[0]

    def around(self, offset: int) -> tuple[int, int, int | None]:
        """The number and the start of the line that holds the offset, and of a next one the start.

        That of the next one is given only where it is at hand.
        """
        block = max(bisect_right(self.begins, offset) - 1, 0)
        starts, shift = self.blocks[block], self.shifts[block]
        within = bisect_right(starts, offset - shift)
        following = starts[within] + shift if within < len(starts) else None
        return self.numbers[block] + within - 1, starts[within - 1] + shift, following

    def replaced(self, span: Span, text: str, moved: int) -> LineStarts:
        """The starts in `text`, where other text is in place of the span.

        `moved` is by how much that moved what is behind it.
        """
        # A line end may be joined to a half of one on either side, as `\r` to `\n`.
        start = self[max(self.line_at(span.start) - 1, 0)]
        following = self.line_at(span.end) + 2
        end = self[following] if following < len(self) else len(text) - moved + 1
        low = bisect_right(self.begins, start) - 1
        high = bisect_right(self.begins, end - 1)
        found = _LINE_END.finditer(text, start, end + moved)
        starts = self._in_block(low, 0, start + 1)
        starts += [at for match in found if (at := match.end()) < end + moved]
        starts += self._in_block(high - 1, end, len(text) - moved + 1, moved)
        return self._with(low, high, starts, moved)

    def _in_block(self, block: int, low: int, high: int, moved: int = 0) -> list[int]:
        """The starts in a block from `low` up to, not including, `high`, moved by so much."""
        starts, shift = self.blocks[block], self.shifts[block]
        begin, end = bisect_left(starts, low - shift), bisect_left(starts, high - shift)
        moved += shift
        return [start + moved for start in starts[begin:end]]

    def _with(self, low: int, high: int, starts: list[int], moved: int) -> LineStarts:
        """Some blocks replaced by other starts, and those behind them moved."""
        new = _in_blocks(starts, self.numbers[low])
        more = self.numbers[low] + len(starts)
        more -= self.numbers[high] if high < len(self.blocks) else len(self)
        return LineStarts(
            [*self.blocks[:low], *new.blocks, *self.blocks[high:]],
            [*self.shifts[:low], *new.shifts, *(each + moved for each in self.shifts[high:])],
            [*self.begins[:low], *new.begins, *(each + moved for each in self.begins[high:])],
            [*self.numbers[:low], *new.numbers, *(each + more for each in self.numbers[high:])],
        )


def line_starts(text: str) -> LineStarts:
    """The starts of the lines of a text, found in one pass over it."""
    return _in_blocks([0, *(match.end() for match in _LINE_END.finditer(text))], 0)


def _in_blocks(starts: list[int], number: int) -> LineStarts:
    """Starts in blocks of equal size; `number` is that of the first line."""
    size = ceil(len(starts) / max(len(starts) // _BLOCK, 1))
    blocks = [starts[at : at + size] for at in range(0, len(starts), size)]
    numbers = accumulate((len(block) for block in blocks[:-1]), initial=number)
    return LineStarts(blocks, [0] * len(blocks), [block[0] for block in blocks], list(numbers))
