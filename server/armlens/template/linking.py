"""Linked deployments: the template at a relative path, and what keeps a link from being followed.

Azure documentation, "Use linked and nested templates": `templateLink.relativePath` is relative to
the template that links, and the linked one is always a template by itself, with parameters passed
to it. Links by `uri` or `id` lead where nothing is read from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armlens.dataclass import dataclass
from armlens.evaluation.access import member
from armlens.evaluation.links import Unavailable
from armlens.evaluation.scope import Scope
from armlens.evaluation.uses import Use, UseKind
from armlens.evaluation.values import (
    BuiltObject,
    Known,
    Value,
    WrittenObject,
    grounds,
)
from armlens.jsonc.nodes import Node, Object
from armlens.jsonc.tree import Tree
from armlens.problems import links as kinds
from armlens.problems.kind import ProblemKind
from armlens.template.kinds import DocumentKind, kind_of
from armlens.template.loops import DEPLOYMENT
from armlens.template.nesting import given_parameters, inherited
from armlens.template.problems.parameters import passed_problems
from armlens.template.resource import Resource
from armlens.template.scope import TemplateScope
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

MAX_WAY = 16
"""How many templates may link each other in a row. What the service takes is not documented."""

MAX_LINKED = 20_000_000
"""How many characters of linked templates are taken in for one document, each as often as it is
linked. Azure takes templates of up to 4 MB."""

_LEAST_COUNTED = 100_000
"""What a short one counts as, so that there are at most 200."""

_MOST_SHOWN = 60

_CYCLE = "The links from here lead in a circle, which is not followed."
_TOO_DEEP = (
    f"From here more than {MAX_WAY} templates link each other in a row; what follows is not seen."
)
_TOO_MUCH = (
    "The document links more than is taken in for one; what is linked from here is not seen."
)


@dataclass(frozen=True, slots=True)
class Broken:
    """Why a link is not followed. `is_way` says that the whole way there is the reason."""

    kind: ProblemKind
    message: str
    is_way: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link by a relative path that is known. `node` is where the path is written."""

    node: Node
    value: Known
    path: str


def linked_template(resource: Resource) -> tuple[Object, Scope] | None:
    """The template that a deployment links, and its scope; None if the link is not followed."""
    link = link_of(resource)
    target = _target(link, resource) if link else None
    properties = resource.node.get("properties")
    if link is None or not isinstance(target, Tree) or not isinstance(properties, Object):
        return None
    scopes = resource.scope.inside(link.node, lambda: _scopes(link, target, resource, properties))
    root = target.root
    return (root, scopes[0]) if scopes and isinstance(root, Object) else None


def link_problems(resource: Resource, tree: Tree) -> Iterator[Problem]:
    """What is wrong with the link of a deployment, as far as it is to be told in that document.

    `tree` is that of the analysed document. A link that another one writes wrong is told there.
    """
    link = link_of(resource)
    if link is None:
        return
    broken = _broken(link, resource)
    span = _span(link, broken, resource, tree) if broken else None
    if broken and span:
        yield broken.kind.at(span, broken.message)
    if broken is None and resource.tree is tree:
        yield from _passed_problems(resource)


def _passed_problems(resource: Resource) -> Iterator[Problem]:
    """What is wrong with the values that are passed to the linked template.

    Nothing of it is an error: the file that is here need not be the one that is deployed.
    """
    linked = linked_template(resource)
    properties = resource.node.get("properties")
    if linked is None or not isinstance(properties, Object):
        return
    for problem in passed_problems(properties, linked[0]):
        is_error = problem.severity is Severity.ERROR
        yield replace(problem, severity=Severity.WARNING) if is_error else problem


def link_of(resource: Resource) -> Link | None:
    """The link of a deployment; None if it has none, or one whose relative path is not known."""
    is_deployment = resource.type.lower() == DEPLOYMENT
    properties = resource.node.get("properties") if is_deployment else None
    if not isinstance(properties, Object):
        return None
    written = properties.get("templateLink")
    if written is None or properties.find("template"):
        return None
    node, value = _path(written, resource.scope)
    if node is None or not isinstance(value, Known) or not isinstance(value.value, str):
        return None
    return None if value.secret else Link(node, value, value.value)


def _path(written: Node, scope: Scope) -> tuple[Node | None, Value | None]:
    """Where the relative path of a link is written, and its value."""
    if isinstance(written, Object):
        node = written.get("relativePath")
        return node, scope.evaluate(node) if node else None
    link = scope.evaluate(written)
    if isinstance(link, WrittenObject | BuiltObject):
        return written, member(link, "relativePath")
    return None, None


def _target(link: Link, resource: Resource) -> Tree | Broken | None:
    """Where a link leads; None if nobody can tell."""
    scope = resource.scope
    links = scope.links
    scope.budget.uses.note(Use(UseKind.LINK))
    found = links.follow(scope.tree.document, link.path) if links.follow else None
    if found is None:
        return None
    name = _shown(link.path)
    if isinstance(found, Unavailable):
        if found.is_outside:
            return Broken(kinds.OUTSIDE, f"{name} is not looked at: {found.reason}.")
        return Broken(kinds.UNREADABLE, f"{name} cannot be read: {found.reason}.")
    if found.document in links.way:
        is_way = found.document == links.way[0]
        return Broken(kinds.CYCLE, _CYCLE, is_way=is_way)
    if len(links.way) >= MAX_WAY:
        return Broken(kinds.LIMIT, _TOO_DEEP, is_way=True)
    if kind_of(found) is not DocumentKind.TEMPLATE or not isinstance(found.root, Object):
        return Broken(kinds.NOT_TEMPLATE, f"{name} is not a template.")
    return found


def _broken(link: Link, resource: Resource) -> Broken | None:
    """Why a link is not followed, if anybody can tell."""
    target = _target(link, resource)
    if isinstance(target, Tree) and linked_template(resource) is None:
        return Broken(kinds.LIMIT, _TOO_MUCH, is_way=True)
    return target if isinstance(target, Broken) else None


def _scopes(
    link: Link, target: Tree, resource: Resource, properties: Object
) -> tuple[TemplateScope, ...]:
    """The scope of a linked template; none where too much has been linked already."""
    around, root = resource.scope, target.root
    size = max(len(target.text), _LEAST_COUNTED)
    if around.budget.linked + size > MAX_LINKED or not isinstance(root, Object):
        return ()
    around.budget.linked += size
    links = around.links.through(link.node.span, target.document)
    given = given_parameters(properties, around)
    return (TemplateScope(target, root, given, inherited(resource, links)),)


def _span(link: Link, broken: Broken, resource: Resource, tree: Tree) -> Span | None:
    """The characters of the analysed document that a broken link is told at, if any are to blame.

    Those are the path; of a link in another document, what passed it the path, or where the way
    to it begins.
    """
    if resource.tree is tree:
        return link.node.span
    passed = (each.span for each in grounds(link.value) if each.document == tree.document)
    return resource.scope.links.entry if broken.is_way else next(passed, None)


def _shown(path: str) -> str:
    return f"'{path if len(path) <= _MOST_SHOWN else f'{path[:_MOST_SHOWN]}…'}'"
