"""The resources that a `resources` member declares, with the children nested in them."""

from __future__ import annotations

from collections.abc import Iterator

from armlens.dataclass import dataclass
from armlens.evaluation.conditions import ALWAYS, Condition, when
from armlens.evaluation.scope import Scope
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import Alternative, Known, Unknown, Value, alternatives_of
from armlens.jsonc.nodes import Array, Node, Object
from armlens.template.loops import Instance, InstanceScope, instance_scopes
from armlens.template.resource import Beside, Resource


@dataclass(frozen=True, slots=True)
class Listed:
    """A resource object that waits to be looked at, with what surrounds it.

    `symbol` is its symbolic name, `parent` the resource it is nested in, `deployment` the one
    whose template it is in, `instances` are those of the loops around it, and `deployed_if` is
    what holds if that deployment runs.
    """

    node: Object
    beside: Beside
    scope: Scope
    symbol: str = ""
    parent: Resource | None = None
    deployment: Resource | None = None
    instances: tuple[Instance, ...] = ()
    deployed_if: Condition = ALWAYS


def listed(
    resources: Node | None,
    scope: Scope,
    *,
    parent: Resource | None = None,
    around: Resource | None = None,
) -> list[Listed]:
    """The resource objects of a `resources` member: an array, or an object by symbolic name.

    `parent` is the resource that they are children of, `around` the deployment that they are in.
    """
    named = list(_named(resources))
    beside = Beside(tuple(node for _, node in named))
    holder = parent or around
    instances = holder.instances if holder else ()
    # Whether a condition holds for the children nested in a resource too is not established.
    condition = around.deployed_if if around else ALWAYS
    deployment = parent.deployment if parent else around
    return [
        Listed(node, beside, scope, symbol, parent, deployment, instances, condition)
        for symbol, node in named
    ]


def _named(resources: Node | None) -> Iterator[tuple[str, Object]]:
    """The resource objects with their symbolic names, "" in an array."""
    if isinstance(resources, Array):
        for node in resources.elements:
            if isinstance(node, Object):
                yield "", node
    elif isinstance(resources, Object):
        for member in resources.members:
            if isinstance(member.value, Object):
                yield member.key.value, member.value


def resources_at(each: Listed) -> Iterator[Resource]:
    """The resources that an object makes, one for each instance of its loop.

    Left out are those whose type is unknown and those whose condition is certainly false.
    """
    return (resource for resource, is_deployed in written_at(each) if is_deployed)


def written_at(each: Listed) -> Iterator[tuple[Resource, bool]]:
    """The same with those whose condition is certainly false, and whether they may be deployed."""
    for scope in instance_scopes(each.node, each.scope, each.symbol):
        deployed_if = _deployed_if(each.node.get("condition"), scope, each.deployed_if)
        resource = _resource(each, scope, deployed_if or ALWAYS)
        if resource is not None:
            yield resource, deployed_if is not None


def children(resource: Resource) -> list[Listed]:
    """The resources nested in a resource, which are looped with it."""
    return listed(resource.node.get("resources"), resource.scope, parent=resource)


def _resource(each: Listed, scope: Scope, deployed_if: Condition) -> Resource | None:
    node, parent = each.node, each.parent
    type_node = node.get("type")
    written_type = scope.evaluate(type_node) if type_node else None
    if type_node is None or not isinstance(written_type, Known):
        return None
    if not isinstance(written_type.value, str):
        return None
    instances = each.instances
    if isinstance(scope, InstanceScope) and scope is not each.scope:
        instances = (*instances, scope.instance)
    full_type = written_type.value
    if parent and has_namespace_of(full_type, parent.type):
        parent = None
    if parent:
        full_type = f"{parent.type}/{full_type}"
    return Resource(
        full_type,
        node,
        type_node,
        scope.tree,
        scope,
        beside=each.beside,
        parent=parent,
        deployment=each.deployment,
        instances=instances,
        deployed_if=deployed_if,
    )


def has_namespace_of(child_type: str, parent_type: str) -> bool:
    """Whether a child's type is full already: it then starts as its parent's does."""
    return child_type.lower().split("/")[0] == parent_type.lower().split("/")[0]


def _deployed_if(node: Node | None, scope: Scope, around: Condition) -> Condition | None:
    """What certainly holds where the condition of a resource does; None if it never does."""
    if node is None:
        return around
    ways = [
        both
        for alternative in alternatives_of(scope.evaluate(node))
        if (holds := _holds(alternative)) is not None and (both := around.both(holds)) is not None
    ]
    if not ways:
        return None
    return ways[0] if len(ways) == 1 else around


def _holds(alternative: Alternative) -> Condition | None:
    """When an alternative of a condition is true; None if it is false. 0 is not false."""
    value: Value = alternative.value
    if isinstance(value, Known):
        return None if value.value is False else alternative.condition
    if isinstance(value, Unknown) and value.symbol and ValueType.BOOL in value.types:
        return alternative.condition.both(when(value.symbol, True))
    return alternative.condition
