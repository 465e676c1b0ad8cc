"""The nodes of a document's tree. Every node knows its span; none knows its parent.

Nodes are slotted and plain because a 4 MB template has about 90,000 of them, and without parent
pointers because cycles would keep a dropped tree alive until the next garbage collection.
Making them is half the cost of parsing; hence no initializer calls another.
"""

from __future__ import annotations

from collections.abc import Iterator

from armlens.jsonc.escapes import decode, source_offsets
from armlens.text.spans import Span

Scalar = str | int | float | bool | None
"""A JSON value that holds no others."""


class Node:
    """A value as written, or the place where one is wanted. `start` and `end` are offsets."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """The node's text, brackets and quotes included."""
        return Span(self.start, self.end)


class String(Node):
    """A string: double-quoted, or with a problem single-quoted, bare (a name) or unterminated.

    `raw` is the text between the quotes as written, escapes and all.
    """

    __slots__ = ("raw",)

    def __init__(self, start: int, end: int, raw: str) -> None:
        self.start = start
        self.end = end
        self.raw = raw

    @property
    def value(self) -> str:
        """The string's value, escapes decoded."""
        return decode(self.raw) if "\\" in self.raw else self.raw

    @property
    def content_start(self) -> int:
        """The offset of the first code point after the opening quote; of the name if bare."""
        is_bare = self.end - self.start == len(self.raw)
        return self.start if is_bare else self.start + 1

    def source_span(self, within: Span) -> Span:
        """The document's span of a span of `value`, through the escapes between them."""
        if "\\" not in self.raw:
            return Span(self.content_start + within.start, self.content_start + within.end)
        offsets = source_offsets(self.raw)
        last = len(offsets) - 1
        return Span(
            self.content_start + offsets[min(within.start, last)],
            self.content_start + offsets[min(within.end, last)],
        )


class Number(Node):
    """A number as written in `raw`; the value is an `int` where it has no fraction or exponent."""

    __slots__ = ("raw", "value")

    def __init__(self, start: int, end: int, raw: str, value: int | float) -> None:
        self.start = start
        self.end = end
        self.raw = raw
        self.value = value


class Constant(Node):
    """One of the words `true`, `false` and `null`."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: bool | None) -> None:  # noqa: FBT001 - the word
        super().__init__(start, end)
        self.value = value


class Missing(Node):
    """An empty span where a value is wanted and none is written; a problem says so."""

    __slots__ = ()


class Invalid(Node):
    """Text where a value is wanted that is none, such as a half-typed word; a problem says so."""

    __slots__ = ()


class Member(Node):
    """A name and its value. The value is `Missing` while it is not yet written."""

    __slots__ = ("key", "value")

    def __init__(self, key: String, value: Node) -> None:
        self.start = key.start
        self.end = value.end
        self.key = key
        self.value = value


class Object(Node):
    """An object with its members in the order written, duplicates included.

    `closed` is false where the closing brace is missing; the span then ends with the last content.
    """

    __slots__ = ("closed", "members")

    def __init__(self, start: int, end: int, members: list[Member], *, closed: bool = True) -> None:
        self.start = start
        self.end = end
        self.members = members
        self.closed = closed

    def find(self, name: str) -> Member | None:
        """The member of that name: the last exact one, else the last but for case.

        Azure looks members up in this order; of duplicates the last one wins.
        """
        folded = name.lower()
        similar = None
        for member in reversed(self.members):
            written = member.key.value
            if written == name:
                return member
            if similar is None and written.lower() == folded:
                similar = member
        return similar

    def get(self, name: str) -> Node | None:
        """The value of the member that `find` gives."""
        member = self.find(name)
        return member.value if member else None


class Array(Node):
    """An array with its elements; `closed` as for objects."""

    __slots__ = ("closed", "elements")

    def __init__(self, start: int, end: int, elements: list[Node], *, closed: bool = True) -> None:
        self.start = start
        self.end = end
        self.elements = elements
        self.closed = closed


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
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(children(node))
