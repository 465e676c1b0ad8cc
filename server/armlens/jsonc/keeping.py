"""Keeping the nodes of what is written as before, where a text had to be read as a whole.

Brackets that do not balance are one edit away from brackets that do, and then the whole text is
read: nothing else tells what belongs to what. Most of it comes out as it was, and what is known
of its nodes need not be found again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import MutableSequence, Sequence
from typing import TypeVar

from armlens.dataclass import dataclass
from armlens.jsonc.nodes import Array, Container, Member, Node, Object, children
from armlens.jsonc.tree import Tree
from armlens.text.problems import Severity

Part = TypeVar("Part", bound=Node)


def keep_nodes(before: Tree, now: Tree) -> None:
    """Puts nodes of the tree of a text into that of another, where both say the same.

    They move to where the new ones were; the tree before is of no use any more.
    """
    old, new = _Side.of(before), _Side.of(now)
    if before.root is None or now.root is None:
        return
    waiting = [(before.root, now.root)]
    while waiting:
        one, other = waiting.pop()
        if isinstance(one, Object) and isinstance(other, Object):
            waiting += _kept(old, one.members, new, other.members)
        elif isinstance(one, Array) and isinstance(other, Array):
            waiting += _kept(old, one.elements, new, other.elements)


@dataclass(frozen=True, slots=True)
class _Side:
    """A text, and where its errors are, in order: what they do to nodes rests on all around."""

    text: str
    errors: list[int]

    @staticmethod
    def of(tree: Tree) -> _Side:
        """That of a tree."""
        starts = (each.span.start for each in tree.problems if each.severity is Severity.ERROR)
        return _Side(tree.text, sorted(starts))

    def sound(self, node: Node) -> str | None:
        """How a node is written, if there is no error in it."""
        start, end = node.start, node.end
        if bisect_left(self.errors, start) < bisect_right(self.errors, end):
            return None
        return self.text[start:end]


def _kept(
    old: _Side, parts: Sequence[Part], new: _Side, now: MutableSequence[Part]
) -> list[tuple[Node, Node]]:
    """Keeps the parts before and behind the first that differ; gives these, to look into."""
    shorter = min(len(parts), len(now))
    first = 0
    while first < shorter and _is_kept(old, parts[first], new, now[first]):
        now[first] = parts[first]
        first += 1
    last = 1
    while last <= shorter - first and _is_kept(old, parts[-last], new, now[-last]):
        now[-last] = parts[-last]
        last += 1
    return [(_value(parts[first]), _value(now[first]))] if first < shorter else []


def _value(part: Node) -> Node:
    return part.value if isinstance(part, Member) else part


def _is_kept(old: _Side, part: Node, new: _Side, now: Node) -> bool:
    """Whether a part says the same as one before, which then is where this one was."""
    written = new.sound(now)
    return written is not None and written == old.sound(part) and _moved(part, now)


def _moved(part: Node, now: Node) -> bool:
    """Moves a node, with all inside it, to where another is; False if they are made up unlike."""
    pairs = [(part, now)]
    for one, other in pairs:
        inside, others = children(one), children(other)
        if type(one) is not type(other) or len(inside) != len(others) or not _end_alike(one, other):
            return False
        pairs += zip(inside, others, strict=True)
    for one, other in pairs:
        if not isinstance(one, Member):
            one.stretch = other.stretch
            one.read_start, one.read_end = other.read_start, other.read_end
        if isinstance(one, Container) and isinstance(other, Container):
            one.tail = other.tail
    return True


def _end_alike(one: Node, other: Node) -> bool:
    """Whether both nodes have an end, or lack one, as far as they are containers."""
    if isinstance(one, Container) and isinstance(other, Container):
        return one.closed is other.closed
    return True
