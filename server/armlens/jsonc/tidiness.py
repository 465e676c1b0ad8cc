"""Whether a document is indented as it nests, so that its indentation tells where brackets go.

Nearly all templates are. In such a one a reading that indentation guides finds what one without a
guide finds, everywhere: so damage in one place concerns what is indented deeper there, and no more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from armlens.jsonc.enclosures import enclosures
from armlens.jsonc.indentation import Indentation
from armlens.jsonc.nodes import Array, Container, Member, Node, Object, end_of, parts_of, start_of
from armlens.jsonc.tree import Tree
from armlens.text.spans import Span

_CHANGING = frozenset("{}[]\"'\\/*\r\n")
"""Characters that may change what nests in what, or what counts as a line."""


def is_tidy(tree: Tree, hole: Span) -> bool:
    """Whether a guided reading of a tree's text gives the same tree, but for what is in a span.

    All problems are in the span. Looks only at what is in doubt, and takes time by its length.
    """
    doubt = tree.doubt
    if doubt is None or (hole.start <= doubt.start and doubt.end <= hole.end):
        return True
    if _has_lines_in_comments(tree, doubt) or not _nests_in(tree, doubt, hole):
        return False
    tree.doubt = hole
    return True


def _nests_in(tree: Tree, doubt: Span, hole: Span) -> bool:
    """The same, of what is in doubt only."""
    enclosure = next(enclosures(tree, doubt), None)
    if enclosure is None:
        return tree.root is not None and _nest(Indentation(tree.text), [tree.root], hole)
    way, start = enclosure.begun()
    container, kept = way[-1]
    parts = parts_of(container)
    behind = bisect_left(parts, doubt.end, key=end_of) + 2
    end = parts[behind - 1].end if behind <= len(parts) else container.end
    guide = enclosure.guide(tree.text, start, end)
    return guide is not None and _nest(guide, parts[kept:behind], hole)


def is_harmless(tree: Tree, span: Span, typed: str) -> bool:
    """Whether typing something in place of a span certainly leaves a tree as it nests."""
    if not _CHANGING.isdisjoint(typed) or not _CHANGING.isdisjoint(span.text_of(tree.text)):
        return False
    line = tree.lines.line_start(tree.lines.line_at(span.start))
    # One bracket and white space behind it count as indentation.
    return len(tree.text[line : span.start].strip()) > 1


def _nest(guide: Indentation, parts: Sequence[Node], hole: Span) -> bool:
    """Whether parts of the innermost container are where a guided reading looks for them."""
    waiting = [_Level(None, parts)]
    while waiting:
        level = waiting[-1]
        index, inner = next(level.inner, (len(level.parts), None))
        last = level.parts[index - 1] if index else None
        if last is not None and last.end > guide.fence and not _overlap(last, hole):
            return False
        if inner is None:
            waiting.pop()
            if level.container is not None and not _closes(guide, level.container):
                return False
        elif _overlap(inner, hole) and not (inner.start < hole.start and hole.end < inner.end):
            continue
        elif inner.start >= guide.fence:
            return False
        else:
            guide.push(inner.start)
            waiting.append(_Level(inner, parts_of(inner)))
    return True


def _overlap(node: Node, hole: Span) -> bool:
    return node.start < hole.end and hole.start < node.end


class _Level:
    """Some parts of a container, and where among them containers are; gone through once."""

    __slots__ = ("container", "inner", "parts")

    def __init__(self, container: Container | None, parts: Sequence[Node]) -> None:
        self.container = container
        self.parts = parts
        values = enumerate(part.value if isinstance(part, Member) else part for part in parts)
        found = [(index, each) for index, each in values if isinstance(each, Object | Array)]
        self.inner: Iterator[tuple[int, Container | None]] = iter(found)


def _closes(guide: Indentation, container: Container) -> bool:
    """Whether the innermost container may close where it does; if so, it does."""
    end = container.end
    if not guide.allows(end - 1):
        return False
    guide.pop()
    guide.pass_fence(end)
    return True


def _has_lines_in_comments(tree: Tree, within: Span) -> bool:
    """Whether a comment there has several lines, which look like lines of the document."""
    comments = tree.reading.comments if tree.reading else []
    low = bisect_left(comments, within.start, key=end_of)
    high = bisect_left(comments, within.end, key=start_of)
    texts = (each.span.text_of(tree.text) for each in comments[low:high])
    return any(text.startswith("/*") and len(text.splitlines()) > 1 for text in texts)
