"""The resources that a document deploys: listed, nested in parents, in deployments, linked."""

from __future__ import annotations

from collections.abc import Iterator

from armlens.evaluation.links import Follow
from armlens.evaluation.scope import Scope
from armlens.jsonc.nodes import Array, Object, String
from armlens.jsonc.tree import Tree
from armlens.template.deployments import deployed_template
from armlens.template.kinds import DocumentKind
from armlens.template.listing import Listed, children, listed, resources_at
from armlens.template.parameter_file import ParameterFile
from armlens.template.resource import Beside, Resource
from armlens.template.root_scope import root_scope


def resources_of(
    tree: Tree,
    kind: DocumentKind,
    parameters: ParameterFile | None = None,
    follow: Follow | None = None,
) -> Iterator[Resource]:
    """Every resource that the document may deploy, in the order written, parents first.

    The parameters of the root template have the values of the parameter file, if there is one.
    `follow` gives the templates that deployments link; the resources of these have another tree.
    A resource in a loop is given once for each instance, or once for all of them where their
    number is not known or too large.

    Left out are those that certainly are not deployed: `condition` false, a loop of count 0,
    `existing` ones; those of other providers than Azure; and those whose text is not complete.
    """
    for each in roots_of(tree, kind, root_scope(tree, kind, parameters, follow)):
        yield from resources_in(each)


def resources_in(root: Listed) -> Iterator[Resource]:
    """The resources that one object at the root of the document makes, in the same order."""
    waiting = [resources_at(root)]
    while waiting:
        resource = next(waiting[-1], None)
        if resource is None:
            waiting.pop()
            continue
        if resource.node.closed and not _is_foreign(resource.node):
            yield resource
        inside = children(resource) + nested_resources(resource)
        waiting += [resources_at(each) for each in reversed(inside)]


def roots_of(tree: Tree, kind: DocumentKind, scope: Scope) -> list[Listed]:
    """The resource objects at the root of the document, whose scope is given."""
    root = tree.root
    if kind is DocumentKind.TEMPLATE and isinstance(root, Object):
        return listed(root.get("resources"), scope)
    nodes = root.elements if isinstance(root, Array) else [root]
    fragments = tuple(node for node in nodes if isinstance(node, Object))
    beside = Beside(fragments)
    return [Listed(node, beside, scope) for node in fragments]


def is_existing(node: Object) -> bool:
    """Whether the resource is only read."""
    existing = node.get("existing")
    return existing is not None and getattr(existing, "value", None) is True


def _is_foreign(node: Object) -> bool:
    """Whether the resource is only read or another provider's, such as Graph."""
    provider = node.get("import") or node.get("extension")
    if isinstance(provider, String) and provider.value.lower() != "az":
        return True
    return is_existing(node)


def nested_resources(resource: Resource) -> list[Listed]:
    """The resources of the template that a deployment runs."""
    deployed = deployed_template(resource)
    if deployed is None:
        return []
    template, scope = deployed
    return listed(template.get("resources"), scope, around=resource)
