"""Resources as rules see them: full type and name, and a body of values with origins."""

from __future__ import annotations

from dataclasses import dataclass

from armlens.evaluation.conditions import ALWAYS, Condition
from armlens.evaluation.scope import Scope
from armlens.evaluation.values import WrittenObject
from armlens.jsonc.nodes import Node, Object
from armlens.jsonc.tree import Tree
from armlens.template.loops import Instance


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource that the template deploys, at any depth.

    `type` is the full type as written (`Microsoft.Sql/servers/databases` also for a child nested
    in its parent); `name` is the full name as far as it is known, for people to read. `node` is
    the resource's object in `tree`; `scope` evaluates what is written in it. `type_node` is the
    value of its `type` member, where a finding sits if nothing nearer exists.
    """

    type: str
    name: str
    node: Object
    type_node: Node
    tree: Tree
    scope: Scope
    siblings: tuple[Object, ...] = ()
    """The resources declared beside it, itself included, where its expressions mean the same."""
    parent: Resource | None = None
    """The resource that it is nested in, if it has part of its type and name from there."""
    instances: tuple[Instance, ...] = ()
    """Which instance it is of each loop around it, the outermost loop first."""
    deployed_if: Condition = ALWAYS
    """What certainly holds if the resource is deployed."""

    @property
    def body(self) -> WrittenObject:
        """The resource as a value; members are evaluated when they are asked for."""
        return WrittenObject(self.node, self.scope, under=self.deployed_if)
