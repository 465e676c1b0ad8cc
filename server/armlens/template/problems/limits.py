"""What is more than the service takes.

Azure documentation, "Azure subscription and service limits", section "General limits" of Azure
Resource Manager. Counted is only what is certainly there once a template is deployed.
"""

from __future__ import annotations

from collections.abc import Iterator

from armlens.evaluation.access import MAX_RUNS
from armlens.evaluation.functions.signature import MAX_STRING
from armlens.expressions.classify import StringKind, classify
from armlens.jsonc.amount import bytes_in
from armlens.jsonc.nodes import Array, Constant, Member, Node, Number, Object, String, children
from armlens.jsonc.tree import Tree
from armlens.problems import limits as kinds
from armlens.template.loops import DEPLOYMENT
from armlens.template.problems.sections import MOST_LOOKED_INTO
from armlens.template.problems.templates import literal, resource_objects
from armlens.text.problems import Problem
from armlens.text.spans import Span

MAX_RESOURCES = 800
"""The most resources of a template."""

MAX_TEMPLATE = 4 * 1024 * 1024
"""The most bytes of a template or a parameter file."""

MAX_RESOURCE = 1024 * 1024
"""The most bytes of one resource."""

MAX_DEPLOYMENT_NAME = 64
MAX_LEVELS = 5
"""How many levels of children may be written inside of a resource."""

_MAY_BE_NONE = ("condition", "existing", "import", "extension")
"""Members of a resource with which it may not be deployed."""

_MOST = {"parameters": 256, "variables": 512, "outputs": 64}


def template_limits(template: Object) -> Iterator[Problem]:
    """What one template has too many of, at the names of its sections."""
    for section, most in _MOST.items():
        found = template.find(section)
        count = len(_named(found.value, most)) if found else 0
        if found and count > most:
            message = f"The template has {count} {section}; a template may have {most}."
            if count > MOST_LOOKED_INTO:
                message += f" Only the first {MOST_LOOKED_INTO:,} are looked into."
            yield kinds.TOO_MANY.at(found.key.span, message)
    resources = template.find("resources")
    count = _count(resources.value) if resources else 0
    if resources and count > MAX_RESOURCES:
        message = (
            f"The template deploys at least {count} resources; a template may deploy"
            f" {MAX_RESOURCES}."
        )
        yield kinds.TOO_MANY.at(resources.key.span, message)


def resource_limits(resource: Object) -> Iterator[Problem]:
    """What one resource has too much of."""
    kind, name = literal(resource.get("type")) or "", resource.get("name")
    is_deployment = kind.lower() == DEPLOYMENT
    text = literal(name)
    if is_deployment and isinstance(name, String) and text and len(text) > MAX_DEPLOYMENT_NAME:
        excess = Span(MAX_DEPLOYMENT_NAME, len(text))
        message = f"The name of a deployment may have {MAX_DEPLOYMENT_NAME} characters."
        yield kinds.TOO_LONG.at(name.source_span(excess), message)
    if kind and not is_deployment and resource.end - resource.start > MAX_RESOURCE // 4:
        size = _size(resource, MAX_RESOURCE)
        if size > MAX_RESOURCE:
            message = "The resource has more than 1 MB, the most that one may have."
            yield kinds.TOO_LARGE.at(_first(resource), message)


def depth_problems(resource: Object, levels: int = 0) -> Iterator[Problem]:
    """The children that are written too many levels inside of a resource."""
    for _, child in resource_objects(resource.get("resources")):
        if levels == MAX_LEVELS:
            message = f"Resources may be written {MAX_LEVELS} levels inside of another."
            yield kinds.TOO_DEEP.at(_first(child), message)
        else:
            yield from depth_problems(child, levels + 1)


def string_problem(node: String) -> Problem | None:
    """What is wrong with the length of a string that is no expression."""
    if node.read_end - node.read_start <= MAX_STRING or len(node.value) <= MAX_STRING:
        return None
    if classify(node.value) is StringKind.EXPRESSION:
        return None
    message = f"A string may have {MAX_STRING:,} characters."
    return kinds.TOO_LONG.at(node.source_span(Span(MAX_STRING, len(node.value))), message)


def size_problem(tree: Tree) -> Problem | None:
    """What is wrong with the size of a document, which counts without white space and comments."""
    root = tree.root
    if root is None or len(tree.text) <= MAX_TEMPLATE // 4 or not tree.is_larger_than(MAX_TEMPLATE):
        return None
    if _size(root, MAX_TEMPLATE) <= MAX_TEMPLATE:
        return None
    message = "The document has more than 4 MB, the most that the service takes."
    return kinds.TOO_LARGE.at(_first(root), message)


def _named(section: Node, most: int) -> set[str]:
    """The lower-case names in a section; none if it has not more members than it may."""
    members = section.members if isinstance(section, Object) else []
    if len(members) <= most:
        return set()
    return {member.name for member in members} - {"copy"}


def _count(resources: Node) -> int:
    """The resources that are certainly deployed: without conditions, loops with their counts."""
    total = 0
    for _, resource in resource_objects(resources):
        if any(map(resource.find, _MAY_BE_NONE)):
            continue
        copy = resource.get("copy")
        if copy is None:
            inside = resource.get("resources")
            total += 1 + (_count(inside) if inside else 0)
        elif isinstance(copy, Object) and isinstance(count := copy.get("count"), Number):
            total += min(count.value, MAX_RUNS) if isinstance(count.value, int) else 0
    return total


def _size(root: Node, enough: int) -> int:
    """The bytes of a value without white space and comments, counted until they are enough."""
    size = 0
    waiting = [root]
    while waiting and size <= enough:
        node = waiting.pop()
        match node:
            case String(raw=raw):
                size += bytes_in(raw) + 2
            case Number(raw=raw):
                size += len(raw)
            case Constant():
                size += 4
            case Member():
                size += 1
            case Object() | Array():
                size += 2 + max(len(children(node)) - 1, 0)
        waiting += children(node)
    return size


def _first(node: Node) -> Span:
    """The opening bracket of a value."""
    return Span(node.start, node.start + 1)
