"""Edits that write a value where a path leads: in the resource, or where its value comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from armlens.evaluation.values import Known, Single, WrittenObject
from armlens.jsonc.edits import Literal, insert_member, remove_member, replace_value
from armlens.jsonc.nodes import Member, Node, Object
from armlens.jsonc.tree import Tree
from armlens.rules.judging.reached import Reached
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


def written_at_source(reached: Reached, value: Literal) -> tuple[Tree, Edits] | None:
    """Writes a value in the parameter, variable or deployment that the wrong one comes from."""
    place = place_of(reached.last)
    if place is None or not reached.value.origins or _is_here(reached, reached.last):
        return None
    if not reached.missing:
        return place.tree, replace_value(place.tree, place.node, value)
    if isinstance(place.node, Object):
        return place.tree, _inserted(place.tree, place.node, reached.missing, value)
    return None


def written_at_resource(reached: Reached, value: Literal) -> Edits | None:
    """Writes a value into the resource itself, if that changes nothing else there."""
    tree = reached.resource.tree
    if not reached.missing:
        node = _own_text(reached)
        return None if node is None else replace_value(tree, node, value)
    if isinstance(reached.last, WrittenObject) and _is_here(reached, reached.last):
        if not reached.path:
            return _into_resource(reached, value)
        return _inserted(tree, reached.last.node, reached.missing, value)
    node = _own_text(reached)
    if isinstance(reached.last, Known) and reached.last.value is None and node is not None:
        return replace_value(tree, node, _nested(reached.missing, value))
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
    is_last = bool(reached.path) and written.key.value.lower() == reached.path[-1].lower()
    return written.value if is_last and written in owner.node.members else None


def _is_here(reached: Reached, value: Single) -> bool:
    place = place_of(value)
    return place is not None and place.is_inside(reached.resource.tree, reached.resource.node)


def _into_resource(reached: Reached, value: Literal) -> Edits:
    """Inserts a member of the resource where Azure's own templates have it."""
    name = reached.missing[0]
    index = next((i for i, each in enumerate(_ORDER) if each.lower() == name.lower()), len(_ORDER))
    return insert_member(
        reached.resource.tree,
        reached.resource.node,
        name,
        _nested(reached.missing[1:], value),
        after=_ORDER[:index],
        before=_ORDER[index + 1 :],
    )


def _inserted(tree: Tree, owner: Object, names: Sequence[str], value: Literal) -> Edits:
    return insert_member(tree, owner, names[0], _nested(names[1:], value))


def _nested(names: Sequence[str], value: Literal) -> Literal:
    """The value inside objects with one member each."""
    for name in reversed(names):
        value = {name: value}
    return value
