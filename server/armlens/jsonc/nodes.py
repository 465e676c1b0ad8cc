"""The nodes of a document's tree. Every node knows its span; none knows its parent.

Nodes are slotted and plain because a 4 MB template has about 90,000 of them, and without parent
pointers because cycles would keep a dropped tree alive until the next garbage collection.
Making them is half the cost of parsing; hence no initializer calls another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from operator import attrgetter, is_

from armlens.jsonc.escapes import decode, source_offsets
from armlens.text.spans import Span

Scalar = str | int | float | bool | None
"""A JSON value that holds no others."""


class Stretch:
    """A piece of a document whose nodes move together when the text before it changes.

    `begin` is where it began when it was read, `shift` how far it has moved since. Nodes hold
    offsets as they were read and the stretch they lie in, so that an edit costs one addition for
    each stretch behind it and none for their nodes.
    """

    __slots__ = ("begin", "shift")

    def __init__(self, begin: int) -> None:
        self.begin = begin
        self.shift = 0


class Node:
    """A value as written, or the place where one is wanted. `start` and `end` are offsets.

    `read_start` and `read_end` are the offsets as they were read, before the shift.
    """

    __slots__ = ("read_end", "read_start", "stretch")

    def __init__(self, start: int, end: int, stretch: Stretch) -> None:
        self.read_start = start
        self.read_end = end
        self.stretch = stretch

    @property
    def start(self) -> int:
        """The offset of the node's first code point."""
        return self.read_start + self.stretch.shift

    @property
    def end(self) -> int:
        """The offset behind the node's last code point."""
        return self.read_end + self.stretch.shift

    @property
    def span(self) -> Span:
        """The node's text, brackets and quotes included."""
        return Span(self.start, self.end)


class String(Node):
    """A string: double-quoted, or with a problem single-quoted, bare (a name) or unterminated.

    `raw` is the text between the quotes as written, escapes and all.
    """

    __slots__ = ("raw",)

    def __init__(self, start: int, end: int, raw: str, stretch: Stretch) -> None:
        self.read_start = start
        self.read_end = end
        self.stretch = stretch
        self.raw = raw

    @property
    def value(self) -> str:
        """The string's value, escapes decoded."""
        raw = self.raw
        return decode(raw) if "\\" in raw else raw

    @property
    def content_start(self) -> int:
        """The offset of the first code point after the opening quote; of the name if bare."""
        is_bare = self.read_end - self.read_start == len(self.raw)
        return self.start if is_bare else self.start + 1

    def source_span(self, within: Span) -> Span:
        """The document's span of a span of `value`, through the escapes between them."""
        start = self.content_start
        if "\\" not in self.raw:
            return Span(start + within.start, start + within.end)
        offsets = source_offsets(self.raw)
        last = len(offsets) - 1
        return Span(
            start + offsets[min(within.start, last)], start + offsets[min(within.end, last)]
        )


class Number(Node):
    """A number as written in `raw`; the value is an `int` where it has no fraction or exponent."""

    __slots__ = ("raw", "value")

    def __init__(
        self, start: int, end: int, raw: str, value: int | float, stretch: Stretch
    ) -> None:
        self.read_start = start
        self.read_end = end
        self.stretch = stretch
        self.raw = raw
        self.value = value


class Constant(Node):
    """One of the words `true`, `false` and `null`."""

    __slots__ = ("value",)

    def __init__(
        self,
        start: int,
        end: int,
        value: bool | None,  # noqa: FBT001 - the word
        stretch: Stretch,
    ) -> None:
        self.read_start = start
        self.read_end = end
        self.stretch = stretch
        self.value = value


class Missing(Node):
    """An empty span where a value is wanted and none is written; a problem says so."""

    __slots__ = ()


class Invalid(Node):
    """Text where a value is wanted that is none, such as a half-typed word; a problem says so."""

    __slots__ = ()


class Comment(Node):
    """A comment, its signs included. Comments are no part of the tree; they lie beside it."""

    __slots__ = ()


