"""Reading damage within its fence: brackets that do not balance, in a document that is tidy.

A parse of the whole text would be guided by the indentation. In a tidy document it would find
damage where the edit is, and nothing else to tell: before and behind it all is as it was. So the
guided reading, too, may go on from a place before the edit up to where it is as it was.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from armlens.jsonc.enclosures import Enclosure, enclosures
from armlens.jsonc.nodes import Array, end_of, parts_of
from armlens.jsonc.recovery import read_irregular
from armlens.jsonc.regular import read_regular
from armlens.jsonc.resumption import Fence, Meeting, Resumption, Step, begun, kinds_of
from armlens.jsonc.scan import Scan
from armlens.jsonc.tidiness import is_tidy
from armlens.jsonc.tree import Tree
from armlens.text.spans import Span

_FOLLOWING = (1, 16)
"""How many parts behind an edit are read along at first, and how many next."""
_FEW = 20_000
"""Where more code points than these are to be read, and more than a third, all may be parsed."""


def fence_around(tree: Tree, span: Span) -> Fence | None:
    """The end of the innermost container of whole lines around a span, if there is one."""
    enclosure = next(enclosures(tree, span), None)
    if enclosure is None:
        return None
    *around, step = enclosure.way
    return Fence(step.container.end, [Array, *kinds_of(each.container for each in around)])


def read_fenced(
    tree: Tree, span: Span, text: str, begin: int | None
) -> tuple[Resumption, Meeting] | None:
    """A guided reading of `text`, which has come about by replacing a span of the tree's.

    The span holds all that is wrong in the tree; the reading goes on at `begin` if that is given
    and can be. None if more errors are found than `most`, or only another reading of all can tell.
    """
    moved = len(text) - len(tree.text)
    for enclosure in enclosures(tree, span):
        for end in _ends(enclosure.way[-1], span.end):
            if end - span.start > max(_FEW, len(text) // 3):
                return None
            resumption = _resumed(enclosure, span, text, begin, end + moved)
            if resumption is None:
                break
            if not is_tidy(tree, span):
                return None
            meeting = _read_on(resumption, end + moved)
            if meeting is not None:
                return resumption, meeting
    return None


def _ends(step: Step, offset: int) -> Iterator[int]:
    """How far to read for an edit that ends at an offset, by and by further, to the end."""
    parts = parts_of(step.container)
    index = bisect_left(parts, offset, key=end_of)
    for number in _FOLLOWING:
        if index + number < len(parts):
            yield parts[index + number].end
    yield step.container.end


def _resumed(
    enclosure: Enclosure, span: Span, text: str, begin: int | None, end: int
) -> Resumption | None:
    """A guided reading that goes on before the span, up to an offset; None if it has to end."""
    way, start = enclosure.begun(begin)
    guide = enclosure.guide(text, start, end)
    if guide is None:
        return None
    moved = len(text) - len(enclosure.tree.text)
    return begun(Scan(text, guide), way, start, span, moved, [])


def _read_on(resumption: Resumption, end: int) -> Meeting | None:
    """Read on up to an offset at most, or to where the reading is as it was."""
    scan, guide = resumption.scan, resumption.scan.guide
    assert guide is not None  # noqa: S101 - `_resumed` has given it
    depth = len(scan.stack)
    frame = guide.frame(depth - 1)
    while not scan.is_done and len(scan.stack) >= depth:
        scan.stop = max(resumption.span.end + resumption.moved, scan.pos + 1)
        if not read_regular(scan):
            read_irregular(scan)
        if scan.is_too_deep or scan.pos > end:
            return None
        is_held = len(scan.stack) < depth or guide.frame(depth - 1) == frame
        if is_held and (meeting := resumption.meeting()) is not None:
            return meeting
    return None
