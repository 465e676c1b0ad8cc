"""Following a path of names into a resource: the value there, and the text responsible for it."""

from __future__ import annotations

from dataclasses import dataclass

from armlens.evaluation.evaluator import find_member, member
from armlens.evaluation.origins import origin_span
from armlens.evaluation.values import Absent, ArrayValue, Known, ObjectValue, Value
from armlens.jsonc.nodes import Member
from armlens.template.resource import Resource
from armlens.text.spans import Span


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a path leads.

    `value` is the path's value; absent if it ends early. `path` holds the names that were found
    and `last` the value of the last of them, which is `value` where all were. `owner` is the last
    object on the path, where a missing member would belong. `written` is the deepest member on
    the path that stands in the resource itself, and `anchor` the characters responsible there.
    """

    value: Value
    path: tuple[str, ...]
    last: Value
    owner: ObjectValue
    written: Member | None
    anchor: Span


def follow(resource: Resource, *names: str) -> Reached:
    """Follows the names from the resource's body through values, wherever they are written."""
    owner = resource.body
    value: Value = owner
    last: Value = owner
    written: Member | None = None
    found: list[str] = []
    for name in names:
        if isinstance(value, ObjectValue):
            owner = value
            written = _member_in(resource, owner, name) or written
            value = member(owner, name)
        else:
            value = _beyond(value)
        if isinstance(value, Absent):
            break
        found.append(name)
        last = value
    anchor = origin_span(written.key, written.value) if written else resource.type_node.span
    return Reached(value, tuple(found), last, owner, written, anchor)


def _member_in(resource: Resource, owner: ObjectValue, name: str) -> Member | None:
    """The member of that name, if the owner's text is part of the resource's."""
    found = find_member(owner, name)
    is_inside = owner.place.is_inside(resource.tree, resource.node)
    return found if is_inside and isinstance(found, Member) else None


def _beyond(value: Value) -> Value:
    """What a member of a value is that is no object: nothing, unless the value is not known."""
    if isinstance(value, Known | ArrayValue):
        return Absent(value.origins, value.secret)
    return value
