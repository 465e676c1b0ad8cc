"""The text between the parts of an object or array: white space, comments, at most one comma."""

from __future__ import annotations

import re

from armlens.dataclass import dataclass
from armlens.text.spans import Span

_PIECE = re.compile(
    r"(?P<blank>[^\S\r\n]++)|(?P<line_end>\r\n|\r|\n)|(?P<comma>,)"
    r"|(?P<line_comment>//[^\r\n]*+)|(?P<comment>/\*(?s:.*?)\*/)"
)


@dataclass(frozen=True, slots=True)
class Gap:
    """The pieces of such a text, each a kind of `_PIECE` and its span."""

    span: Span
    pieces: tuple[tuple[str, Span], ...]

    @property
    def comma(self) -> Span | None:
        """The comma, if there is one."""
        return next((span for kind, span in self.pieces if kind == "comma"), None)

    @property
    def start_of_rest(self) -> int:
        """The offset behind the comma, or of the whole gap if it has none."""
        comma = self.comma
        return comma.end if comma else self.span.start

    @property
    def last_line_end(self) -> Span | None:
        """The end of the line before the one on which what follows the gap begins.

        None if it begins on the line of the comma, or of the part before where no comma is.
        """
        line_ends = [span for kind, span in self.rest if kind == "line_end"]
        return line_ends[-1] if line_ends else None

    @property
    def rest(self) -> list[tuple[str, Span]]:
        """The pieces behind the comma; all of them if there is none."""
        start = self.start_of_rest
        return [(kind, span) for kind, span in self.pieces if span.start >= start]

    @property
    def comments(self) -> list[Span]:
        """The comments in the order written."""
        return [span for kind, span in self.pieces if kind in {"comment", "line_comment"}]

    def tail(self, start: int) -> int:
        """The end of the last comment on the line of `start`, an offset where a piece begins."""
        end = start
        for kind, span in self.pieces:
            if kind == "line_end" and span.start >= start:
                break
            if kind in {"comment", "line_comment"} and span.start >= start:
                end = span.end
        return end

    def line_end_after(self, start: int) -> Span | None:
        """The end of the line of `start`, if only blanks stand before it."""
        for kind, span in self.pieces:
            if span.start >= start and kind != "blank":
                return span if kind == "line_end" else None
        return None

    def has_line_comment(self, within: Span) -> bool:
        """Whether a comment that runs to the end of its line begins in the span."""
        starts = [span.start for kind, span in self.pieces if kind == "line_comment"]
        return any(within.start <= start < within.end for start in starts)


def read_gap(text: str, within: Span) -> Gap | None:
    """The gap that the span holds; None if there is anything else, or a second comma."""
    pieces: list[tuple[str, Span]] = []
    done = within.start
    while done < within.end:
        match = _PIECE.match(text, done, within.end)
        if match is None:
            return None
        pieces.append((match.lastgroup or "", Span(*match.span())))
        done = match.end()
    is_sound = sum(kind == "comma" for kind, _ in pieces) <= 1
    return Gap(within, tuple(pieces)) if is_sound else None
