"""Loops of resources: the instances that a `copy` makes, each with an index of its own.

Azure documentation, "Resource iteration in ARM templates". Where the count is not known, or is
larger than what is worth looking at one by one, one instance stands for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from armlens.dataclass import dataclass
from armlens.evaluation.access import MAX_RUNS
from armlens.evaluation.bounds import Bounds
from armlens.evaluation.conditions import Symbol
from armlens.evaluation.pieces import Limits
from armlens.evaluation.scope import OwnLoopScope, Scope
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import Cause, Known, Unknown
from armlens.jsonc.nodes import Node, Object, String

MAX_INSTANCES = 100
"""The most instances of a resource that are looked at one by one."""

MAX_DEPLOYMENTS = 10
"""The most instances of a deployment, each of which may hold any number of resources."""

MAX_ALL_INSTANCES = 2_000
"""The most instances of all loops of a document together."""

_INDEXES = Bounds(0, 799)
"""The indexes of a loop, of which the service runs at most 800 instances."""

DEPLOYMENT = "microsoft.resources/deployments"


@dataclass(frozen=True, slots=True)
class Instance:
    """Which of the instances that a loop makes a resource is; `index` None stands for each."""

    loop: str
    index: int | None


class InstanceScope(OwnLoopScope):
    """The names inside one instance of a resource."""

    def __init__(self, around: Scope, copy: Object, instance: Instance) -> None:
        self.instance = instance
        symbol = Symbol((around, copy), f"the index of loop '{instance.loop}'")
        unknown = Unknown(Cause.RUNTIME, ValueType.INT, symbol, limits=Limits(_INDEXES))
        index = unknown if instance.index is None else Known(instance.index)
        super().__init__(around, instance.loop, index)


def instance_scopes(node: Object, scope: Scope, symbol: str = "") -> Sequence[Scope]:
    """The scopes of the instances of a resource; its own one where there is no loop.

    `symbol` is the resource's symbolic name, which names its loop if nothing else does.
    """
    copy = node.get("copy")
    if not isinstance(copy, Object):
        return (scope,)
    return scope.inside(copy, lambda: _instances(node, copy, scope, symbol))


def _instances(node: Object, copy: Object, scope: Scope, symbol: str) -> Sequence[Scope]:
    name = _text(copy.get("name"), scope) or symbol
    count = _count(copy, scope)
    most = (
        MAX_DEPLOYMENTS if _text(node.get("type"), scope).lower() == DEPLOYMENT else MAX_INSTANCES
    )
    if count is None or count > most or scope.budget.instances + count > MAX_ALL_INSTANCES:
        if count is not None:
            message = f"The loop runs {count} times; one run stands for all of them."
            place = copy.get("count") or copy
            scope.budget.reach(scope.tree, place, message, alone=count > most)
        return (InstanceScope(scope, copy, Instance(name, None)),)
    scope.budget.instances += count
    return [InstanceScope(scope, copy, Instance(name, index)) for index in range(count)]


def _count(copy: Object, scope: Scope) -> int | None:
    """The number of instances, or None if it is not known or none that Azure takes."""
    node = copy.get("count")
    value = scope.evaluate(node) if node else None
    if not isinstance(value, Known) or type(value.value) is not int:
        return None
    return value.value if 0 <= value.value <= MAX_RUNS else None


def _text(node: Node | None, scope: Scope) -> str:
    """The text that a node is worth, or "" if it is not known to be one."""
    value = scope.evaluate(node) if isinstance(node, String) else None
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else ""
