"""Code frames: a line of source with its number, and the span underlined below it."""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from armlens.report.run import Location, Source
from armlens.report.visible import LOG_COMMAND, visible
from armlens.text.spans import Span

_TAB = 4
_CUT = "…"


class FrameLine(NamedTuple):
    """One line of a frame: its number or "", what it shows, and whether that is an underline."""

    number: str
    text: str
    is_underline: bool = False


def frame(location: Location, width: int) -> list[FrameLine]:
    """The line where the location begins, underlined, between its neighbours.

    No line is wider than `width` terminal columns. All columns are terminal cells: tabs are
    expanded, wide characters count two and unprintable ones as many as their escape. A line too
    long for the frame is cut around the span and stands alone. A span of several lines is
    underlined to the end of its first.
    """
    source, span = location.source, location.span
    lines = source.lines
    line = lines.line_at(min(span.start, len(source.text)))
    bounds = lines.line_span(line)
    start = min(span.start, bounds.end)
    end = max(min(span.end, bounds.end), start)
    text, caret, carets = _underlined(source, bounds, Span(start, end), width)
    number = str(line + 1)
    shown = [
        # `visible` has escaped all commands, but for one that the place divides.
        FrameLine(number, LOG_COMMAND.sub(_divided, text)),
        FrameLine("", " " * caret + "^" * carets, is_underline=True),
    ]
    if text.startswith(_CUT) or text.endswith(_CUT):
        return shown
    return [*_neighbour(source, line - 1, width), *shown, *_neighbour(source, line + 1, width)]


def _underlined(source: Source, line: Span, span: Span, width: int) -> tuple[str, int, int]:
    """What to show of a line, the column of its underline, and the underline's width.

    Only the part that can be seen is looked at: a minified template is one line of megabytes.
    """
    first = line.start
    if line.end - line.start > width or cell_len(_expand(line.text_of(source.text))) > width:
        first = max(span.start - width // 3, line.start)
    lead = _CUT if first > line.start else ""
    lead += _expand(source.text[first : span.start], len(lead))
    if cell_len(lead) > width * 2 // 3:
        # Escapes and tabs may take any number of columns; other characters take two at most.
        lead = _CUT + lead[-(width // 3) :]
    caret = cell_len(lead)
    rest = source.text[span.start : min(span.start + width, line.end)]
    marked = cell_len(_expand(rest[: span.end - span.start], caret))
    is_cut = span.start + width < line.end
    text = _clipped(lead + _expand(rest, caret), width, is_cut=is_cut)
    return text, caret, max(min(marked, width - caret), 1)


def _divided(command: re.Match[str]) -> str:
    """A command to the agent of a pipeline as none, in as many columns."""
    return f"#{_CUT}{command[0][2:]}"


def _neighbour(source: Source, line: int, width: int) -> list[FrameLine]:
    """A line beside the underlined one, unless it does not exist or is blank."""
    if not 0 <= line < source.lines.line_count:
        return []
    start, end = source.lines.line_span(line)
    text = _expand(source.text[start : min(end, start + width)])
    if not text.strip():
        return []
    return [FrameLine(str(line + 1), _clipped(text, width, is_cut=start + width < end))]


def _clipped(text: str, width: int, *, is_cut: bool) -> str:
    """The text in the width of a frame; the last column tells where there is more."""
    if cell_len(text) > width:
        return set_cell_size(text, width - 1).rstrip() + _CUT
    if is_cut:
        return set_cell_size(text, min(cell_len(text), width - 1)).rstrip() + _CUT
    return text


def _expand(text: str, column: int = 0) -> str:
    """The text with spaces for its tabs and escapes for what cannot be printed."""
    if "\t" not in text:
        return visible(text)
    shown = ""
    for index, piece in enumerate(text.split("\t")):
        if index:
            shown += " " * (_TAB - (column + cell_len(shown)) % _TAB)
        shown += visible(piece)
    return shown
