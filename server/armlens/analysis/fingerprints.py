"""Fingerprints: by what a finding is known again when its file has changed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import astuple
from itertools import pairwise

from armlens.analysis.finding import Finding
from armlens.dataclass import dataclass
from armlens.jsonc.nodes import Array, Member, Node, Object, String, children
from armlens.template.resource import Resource


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What stays the same of a finding when lines move, values change or text is laid out anew.

    `file` is a URI reference relative to the root of the run. `name` is the resource's name as
    written, behind those of the resources and deployments that it is nested in. `path` leads from
    the resource to the place of the finding (`properties.agentPoolProfiles[system].osDiskType`),
    or from the root if that is elsewhere. Findings that share all this differ by number only.
    """

    file: str
    rule: str
    resource: str
    name: str
    path: str

    @property
    def key(self) -> tuple[str, ...]:
        """What to compare: Azure does not mind the case of types, names and properties."""
        return (self.file, *(text.lower() for text in astuple(self)[1:]))


def fingerprint(finding: Finding, file: str) -> Fingerprint:
    """The fingerprint of a finding in a file."""
    resource = finding.resource
    names = _names(resource)
    span = finding.used_at[1] if finding.used_at else finding.span
    inside = resource.node.start <= span.start < resource.node.end
    path = _path(_way(resource.node if inside else resource.tree.root, span.start))
    return Fingerprint(file, finding.rule.name, resource.type, " > ".join(names), path)


def _names(resource: Resource) -> list[str]:
    """The names of a resource and of all around it, over the links that lead to its template."""
    above = _way(resource.tree.root, resource.node.start)
    around = resource.deployment
    while around is not None and around.tree is resource.tree:
        around = around.deployment
    outer = _names(around) if around else []
    return [*outer, *(_written_name(node) for node in above if _is_resource(node))]


def _way(root: Node | None, offset: int) -> list[Node]:
    """The nodes from the root to the innermost that holds the offset."""
    way: list[Node] = []
    node = root
    while node is not None:
        way.append(node)
        parts = children(node)
        index = bisect_right(parts, offset, key=lambda part: part.start) - 1
        node = parts[index] if index >= 0 and offset < parts[index].end else None
    return way


def _path(way: list[Node]) -> str:
    """The properties on a way; an element of an array is called by its name, if it has one."""
    path = ""
    for outer, node in pairwise(way):
        if isinstance(node, Member):
            path += f".{node.key.value}" if path else node.key.value
        elif isinstance(outer, Array):
            path += f"[{_written_name(node)}]"
    return path


def _is_resource(node: Node) -> bool:
    return isinstance(node, Object) and all(
        isinstance(node.get(name), String) for name in ("type", "name")
    )


def _written_name(node: Node) -> str:
    name = node.get("name") if isinstance(node, Object) else None
    return name.value if isinstance(name, String) else ""