class Member(Node):
    """A key and its value. The value is `Missing` while it is not yet written.

    `name` is the key in lower case: Azure finds most members so, and most of what we ask of a
    member is how it is called. Equal ones of a document are one string.
    """

    __slots__ = ("key", "name", "value")

    def __init__(self, key: String, name: str, value: Node) -> None:
        self.key = key
        self.name = name
        self.value = value

    @property
    def start(self) -> int:
        """The offset of the name."""
        return self.key.start

    @property
    def end(self) -> int:
        """The offset behind the value."""
        return self.value.end


class _Container(Node):
    """An object or an array; `closed` is false where the closing bracket is missing.

    The span then ends with the last content. `tail` is the stretch that the end lies in.
    """

    __slots__ = ("closed", "tail")

    def __init__(self, start: int, end: int, stretch: Stretch) -> None:
        self.read_start = start
        self.read_end = end
        self.stretch = self.tail = stretch
        self.closed = True

    @property
    def end(self) -> int:
        """The offset behind the closing bracket, or behind the last content."""
        return self.read_end + self.tail.shift


class Object(_Container):
    """An object with its members in the order written, duplicates included.

    It is asked for its members again and again, as long as it stays as it is, so it remembers them
    by name, in lower case, from the first time on.
    """

    __slots__ = ("_by_name", "members")

    def __init__(self, start: int, end: int, stretch: Stretch) -> None:
        self.read_start = start
        self.read_end = end
        self.stretch = self.tail = stretch
        self.closed = True
        self.members: list[Member] = []
        self._by_name: dict[str, Member] | None = None

    def find(self, name: str) -> Member | None:
        """The member of that name: the last exact one, else the last but for case.

        Azure looks members up in this order; of duplicates the last one wins.
        """
        by_name = self._by_name
        if by_name is None:
            by_name = {member.name: member for member in self.members}
            self._by_name = by_name
        found = by_name.get(name.lower())
        if found is None or len(by_name) == len(self.members):
            return found
        return next((each for each in reversed(self.members) if each.key.value == name), found)

    def get(self, name: str) -> Node | None:
        """The value of the member that `find` gives."""
        member = self.find(name)
        return member.value if member else None


class Array(_Container):
    """An array with its elements."""

    __slots__ = ("elements",)

    def __init__(self, start: int, end: int, stretch: Stretch) -> None:
        self.read_start = start
        self.read_end = end
        self.stretch = self.tail = stretch
        self.closed = True
        self.elements: list[Node] = []


Container = Object | Array
"""A node with parts that commas separate."""


start_of = attrgetter("start")
end_of = attrgetter("end")
"""Where nodes begin and end, as keys to look for a place among nodes in order."""


def parts_of(container: Container) -> Sequence[Node]:
    """The members of an object or the elements of an array."""
    return container.members if isinstance(container, Object) else container.elements


def are_same(some: Sequence[Node], others: Sequence[Node]) -> bool:
    """Whether two lists hold the same nodes, and not only equal ones, in the same order."""
    return len(some) == len(others) and all(map(is_, some, others))


def children(node: Node) -> list[Node]:
    """The nodes directly inside a node, in the order written; a member's are key and value."""
    if isinstance(node, Object):
        return list[Node](node.members)
    if isinstance(node, Array):
        return node.elements
    if isinstance(node, Member):
        return [node.key, node.value]
    return []


def walk(node: Node) -> Iterator[Node]:
    """The node and all nodes inside it, each before its children. Needs no recursion."""
    return walk_but(node, frozenset())


def walk_but(node: Node, skipped: Set[Node]) -> Iterator[Node]:
    """The same without what is inside of some nodes."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Member):
            waiting += (node.value, node.key)
        elif node in skipped:
            continue
        elif isinstance(node, Object):
            waiting += node.members[::-1]
        elif isinstance(node, Array):
            waiting += node.elements[::-1]
