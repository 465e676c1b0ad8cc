"""Reading what is regular: one expression match per member, element or closing bracket."""

from __future__ import annotations

from collections.abc import Callable

from armlens.jsonc.nodes import Array, Constant, Container, Member, Node, Number, Object, String
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
from armlens.jsonc.scan import MAX_DEPTH, MOST_STRETCHED, Scan, State

_WORDS = {"t": True, "f": False, "n": None}


def read_regular(scan: Scan) -> bool:  # noqa: C901, PLR0912, PLR0915 - see below
    """Read on up to the first place that is not regular, or up to where the scan is to pause.

    Gives whether it paused. The longest function of the project, on purpose: it runs once per
    member of a document, where a call costs as much as the work, so all its state is local.
    """
    stack, names, objects = scan.stack, scan.names, scan.objects
    if len(stack) == 1 or scan.state is State.COMMA:
        return False
    text, limit, guide, pos = scan.text, scan.limit, scan.guide, scan.pos
    stop, depth = scan.stop, scan.pause_depth
    stretch = scan.stretch
    full = stretch.begin + MOST_STRETCHED
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
            if pos > full:
                stretch = scan.begin_stretch(pos)
                full = pos + MOST_STRETCHED
            kind = found.lastindex or STRING
            start, end = found.span(kind)
            value: Node
            opened: Container
            if kind == STRING:
                value = String(start - 1, end + 1, found[STRING], stretch)
                pos = end + 1
            elif kind == OPENER:
                if len(stack) > MAX_DEPTH:
                    found = None
                    break
                if text[start] == "{":
                    value = opened = Object(start, end, stretch)
                else:
                    value = opened = Array(start, end, stretch)
                pos = end
            elif kind == CLOSER:
                is_match = text[start] == ("}" if in_object else "]")
                if not is_match or len(stack) == 2 or (guide and not guide.allows(start)):
                    found = None
                    break
                container.read_end = pos = end
                container.tail = stretch
                stack.pop()
                scan.arrays -= not in_object
                if guide:
                    guide.pop()
                    guide.pass_fence(pos)
                    limit = guide.limit
                match = following
                is_opened = False
                break
            elif kind == NUMBER:
                raw = found[NUMBER]
                value = Number(start, end, raw, number_value(raw), stretch)
                pos = end
            else:
                value = Constant(start, end, _WORDS[text[start]], stretch)
                pos = end
            if in_object:
                raw, name = names[found[NAME]]
                start, end = found.span(NAME)
                add_member(Member(String(start - 1, end + 1, raw, stretch), name, value))
            else:
                add_element(value)
            match = following
            if kind == OPENER:
                stack.append(opened)
                if isinstance(opened, Object):
                    objects.append(opened)
                else:
                    scan.arrays += 1
                if guide:
                    guide.push(opened.start)
                    limit = guide.limit
                is_opened = True
                break
            if pos >= stop and len(stack) <= depth:
                is_opened = False
                break
        if found is None or (pos >= stop and not is_opened and len(stack) <= depth):
            break
    scan.pos, scan.limit = pos, limit
    scan.state = State.OPENED if match is first else State.VALUE
    return found is not None
