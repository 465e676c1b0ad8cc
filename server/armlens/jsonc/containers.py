"""Opening containers where it takes more than a bracket: too deep, without one, or too late."""

from __future__ import annotations

import re

from armlens.jsonc import ahead, messages
from armlens.jsonc.nodes import Array, Invalid, Object, String
from armlens.jsonc.scan import MAX_DEPTH, Scan

_BRACKET = re.compile(r'"[^"\\\r\n]*+(?:\\.[^"\\\r\n]*+)*+"?+|([{\[])|([}\]])|[^"{}\[\]]++')
_CLOSER_AND_COMMA = re.compile(r"[}\]][ \t]*+,[ \t]*+\Z")
_MOST_WRAPPED = 64


def open_container(scan: Scan, key: String | None) -> None:
    """Open the container whose bracket is at the current offset."""
    start = scan.pos
    if len(scan.stack) > MAX_DEPTH:
        _skip_container(scan, key)
        return
    scan.pos += 1
    kind = Object if scan.text[start] == "{" else Array
    scan.open(key, kind(start, start + 1, scan.stretch))


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
    scan.add(key, Invalid(start, scan.pos, scan.stretch))


def open_implied(scan: Scan, key: String | None) -> bool:
    """Open an object without a brace, its first name being at the current offset, if allowed."""
    if len(scan.stack) > MAX_DEPTH:
        return False
    scan.is_balanced = False
    name = scan.text[scan.pos : scan.pos + 80].split(":", maxsplit=1)[0]
    scan.report(messages.MISSING_OPENER, scan.pos, scan.pos, name)
    scan.open(key, Object(scan.pos, scan.pos, scan.stretch))
    return True


def wrap_in_array(scan: Scan) -> bool:
    """Take the last member's value for the first element of an array without a bracket.

    That is what it is if it has lines of its own, deeper than its name, and something follows that
    cannot stand in an object. Only indentation can tell, so only a guided reading does this.
    """
    container, guide = scan.container, scan.guide
    if not isinstance(container, Object) or guide is None or len(scan.stack) > _MOST_WRAPPED:
        return False
    if not container.members:
        return False
    member = container.members[-1]
    first = member.value
    if not (guide.leads(scan.pos) and guide.leads(first.start)) and not _is_compact(scan):
        return False
    if guide.line_of(first.start) > guide.line_of(scan.pos):
        return False
    array = Array(first.start, first.end, first.stretch)
    array.elements.append(first)
    member.value = array
    opener = ahead.shown(scan.text, first.start)
    scan.report(messages.MISSING_OPENER, first.start, first.start, opener)
    guide.push(member.key.start)
    guide.pass_fence(scan.pos)
    scan.push(array)
    return True


def _is_compact(scan: Scan) -> bool:
    """Whether the bracket at the current offset follows a closing one and opens deeper lines."""
    guide, at = scan.guide, scan.pos
    follows = _CLOSER_AND_COMMA.search(scan.text, max(at - 20, 0), at) is not None
    return guide is not None and follows and scan.text[at] == "{" and guide.deepens(at)
