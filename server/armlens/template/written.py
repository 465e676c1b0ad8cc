"""Every resource that a template writes: also what its conditions keep from being deployed."""

from __future__ import annotations

from collections.abc import Iterator

from armlens.dataclass import dataclass
from armlens.evaluation.links import Follow
from armlens.evaluation.values import Known
from armlens.jsonc.tree import Tree
from armlens.template.kinds import DocumentKind
from armlens.template.listing import Listed, children, written_at
from armlens.template.parameter_file import ParameterFile
from armlens.template.resource import Resource
from armlens.template.resources import is_existing, nested_resources, roots_of
from armlens.template.root_scope import root_scope


@dataclass(frozen=True, slots=True)
class Written:
    """A resource, and whether it is deployed: None where only the deployment knows."""

    resource: Resource
    is_deployed: bool | None


def written_resources(
    tree: Tree,
    kind: DocumentKind,
    parameters: ParameterFile | None = None,
    follow: Follow | None = None,
) -> Iterator[Written]:
    """The resources in the order written, parents first, looped ones once for each instance.

    What is nested in a resource that is never deployed is left out, and so are `existing` ones.
    """
    roots = roots_of(tree, kind, root_scope(tree, kind, parameters, follow))
    waiting = [_at(each, around=True) for each in reversed(roots)]
    while waiting:
        written = next(waiting[-1], None)
        if written is None:
            waiting.pop()
            continue
        resource = written.resource
        if resource.node.closed and not is_existing(resource.node):
            yield written
        if written.is_deployed is not False:
            nested = nested_resources(resource)
            waiting += [_at(each, around=written.is_deployed) for each in reversed(nested)]
            waiting += [_at(each, around=True) for each in reversed(children(resource))]


def _at(each: Listed, *, around: bool | None) -> Iterator[Written]:
    """The resources of an object, in a deployment that runs, or may run."""
    for resource, may_be in written_at(each):
        if not may_be:
            yield Written(resource, is_deployed=False)
        else:
            is_certain = around is True and _is_certain(resource)
            yield Written(resource, is_deployed=True if is_certain else None)


def _is_certain(resource: Resource) -> bool:
    condition = resource.node.get("condition")
    value = resource.scope.evaluate(condition) if condition else Known(value=True)
    return isinstance(value, Known) and value.value is True
