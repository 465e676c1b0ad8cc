"""Opening containers where it takes more than a bracket: too deep, without one, or too late."""

from __future__ import annotations

import re

from armlens.jsonc import messages
from armlens.jsonc.nodes import Array, Invalid, Object, String
from armlens.jsonc.scan import MAX_DEPTH, Scan, State

_BRACKET = re.compile(r'"[^"\\\r\n]*+(?:\\.[^"\\\r\n]*+)*+"?+|([{\[])|([}\]])|[^"{}\[\]]++')
_MOST_WRAPPED = 64


def open_container(scan: Scan, key: String | None) -> None:
    """Open the container whose bracket is at the current offset."""
    start = scan.pos
    if len(scan.stack) > MAX_DEPTH:
        _skip_container(scan, key)
        return
    scan.pos += 1
    is_object = scan.text[start] == "{"
    scan.open(key, Object(start, start + 1, []) if is_object else Array(start, start + 1, []))


def _skip_container(scan: Scan, key: String | None) -> None:
    """Pass a container that is nested too deep as one invalid value."""
    start = scan.pos
    depth = 0
    scan.pos = len(scan.text)
    for match in _BRACKET.finditer(scan.text, start):
        depth += (match.lastindex == 1) - (match.lastindex == 2)
        if depth == 0:
            scan.pos = match.end()
            break
    if not scan.is_too_deep:
        scan.report(messages.NESTING, start, start + 1, str(MAX_DEPTH))
    scan.is_too_deep = True
    scan.add(key, Invalid(start, scan.pos))


def open_implied(scan: Scan, key: String | None) -> bool:
    """Open an object without a brace, its first name being at the current offset, if allowed."""
    if len(scan.stack) > MAX_DEPTH:
        return False
    scan.is_balanced = False
    name = scan.text[scan.pos : scan.pos + 80].split(":", maxsplit=1)[0]
    scan.report(messages.MISSING_OPENER, scan.pos, scan.pos, name)
    scan.open(key, Object(scan.pos, scan.pos, []), inside=key is None)
    return True


def wrap_in_array(scan: Scan, char: str) -> bool:
    """Take the last member's value for the first element of an array without a bracket.

    That is what it is if a second container follows it after a comma.
    """
    container = scan.container
    is_next = isinstance(container, Object) and container.members and scan.state is not State.VALUE
    if not is_next or not isinstance(container, Object) or len(scan.stack) > _MOST_WRAPPED:
        return False
    member = container.members[-1]
    first = member.value
    if not isinstance(first, Object if char == "{" else Array):
        return False
    array = Array(first.start, first.end, [first])
    member.value = array
    scan.report(messages.MISSING_OPENER, first.start, first.start, char)
    scan.stack.append(array)
    scan.arrays += 1
    scan.state = State.COMMA
    if scan.guide is not None:
        scan.guide.push(member.key.start)
        scan.guide.pass_fence(scan.pos)
        scan.limit = scan.guide.limit
    return True
