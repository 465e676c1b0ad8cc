"""Which documents are templates, which are parameter files, and which are none of our business.

The facts are those of `docs/architecture.md`, "What counts as a template": the `$schema` decides
where there is one, else the shape of the root.
"""

from __future__ import annotations

import re
from enum import StrEnum

from armlens.jsonc.nodes import Array, Node, Object, String
from armlens.jsonc.tree import Tree

_SCHEMA = re.compile(
    r"https?://schema\.management\.azure\.com/schemas/[^\"/]+/"
    r"(?P<scope>[a-z]*?)deployment(?P<what>template|parameters)\.json#?",
    re.IGNORECASE,
)
_RESOURCE_TYPE = re.compile(r"[\w.]+(/[\w.]+)+")
_HINT = re.compile(
    r"deploymentTemplate\.json|[\"']?(?:resources|apiVersion)[\"']?\s*:", re.IGNORECASE
)
_PARAMETERS_HINT = re.compile(
    r"deploymentParameters\.json|[\"']?parameters[\"']?\s*:", re.IGNORECASE
)


class DocumentKind(StrEnum):
    """What a JSON document is to armlens."""

    TEMPLATE = "template"
    PARAMETERS = "parameters"
    FRAGMENT = "fragment"
    OTHER = "other"


class DeployedTo(StrEnum):
    """What the deployment of a template goes to."""

    RESOURCE_GROUP = "a resource group"
    SUBSCRIPTION = "a subscription"
    MANAGEMENT_GROUP = "a management group"
    TENANT = "a tenant"


_DEPLOYED_TO = {
    "": DeployedTo.RESOURCE_GROUP,
    "subscription": DeployedTo.SUBSCRIPTION,
    "managementgroup": DeployedTo.MANAGEMENT_GROUP,
    "tenant": DeployedTo.TENANT,
}


def may_be_template(text: str) -> bool:
    """Whether the text is worth parsing: false only if it certainly holds no resource.

    One pass of a regular expression, so that other JSON documents cost next to nothing.
    """
    return _HINT.search(text) is not None


def may_be_parameters(text: str) -> bool:
    """The same for parameter files."""
    return _PARAMETERS_HINT.search(text) is not None


def kind_of(tree: Tree) -> DocumentKind:
    """What the document is. Names and the schema's address are compared without case."""
    root = tree.root
    if tree.is_unread:
        found = _SCHEMA.search(tree.text)
        return _kind_by_schema(found[0]) if found else DocumentKind.OTHER
    if isinstance(root, Array):
        resources = bool(root.elements) and all(map(_is_whole_resource, root.elements))
        return DocumentKind.FRAGMENT if resources else DocumentKind.OTHER
    if not isinstance(root, Object):
        return DocumentKind.OTHER
    schema = root.get("$schema")
    if isinstance(schema, String) and schema.value:
        return _kind_by_schema(schema.value)
    return _kind_by_shape(root)


def deployed_to(template: Object) -> DeployedTo | None:
    """What a template is deployed to, by its schema; None if that does not tell."""
    schema = template.get("$schema")
    match = _SCHEMA.fullmatch(schema.value) if isinstance(schema, String) else None
    return _DEPLOYED_TO.get(match["scope"].lower()) if match else None


def _kind_by_schema(schema: str) -> DocumentKind:
    match = _SCHEMA.fullmatch(schema)
    if match is None:
        return DocumentKind.OTHER
    is_template = match["what"].lower() == "template"
    return DocumentKind.TEMPLATE if is_template else DocumentKind.PARAMETERS


def _kind_by_shape(root: Object) -> DocumentKind:
    if _is_whole_resource(root):
        return DocumentKind.FRAGMENT
    resources = root.get("resources")
    elements = _resource_nodes(resources)
    if elements is not None and (
        root.find("contentVersion") or any(map(_is_whole_resource, elements))
    ):
        return DocumentKind.TEMPLATE
    if resources is None and _holds_parameter_values(root.get("parameters")):
        return DocumentKind.PARAMETERS
    return DocumentKind.OTHER


def _resource_nodes(resources: Node | None) -> list[Node] | None:
    """The elements of a `resources` member, or None if it cannot be one."""
    if isinstance(resources, Array):
        return resources.elements
    if isinstance(resources, Object):
        values = [member.value for member in resources.members]
        if all(isinstance(value, Object) and value.find("type") for value in values):
            return values
    return None


def _is_whole_resource(node: Node) -> bool:
    """Whether the node looks like a resource by itself: a resource type and an API version."""
    if not isinstance(node, Object):
        return False
    resource_type = node.get("type")
    return (
        isinstance(resource_type, String)
        and _RESOURCE_TYPE.fullmatch(resource_type.value) is not None
        and (node.find("apiVersion") is not None or node.find("existing") is not None)
    )


def _holds_parameter_values(parameters: Node | None) -> bool:
    return (
        isinstance(parameters, Object)
        and bool(parameters.members)
        and all(
            isinstance(member.value, Object)
            and any(member.value.find(name) for name in ("value", "reference", "expression"))
            for member in parameters.members
        )
    )
