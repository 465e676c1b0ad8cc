"""The smallest well-formatted edits of a parsed document: what every quick fix is made of.

Each function returns the edits in the order of the text, and none at all where the document is
damaged at the place, so that an edit could not be trusted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from armlens.dataclass import dataclass
from armlens.jsonc.gaps import Gap, read_gap
from armlens.jsonc.layout import (
    Literal,
    Style,
    is_bracketed,
    is_whole,
    lead_of,
    line_lead,
    member_text,
    stands_alone,
    style_of,
    written,
)
from armlens.jsonc.nodes import Array, Container, Member, Node, Object, parts_of
from armlens.jsonc.removal import removed
from armlens.jsonc.tree import Tree
from armlens.text.edits import Edit
from armlens.text.spans import Span

__all__ = [
    "Literal",
    "append_element",
    "insert_member",
    "insert_members",
    "remove_element",
    "remove_member",
    "replace_value",
]


def replace_value(tree: Tree, node: Node, value: Literal) -> tuple[Edit, ...]:
    """The edit that writes a value in the place of another, or of a name."""
    if not is_whole(node):
        return ()
    has_lines = tree.lines.line_at(node.start) != tree.lines.line_at(node.end)
    is_block = has_lines or stands_alone(tree, node)
    lead = line_lead(tree, node.start) if is_block else None
    return (Edit(node.span, written(value, style_of(tree, node), lead)),)


def insert_member(  # noqa: PLR0913 - the place is told by names on either side
    tree: Tree,
    owner: Object,
    name: str,
    value: Literal,
    *,
    after: Sequence[str] = (),
    before: Sequence[str] = (),
) -> tuple[Edit, ...]:
    """`insert_members` for one member."""
    return insert_members(tree, owner, {name: value}, after=after, before=before)


def insert_members(
    tree: Tree,
    owner: Object,
    members: Mapping[str, Literal],
    *,
    after: Sequence[str] = (),
    before: Sequence[str] = (),
) -> tuple[Edit, ...]:
    """The edits that insert members: behind the last of the members `after` that are present.

    If none is, before the first present of `before`, and else as the last ones. Names are
    compared but for case. None if there is a member of such a name already.
    """
    if any(owner.find(name) is not None for name in members):
        return ()
    parts = [_Part(name, value) for name, value in members.items()]
    return _inserted(tree, owner, _place(owner, after, before), parts)


def append_element(tree: Tree, array: Array, value: Literal) -> tuple[Edit, ...]:
    """The edits that write a value behind the last element of an array."""
    return _inserted(tree, array, len(array.elements), [_Part(None, value)])


def remove_member(tree: Tree, owner: Object, member: Member) -> tuple[Edit, ...]:
    """The edits that remove a member with its comma, its line and the comment on that line."""
    return removed(tree, owner, member)


def remove_element(tree: Tree, array: Array, element: Node) -> tuple[Edit, ...]:
    """The edits that remove an element, as `remove_member` does a member."""
    return removed(tree, array, element)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is inserted: a member, or an element if it has no name."""

    name: str | None
    value: Literal

    def text(self, style: Style, lead: str | None) -> str:
        if self.name is None:
            return written(self.value, style, lead)
        return member_text(self.name, self.value, style, lead)


def _text(parts: Sequence[_Part], style: Style, lead: str | None) -> str:
    """The parts with commas between them: each on a line of its own, or without `lead` on one."""
    comma = style.comma if lead is None else "," + style.line_end + lead
    return comma.join(part.text(style, lead) for part in parts)


def _place(owner: Object, after: Sequence[str], before: Sequence[str]) -> int:
    """The index in front of which a new member belongs."""
    names = [member.name for member in owner.members]
    leading = {name.lower() for name in after}
    following = {name.lower() for name in before}
    behind = [index + 1 for index, name in enumerate(names) if name in leading]
    ahead = [index for index, name in enumerate(names) if name in following]
    return [*behind[-1:], *ahead[:1], len(names)][0]


