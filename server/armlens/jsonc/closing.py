"""Closing containers where the brackets do not match or are missing."""

from __future__ import annotations

from armlens.jsonc import messages
from armlens.jsonc.ahead import has_more_members
from armlens.jsonc.containers import wrap_in_array
from armlens.jsonc.nodes import Array, Object
from armlens.jsonc.scan import CLOSERS, Scan, State


def read_closer(scan: Scan) -> None:
    """Read the closing bracket at the current offset, in a container or in the document."""
    char = scan.text[scan.pos]
    kind = Object if char == "}" else Array
    depth = _matching(scan, kind)
    if depth == 0 and kind is Array and _closes_last_value(scan) and wrap_in_array(scan):
        depth = len(scan.stack) - 1
    if depth == 0 or (depth == 1 and has_more_members(scan.text, scan.pos + 1)):
        scan.is_balanced = False
        scan.report(messages.UNEXPECTED, scan.pos, scan.pos + 1, char)
        scan.pos += 1
        return
    close_unfinished(scan, depth + 1)
    if scan.state is State.COMMA:
        scan.report(messages.TRAILING_COMMA, scan.comma, scan.comma + 1, char)
    scan.pos += 1
    scan.close(scan.pos, is_closed=True)


def _closes_last_value(scan: Scan) -> bool:
    """Whether the bracket stands at the width of the last member's name, whose value is deeper."""
    guide, container = scan.guide, scan.container
    if guide is None or not isinstance(container, Object) or not container.members:
        return False
    member = container.members[-1]
    width = guide.width_at(member.start)
    is_deeper = guide.width_at(member.value.start) > width
    return guide.leads(scan.pos) and guide.width_at(scan.pos) == width and is_deeper


def _matching(scan: Scan, kind: type[Object | Array]) -> int:
    """The place in the stack of the container that the closing bracket ends, or 0 for none."""
    top = len(scan.stack) - 1
    is_open = scan.arrays if kind is Array else top - scan.arrays
    if top == 0 or is_open == 0:
        return 0
    if scan.guide is None:
        while type(scan.stack[top]) is not kind:
            top -= 1
        return top
    return _matching_by_indentation(scan, kind)


def _matching_by_indentation(scan: Scan, kind: type[Object | Array]) -> int:
    """The same, where the indentation tells which containers ought to be open still."""
    guide = scan.guide
    assert guide is not None  # noqa: S101 - the caller has asked
    top = len(scan.stack) - 1
    if type(scan.stack[top]) is kind and guide.allows(scan.pos):
        return top
    line, width = guide.line_of(scan.pos), guide.width_at(scan.pos)
    is_lead = guide.leads(scan.pos)
    for depth in range(top, 0, -1):
        frame = guide.frame(depth)
        is_fence = is_lead and frame.width == width and frame.fence == scan.pos
        is_inline = not is_lead and frame.line == line
        may_close = is_fence or (is_inline and depth < top)
        if type(scan.stack[depth]) is kind and may_close:
            return depth
        if frame.fence > scan.pos and not is_inline:
            break
    is_late = is_lead and guide.fence <= scan.pos and not guide.closes_soon(scan.pos)
    return top if is_late and type(scan.stack[top]) is kind else 0


def close_unfinished(scan: Scan, depth: int) -> None:
    """Close the containers from that place in the stack on, whose closing brackets are missing."""
    if len(scan.stack) <= depth:
        return
    scan.is_balanced = False
    end = scan.content_end()
    missing = ""
    while len(scan.stack) > depth:
        container = scan.container
        if not scan.is_implied(container):
            missing += CLOSERS[type(container)]
        state = scan.state
        scan.close(scan.content_end(), is_closed=False)
        scan.state = State.COMMA if state is State.COMMA else State.VALUE
    if missing and not scan.is_too_deep:
        scan.report(messages.UNCLOSED, end, end, missing)


def close_at_fence(scan: Scan) -> None:
    """Close the containers that should have closed before the current offset."""
    guide = scan.guide
    assert guide is not None  # noqa: S101 - only a guided reading has fences
    depth = len(scan.stack) - 1
    while depth > 2 and guide.frame(depth - 1).fence == scan.pos:
        depth -= 1
    close_unfinished(scan, depth)
