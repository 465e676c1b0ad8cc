"""Following a path of names into a resource: the value there, and the text responsible for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from armlens.evaluation.access import find_member, member
from armlens.evaluation.conditions import ALWAYS, Condition
from armlens.evaluation.origins import origin_span
from armlens.evaluation.values import (
    Absent,
    BuiltArray,
    BuiltObject,
    Choice,
    Known,
    Single,
    WrittenArray,
    WrittenObject,
)
from armlens.jsonc.nodes import Member
from armlens.template.resource import Resource
from armlens.text.spans import Span


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a path leads under a condition.

    `value` is the path's value; absent if it ends early. `path` holds the names that were found
    and `last` the value of the last of them, which is `value` where all were. `owner` is the last
    object on the path, where a missing member would belong. `written` is the deepest member on
    the path that stands in the resource itself.
    """

    condition: Condition
    value: Single
    path: tuple[str, ...]
    last: Single
    owner: WrittenObject | BuiltObject
    written: Member | None

    def anchor(self, resource: Resource) -> Span:
        """The characters of the resource that are responsible."""
        if self.written is None:
            return resource.type_node.span
        return origin_span(self.written.key, self.written.value)


def follow(resource: Resource, *names: str) -> tuple[Reached, ...]:
    """Follows the names from the resource's body through values, wherever they are written.

    Where a value on the way is a choice, each alternative is followed by itself.
    """
    body = resource.body
    ways = [Reached(ALWAYS, body, (), body, body, None)]
    for name in names:
        ways = [further for way in ways for further in _step(resource, way, name)]
    return tuple(ways)


def _step(resource: Resource, way: Reached, name: str) -> list[Reached]:
    """One way, or each of its alternatives, a name further."""
    if isinstance(way.value, Absent):
        return [way]
    if not isinstance(way.value, WrittenObject | BuiltObject):
        return [replace(way, value=_beyond(way.value))]
    owner = way.value
    written = _member_in(resource, owner, name) or way.written
    value = member(owner, name)
    if isinstance(value, Absent):
        return [replace(way, value=value, owner=owner)]
    here = replace(way, path=(*way.path, name), owner=owner, written=written)
    if not isinstance(value, Choice):
        return [replace(here, value=value, last=value)]
    return [
        replace(here, condition=both, value=each.value, last=each.value)
        for each in value.alternatives
        if (both := way.condition.both(each.condition)) is not None
    ]


def _member_in(resource: Resource, owner: WrittenObject | BuiltObject, name: str) -> Member | None:
    """The member of that name, if the owner's text is part of the resource's."""
    if isinstance(owner, BuiltObject) or not owner.place.is_inside(resource.tree, resource.node):
        return None
    found = find_member(owner, name)
    return found if isinstance(found, Member) else None


def _beyond(value: Single) -> Single:
    """What a member of a value is that is no object: nothing, unless the value is not known."""
    if isinstance(value, Known | WrittenArray | BuiltArray):
        return Absent(value.origins, value.secret, value.selected_by)
    return value
