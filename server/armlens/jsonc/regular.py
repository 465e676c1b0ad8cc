"""Reading what is regular: one expression match per member, element or closing bracket."""

from __future__ import annotations

from collections.abc import Callable

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


def read_regular(scan: Scan) -> None:  # noqa: C901, PLR0912, PLR0915 - see below
    """Read on up to the first place that is not regular.

    The longest function of the project, on purpose: it runs once per member of every document on
    every keystroke, where a call costs as much as the work, so all its state is local.
    """
    stack, names, objects = scan.stack, scan.names, scan.objects
    if len(stack) == 1 or scan.state is State.COMMA:
        return
    text, limit, guide, pos = scan.text, scan.limit, scan.guide, scan.pos
    is_opened = scan.state is State.OPENED
    add_member: Callable[[Member], None]
    add_element: Callable[[Node], None]
    while True:
        container = stack[-1]
        if isinstance(container, Object):
            in_object, add_member = True, container.members.append
            first, following = FIRST_MEMBER.match, NEXT_MEMBER.match
        else:
            in_object, add_element = False, container.elements.append
            first, following = FIRST_ELEMENT.match, NEXT_ELEMENT.match
        match = first if is_opened else following
        while found := match(text, pos, limit):
            kind = found.lastindex or STRING
            start, end = found.span(kind)
            value: Node
            if kind == STRING:
                value = String(start - 1, end + 1, text[start:end])
                pos = end + 1
            elif kind == OPENER:
                if len(stack) > MAX_DEPTH:
                    found = None
                    break
                value = Object(start, end, []) if text[start] == "{" else Array(start, end, [])
                pos = end
            elif kind == CLOSER:
                is_match = text[start] == ("}" if in_object else "]")
                if not is_match or len(stack) == 2 or (guide and not guide.allows(start)):
                    found = None
                    break
                container.end = pos = end
                stack.pop()
                scan.arrays -= not in_object
                around = stack[-1]
                if isinstance(around, Object):
                    around.members[-1].end = end
                if guide:
                    guide.pop()
                    guide.pass_fence(pos)
                    limit = guide.limit
                is_opened = False
                break
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
                add_member(Member(String(start - 1, end + 1, names.setdefault(raw, raw)), value))
            else:
                add_element(value)
            match = following
            if kind == OPENER and isinstance(value, Object | Array):
                stack.append(value)
                if isinstance(value, Object):
                    objects.append(value)
                else:
                    scan.arrays += 1
                if guide:
                    guide.push(value.start)
                    limit = guide.limit
                is_opened = True
                break
        if found is None:
            break
    scan.pos, scan.limit = pos, limit
    scan.state = State.OPENED if match is first else State.VALUE
