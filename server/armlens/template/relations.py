"""Which resources of a template belong together: children, parents, and those that refer to one.

A child is nested in its parent, or named after it (`aks/pool` of `…/managedClusters/agentPools`),
or an extension that names it as its `scope`. Azure documentation, "Set name and type for child
resources" and "Set scope for extension resources".
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from armlens.dataclass import dataclass
from armlens.evaluation.access import member
from armlens.evaluation.narrowing import narrowed
from armlens.evaluation.texts import pieces_of
from armlens.evaluation.uses import Use, UseKind, Uses
from armlens.evaluation.values import (
    BuiltObject,
    Choice,
    Known,
    Unknown,
    Value,
    WrittenObject,
)
from armlens.template.deployments import unseen
from armlens.template.identity import Blank, Names, cut, folded, id_key, names_of
from armlens.template.resource import Resource

COMPLETE = Use(UseKind.COMPLETE)

_Test = Callable[[Resource, Resource], bool | None]


def of_type(name: str) -> Use:
    """What is noted of somebody who asks for all resources of a type."""
    return Use(UseKind.TYPE, name.lower())


@dataclass(frozen=True, slots=True)
class Related:
    """A resource that is related to another one, certainly or perhaps.

    It certainly is if it is the one meant and is deployed whenever the other one is.
    """

    resource: Resource
    is_certain: bool


class Relations:
    """The resources of a document, by what they are to each other."""

    def __init__(self, resources: Sequence[Resource], *, is_complete: bool | None = None) -> None:
        self._resources = resources
        self._by_type: dict[str, list[Resource]] | None = None
        self._is_complete = is_complete

    @property
    def is_complete(self) -> bool:
        """Whether there can be no other resources than those that are seen here."""
        uses = self._resources[0].scope.budget.uses if self._resources else Uses()
        uses.note(COMPLETE)
        if self._is_complete is not None:
            return self._is_complete
        is_complete, _ = uses.apart(lambda: not unseen(self._resources))
        self._is_complete = is_complete
        return is_complete

    def children(self, owner: Resource, types: Iterable[str]) -> list[Related]:
        """The resources of the given full types that belong to a resource, as they are written."""
        return self._related(owner, types, is_child)

    def parents(self, child: Resource) -> list[Related]:
        """The resources that a resource belongs to; at most one of them is its parent."""
        if child.parent is not None:
            return [Related(child.parent, is_certain=True)]
        outer = child.type.rpartition("/")[0]
        return self._related(child, [outer], lambda candidate, own: is_child(own, candidate))

    def knows_parents(self, child: Resource) -> bool:
        """Whether `parents` gives all that there are: a nested child has one, a root type none."""
        is_root = child.type.count("/") == 1 and child.node.find("scope") is None
        return child.parent is not None or is_root or self.is_complete

    def referring(
        self, target: Resource, types: Iterable[str], path: Sequence[str]
    ) -> list[Related]:
        """The resources of the given types that have the id of a resource at a path."""
        return self._related(
            target, types, lambda candidate, _: is_id_of(_at(candidate, path), target)
        )

    def _related(self, owner: Resource, types: Iterable[str], test: _Test) -> list[Related]:
        found = []
        for candidate in self._of_types(types, owner.scope.budget.uses):
            answer = test(candidate, owner)
            if answer is not False:
                is_certain = answer is True and is_deployed_with(candidate, owner)
                found.append(Related(candidate, is_certain))
        return found

    def _of_types(self, types: Iterable[str], uses: Uses) -> list[Resource]:
        if self._by_type is None:
            self._by_type = {}
            for resource in self._resources:
                self._by_type.setdefault(resource.type.lower(), []).append(resource)
        found: list[Resource] = []
        for name in types:
            uses.note(of_type(name))
            found += self._by_type.get(name.lower(), ())
        return found


def is_child(candidate: Resource, owner: Resource) -> bool | None:
    """Whether a resource belongs to another one; None where their names do not tell."""
    if candidate.parent is not None and _is_same(candidate.parent, owner):
        return True
    if scope := candidate.node.find("scope"):
        return is_id_of(candidate.scope.evaluate(scope.value), owner)
    if not candidate.type.lower().startswith(f"{owner.type.lower()}/"):
        return False
    own, outer = names_of(candidate), names_of(owner)
    if own is None or outer is None:
        return None
    if len(outer) != owner.type.count("/") or len(own) != candidate.type.count("/"):
        return None  # One of the names stands for several of its parts.
    return _are_same(own[: len(outer)], outer)


def is_id_of(value: Value, resource: Resource) -> bool | None:
    """Whether a value is the id of a resource; None where that is not known."""
    names = names_of(resource)
    if names is None:
        return None
    if isinstance(value, Unknown) and value.symbol is not None:
        answer = _is_same_key(folded(value.symbol.key), id_key(resource, names))
        if answer is not None:
            return answer
    pieces = pieces_of(value) if isinstance(value, Known | Unknown) else None
    if pieces is None:
        return None if isinstance(value, Unknown | Choice) else False
    return _is_written_id(cut(pieces), resource, names)


def _is_same_key(one: Hashable, other: Hashable) -> bool | None:
    """Whether two keys are of the same thing; None where only the deployment knows."""
    if one == other:
        return True
    if not (isinstance(one, tuple) and isinstance(other, tuple) and one[:2] == other[:2]):
        return None
    # Both are ids of one resource group: function, target, type and names.
    if one[2] != other[2]:
        return False
    differ = any(
        isinstance(name, str) and isinstance(wanted, str) and name != wanted
        for name, wanted in zip(one[3:], other[3:], strict=True)
    )
    return False if differ else None


def _is_written_id(parts: Names, resource: Resource, names: Names) -> bool | None:
    """Whether a text ends with the namespace, types and names of a resource, in turns.

    Compared from the end: in front of what is not known there may be more than it seems.
    """
    namespace, *types = resource.type.split("/")
    if len(types) != len(names):
        return None
    expected: list[str | Blank] = [namespace]
    for kind, name in zip(types, names, strict=True):
        expected += [kind, name]
    parts = parts[:-1] if parts[-1:] == ("",) else parts
    for part, wanted in zip(reversed(parts), reversed(expected), strict=False):
        answer = _is_same_part(part, wanted)
        if not answer:
            return answer
    if len(parts) >= len(expected):
        return None if _has_scope(parts[: len(parts) - len(expected)]) else True
    return False if all(isinstance(part, str) for part in parts) else None


def _has_scope(in_front: Names) -> bool:
    """Whether what stands before the namespace is a scope, which may be another one's."""
    return any(
        part.symbol is None if isinstance(part, Blank) else part.lower() == "resourcegroups"
        for part in in_front
    )