def _inserted(
    tree: Tree, owner: Container, index: int, inserted: Sequence[_Part]
) -> tuple[Edit, ...]:
    if not is_bracketed(tree, owner):
        return ()
    parts = parts_of(owner)
    previous = parts[index - 1] if index else None
    following = parts[index] if index < len(parts) else None
    start = previous.end if previous else owner.start + 1
    end = following.start if following else owner.end - 1
    gap = read_gap(tree.text, Span(start, end))
    if gap is None or (previous and not is_whole(previous)):
        return ()
    style = style_of(tree, owner)
    if previous is None and following is None:
        return _into_empty(tree, owner, gap, style, inserted) if gap.comma is None else ()
    if following and (gap.comma is None) is not (previous is None):
        return ()
    lead = _lead_between(tree, previous, following, gap)
    if lead is None:
        return (_on_shared_line(gap, _text(inserted, style, None), style, previous, following),)
    text = style.line_end + lead + _text(inserted, style, lead) + ("," if following else "")
    return _on_own_line(gap, text, previous)


def _lead_between(
    tree: Tree, previous: Node | None, following: Node | None, gap: Gap
) -> str | None:
    """The white space before a new part on a line of its own; None if it has to share one."""
    lead = lead_of(tree, previous.start) if previous else None
    if following is None:
        return lead
    if gap.last_line_end is None:
        return None
    return lead if lead is not None else line_lead(tree, following.start)


def _on_own_line(gap: Gap, text: str, previous: Node | None) -> tuple[Edit, ...]:
    """The edits that write a part behind the line of what precedes it, comments included."""
    offset = gap.tail(gap.start_of_rest)
    if previous is None or gap.comma is not None:
        return (_insertion(offset, text),)
    if offset == previous.end:
        return (_insertion(offset, "," + text),)
    # The comma must stand before a comment, which would otherwise hide it.
    return (_insertion(previous.end, ","), _insertion(offset, text))


def _on_shared_line(
    gap: Gap, text: str, style: Style, previous: Node | None, following: Node | None
) -> Edit:
    """The edit that writes a part beside another on its line."""
    if gap.comma is not None:
        return _insertion(gap.comma.end, style.comma[1:] + text + ("," if following else ""))
    if previous is None:
        return _insertion(gap.span.end, text + style.comma)
    offset = gap.tail(previous.end)
    if gap.has_line_comment(Span(previous.end, offset)):
        offset = previous.end
    return _insertion(offset, style.comma + text)


def _insertion(offset: int, text: str) -> Edit:
    return Edit(Span(offset, offset), text)


def _into_empty(
    tree: Tree, owner: Container, gap: Gap, style: Style, inserted: Sequence[_Part]
) -> tuple[Edit, ...]:
    """The edit that writes the first part of a container, behind the comments in it."""
    offset = gap.comments[-1].end if gap.comments else gap.span.start
    if gap.last_line_end is None and not stands_alone(tree, owner):
        padding = style.braces if isinstance(owner, Object) else style.brackets
        blank = tree.text[offset : gap.span.end]
        text = (blank or padding) + _text(inserted, style, None) + ("" if blank else padding)
        return (_insertion(offset, text),)
    outer = lead_of(tree, gap.span.end)
    outer = line_lead(tree, owner.start) if outer is None else outer
    lead = _lead_of_comment(tree, gap) or outer + style.unit
    text = style.line_end + lead + _text(inserted, style, lead)
    if gap.line_end_after(offset):
        return (_insertion(offset, text),)
    return (Edit(Span(offset, gap.span.end), text + style.line_end + outer),)


def _lead_of_comment(tree: Tree, gap: Gap) -> str | None:
    """The white space before the last comment that begins a line, if there is one."""
    leads = [lead_of(tree, comment.start) for comment in gap.comments]
    return next((lead for lead in reversed(leads) if lead is not None), None)
