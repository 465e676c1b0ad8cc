"""The templates in a document: the root one, and those that its deployments hold inline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from armlens.dataclass import dataclass
from armlens.jsonc.memo import Kind, Memo
from armlens.jsonc.nodes import Array, Node, Object, String
from armlens.template.loops import DEPLOYMENT


@dataclass(frozen=True, slots=True)
class Written:
    """A template as written. `deployment` is the resource that holds it, None for the root.

    `scope` is `inner` or `outer`; None where an expression chooses, or for the root.
    """

    template: Object
    deployment: Object | None = None
    scope: str | None = None

    @property
    def has_own_names(self) -> bool:
        """Whether its expressions certainly use the names that it declares."""
        return self.deployment is None or self.scope == "inner"


_INSIDE: Kind[tuple[Written, ...]] = Kind("the templates that a template's deployments hold")


def templates_held(resource: Object, memo: Memo | None = None) -> Iterator[Written]:
    """The templates in a resource and those written inside of it, each before those inside it."""
    waiting = [*_held(with_children(resource))]
    while waiting:
        written = waiting.pop()
        yield written
        template = written.template
        if memo is None:
            waiting += reversed(_inside(template))
        else:
            inside = memo.once(_INSIDE, (template,), _always, partial(_inside, template))
            waiting += reversed(inside)


def _inside(template: Object) -> tuple[Written, ...]:
    return tuple(_held(all_resources(template)))


def _held(resources: Iterable[Object]) -> Iterator[Written]:
    for resource in resources:
        if (nested := nested_template(resource)) is not None:
            yield Written(nested, resource, nested_scope(resource))


def _always(_inside: tuple[Written, ...]) -> bool:
    """What is inside of a template is for its text alone to say."""
    return True


def resource_objects(resources: Node | None) -> Iterator[tuple[str, Object]]:
    """The objects of a `resources` member with their symbolic names, "" in an array."""
    if isinstance(resources, Array):
        yield from (("", each) for each in resources.elements if isinstance(each, Object))
    elif isinstance(resources, Object):
        for member in resources.members:
            if isinstance(member.value, Object):
                yield member.key.value, member.value


def all_resources(template: Object) -> Iterator[Object]:
    """The resources of a template and those written inside of resources."""
    for _, resource in resource_objects(template.get("resources")):
        yield from with_children(resource)


def with_children(resource: Object) -> Iterator[Object]:
    """A resource and those written inside of it, at any depth."""
    waiting = [resource]
    while waiting:
        resource = waiting.pop()
        yield resource
        waiting += (child for _, child in resource_objects(resource.get("resources")))


def nested_template(resource: Object) -> Object | None:
    """The template that a deployment holds inline, by what is written."""
    kind = resource.get("type")
    if not isinstance(kind, String) or kind.value.lower() != DEPLOYMENT:
        return None
    properties = resource.get("properties")
    template = properties.get("template") if isinstance(properties, Object) else None
    return template if isinstance(template, Object) else None


def nested_scope(deployment: Object) -> str | None:
    """The scope of a nested template, `inner` or `outer`; None where an expression chooses."""
    properties = deployment.get("properties")
    options = (
        properties.get("expressionEvaluationOptions") if isinstance(properties, Object) else None
    )
    scope = options.get("scope") if isinstance(options, Object) else None
    if scope is None:
        return "outer"
    chosen = scope.value.lower() if isinstance(scope, String) else ""
    return chosen if chosen in ("inner", "outer") else None


def literal(node: Node | None) -> str | None:
    """The text that a node certainly is; None for an expression and for anything else."""
    if not isinstance(node, String) or node.value.startswith("["):
        return None
    return node.value
