"""The resources that a document deploys: listed, nested in parents and in nested deployments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from armlens.evaluation.scope import Scope
from armlens.evaluation.values import Absent, Cause, Known, Unknown, Value
from armlens.jsonc.nodes import Array, Node, Object, String
from armlens.jsonc.tree import Tree
from armlens.template.kinds import DocumentKind
from armlens.template.parameter_file import ParameterFile
from armlens.template.resource import Resource
from armlens.template.scope import OpaqueScope, OuterScope, TemplateScope

_DEPLOYMENT = "microsoft.resources/deployments"


@dataclass(frozen=True, slots=True)
class _Listed:
    """A resource object that waits to be looked at, with what surrounds it."""

    node: Object
    siblings: tuple[Object, ...]
    scope: Scope
    parent: Resource | None


def resources_of(
    tree: Tree, kind: DocumentKind, parameters: ParameterFile | None = None
) -> Iterator[Resource]:
    """Every resource that the document may deploy, in the order written, parents first.

    The parameters of the root template have the values of the parameter file, if there is one.

    Left out are those that certainly are not deployed: `condition` false, a loop of count 0,
    `existing` ones; those of other providers than Azure; and those whose text is not complete.
    """
    waiting = _roots(tree, kind, parameters)
    waiting.reverse()
    while waiting:
        listed = waiting.pop()
        resource = _resource(tree, listed)
        if resource is None or _is_never_deployed(resource):
            continue
        if resource.node.closed and not _is_foreign(resource.node):
            yield resource
        inside = _children(resource) + _nested(resource)
        waiting += reversed(inside)


def _roots(tree: Tree, kind: DocumentKind, parameters: ParameterFile | None) -> list[_Listed]:
    root = tree.root
    if kind is DocumentKind.TEMPLATE and isinstance(root, Object):
        given = parameters.values if parameters else None
        return _list(root.get("resources"), TemplateScope(tree, root, given))
    nodes = root.elements if isinstance(root, Array) else [root]
    fragments = tuple(node for node in nodes if isinstance(node, Object))
    scope = OpaqueScope(tree)
    return [_Listed(node, fragments, scope, None) for node in fragments]


def _list(resources: Node | None, scope: Scope, parent: Resource | None = None) -> list[_Listed]:
    """The resource objects of a `resources` member: an array, or an object by symbolic name."""
    if isinstance(resources, Array):
        nodes: list[Node] = resources.elements
    elif isinstance(resources, Object):
        nodes = [member.value for member in resources.members]
    else:
        return []
    objects = tuple(node for node in nodes if isinstance(node, Object))
    return [_Listed(node, objects, scope, parent) for node in objects]


def _resource(tree: Tree, listed: _Listed) -> Resource | None:
    """The resource, or None if its type is unknown."""
    node, scope, parent = listed.node, listed.scope, listed.parent
    type_node = node.get("type")
    written_type = scope.evaluate(type_node) if type_node else None
    if type_node is None or not isinstance(written_type, Known):
        return None
    if not isinstance(written_type.value, str):
        return None
    name = _name(node.get("name"), scope)
    full_type = written_type.value
    if parent and not _has_namespace_of(full_type, parent):
        full_type, name = f"{parent.type}/{full_type}", f"{parent.name}/{name}"
    return Resource(full_type, name, node, type_node, tree, scope, listed.siblings)


def _has_namespace_of(child_type: str, parent: Resource) -> bool:
    """Whether a child's type is full already: it then starts as its parent's does."""
    return child_type.lower().split("/")[0] == parent.type.lower().split("/")[0]


def _name(node: Node | None, scope: Scope) -> str:
    """The name if it is known, else the expression that gives it, as written."""
    value = scope.evaluate(node) if node else None
    if isinstance(value, Known) and isinstance(value.value, str) and not value.secret:
        return value.value
    return node.value if isinstance(node, String) else ""


def _is_never_deployed(resource: Resource) -> bool:
    copy = resource.node.get("copy")
    count = copy.get("count") if isinstance(copy, Object) else None
    return _is(resource.node.get("condition"), resource.scope, known=False) or (
        _is(count, resource.scope, known=0)
    )


def _is(node: Node | None, scope: Scope, *, known: bool | int) -> bool:
    """Whether a node certainly has the value, of the same type: 0 is not false."""
    value = scope.evaluate(node) if node else None
    return isinstance(value, Known) and value.value == known and type(value.value) is type(known)


def _is_foreign(node: Object) -> bool:
    """Whether the resource is only read (`existing`) or another provider's, such as Graph."""
    existing = node.get("existing")
    provider = node.get("import") or node.get("extension")
    if isinstance(provider, String) and provider.value.lower() != "az":
        return True
    return existing is not None and getattr(existing, "value", None) is True


def _children(resource: Resource) -> list[_Listed]:
    return _list(resource.node.get("resources"), resource.scope, resource)


def _nested(resource: Resource) -> list[_Listed]:
    """The resources of the template that a deployment holds inline."""
    properties = resource.node.get("properties")
    if resource.type.lower() != _DEPLOYMENT or not isinstance(properties, Object):
        return []
    template = properties.get("template")
    if not isinstance(template, Object):
        return []
    return _list(template.get("resources"), _nested_scope(resource, properties, template))


def _nested_scope(resource: Resource, properties: Object, template: Object) -> Scope:
    """The scope of a nested template, by `expressionEvaluationOptions.scope`; outer by default."""
    around = resource.scope
    options = properties.get("expressionEvaluationOptions")
    written = options.get("scope") if isinstance(options, Object) else None
    chosen = around.evaluate(written) if written else Known("outer")
    if not isinstance(chosen, Known):
        return OpaqueScope(resource.tree, around.budget)
    if str(chosen.value).lower() == "inner":
        given = _given(properties, around)
        return TemplateScope(resource.tree, template, given, around.budget)
    return OuterScope(around)


def _given(properties: Object, around: Scope) -> Value:
    """The parameter values that the deployment passes, or what stands in their place."""
    if properties.find("parametersLink"):
        return Unknown(Cause.RUNTIME)
    node = properties.get("parameters")
    return around.evaluate(node) if node else Absent()
