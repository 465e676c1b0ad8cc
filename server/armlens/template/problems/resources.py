"""Resources that cannot be deployed as they are named: twice the same, or one that needs itself.

Azure documentation, "Resolve errors for resource name and type mismatch", "Resolve errors for
circular dependencies", and "Set name and type for child resources".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from armlens.jsonc.nodes import Array, Object, String
from armlens.jsonc.tree import Tree
from armlens.problems import resources as kinds
from armlens.template.problems.cycles import circles
from armlens.template.problems.templates import literal, resource_objects
from armlens.text.problems import Problem
from armlens.text.spans import Span

_ELSEWHERE = (
    "condition",
    "copy",
    "existing",
    "import",
    "extension",
    "scope",
    "subscriptionId",
    "resourceGroup",
    "managementGroup",
)
"""With one of these a resource may be another than its type and name say, or none."""


def resource_problems(template: Object, tree: Tree) -> Iterator[Problem]:
    """What is wrong with the resources of a template beside each other."""
    objects = list(resource_objects(template.get("resources")))
    yield from _duplicates([resource for _, resource in objects], tree)
    yield from _dependency_circles(objects)


def name_problems(resource: Object, tree: Tree) -> Iterator[Problem]:
    """What is wrong with the name of a resource, and with those of its children."""
    yield from _wrong_segments(resource, is_child=False)
    yield from _children(resource, tree)


def _children(parent: Object, tree: Tree) -> Iterator[Problem]:
    children = [resource for _, resource in resource_objects(parent.get("resources"))]
    yield from _duplicates(children, tree)
    for child in children:
        yield from _wrong_segments(child, is_child=True)
        yield from _children(child, tree)


def _duplicates(resources: list[Object], tree: Tree) -> Iterator[Problem]:
    """The resources that certainly are the same as one before, at their names."""
    alike: dict[tuple[str, str], list[tuple[Object, String]]] = {}
    for resource in resources:
        kind, name = literal(resource.get("type")), resource.get("name")
        if kind is not None and isinstance(name, String):
            # One expression twice has one value; of literal names the case does not count.
            same = name.value if name.value.startswith("[") else name.value.lower()
            alike.setdefault((kind.lower(), same), []).append((resource, name))
    for group in alike.values():
        certain = [each for each in group if len(group) > 1 and _is_certain(each[0])]
        for _, name in certain[1:]:
            line = tree.lines.line_at(certain[0][0].start) + 1
            message = f"The resource in line {line} has this type and this name, too."
            yield kinds.DUPLICATE.at(name.span, message)


def _is_certain(resource: Object) -> bool:
    """Whether the resource is the one that its type and name say, and is deployed."""
    return not any(resource.find(each) for each in _ELSEWHERE)


def _wrong_segments(resource: Object, *, is_child: bool) -> Iterator[Problem]:
    """A name that has not as many parts as its type, where both are written out."""
    kind, name = literal(resource.get("type")), resource.get("name")
    text = literal(name)
    if kind is None or text is None or name is None or ("/" in kind) is is_child:
        return
    wanted = 1 if is_child else kind.count("/")
    given = text.count("/") + 1
    if given != wanted:
        parts = "1 part" if wanted == 1 else f"{wanted} parts"
        message = f"The name must have {parts} between slashes, as its type has, not {given}."
        yield kinds.SEGMENTS.at(name.span, message)


def _dependency_circles(objects: list[tuple[str, Object]]) -> Iterator[Problem]:
    """The resources that wait for each other, by symbolic names or by names that are written out.

    One with a condition may not be there, and then nobody waits for it.
    """
    found = [_dependencies(resource) for _, resource in objects]
    if not any(found):
        return
    keys = [_key(symbol, resource) for symbol, resource in objects]
    times = Counter(keys)
    needs = {
        key: dependencies
        for key, dependencies, (_, resource) in zip(keys, found, objects, strict=True)
        if key and times[key] == 1 and resource.find("condition") is None
    }
    for circle in circles(needs):
        first, second = circle[0], circle[1 % len(circle)]
        way = " → ".join(f"'{name}'" for name in (*circle, first))
        message = f"The resource '{first}' waits for itself: {way}."
        yield kinds.DEPENDENCY_CYCLE.at(needs[first][second], message)


def _key(symbol: str, resource: Object) -> str:
    """What a dependency calls a resource: its symbolic name; "" where that is not known.

    Without one it is called by its name, which only counts if there are no loops.
    """
    if symbol:
        return symbol.lower()
    text = literal(resource.get("name"))
    return "" if text is None or resource.find("copy") else text.lower()


def _dependencies(resource: Object) -> dict[str, Span]:
    found: dict[str, Span] = {}
    written = resource.get("dependsOn")
    for each in written.elements if isinstance(written, Array) else []:
        text = literal(each)
        if text is not None:
            found.setdefault(text.lower(), each.span)
    return found
