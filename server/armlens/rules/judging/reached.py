"""Following a path of names into a resource: the value there, and the text responsible for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from armlens.dataclass import dataclass
from armlens.evaluation.access import find_member, member, part
from armlens.evaluation.conditions import ALWAYS, Condition
from armlens.evaluation.origins import shown_span
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    Absent,
    BuiltObject,
    Choice,
    Failure,
    Known,
    ObjectValue,
    Single,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
    alternatives_of,
)
from armlens.jsonc.nodes import Member, Node, Object
from armlens.template.resource import Resource
from armlens.text.spans import Span


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a path leads under a condition.

    `value` is the path's value; absent if it ends early. `path` holds the names and the indexes
    that were found and `missing` the names that were not; `last` is the value of the last that was
    found, which is `value` where all were. `owner` is the last object on the path, where a missing
    member would belong. `written` is the deepest member or element on the path that stands in the
    resource itself.
    """

    resource: Resource
    condition: Condition
    value: Single
    path: tuple[str, ...]
    missing: tuple[str, ...]
    last: Single
    owner: ObjectValue
    written: Node | None

    @property
    def anchor(self) -> Span:
        """The characters of the resource that are responsible."""
        written = self.written
        if written is None:
            return self.resource.type_node.span
        if isinstance(written, Member):
            return shown_span(written)
        return _element_span(written, self.resource.tree.text)

    @property
    def dotted(self) -> str:
        """The whole path as people write it: `properties.agentPoolProfiles[0].maxPods`."""
        return ".".join((*self.path, *self.missing)).replace(".[", "[")

    @property
    def is_missing(self) -> bool:
        """Whether there is no value; null is none for the service."""
        value = self.value
        return isinstance(value, Absent) or (isinstance(value, Known) and value.value is None)


def body_of(resource: Resource) -> Reached:
    """The resource itself, from where paths begin."""
    body = resource.body
    return Reached(resource, ALWAYS, body, (), (), body, body, None)


def follow(ways: Iterable[Reached], names: Sequence[str]) -> list[Reached]:
    """Follows the names through values, wherever they are written.

    Where a value on the way is a choice, each alternative is followed by itself.
    """
    reached = list(ways)
    for name in names:
        reached = step(reached, name)
    return reached


def step(ways: Iterable[Reached], name: str) -> list[Reached]:
    """Follows one name further."""
    return [further for way in ways for further in _step(way, name)]


def single_values(ways: Iterable[Reached]) -> list[Reached]:
    """The ways with each allowed value of a parameter as a way of its own."""
    return [single for way in ways for single in _singles(way)]


def _singles(way: Reached) -> list[Reached]:
    alternatives = alternatives_of(way.value)
    if len(alternatives) == 1 and alternatives[0].value is way.value:
        return [way]
    return [
        replace(way, condition=both, value=each.value)
        for each in alternatives
        if (both := way.condition.both(each.condition)) is not None
    ]


def element_of(way: Reached, index: int, value: Value) -> list[Reached]:
    """An element of the array that a way leads to, once for each alternative of its value."""
    written = way.written
    array = way.value
    if isinstance(array, WrittenArray) and _is_in(way.resource, array.node, array.scope.tree):
        written = array.node.elements[index]
    here = replace(way, path=(*way.path, f"[{index}]"), written=written)
    return _at(here, value)


def member_of(way: Reached, name: str, value: Value) -> list[Reached]:
    """A member of the object that a way leads to, once for each alternative of its value."""
    owner = way.value
    assert isinstance(owner, WrittenObject | BuiltObject)  # noqa: S101 - callers have looked
    written = _member_in(way.resource, owner, name) or way.written
    path = (*way.path, name)
    if isinstance(value, Choice):
        return _at(replace(way, path=path, owner=owner, written=written), value)
    # By far the most frequent case, and `replace` is slow.
    return [Reached(way.resource, way.condition, value, path, way.missing, value, owner, written)]


def _step(way: Reached, name: str) -> list[Reached]:
    """One way, or each of its alternatives, a name further."""
    if isinstance(way.value, Absent):
        return [replace(way, missing=(*way.missing, name))]
    if not isinstance(way.value, WrittenObject | BuiltObject):
        beyond = _beyond(way.value, name)
        missing = (*way.missing, name) if isinstance(beyond, Absent) else way.missing
        return [replace(way, value=beyond, missing=missing)]
    value = member(way.value, name)
    if isinstance(value, Absent):
        written = _member_in(way.resource, way.value, name) or way.written
        missing = (*way.missing, name)
        return [
            Reached(
                way.resource, way.condition, value, way.path, missing, way.last, way.value, written
            )
        ]
    return member_of(way, name, value)


def _at(here: Reached, value: Value) -> list[Reached]:
    """A place with its value, once for each alternative of the value."""
    if not isinstance(value, Choice):
        return [replace(here, value=value, last=value)]
    return [
        replace(here, condition=both, value=each.value, last=each.value)
        for each in value.alternatives
        if (both := here.condition.both(each.condition)) is not None
    ]


def _member_in(resource: Resource, owner: ObjectValue, name: str) -> Member | None:
    """The member of that name, if the owner's text is part of the resource's."""
    if isinstance(owner, BuiltObject) or not _is_in(resource, owner.node, owner.scope.tree):
        return None
    found = find_member(owner, name)
    return found if isinstance(found, Member) else None


def _is_in(resource: Resource, node: Node, tree: object) -> bool:
    inside = resource.node
    return tree is resource.tree and inside.start <= node.start and node.end <= inside.end


def _beyond(value: Single, name: str) -> Single:
    """What a member of a value is that is no object: nothing, unless the value may yet be one."""
    if isinstance(value, Unknown) and ValueType.OBJECT in value.types:
        symbol = value.symbol and part(value.symbol, name)
        member_of_it = Unknown(value.cause, symbol=symbol, origins=value.origins)
        return replace(member_of_it, secret=value.secret, selected_by=value.selected_by)
    if isinstance(value, Failure):
        return value
    return Absent(value.origins, value.secret, value.selected_by)


def _element_span(element: Node, text: str) -> Span:
    """What to show of an element: all of it if it is on one line, else its name or its bracket."""
    if "\n" not in text[element.start : element.end]:
        return element.span
    name = element.get("name") if isinstance(element, Object) else None
    if name is None or isinstance(name, Object):
        return Span(element.start, element.start + 1)
    return name.span
