"""The fixes of Azure.AKS.ManagedIdentity: a system-assigned identity, or one of the user's own."""

from __future__ import annotations

from dataclasses import replace

from armlens.evaluation.origins import Place
from armlens.evaluation.values import BuiltObject, Known, ObjectValue, Unknown, WrittenObject
from armlens.expressions.classify import StringKind, classify, literal_value
from armlens.jsonc.edits import Literal, insert_member, remove_element, remove_member, replace_value
from armlens.jsonc.nodes import Constant, Member, Object, Scalar, String
from armlens.jsonc.tree import Tree
from armlens.rules.judging.reached import Reached, body_of, follow
from armlens.rules.mending.declarations import declared_too
from armlens.rules.mending.fixes import Fix
from armlens.rules.mending.places import edits_of, is_used_once, place_of
from armlens.template.resource import Resource
from armlens.text.edits import Edit

Edits = tuple[Edit, ...]

_SYSTEM = "SystemAssigned"
_USER = "UserAssigned"
_MAP = "userAssignedIdentities"
_IDENTITY_TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities"
_TITLE = "Use a system-assigned managed identity"
_OWN_TITLE = "Use a user-assigned managed identity"


def is_managed(identity_type: Scalar) -> bool:
    """Whether `identity.type` names a managed identity; Azure compares without case."""
    return isinstance(identity_type, str) and identity_type.lower() in (
        _SYSTEM.lower(),
        _USER.lower(),
    )


def fixes(resource: Resource) -> tuple[Fix, ...]:
    """The ways to give the cluster an identity, the preferred one first."""
    ways = follow([body_of(resource)], ("identity", "type"))
    wrong = [way for way in ways if not _is_right(way)]
    # A fix at the source mends one value; where several may be wrong, it would not be enough.
    source = _at_source(resource, wrong[0]) if len(wrong) == 1 else None
    is_certain = len(ways) == 1 and not isinstance(ways[0].value, Unknown)
    is_certain = is_certain and not _has_identities(ways[0].owner)
    here = _write_here(resource, wrong[0], is_second=source is not None, is_safe=is_certain)
    own = _use_own_identity(resource)
    offered = [fix for fix in (source, here, own) if fix and fix.edits]
    return tuple(
        replace(fix, safe=fix.safe and is_certain, preferred=index == 0 and fix is not own)
        for index, fix in enumerate(offered)
    )


def _has_identities(identity: ObjectValue) -> bool:
    """Whether somebody has chosen identities, which a system-assigned one takes the place of."""
    given = identity.node.get(_MAP) if isinstance(identity, WrittenObject) else None
    is_empty = isinstance(given, Constant) or (isinstance(given, Object) and not given.members)
    return given is not None and not is_empty


def _is_right(way: Reached) -> bool:
    return isinstance(way.value, Known) and is_managed(way.value.value)


def _at_source(resource: Resource, reached: Reached) -> Fix | None:
    if isinstance(reached.value, Unknown):
        return _disallow(resource.tree, reached.value)
    return _mend_source(resource, reached)


def _mend_source(resource: Resource, reached: Reached) -> Fix | None:
    """Mends the value in the parameter, variable or parent deployment that it comes from."""
    place = place_of(reached.last)
    origins = reached.value.origins
    if place is None or not origins or _is_here(place, resource):
        return None
    made = edits_of(place.tree, *_rewritten(reached, place))
    is_type = reached.path == ("identity", "type")
    made = declared_too(made, origins, _SYSTEM if is_type else None)
    # A parameter file is written in one document and used in another.
    trees = (place.tree, resource.tree)
    safe = all(is_used_once(tree, origin) for tree in trees for origin in origins)
    return Fix(f"{_TITLE} in {origins[-1].label}", made, safe) if made else None


def _write_here(resource: Resource, reached: Reached, *, is_second: bool, is_safe: bool) -> Fix:
    """Writes the identity at the resource itself, wherever the wrong one comes from."""
    place = place_of(reached.last)
    if place is not None and reached.path and _is_here(place, resource):
        parts = _rewritten(reached, place)
    else:
        parts = _overwritten(resource, reached)
    title = f"{_TITLE} at this resource" if is_second else _TITLE
    return Fix(title, edits_of(resource.tree, *parts), is_safe)


