"""All problems of a template that are found by reading it."""

from __future__ import annotations

from collections.abc import Iterator

from armlens.jsonc.nodes import Object
from armlens.jsonc.tree import Tree
from armlens.template.problems.cycles import cycle_problems
from armlens.template.problems.definitions import definition_problems
from armlens.template.problems.limits import (
    depth_problems,
    resource_limits,
    size_problem,
    template_limits,
)
from armlens.template.problems.loops import loop_problems
from armlens.template.problems.nesting import nesting_problems
from armlens.template.problems.parameters import default_problems
from armlens.template.problems.references import expression_problems
from armlens.template.problems.resources import resource_problems
from armlens.template.problems.sites import template_sites
from armlens.template.problems.templates import (
    Written,
    all_resources,
    resource_objects,
    templates_in,
)
from armlens.text.problems import Problem


def template_problems(tree: Tree) -> list[Problem]:
    """The problems of a template and of those inside of it, in the order of the text."""
    root = tree.root
    if not isinstance(root, Object):
        return []
    problems = [problem for site in template_sites(root) for problem in expression_problems(site)]
    problems += filter(None, (size_problem(tree),))
    for written in templates_in(root):
        problems += _problems(written, tree)
    return sorted(problems, key=lambda problem: problem.span)


def _problems(written: Written, tree: Tree) -> Iterator[Problem]:
    """The problems of one template beside those of its expressions."""
    template = written.template
    if written.has_own_names:
        yield from default_problems(template)
        yield from cycle_problems(template)
        yield from definition_problems(template)
    yield from nesting_problems(written, tree.text)
    yield from template_limits(template)
    yield from loop_problems(template, tree.text)
    yield from resource_problems(template.get("resources"), tree)
    for resource in all_resources(template):
        yield from resource_limits(resource)
    for _, resource in resource_objects(template.get("resources")):
        yield from depth_problems(resource)
