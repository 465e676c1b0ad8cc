"""Going on with a reading after an edit, from a place before it to one where nothing is new.

What a reading finds is decided by where it is, by what is open there, and by the text from there
on. So it may begin behind any part of a container that the edit leaves as it was, and it may end
where it is as it was the last time: in the same containers, with the same text to come. Both
places are chosen so that no look goes across: a regular reading looks no further than to the next
sign, and `_furthest_look` bounds how far one has looked that found something wrong.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from armlens.dataclass import dataclass
from armlens.jsonc.nodes import Array, Container, Member, Node, Object, end_of, parts_of, start_of
from armlens.jsonc.patterns import TRIVIA
from armlens.jsonc.recovery import read_irregular
from armlens.jsonc.regular import read_regular
from armlens.jsonc.scan import Scan, State
from armlens.jsonc.strings import TO_QUOTE
from armlens.jsonc.tree import Tree
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

_MOST_LOOKED_AT = 4096
"""More characters than a reading looks at on either side, strings and white space apart."""
_MOST_QUOTES = 12
"""More quotes than a reading looks at to find where one string ends and what follows it."""


class Step(NamedTuple):
    """A container on the way from the root to an edit, and how many of its parts are kept.

    The next step, if there is one, is the part behind those.
    """

    container: Container
    kept: int


class Meeting(NamedTuple):
    """Where a reading is as it was: in which step of the way, behind how many of its old parts.

    `offset` is the place in the text before. The step is -1 if the reading went on to the end.
    """

    step: int
    parts: int
    offset: int


class Fence(NamedTuple):
    """Where a container ends that an edit is in, and the kinds of those then open around it."""

    end: int
    kinds: list[type[Container]]


def kinds_of(containers: Iterable[Container]) -> list[type[Container]]:
    """Which of them are objects and which are arrays."""
    return [type(each) for each in containers]


@dataclass(frozen=True, slots=True)
class Resumption:
    """A reading that goes on at `start` in an edited text.

    `way` leads there in the tree before; `fresh` are the containers that replace those on the
    way, with the parts that are kept. `span` is what was replaced of the text before, `moved` how
    far what is behind it has moved, `found` are the problems of the reading before.
    """

    scan: Scan
    way: list[Step]
    fresh: list[Container]
    start: int
    span: Span
    moved: int
    found: list[Problem]

    def read_on(self, fence: Fence | None = None) -> Meeting | None:
        """Read on until nothing is new; None where brackets do not balance.

        Behind the fence all is as it was. So they cannot balance where other kinds of containers
        are open there than were before.
        """
        scan = self.scan
        scan.limit = fence.end + self.moved if fence else scan.limit
        while not scan.is_done:
            scan.stop = max(self.span.end + self.moved, scan.pos + 1)
            if not read_regular(scan):
                read_irregular(scan)
            if not scan.is_balanced or scan.is_too_deep:
                return None
            if (meeting := self.meeting()) is not None:
                return meeting
            if scan.pos >= scan.limit:
                if fence and scan.pos == scan.limit and fence.kinds != kinds_of(scan.stack):
                    return None
                scan.limit = len(scan.text)
        return Meeting(-1, 0, len(scan.text) - self.moved + 1)

    def finds(self, errors: int) -> bool:
        """Whether a reading that has left off finds so many errors, or more, if it goes on."""
        scan = self.scan
        scan.stop, scan.limit = len(scan.text) + 1, len(scan.text)
        while not scan.is_done and scan.errors < errors:
            read_regular(scan)
            read_irregular(scan)
        return scan.errors >= errors

    def meeting(self) -> Meeting | None:
        """Where the reading is as it was, if it is."""
        scan = self.scan
        offset, step = scan.pos - self.moved, len(scan.stack) - 2
        is_behind = offset >= self.span.end and scan.state is State.VALUE
        if not is_behind or not 0 <= step < len(self.way):
            return None
        if scan.container is not self.fresh[step]:
            return None
        parts = parts_of(self.way[step].container)
        index = bisect_left(parts, offset, key=end_of)
        if index == len(parts) or parts[index].end != offset:
            return None
        is_clear = not (_touches(self.found, offset) or _touches(scan.problems, scan.pos))
        return Meeting(step, index + 1, offset) if is_clear and self._is_unseen(offset) else None

    def _is_unseen(self, offset: int) -> bool:
        """Whether nothing that is wrong behind the offset makes a reading look back at the edit.

        Readings look back on their own line only.
        """
        following = [each.span.start for each in self.found if each.span.start >= offset]
        if not following or min(following) - offset > _MOST_LOOKED_AT:
            return True
        between = self.scan.text[self.span.end + self.moved : self.scan.pos]
        return "\n" in between or "\r" in between


def resumed(tree: Tree, span: Span, text: str, begin: int | None) -> Resumption | None:
    """A reading of `text` that goes on before the span; None where none can.

    The text has come about by replacing the span of the tree's text, which holds all its damage.
    Where `begin` is given and can be, the reading goes on there.
    """
    reading, root = tree.reading, tree.root
    if reading is None or not reading.can_resume or not isinstance(root, Object | Array):
        return None
    found = [] if reading.damage else reading.found
    damaged = _damaged(tree.text, found, span.start)
    way = way_to(root, damaged, span.end)
    start = begin
    if begin is None or not begins(way, begin):
        start = _trim(way, damaged, found)
    if start is None:
        return None
    moved = len(text) - len(tree.text)
    return begun(Scan(text), way, start, span, moved, found)


def begun(  # noqa: PLR0913, PLR0917 - what a resumption is made of
    scan: Scan, way: list[Step], start: int, span: Span, moved: int, found: list[Problem]
) -> Resumption:
    """A reading that goes on at an offset with what a scan of the whole text has there."""
    fresh = _fresh(way)
    _place(scan, fresh, start, found)
    return Resumption(scan, way, fresh, start, span, moved, found)


def _damaged(text: str, found: Iterable[Problem], start: int) -> int:
    """The offset from which on all has to be read again for an edit at `start`."""
    first = start
    spans = sorted((each.span for each in found if each.span.start < start), reverse=True)
    for span in spans:
        if _furthest_look(text, span) < start:
            break
        first = span.start
    return first


def _furthest_look(text: str, span: Span) -> int:
    """No reading that found something wrong in the span has looked further than to this offset.

    The furthest looks are for the end of a string whose quotes are wrong.
    """
    to_quote = TO_QUOTE["'" if "'" in text[span.start : span.end + 1] else '"']
    offset = span.end
    for _ in range(_MOST_QUOTES):
        quote = to_quote.match(text, offset)
        if quote is None:
            return len(text)
        offset = quote.end()
    trivia = TRIVIA.match(text, offset)
    return max(trivia.end() if trivia else offset, span.end + _MOST_LOOKED_AT)


def way_to(root: Container, start: int, end: int) -> list[Step]:
    """The containers around a span, from the root inwards; the root also if it ends before."""
    way: list[Step] = []
    node: Node | None = root
    while isinstance(node, Object | Array) and node.start < start:
        if way and end >= node.end:
            break
        parts = parts_of(node)
        kept = max(bisect_right(parts, start, key=start_of) - 1, 0)
        way.append(Step(node, kept))
        part = parts[kept] if parts else None
        node = part.value if isinstance(part, Member) else part
    return way


def begins(way: list[Step], start: int) -> bool:
    """Lets a way lead behind the part that ends at an offset, if there is one in its last step."""
    container = way[-1].container if way else None
    if container is None:
        return False
    parts = parts_of(container)
    kept = bisect_left(parts, start, key=end_of)
    is_behind = kept < len(parts) and parts[kept].end == start
    if not is_behind and start != container.start + 1:
        return False
    way[-1] = Step(container, kept + 1 if is_behind else 0)
    return True


def _trim(way: list[Step], damaged: int, found: list[Problem]) -> int | None:
    """Shorten the way to where a reading can begin, and give that offset; None if there is none."""
    while way:
        container, kept = way.pop()
        parts = parts_of(container)
        if kept < len(parts) and parts[kept].end <= damaged - _is_scalar(parts[kept]):
            kept += 1
        for count in range(kept, -1, -1):
            start = parts[count - 1].end if count else container.start + 1
            if _is_settled(parts, count, damaged) and not _touches(found, start):
                way.append(Step(container, count))
                return start
    return None


def _is_settled(parts: Sequence[Node], count: int, damaged: int) -> bool:
    """Whether the last of so many parts was read without a look at what is damaged.

    A closing bracket needs no look ahead; behind a scalar, the next name or scalar may be looked
    at with what follows it.
    """
    if count == 0 or not _is_scalar(parts[count - 1]):
        return True
    return count < len(parts) and parts[count].end < damaged


def _is_scalar(part: Node) -> bool:
    value = part.value if isinstance(part, Member) else part
    return not isinstance(value, Object | Array)


def _fresh(way: list[Step]) -> list[Container]:
    """Containers like those on the way, with the parts that are kept, and each in the last one."""
    fresh: list[Container] = []
    for container, kept in way:
        new = _begun(container, kept)
        if fresh:
            outer, index = way[len(fresh) - 1]
            _append(fresh[-1], parts_of(outer)[index], new)
        fresh.append(new)
    return fresh


def _begun(container: Container, kept: int) -> Container:
    """A container as it was when so many of its parts had been read."""
    where = container.read_start, container.read_end, container.stretch
    new: Container
    if isinstance(container, Object):
        new = Object(*where)
        new.members = container.members[:kept]
    else:
        new = Array(*where)
        new.elements = container.elements[:kept]
    new.tail = container.tail
    return new


def _append(container: Container, part: Node, value: Container) -> None:
    """Add a value to a container, under the name that the part has."""
    if isinstance(container, Array):
        container.elements.append(value)
    elif isinstance(part, Member):
        container.members.append(Member(part.key, part.name, value))


def _place(scan: Scan, fresh: list[Container], start: int, found: Iterable[Problem]) -> None:
    """Bring a scan that has not begun to the offset, in the innermost of the containers."""
    document = scan.stack[0]
    assert isinstance(document, Array)  # noqa: S101 - as every reading begins
    document.elements.append(fresh[0])
    scan.stack += fresh
    scan.arrays = sum(isinstance(each, Array) for each in fresh)
    scan.pause_depth = len(scan.stack)
    scan.pos = scan.stretch.begin = start
    scan.state = State.VALUE if parts_of(fresh[-1]) else State.OPENED
    scan.problems = [each for each in found if each.span.start < start]
    scan.errors = sum(each.severity is Severity.ERROR for each in scan.problems)
    if scan.guide is not None:
        scan.limit = scan.guide.limit


def _touches(problems: Iterable[Problem], offset: int) -> bool:
    return any(each.span.contains(offset) for each in problems)
