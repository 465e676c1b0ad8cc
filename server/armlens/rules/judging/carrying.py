"""Carrying a verdict over an edit that it does not rest on, to the resource as it is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from armlens.dataclass import dataclass
from armlens.evaluation.values import ObjectValue, Single, WrittenArray, WrittenObject
from armlens.jsonc.nodes import Array, Object
from armlens.jsonc.renewal import Path, Renewal
from armlens.rules.judging.reached import Reached
from armlens.rules.verdicts import Evidence, Verdict
from armlens.template.resource import Resource

_STRUCTURE = frozenset(
    ("type", "name", "scope", "condition", "copy", "resources", "existing", "import", "extension")
)
"""Members of a resource that more rests on than what rules ask of it."""


@dataclass(frozen=True, slots=True)
class Successor:
    """A resource as it is after an edit, and what the edit has made anew in it.

    `successors` are those of all resources that the edit may have renewed, by identity.
    """

    resource: Resource
    renewal: Renewal
    successors: Mapping[int, Resource]
    _known: dict[int, tuple[Reached, Reached]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """Each place with what it is now, by its identity, since verdicts share places."""

    @property
    def is_alike(self) -> bool:
        """Whether nothing is changed but what rules ask for by its path."""
        return not any(map(_is_structure, self.renewal.changed))

    def verdict(self, before: Verdict) -> Verdict:
        """A verdict that rests on nothing that has changed, on the resource as it is now."""
        at = self._reached(before.at) if before.at else None
        return Verdict(
            before.kind,
            at.anchor if at else self.resource.type_node.span,
            before.message,
            before.origins,
            before.witness,
            tuple(map(self._evidence, before.evidence)),
            at,
        )

    def _evidence(self, before: Evidence) -> Evidence:
        reached = self._reached(before.reached) if before.reached else None
        return Evidence(before.reason, reached, before.claim)

    def _reached(self, before: Reached) -> Reached:
        known = self._known.get(id(before))
        if known is None:
            known = self._known[id(before)] = before, self._renewed(before)
        return known[1]

    def _renewed(self, before: Reached) -> Reached:
        written = before.written
        owner = self._value(before.owner)
        assert isinstance(owner, ObjectValue)  # noqa: S101 - what it was before
        last = self._value(before.last)
        return Reached(
            self.successors.get(id(before.resource), before.resource),
            before.condition,
            last if before.value is before.last else self._value(before.value),
            before.path,
            before.missing,
            last,
            owner,
            self.renewal.members.get(written, written) if written else None,
        )

    def _value(self, before: Single) -> Single:
        if isinstance(before, WrittenObject):
            node = self.renewal.containers.get(before.node)
            return replace(before, node=node) if isinstance(node, Object) else before
        if isinstance(before, WrittenArray):
            array = self.renewal.containers.get(before.node)
            return replace(before, node=array) if isinstance(array, Array) else before
        return before


def _is_structure(path: Path) -> bool:
    """Whether more rests on what a path leads to than what rules ask for by that path."""
    return not path or path[0] in _STRUCTURE or any(map(_may_be_any, path))


def _may_be_any(name: str) -> bool:
    """Whether a member makes others, or is named by an expression."""
    return name == "copy" or (name.startswith("[") and not name[1:-1].isdigit())
