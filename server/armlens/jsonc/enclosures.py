"""Containers that span whole lines, so that what is wrong inside does not get out.

The opening bracket is on one line, the closing one begins another of the same width, and what is
between is deeper. A reading that indentation guides then closes it where it should.
"""

from __future__ import annotations

from collections.abc import Iterator

from armlens.dataclass import dataclass
from armlens.jsonc.indentation import Frame, Indentation, line_lead
from armlens.jsonc.nodes import Array, Container, Object, parts_of
from armlens.jsonc.resumption import Step, begins, way_to
from armlens.jsonc.tree import Tree
from armlens.text.spans import Span


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Such a container: the way to it in a tree, how wide it is, and where it should close."""

    tree: Tree
    way: list[Step]
    width: int
    fence: int

    def begun(self, begin: int | None = None) -> tuple[list[Step], int]:
        """The way to where a reading begins, and the offset: at `begin`, if that can be.

        Otherwise one part is read along that is before all that is edited. It may become part of
        what is wrong.
        """
        way = list(self.way)
        if begin is not None and begins(way, begin):
            return way, begin
        container, kept = way[-1]
        kept = max(kept - 1, 0)
        way[-1] = Step(container, kept)
        return way, parts_of(container)[kept - 1].end if kept else container.start + 1

    def guide(self, text: str, start: int, end: int) -> Indentation | None:
        """The guide of a reading of a text from one offset to another.

        The text is that of the tree, or with an edit behind `start`. None if a line between is not
        deeper than the container, which then should have closed before.
        """
        lines, container = self.tree.lines, self.way[-1].container
        line_start = lines.line_start(lines.line_at(start))
        fence = self.fence + len(text) - len(self.tree.text)
        outer = [Frame(-1, -1, len(text)) for _ in self.way[:-1]]
        frame = Frame(0 if line_start <= container.start else -1, self.width, fence)
        guide = Indentation(text, Span(line_start, end), [*outer, frame])
        inside = Span(container.start + 1, min(end, fence))
        return guide if not outer or guide.is_deeper(self.width, inside) else None


def enclosures(tree: Tree, span: Span) -> Iterator[Enclosure]:
    """Those around a span of a tree's text, from the innermost outwards."""
    if not isinstance(tree.root, Object | Array):
        return
    way = way_to(tree.root, span.start, span.end)
    while way:
        width = _width(tree, way[-1].container, span)
        if width is not None:
            fence = way[-1].container.end - 1 if len(way) > 1 else len(tree.text)
            yield Enclosure(tree, list(way), width, fence)
        way.pop()


def _width(tree: Tree, container: Container, span: Span) -> int | None:
    """The width of a container that has a span in lines between its brackets; None otherwise."""
    lines, text = tree.lines, tree.text
    closer = container.end - 1
    first, last = lines.line_at(container.start), lines.line_at(closer)
    is_inside = first < lines.line_at(span.start) and lines.line_at(span.end) < last
    if not container.closed or not is_inside:
        return None
    opening = line_lead(text, lines.line_start(first))
    closing = line_lead(text, lines.line_start(last))
    if opening is None or closing != (closer, opening[1]):
        return None
    return opening[1]
