"""What deployments deploy: the template that one runs, and which of them cannot be seen."""

from __future__ import annotations

from collections.abc import Iterable

from armlens.evaluation.scope import Scope
from armlens.jsonc.nodes import Object
from armlens.template.linking import linked_template
from armlens.template.loops import DEPLOYMENT
from armlens.template.nesting import nested_template
from armlens.template.resource import Resource

_STACK = "microsoft.resources/deploymentstacks"


def deployed_template(resource: Resource) -> tuple[Object, Scope] | None:
    """The template that a deployment runs, inline or linked, and its scope, if it can be seen."""
    return nested_template(resource) or linked_template(resource)


def unseen(resources: Iterable[Resource]) -> tuple[Resource, ...]:
    """Those of the resources that deploy a template which cannot be seen.

    Where there is one, nobody can tell that a resource is not deployed: it may be in there.
    """
    return tuple(each for each in resources if _is_unseen(each))


def _is_unseen(resource: Resource) -> bool:
    kind = resource.type.lower()
    return kind == _STACK or (kind == DEPLOYMENT and deployed_template(resource) is None)
