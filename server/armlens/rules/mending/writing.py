"""Edits that write a value where a path leads: in the resource, or where its value comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from armlens.dataclass import dataclass
from armlens.evaluation.values import Known, Single, WrittenObject
from armlens.jsonc.edits import Literal, insert_members, remove_member, replace_value
from armlens.jsonc.nodes import Member, Node, Object
from armlens.jsonc.tree import Tree
from armlens.rules.judging.reached import Reached
from armlens.rules.language import operands
from armlens.rules.mending.fixes import Fix
from armlens.rules.mending.places import edits_of, place_of
from armlens.text.edits import Edit

Edits = tuple[Edit, ...]

_ORDER = (
    *("type", "apiVersion", "name", "comments", "metadata", "condition", "copy", "scope"),
    *("dependsOn", "location", "tags", "sku", "kind", "plan", "zones", "identity", "properties"),
    "resources",
)
"""The order of a resource's members in Azure's own templates."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that is to be where a path has led, and another one that is to be written along."""

    reached: Reached
    value: operands.Literal
    along: Wanted | None = None

    @property
    def members(self) -> dict[str, Literal]:
        """What to insert where the path ends: its names, with what goes into the same object."""
        found: dict[str, Literal] = {}
        for wanted in filter(None, (self, self.along if self.is_together else None)):
            _put(found, wanted.reached.missing, wanted.value)
        return found

    @property
    def is_together(self) -> bool:
        """Whether what is written along goes into the same object, and so into the same edit."""
        if self.along is None or not self.reached.missing or not self.along.reached.missing:
            return False
        place = place_of(self.reached.last)
        return place is not None and place == place_of(self.along.reached.last)


def written_at_source(wanted: Wanted) -> tuple[Tree, Edits] | None:
    """Writes a value in the parameter, variable or deployment that the wrong one comes from."""
    reached = wanted.reached
    place = place_of(reached.last)
    if place is None or not reached.value.origins or _is_here(reached, reached.last):
        return None
    if not reached.missing:
        return place.tree, replace_value(place.tree, place.node, wanted.value)
    if isinstance(place.node, Object):
        return place.tree, insert_members(place.tree, place.node, wanted.members)
    return None


def written_at_resource(wanted: Wanted) -> Edits | None:
    """Writes a value into the resource itself, if that changes nothing else there."""
    reached = wanted.reached
    tree = reached.resource.tree
    if not reached.missing:
        node = _own_text(reached)
        return None if node is None else replace_value(tree, node, wanted.value)
    if isinstance(reached.last, WrittenObject) and _is_here(reached, reached.last):
        if not reached.path:
            return _into_resource(wanted)
        return insert_members(tree, reached.last.node, wanted.members)
    node = _own_text(reached)
    if isinstance(reached.last, Known) and reached.last.value is None and node is not None:
        return replace_value(tree, node, wanted.members)
    return None


def removed_at(reached: Reached) -> Iterator[Fix]:
    """Removes a member that must not be there, if it stands in the resource itself."""
    owner, written = reached.owner, reached.written
    if isinstance(owner, WrittenObject) and isinstance(written, Member) and _own_text(reached):
        edits = remove_member(owner.scope.tree, owner.node, written)
        yield Fix(f"Remove '{reached.dotted}'", edits_of(owner.scope.tree, edits))


def _own_text(reached: Reached) -> Node | None:
    """What stands in the resource for the last thing that the path has found, and nothing more."""
    owner, written = reached.owner, reached.written
    if not isinstance(written, Member) or not isinstance(owner, WrittenObject):
        return None
    is_last = bool(reached.path) and written.name == reached.path[-1].lower()
    return written.value if is_last and written in owner.node.members else None


def _is_here(reached: Reached, value: Single) -> bool:
    place = place_of(value)
    return place is not None and place.is_inside(reached.resource.tree, reached.resource.node)


def _into_resource(wanted: Wanted) -> Edits:
    """Inserts a member of the resource where Azure's own templates have it."""
    reached = wanted.reached
    name = reached.missing[0]
    index = next((i for i, each in enumerate(_ORDER) if each.lower() == name.lower()), len(_ORDER))
    return insert_members(
        reached.resource.tree,
        reached.resource.node,
        wanted.members,
        after=_ORDER[:index],
        before=_ORDER[index + 1 :],
    )


def _put(members: dict[str, Literal], names: Sequence[str], value: Literal) -> None:
    """Puts a value into objects within each other, of which some may be there."""
    for name in names[:-1]:
        inner = members.setdefault(name, {})
        assert isinstance(inner, dict)  # noqa: S101 - only this function has put it there
        members = inner
    members[names[-1]] = value
