"""All problems of a template that are found by reading it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from armlens.jsonc.memo import Kind
from armlens.jsonc.nodes import Member, Object
from armlens.jsonc.tree import Tree
from armlens.template.problems.cycles import cycle_problems
from armlens.template.problems.definitions import definition_problems
from armlens.template.problems.limits import (
    depth_problems,
    resource_limits,
    size_problem,
    template_limits,
)
from armlens.template.problems.loops import declared_loops, resource_loops
from armlens.template.problems.nesting import nesting_problems
from armlens.template.problems.parameters import default_problems
from armlens.template.problems.remembered import Found, remembered
from armlens.template.problems.resources import name_problems, resource_problems
from armlens.template.problems.sections import only
from armlens.template.problems.sites import template_units
from armlens.template.problems.templates import (
    Written,
    resource_objects,
    templates_held,
    with_children,
)
from armlens.template.problems.units import unit_problems
from armlens.text.problems import Problem

_TEMPLATE: Kind[Found] = Kind("the problems of a template beside those of its expressions")
_NESTING: Kind[Found] = Kind("the problems of a deployment with the template that it holds")
_RESOURCE: Kind[Found] = Kind("the problems of a resource by itself")


class _Look(NamedTuple):
    """A look at some sections of a template, which finds the same if these are the same.

    `is_for_own_names` is whether it is worth it only where the names count that are declared.
    """

    kind: Kind[Found]
    look: Callable[[Object, Tree], Iterable[Problem]]
    sections: tuple[str, ...]
    is_for_own_names: bool = False


_LOOKS = (
    _Look(
        Kind("defaults"),
        lambda template, _: default_problems(template),
        ("parameters", "definitions", "languageversion"),
        is_for_own_names=True,
    ),
    _Look(
        Kind("cycles"),
        cycle_problems,
        ("variables", "parameters", "functions"),
        is_for_own_names=True,
    ),
    _Look(
        Kind("definitions"),
        lambda template, _: definition_problems(template),
        ("parameters", "outputs", "definitions", "languageversion"),
        is_for_own_names=True,
    ),
    _Look(
        Kind("limits"),
        lambda template, _: template_limits(template),
        ("parameters", "variables", "outputs", "resources"),
    ),
    _Look(Kind("loops of variables"), declared_loops, ("variables",)),
    _Look(Kind("loops of outputs"), declared_loops, ("outputs",)),
    _Look(Kind("resources"), resource_problems, ("resources",)),
)


def template_problems(tree: Tree) -> list[Problem]:
    """The problems of a template and of those inside of it, in the order of the text.

    With a memo, those of what is as it was are not looked for again.
    """
    root = tree.root
    if not isinstance(root, Object):
        return []
    units = template_units(root, tree.memo, partial(_of_resource, tree))
    problems = list(unit_problems(units, tree))
    problems += filter(None, (size_problem(tree),))
    sections = _sections(root)
    for look in _LOOKS:
        problems += _in_sections(look, root, sections, tree)
    return sorted(problems, key=lambda problem: problem.span)


def _of_resource(tree: Tree, symbol: str, resource: Object) -> Iterator[Problem]:
    """The problems of a resource of the root template beside those of its expressions."""
    yield from _in_resource(symbol, resource, tree)
    for written in templates_held(resource, tree.memo):
        yield from _in_template(written, tree)
        yield from _in_deployment(written, tree)


def _in_template(written: Written, tree: Tree) -> Iterable[Problem]:
    """The problems of one template beside those of its expressions."""
    return remembered(
        _TEMPLATE,
        (written.template,),
        written.has_own_names,
        tree,
        lambda: _problems(written, tree),
    )


def _in_deployment(written: Written, tree: Tree) -> Iterable[Problem]:
    """The problems of a nested template with the deployment that holds it."""
    if written.deployment is None:
        return ()
    return remembered(
        _NESTING,
        (written.deployment,),
        written.scope,
        tree,
        lambda: nesting_problems(written, tree.text),
    )


def _problems(written: Written, tree: Tree) -> Iterator[Problem]:
    sections = _sections(written.template)
    for look in _LOOKS:
        if written.has_own_names or not look.is_for_own_names:
            yield from _in_sections(look, written.template, sections, tree)
    for symbol, resource in resource_objects(written.template.get("resources")):
        yield from _in_resource(symbol, resource, tree)


def _sections(template: Object) -> list[tuple[str, Member]]:
    """The members of a template with their names in lower case."""
    return [(each.name, each) for each in template.members]


def _in_sections(
    look: _Look, template: Object, sections: list[tuple[str, Member]], tree: Tree
) -> Iterable[Problem]:
    """What a look at some sections finds. It is shown nothing else of the template."""
    members = [each for name, each in sections if name in look.sections]
    if not members:
        return ()
    return remembered(
        look.kind,
        tuple(members),
        template.closed,
        tree,
        lambda: look.look(only(template, members), tree),
    )


def _in_resource(symbol: str, resource: Object, tree: Tree) -> Iterable[Problem]:
    """The problems of a resource by itself, and of those that are written inside of it."""

    def look() -> Iterator[Problem]:
        yield from resource_loops(symbol, resource, tree.text)
        yield from name_problems(resource, tree)
        yield from depth_problems(resource)
        for each in with_children(resource):
            yield from resource_limits(each)

    return remembered(_RESOURCE, (resource,), symbol, tree, look)