def _are_same(one: Names, other: Names) -> bool | None:
    """Whether names are equal; None where a part is not known."""
    if len(one) != len(other):
        return False
    answers = list(map(_is_same_part, one, other))
    if False in answers:
        return False
    return None if None in answers else True


def _is_same_part(one: str | Blank, other: str | Blank) -> bool | None:
    if isinstance(one, str) and isinstance(other, str):
        return one.lower() == other.lower()
    if isinstance(one, Blank) and isinstance(other, Blank):
        return True if one.is_same(other) else None
    blank, text = (one, other) if isinstance(one, Blank) else (other, one)
    if isinstance(blank, Blank) and isinstance(text, str) and not blank.may_be(text):
        return False
    return None


def _is_same(one: Resource, other: Resource) -> bool:
    """Whether both are one: the same text, evaluated in the same deployment and instance."""
    return one.node is other.node and one.scope is other.scope


def is_deployed_with(candidate: Resource, owner: Resource) -> bool:
    """Whether a resource is certainly deployed whenever another one is."""
    shared = {(each.node, each.scope) for each in _surroundings(owner)}
    return all(
        (each.node, each.scope) in shared or _is_unconditional(each, owner)
        for each in _surroundings(candidate)
    )


def _surroundings(resource: Resource) -> list[Resource]:
    """The resource, those that it is nested in, and the deployments around them."""
    found = [resource]
    while outer := found[-1].parent or found[-1].deployment:
        found.append(outer)
    return found


def _is_unconditional(resource: Resource, owner: Resource) -> bool:
    if resource.instances and resource.instances[-1].index is None:
        return False
    condition = resource.node.get("condition")
    if condition is None:
        return True
    value = narrowed(resource.scope.evaluate(condition), owner.deployed_if)
    return isinstance(value, Known) and value.value is True


def _at(resource: Resource, path: Sequence[str]) -> Value:
    """The value at a path of a resource."""
    value: Value = resource.body
    for name in path:
        if not isinstance(value, WrittenObject | BuiltObject):
            return value
        value = member(value, name)
    return value