def _is_here(place: Place, resource: Resource) -> bool:
    return place.is_inside(resource.tree, resource.node)


def _rewritten(reached: Reached, place: Place) -> list[Edits]:
    """What turns the value that is written at the place into a system-assigned identity."""
    if reached.path == ("identity", "type"):
        return [replace_value(place.tree, place.node, _SYSTEM), *_without_map(reached.owner)]
    identity = place.node
    if isinstance(identity, Object) and identity.find(_MAP) is None:
        return [insert_member(place.tree, identity, "type", _SYSTEM)]
    return [replace_value(place.tree, identity, {"type": _SYSTEM})]


def _overwritten(resource: Resource, reached: Reached) -> list[Edits]:
    """What writes the identity into the resource in the place of what is there, if anything."""
    if reached.written is None:
        return [_inserted(resource, {"type": _SYSTEM})]
    assert isinstance(reached.written, Member)  # noqa: S101 - no element is on the path
    node = reached.written.value
    owner = reached.owner
    if len(reached.path) == 2 and owner.place and _is_here(owner.place, resource):
        return [replace_value(resource.tree, node, _SYSTEM), *_without_map(owner)]
    return [replace_value(resource.tree, node, {"type": _SYSTEM})]


def _inserted(resource: Resource, identity: dict[str, Literal]) -> Edits:
    """What inserts the identity where Azure's own templates have it."""
    return insert_member(
        resource.tree,
        resource.node,
        "identity",
        identity,
        after=("location", "tags", "sku"),
        before=("properties",),
    )


def _without_map(identity: WrittenObject | BuiltObject) -> list[Edits]:
    """What removes the user-assigned identities, which a system-assigned one excludes."""
    if isinstance(identity, BuiltObject):
        return []
    member = identity.node.find(_MAP)
    return [remove_member(identity.scope.tree, identity.node, member)] if member else []


def _disallow(tree: Tree, value: Unknown) -> Fix | None:
    """Takes the values that are no managed identity from those that the parameter allows."""
    declared = value.origins[-1].declared if value.origins else None
    allowed = declared.allowed if declared else None
    if allowed is None or value.allowed is None:
        return None
    bad = [node for node in allowed.elements if not is_managed(getattr(node, "value", None))]
    if len(bad) != 1 or len(allowed.elements) == 1:
        return None
    written = tree.text[bad[0].start : bad[0].end].strip('"')
    title = f"Remove '{written}' from the allowed values of {value.origins[-1].label}"
    return Fix(title, edits_of(tree, remove_element(tree, allowed, bad[0])), safe=False)


def _use_own_identity(resource: Resource) -> Fix:
    """Writes a user-assigned identity: the template's own one, or one to fill in."""
    identity = resource.node.get("identity")
    given = identity.get(_MAP) if isinstance(identity, Object) else None
    fresh: dict[str, Literal] = {"type": _USER, _MAP: {_identity_id(resource): {}}}
    if identity is None:
        parts = [_inserted(resource, fresh)]
    elif isinstance(identity, Object) and isinstance(given, Object) and given.members:
        written_type = identity.get("type")
        parts = [
            replace_value(resource.tree, written_type, _USER)
            if written_type
            else insert_member(resource.tree, identity, "type", _USER, before=(_MAP,))
        ]
    else:
        parts = [replace_value(resource.tree, identity, fresh)]
    return Fix(_OWN_TITLE, edits_of(resource.tree, *parts), safe=False)


def _identity_id(resource: Resource) -> str:
    """The expression for the resource id of the identity."""
    name = _sibling_name(resource) or "'<identity-name>'"
    return f"[resourceId('{_IDENTITY_TYPE}', {name})]"


def _sibling_name(resource: Resource) -> str | None:
    """The name of an identity that the template creates, as the argument of a function."""
    for sibling in resource.beside.of_type(_IDENTITY_TYPE):
        name = sibling.get("name")
        if isinstance(name, String):
            if classify(name.value) is StringKind.EXPRESSION:
                return name.value[1:-1].strip()
            literal = literal_value(name.value).replace("'", "''")
            return f"'{literal}'"
    return None
