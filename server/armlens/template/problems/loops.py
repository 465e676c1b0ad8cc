"""Loops that are not written as the service takes them.

Azure documentation, "Resource iteration", "Property iteration", "Variable iteration" and "Output
iteration in ARM templates".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from armlens.evaluation.access import MAX_RUNS
from armlens.jsonc.nodes import Array, Member, Node, Number, Object, String, children
from armlens.jsonc.tree import Tree
from armlens.problems import loops as kinds
from armlens.template.problems.templates import literal, nested_template, resource_objects
from armlens.text.problems import Problem
from armlens.text.spans import Span

_NAMED = re.compile('"copy"', re.IGNORECASE)
_MODES = ("parallel", "serial")


def declared_loops(template: Object, tree: Tree) -> Iterator[Problem]:
    """What is wrong with the loops of variables and outputs.

    Values whose text names no loop are not looked through.
    """
    variables = template.get("variables")
    if isinstance(variables, Object):
        loops = variables.find("copy")
        yield from _loops(loops, is_certain=True) if loops else ()
        yield from _inside([each for each in variables.members if each is not loops], tree.text)
    outputs = template.get("outputs")
    for output in outputs.members if isinstance(outputs, Object) else []:
        copy = output.value.find("copy") if isinstance(output.value, Object) else None
        if copy is not None and isinstance(copy.value, Object):
            yield from _loop(copy.value, copy.key, ("count", "input"))


def resource_loops(
    symbol: str, resource: Object, text: str, *, is_child: bool = False
) -> Iterator[Problem]:
    """What is wrong with the loops of a resource, its properties and its children.

    `symbol` is its symbolic name, `text` the document's.
    """
    copy, properties = resource.find("copy"), resource.get("properties")
    if copy is not None and isinstance(copy.value, Object):
        if is_child:
            message = "A resource that is written inside of another cannot have a loop."
            yield kinds.CHILD.at(copy.key.span, message)
        yield from _loop(copy.value, copy.key, ("count",) if symbol else ("name", "count"))
        yield from _mode(copy.value)
    if isinstance(properties, Object):
        nested = nested_template(resource)
        yield from _inside([m for m in properties.members if m.value is not nested], text)
    for name, child in resource_objects(resource.get("resources")):
        yield from resource_loops(name, child, text, is_child=True)


def _inside(members: Sequence[Member], text: str) -> Iterator[Problem]:
    """The loops that make members, at any depth."""
    waiting: list[Node] = [m for m in members if _NAMED.search(text, m.start, m.end)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Member):
            if node.name == "copy":
                yield from _loops(node, is_certain=False)
            waiting.append(node.value)
        elif isinstance(node, Object | Array):
            waiting += children(node)


def _loops(copy: Member, *, is_certain: bool) -> Iterator[Problem]:
    """The loops of an array; where it may be data of that name, those that look like loops."""
    for loop in copy.value.elements if isinstance(copy.value, Array) else []:
        if isinstance(loop, Object) and (is_certain or loop.find("count")):
            yield from _loop(loop, None, ("name", "count", "input"))


def _loop(loop: Object, key: String | None, needed: tuple[str, ...]) -> Iterator[Problem]:
    """The members that a loop lacks, at its `copy` or its bracket, and the number of its runs."""
    missing = [f"'{name}'" for name in needed if loop.find(name) is None]
    if missing and loop.closed:
        span = key.span if key else Span(loop.start, loop.start + 1)
        yield kinds.MEMBER.at(span, f"The loop has no {' and no '.join(missing)}.")
    count = loop.get("count")
    if isinstance(count, Number) and not 0 <= count.value <= MAX_RUNS:
        message = f"A loop may run from 0 to {MAX_RUNS} times."
        yield kinds.COUNT.at(count.span, message)


def _mode(loop: Object) -> Iterator[Problem]:
    """How a loop of resources is to run."""
    mode, size = loop.get("mode"), loop.get("batchSize")
    word = literal(mode)
    if mode is not None and word is not None and word.lower() not in _MODES:
        message = f"The mode of a loop is 'parallel' or 'serial', not '{word}'."
        yield kinds.MEMBER.at(mode.span, message)
    if isinstance(size, Number) and size.value < 1:
        yield kinds.MEMBER.at(size.span, "A batch has at least one resource.")
