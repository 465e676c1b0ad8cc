"""A text in pieces, so that an edit of a large one copies little of it before they are joined."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from armlens.dataclass import dataclass
from armlens.text.spans import Span

_PIECE = 32_768
"""How many code points a piece has, at least where there are so many; always less than twice.

Slices of a text that is not all ASCII are costly, because each is looked through for what it
holds; joining is not.
"""


@dataclass(frozen=True)
class Pieces:
    """The pieces of a text, and the offset of each. What an edit does not touch is shared."""

    parts: list[str]
    begins: list[int]

    @cached_property
    def text(self) -> str:
        """The text as a whole."""
        return "".join(self.parts)

    def replaced(self, span: Span, text: str) -> Pieces:
        """The pieces of the text in which `text` is in place of the span."""
        low = bisect_right(self.begins, span.start) - 1
        high = bisect_right(self.begins, span.end) - 1
        before = self.parts[low][: span.start - self.begins[low]]
        after = self.parts[high][span.end - self.begins[high] :]
        new = pieces_of(before + text + after)
        moved = len(text) - (span.end - span.start)
        return Pieces(
            [*self.parts[:low], *new.parts, *self.parts[high + 1 :]],
            [
                *self.begins[:low],
                *(begin + self.begins[low] for begin in new.begins),
                *(begin + moved for begin in self.begins[high + 1 :]),
            ],
        )


def pieces_of(text: str) -> Pieces:
    """A text cut into pieces of equal length."""
    size = -(-len(text) // max(len(text) // _PIECE, 1)) or 1
    parts = [text[at : at + size] for at in range(0, len(text), size)] or [""]
    return Pieces(parts, list(accumulate(map(len, parts[:-1]), initial=0)))
