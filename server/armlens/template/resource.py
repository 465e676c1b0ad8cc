"""Resources as rules see them: full type and name, and a body of values with origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from armlens.dataclass import dataclass
from armlens.evaluation.conditions import ALWAYS, Condition
from armlens.evaluation.scope import Scope
from armlens.evaluation.values import Known, WrittenObject
from armlens.jsonc.nodes import Node, Object, String
from armlens.jsonc.tree import Tree
from armlens.template.loops import Instance


@dataclass(eq=False, slots=True)
class Beside:
    """The objects of one list of resources, which change when the list is edited."""

    objects: tuple[Object, ...] = ()
    _indexed: tuple[Object, ...] | None = None
    _by_type: dict[str, list[Object]] = field(default_factory=dict)

    def of_type(self, resource_type: str) -> Sequence[Object]:
        """Those whose type is written so, whatever its case."""
        if self._indexed is not self.objects:
            self._indexed, self._by_type = self.objects, {}
            for each in self.objects:
                written = each.get("type")
                if isinstance(written, String):
                    self._by_type.setdefault(written.value.lower(), []).append(each)
        return self._by_type.get(resource_type.lower(), ())


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource that the template deploys, at any depth.

    `type` is the full type as written (`Microsoft.Sql/servers/databases` also for a child nested
    in its parent). `node` is the resource's object in `tree`; `scope` evaluates what is written
    in it. `type_node` is the value of its `type` member, where a finding sits if nothing nearer
    exists.
    """

    type: str
    node: Object
    type_node: Node
    tree: Tree
    scope: Scope
    beside: Beside = field(default_factory=Beside, compare=False, repr=False)
    """The resources declared beside it, itself included, where its expressions mean the same."""
    parent: Resource | None = None
    """The resource that it is nested in, if it has part of its type and name from there."""
    deployment: Resource | None = None
    """The deployment whose template declares it; None in the root template."""
    instances: tuple[Instance, ...] = ()
    """Which instance it is of each loop around it, the outermost loop first."""
    deployed_if: Condition = ALWAYS
    """What certainly holds if the resource is deployed."""

    @property
    def name(self) -> str:
        """The full name as far as it is known, for people to read; else its expression as written.

        Evaluated when it is asked for: most resources concern no rule, and nobody asks.
        """
        node = self.node.get("name")
        value = self.scope.evaluate(node) if node else None
        own = node.value if isinstance(node, String) else ""
        if isinstance(value, Known) and isinstance(value.value, str) and not value.secret:
            own = value.value
        return f"{self.parent.name}/{own}" if self.parent else own

    @property
    def body(self) -> WrittenObject:
        """The resource as a value; members are evaluated when they are asked for."""
        return WrittenObject(self.node, self.scope, under=self.deployed_if)
