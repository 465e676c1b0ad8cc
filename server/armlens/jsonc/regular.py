"""Reading what is regular: one expression match per member, element or closing bracket."""

from __future__ import annotations

from armlens.jsonc.nodes import Array, Constant, Member, Node, Number, Object, String
from armlens.jsonc.numbers import number_value
from armlens.jsonc.patterns import (
    CLOSER,
    FIRST_ELEMENT,
    FIRST_MEMBER,
    NAME,
    NEXT_ELEMENT,
    NEXT_MEMBER,
    NUMBER,
    OPENER,
    STRING,
)
from armlens.jsonc.scan import MAX_DEPTH, Scan, State

_WORDS = {"t": True, "f": False, "n": None}


def read_regular(scan: Scan) -> None:  # noqa: C901, PLR0912, PLR0915
    """Read on up to the first place that is not regular.

    The longest function of the project, on purpose: it runs once per member of every document on
    every keystroke, where a call costs as much as the work, so all its state is local.
    """
    stack = scan.stack
    if len(stack) == 1 or scan.state is State.COMMA:
        return
    text, limit, guide, pos = scan.text, scan.limit, scan.guide, scan.pos
    names, objects = scan.names, scan.objects
    container = stack[-1]
    in_object = type(container) is Object
    if scan.state is State.OPENED:
        match = FIRST_MEMBER.match if in_object else FIRST_ELEMENT.match
    else:
        match = NEXT_MEMBER.match if in_object else NEXT_ELEMENT.match
    append = container.members.append if in_object else container.elements.append
    while found := match(text, pos, limit):
        kind = found.lastindex
        start, end = found.span(kind)
        value: Node
        if kind == STRING:
            value = String(start - 1, end + 1, text[start:end])
            pos = end + 1
        elif kind == OPENER:
            if len(stack) > MAX_DEPTH:
                break
            value = Object(start, end, []) if text[start] == "{" else Array(start, end, [])
            pos = end
        elif kind == CLOSER:
            is_match = text[start] == ("}" if in_object else "]")
            if not is_match or len(stack) == 2 or (guide and not guide.allows(start)):
                break
            container.end = pos = end
            stack.pop()
            scan.arrays -= not in_object
            container = stack[-1]
            in_object = type(container) is Object
            if in_object:
                append, match = container.members.append, NEXT_MEMBER.match
                container.members[-1].end = end
            else:
                append, match = container.elements.append, NEXT_ELEMENT.match
            if guide:
                guide.pop()
                guide.pass_fence(pos)
                limit = guide.limit
            continue
        elif kind == NUMBER:
            raw = text[start:end]
            value = Number(start, end, raw, number_value(raw))
            pos = end
        else:
            value = Constant(start, end, _WORDS[text[start]])
            pos = end
        if in_object:
            start, end = found.span(NAME)
            raw = text[start:end]
            append(Member(String(start - 1, end + 1, names.setdefault(raw, raw)), value))
            match = NEXT_MEMBER.match
        else:
            append(value)
            match = NEXT_ELEMENT.match
        if kind == OPENER:
            container = value
            stack.append(container)
            in_object = type(container) is Object
            if in_object:
                append, match = container.members.append, FIRST_MEMBER.match
                objects.append(container)
            else:
                append, match = container.elements.append, FIRST_ELEMENT.match
                scan.arrays += 1
            if guide:
                guide.push(value.start)
                limit = guide.limit
    if match not in (FIRST_MEMBER.match, FIRST_ELEMENT.match):
        scan.state = State.VALUE
    elif pos > scan.pos:
        scan.state = State.OPENED
    scan.pos, scan.limit = pos, limit
