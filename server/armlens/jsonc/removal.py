"""Removing a member or an element with its comma and its line."""

from __future__ import annotations

from armlens.jsonc.gaps import Gap, read_gap
from armlens.jsonc.layout import is_bracketed, is_whole
from armlens.jsonc.nodes import Container, Node, parts_of
from armlens.jsonc.tree import Tree
from armlens.text.edits import Edit
from armlens.text.spans import Span


def removed(tree: Tree, owner: Container, part: Node) -> tuple[Edit, ...]:
    """The edits that remove a part; none where the text around it is damaged.

    A comment behind the part on its line goes with it; those above it and those of its
    neighbours stay.
    """
    parts = parts_of(owner)
    index = next((i for i, other in enumerate(parts) if other is part), None)
    if index is None or not is_bracketed(tree, owner) or not is_whole(part):
        return ()
    is_first, is_last = index == 0, index == len(parts) - 1
    start = owner.start + 1 if is_first else parts[index - 1].end
    end = owner.end - 1 if is_last else parts[index + 1].start
    before = read_gap(tree.text, Span(start, part.start))
    after = read_gap(tree.text, Span(part.end, end))
    if before is None or after is None or is_first is not (before.comma is None):
        return ()
    if is_last:
        return _last_removed(before, after)
    return (_cut(_inner_span(before, after)),) if after.comma else ()


def _cut(span: Span) -> Edit:
    return Edit(span, "")


def _inner_span(before: Gap, after: Gap) -> Span:
    """What goes with a part that others follow."""
    lines = _lines(before, after)
    if lines:
        return lines
    rest = after.rest
    # White space up to the next part goes too, but a comment before that part is its own.
    end = after.start_of_rest
    for kind, span in rest:
        if kind not in {"blank", "line_end"}:
            break
        end = span.end
    is_clear = end == after.span.end
    first_blank = next((span.end for kind, span in rest[:1] if kind == "blank"), None)
    return Span(before.span.end, end if is_clear else first_blank or after.start_of_rest)


def _lines(before: Gap, after: Gap) -> Span | None:
    """The lines of a part that has them for itself, with the line end and trailing comments."""
    line_end = after.line_end_after(after.tail(after.start_of_rest))
    if before.last_line_end is None or line_end is None:
        return None
    return Span(before.last_line_end.end, line_end.end)


def _last_removed(before: Gap, after: Gap) -> tuple[Edit, ...]:
    if not before.comma and not before.comments and not after.comments:
        return (_cut(Span(before.span.start, after.span.end)),)
    lines = _lines(before, after) or _shared_line(before, after)
    if before.comma is None or after.comma is not None:
        return (_cut(lines),)
    if before.last_line_end is None:
        return (_cut(Span(before.comma.start, lines.end)),)
    return (_cut(before.comma), _cut(lines))


def _shared_line(before: Gap, after: Gap) -> Span:
    """What goes with a last part that has the closing bracket or other parts on its line."""
    end = after.start_of_rest
    line_end = before.last_line_end
    if line_end is None:
        blank = next((span.end for kind, span in after.rest[:1] if kind == "blank"), end)
        return Span(before.span.end, blank if after.comma else end)
    # The closing bracket moves up a line, unless a comment there would swallow it.
    would_hide = before.has_line_comment(before.span)
    return Span(before.span.end if would_hide else line_end.start, end)
