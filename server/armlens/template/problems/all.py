"""All problems of a template that are found by reading it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from armlens.jsonc.memo import Kind
from armlens.jsonc.nodes import Object
from armlens.jsonc.tree import Tree
from armlens.problems.resources import DUPLICATE
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
from armlens.template.problems.resources import resource_problems
from armlens.template.problems.sites import template_units
from armlens.template.problems.templates import (
    Written,
    all_resources,
    resource_objects,
    templates_in,
)
from armlens.template.problems.units import expressions_problems
from armlens.text.problems import Problem


def template_problems(tree: Tree) -> list[Problem]:
    """The problems of a template and of those inside of it, in the order of the text.

    Those of what is as it was when the tree's memo was asked the last time are not looked for.
    """
    root = tree.root
    if not isinstance(root, Object):
        return []
    problems = list(expressions_problems(template_units(root), tree.memo))
    problems += filter(None, (size_problem(tree),))
    for written in templates_in(root, tree.memo):
        problems += _remembered(_TEMPLATE, written, written.template, tree)
        problems += _remembered(_NESTING, written, written.deployment or root, tree)
    return sorted(problems, key=lambda problem: problem.span)


@dataclass(frozen=True, slots=True)
class _Found:
    """Problems of a template, found when the node they lie in began at an offset and in a line."""

    problems: tuple[Problem, ...]
    scope: str | None
    start: int
    line: int
    names_lines: bool
    """Whether a message names a line, so that it is another where the node begins in another."""


_TEMPLATE: Kind[_Found] = Kind("the problems of a template beside those of its expressions")
_NESTING: Kind[_Found] = Kind("the problems of a deployment with the template that it holds")


def _remembered(
    kind: Kind[_Found], written: Written, node: Object, tree: Tree
) -> Iterable[Problem]:
    """The problems of one kind, all of which lie in the node."""
    look = _problems if kind is _TEMPLATE else nesting_problems
    if tree.memo is None:
        return look(written, tree)

    def is_true(found: _Found) -> bool:
        is_in_line = not found.names_lines or found.line == tree.lines.line_at(node.start)
        return found.scope == written.scope and is_in_line

    def compute() -> _Found:
        problems = tuple(look(written, tree))
        names_lines = any(problem.code == DUPLICATE.code for problem in problems)
        line = tree.lines.line_at(node.start)
        return _Found(problems, written.scope, node.start, line, names_lines)

    found = tree.memo.once(kind, node, is_true, compute)
    by = node.start - found.start
    return [problem.moved(by) for problem in found.problems] if by else found.problems


def _problems(written: Written, tree: Tree) -> Iterator[Problem]:
    template = written.template
    if written.has_own_names:
        yield from default_problems(template)
        yield from cycle_problems(template)
        yield from definition_problems(template)
    yield from template_limits(template)
    yield from loop_problems(template, tree.text)
    yield from resource_problems(template.get("resources"), tree)
    for resource in all_resources(template):
        yield from resource_limits(resource)
    for _, resource in resource_objects(template.get("resources")):
        yield from depth_problems(resource)
