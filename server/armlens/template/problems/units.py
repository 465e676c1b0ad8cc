"""Parts of a template whose expressions are looked at again only if something about them changed.

A unit is a section, a resource, or some resources that follow each other. What its expressions
lead to depends on its text, on the place where it stands, and on what the names in it mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from armlens.dataclass import dataclass
from armlens.jsonc.memo import Kind
from armlens.jsonc.nodes import Node
from armlens.jsonc.tree import Tree
from armlens.template.problems.context import Context, KnownNames
from armlens.template.problems.remembered import Found, remembered_with_names
from armlens.text.problems import Problem


@dataclass(frozen=True, slots=True)
class Unit:
    """Parts of a template, their context, and how to look at them.

    That gives problems, which depend on nothing but the text, the context and the `facts`, and
    units inside of this one.
    """

    nodes: tuple[Node, ...]
    context: Context
    look: Callable[[Context], Iterable[Unit | Problem]]
    facts: object = None


_FOUND: Kind[Found] = Kind("the problems of the expressions of a unit")


def unit_problems(found: Iterable[Unit | Problem], tree: Tree) -> Iterator[Problem]:
    """Problems and those of units; without a memo all are looked for."""
    for each in found:
        if isinstance(each, Unit):
            yield from _of_unit(each, tree)
        else:
            yield each


def _of_unit(unit: Unit, tree: Tree) -> Iterable[Problem]:
    context = unit.context

    def look(names: KnownNames) -> Iterator[Problem]:
        here = context if names is context.names else context.with_names(names)
        return unit_problems(unit.look(here), tree)

    facts = (unit.facts, context.surroundings)
    return remembered_with_names(_FOUND, unit.nodes, facts, tree, names=context.names, look=look)
