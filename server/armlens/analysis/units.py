"""What is known of the resource objects at the root of a template, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Set

from armlens.analysis.carrying import Former
from armlens.analysis.finding import Finding
from armlens.analysis.findings import Group
from armlens.analysis.running import Look
from armlens.dataclass import dataclass
from armlens.evaluation.uses import Use
from armlens.jsonc.nodes import Node, Object, walk_but
from armlens.template.listing import Listed
from armlens.template.loops import DEPLOYMENT
from armlens.template.relations import of_type
from armlens.template.resource import Resource
from armlens.text.problems import Problem


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules said of what a resource object deploys.

    `looks` are those at each of the resources. Their findings are a `group` if all of them are
    told as they are, in the object, and move with it.
    """

    looks: list[list[Look]]
    links: list[Problem]
    uses: frozenset[Use]
    group: Group | None
    crashes: list[Problem]

    @property
    def findings(self) -> Iterator[Finding]:
        """The findings where they were when the rules looked."""
        return (each for looks in self.looks for look in looks for each in look.findings)


@dataclass(eq=False, slots=True)
class Unit:
    """What a resource object at the root deploys. `found` is None until the rules have looked.

    `is_seen` is whether that is all that it deploys. `steps` and `instances` are what that took
    of the budget.
    """

    listed: Listed
    resources: tuple[Resource, ...]
    is_seen: bool
    uses: frozenset[Use]
    instances: int
    steps: int
    found: Found | None = None
    before: Former | None = None
    """What was found before some of it may have changed."""

    @property
    def types(self) -> Iterator[Use]:
        """What is noted of those who ask for resources of the types that it has."""
        return (of_type(each.type) for each in self.resources)

    def rests_on(self, changed: Set[Use]) -> bool:
        """Whether anything that it rests on is among what has changed."""
        if not changed.isdisjoint(self.uses):
            return True
        found = self.found
        return found is not None and (bool(found.crashes) or not changed.isdisjoint(found.uses))

    @property
    def nodes(self) -> Iterator[Node]:
        """The nodes in which the root's scope may have computed something.

        Nested templates have scopes of their own, which go with the node. Only a rule about
        deployments looks into one from outside.
        """
        looks = self.found.looks if self.found else []
        skipped = {
            nested
            for resource, looked in zip(self.resources, looks, strict=False)
            if not looked and (nested := _nested(resource)) is not None
        }
        return walk_but(self.listed.node, skipped)

    def former(self) -> Former | None:
        """What there is to carry over to what takes its place."""
        if self.found is None:
            return self.before
        return Former(self.listed.node, self.resources, self.uses, self.found.looks)


def _nested(resource: Resource) -> Node | None:
    """The template that a deployment holds inline."""
    properties = resource.node.get("properties") if resource.type.lower() == DEPLOYMENT else None
    return properties.get("template") if isinstance(properties, Object) else None
