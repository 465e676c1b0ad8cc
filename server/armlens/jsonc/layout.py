"""How a document is laid out, and values written in that way."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import TypeAlias

from armlens.dataclass import dataclass
from armlens.jsonc.nodes import (
    Array,
    Container,
    Invalid,
    Member,
    Missing,
    Node,
    Object,
    String,
    children,
    parts_of,
)
from armlens.jsonc.tree import Tree

Literal: TypeAlias = "str | int | float | bool | Mapping[str, Literal] | Sequence[Literal] | None"
"""A value to write into a document."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANKS = re.compile(r"[^\S\r\n]*+")
_LEAD = re.compile(r"(?P<blanks>[^\S\r\n]*+)(?:/\*[^*\r\n]*+\*/[^\S\r\n]*+)*+")
_LINE_REST = re.compile(r"[^\S\r\n]*+,?+[^\S\r\n]*+(?:/[/*]|[\r\n]|\Z)")
_HALF = re.compile(r"[\ud800-\udfff]")
_COLON = re.compile(r" ?: ?")
_WIDEST_UNIT = 8
_MOST_LOOKED_AT = 24
"""The containers, and the parts of each, whose habits count; there may be a million of them."""

_MOST_NODES = 1_000
"""The steps from node to node on the way to those containers."""


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of a document around some place.

    `colon` and `comma` are the signs with the blanks beside them, `braces` and `brackets` the
    blanks inside those of objects and arrays on one line, `unit` is one step of indentation.
    """

    line_end: str
    unit: str
    colon: str
    comma: str
    braces: str
    brackets: str


def is_whole(node: Node) -> bool:
    """Whether a node is written to its end, so that an edit beside it can be trusted."""
    if isinstance(node, Member):
        is_bare_name = node.key.end - node.key.start == len(node.key.raw)
        return (is_bare_name or is_whole(node.key)) and is_whole(node.value)
    if isinstance(node, String):
        return node.end - node.start == len(node.raw) + 2
    if isinstance(node, Object | Array):
        return node.closed
    return not isinstance(node, Missing | Invalid)


def is_bracketed(tree: Tree, container: Container) -> bool:
    """Whether the container has both of its brackets."""
    pair = "{}" if isinstance(container, Object) else "[]"
    is_pair = (
        tree.text[container.start : container.start + 1] + tree.text[container.end - 1] == pair
    )
    return container.closed and is_pair


def style_of(tree: Tree, node: Node) -> Style:
    """The style at a node: that of the containers around it, from the innermost outwards.

    What they do not show is taken from the first containers of the document.
    """
    around = [part for part in reversed(path_to(tree, node)) if isinstance(part, Object | Array)]
    shown = [*around, *islice(_containers(tree), _MOST_LOOKED_AT)]
    objects = [part for part in shown if isinstance(part, Object)]
    arrays = [part for part in shown if isinstance(part, Array)]
    colon = next(_colons(tree, shown), ": ")
    has_lines = tree.lines.line_count > 1
    return Style(
        line_end=_line_end(tree, node),
        unit=next(_units(tree, shown), "  ") if has_lines else "  ",
        colon=colon,
        comma=next(_commas(tree, shown), "," if colon == ":" else ", "),
        braces=next(_paddings(tree, objects), ""),
        brackets=next(_paddings(tree, arrays), ""),
    )


def written(value: Literal, style: Style, lead: str | None) -> str:
    """The value as text.

    Objects and arrays have a line for each part if `lead` gives the white space that the line
    has on which the value begins; with None they stand on one line.
    """
    inner = None if lead is None else lead + style.unit
    if isinstance(value, Mapping) and value:
        parts = [member_text(name, part, style, inner) for name, part in value.items()]
        return "{" + _joined(parts, style, lead, style.braces) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        parts = [written(part, style, inner) for part in value]
        return "[" + _joined(parts, style, lead, style.brackets) + "]"
    return _scalar(value)


def member_text(name: str, value: Literal, style: Style, lead: str | None) -> str:
    """A member as text; `lead` as for `written`."""
    return _scalar(name) + style.colon + written(value, style, lead)


def _scalar(value: object) -> str:
    """A scalar as JSON; half of a surrogate pair, which no encoding has, as an escape."""
    return _HALF.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def _joined(parts: Iterable[str], style: Style, lead: str | None, padding: str) -> str:
    if lead is None:
        return padding + style.comma.join(parts) + padding
    start = style.line_end + lead
    return start + style.unit + ("," + start + style.unit).join(parts) + start


def lead_of(tree: Tree, offset: int) -> str | None:
    """The white space before what begins a line at the offset, comments apart.

    None if something else stands before it on its line.
    """
    start = tree.lines.line_start(tree.lines.line_at(offset))
    match = _LEAD.fullmatch(tree.text, start, offset)
    return match["blanks"] if match else None


def line_lead(tree: Tree, offset: int) -> str:
    """The white space at the beginning of the line of the offset."""
    start = tree.lines.line_start(tree.lines.line_at(offset))
    match = _BLANKS.match(tree.text, start, offset)
    return match[0] if match else ""


def stands_alone(tree: Tree, node: Node) -> bool:
    """Whether a value, with its name, has lines for itself in a document of several lines."""
    path = path_to(tree, node)
    parent = path[-2] if len(path) > 1 else None
    first = parent if isinstance(parent, Member) else node
    has_lines = tree.lines.line_count > 1
    is_last = _LINE_REST.match(tree.text, node.end) is not None
    return has_lines and is_last and lead_of(tree, first.start) is not None


def path_to(tree: Tree, node: Node) -> list[Node]:
    """The nodes from the root to the node; only the node where it is not in the tree."""
    path: list[Node] = []
    step = tree.root
    while step is not None and step is not node:
        path.append(step)
        step = _part_around(_inside(step), node)
    return [*path, node] if step is node else [node]


def _part_around(parts: Sequence[Node], node: Node) -> Node | None:
    """The part that a node is or lies in. There may be a million of them, in their order."""
    found = None
    for index in range(bisect_left(parts, node.end, key=lambda part: part.end), len(parts)):
        part = parts[index]
        if part is node or part.start > node.start:
            return part if part is node else found
        found = found or part
    return found


def _inside(node: Node) -> Sequence[Node]:
    """What `children` has, without a copy."""
    return parts_of(node) if isinstance(node, Object | Array) else children(node)


def _containers(tree: Tree) -> Iterator[Container]:
    """The containers among the first nodes, in the order written."""
    waiting = [iter([tree.root] if tree.root else [])]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
            continue
        if isinstance(node, Object | Array):
            yield node
        waiting.append(iter(_inside(node)))


def _line_end(tree: Tree, node: Node) -> str:
    """The line end inside the node, else the first of the document."""
    lines = tree.lines
    line = lines.line_at(node.start)
    is_inside = line + 1 < lines.line_count and lines.line_start(line + 1) <= node.end
    end = lines.line_span(line if is_inside else 0).end
    match = _LINE_END.match(tree.text, end)
    return match[0] if match else "\n"


def _units(tree: Tree, containers: Iterable[Container]) -> Iterator[str]:
    """How much further the parts of each container are indented than its closing bracket."""
    for container in containers:
        parts = parts_of(container)
        inner = lead_of(tree, parts[0].start) if parts else None
        outer = lead_of(tree, container.end - 1) if container.closed else None
        if outer is None:
            outer = line_lead(tree, container.start)
        is_deeper = inner is not None and inner.startswith(outer) and inner != outer
        if inner is not None and is_deeper and len(inner) - len(outer) <= _WIDEST_UNIT:
            yield inner[len(outer) :]


def _colons(tree: Tree, containers: Iterable[Container]) -> Iterator[str]:
    for container in containers:
        for part in islice(parts_of(container), _MOST_LOOKED_AT):
            if isinstance(part, Member):
                between = tree.text[part.key.end : part.value.start]
                if _COLON.fullmatch(between) and not isinstance(part.value, Missing):
                    yield between


def _commas(tree: Tree, containers: Iterable[Container]) -> Iterator[str]:
    """The commas between parts that share a line, with the blanks behind them."""
    for container in containers:
        parts = islice(parts_of(container), _MOST_LOOKED_AT)
        for one, other in pairwise(parts):
            between = tree.text[one.end : other.start]
            if between.startswith(",") and _BLANKS.fullmatch(between, 1):
                yield between


def _paddings(tree: Tree, containers: Iterable[Container]) -> Iterator[str]:
    """The blanks between an opening bracket and a first part on its line."""
    for container in containers:
        for part in parts_of(container)[:1]:
            if _BLANKS.fullmatch(tree.text, container.start + 1, part.start):
                yield tree.text[container.start + 1 : part.start]
