"""Moving what lies behind an edit: stretch by stretch, and node by node only inside of one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from armlens.dataclass import dataclass
from armlens.jsonc.nodes import Array, Comment, Container, Member, Node, Object, Stretch, walk
from armlens.text.spans import Span


@dataclass(frozen=True, slots=True)
class Replaced:
    """What an edit has replaced: the span that was read again, and how far all behind it moved.

    `new` are the nodes and comments that were read, in `stretches` of their own; `ended` are the
    older containers whose ends were read. `rest` is what follows, container by container from the
    innermost outwards: its parts behind the span, and the container itself, which ends behind
    them. `comments` are those that follow.
    """

    span: Span
    moved: int
    new: Sequence[Node]
    ended: Sequence[Container]
    stretches: list[Stretch]
    rest: Sequence[tuple[Sequence[Node], Container]]
    comments: Sequence[Comment]


def moved_stretches(stretches: list[Stretch], replaced: Replaced) -> list[Stretch]:
    """The stretches of the document after an edit, which moves the nodes behind it."""
    (start, end), moved = replaced.span, replaced.moved
    low = bisect_left(stretches, start, key=_begin) - 1
    high = bisect_left(stretches, end, key=_begin) - 1
    _settle(replaced, stretches[low])
    inserted = replaced.stretches[1:]
    for stretch in stretches[high + 1 :]:
        stretch.shift += moved
    if low < high:
        # What is left of the last stretch lies behind the span as a whole.
        last = stretches[high]
        last.begin = end - last.shift
        last.shift += moved
        return [*stretches[: low + 1], *inserted, *stretches[high:]]
    _carry_rest(replaced, stretches[low], [stretches[low], *inserted][-1])
    return [*stretches[: low + 1], *inserted, *stretches[high + 1 :]]


def _settle(replaced: Replaced, stretch: Stretch) -> None:
    """Let what was read first lie in the stretch that the document has there."""
    carry = _Carry(replaced.stretches[0], stretch, -stretch.shift)
    for part in replaced.new:
        for node in walk(part):
            carry.node(node)
    for container in replaced.ended:
        carry.end(container)


def _carry_rest(replaced: Replaced, source: Stretch, target: Stretch) -> None:
    """Move what is behind the span, as far as it lies in one stretch, to another or within it."""
    moved = replaced.moved
    carry = _Carry(source, target, moved if target is source else source.shift + moved)
    for comment in replaced.comments:
        if not carry.node(comment):
            break
    for parts, container in replaced.rest:
        for part in parts:
            if not all(map(carry.node, walk(part))):
                return
        if not carry.end(container):
            return


@dataclass(frozen=True, slots=True)
class _Carry:
    """Moves nodes from one stretch to another, by so much."""

    source: Stretch
    target: Stretch
    by: int

    def node(self, node: Node) -> bool:
        """Moves a node that lies in the stretch; gives whether it does. A member is its parts."""
        if isinstance(node, Member):
            return True
        if node.stretch is not self.source:
            return False
        node.stretch = self.target
        node.read_start += self.by
        if isinstance(node, Object | Array):
            self.end(node)
        else:
            node.read_end += self.by
        return True

    def end(self, container: Container) -> bool:
        """Moves the end of a container, if that lies in the stretch."""
        if container.tail is not self.source:
            return False
        container.tail = self.target
        container.read_end += self.by
        return True


def _begin(stretch: Stretch) -> int:
    return stretch.begin + stretch.shift
