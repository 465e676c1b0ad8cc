"""What a template says of its own resources: the answers of `reference` that need no deployment.

Azure documentation, "Resource functions for ARM templates", `reference`: a resource of the same
template is found by its name, its id or its symbolic name. The properties that it is declared
with are what the deployment asks for; the service may add further ones, which stay unknown.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator

from armlens.evaluation.access import opened
from armlens.evaluation.narrowing import narrowed
from armlens.evaluation.origins import Origin, OriginKind
from armlens.evaluation.scope import Reference, Scope
from armlens.evaluation.uses import Use, UseKind
from armlens.evaluation.values import BuiltObject, Known, Single, Unknown, Value, through
from armlens.jsonc.nodes import Node, Object
from armlens.template.deployments import deployed_template
from armlens.template.identity import folded, keys_of
from armlens.template.listing import Listed, children, listed, resources_at
from armlens.template.loops import DEPLOYMENT
from armlens.template.outputs import outputs_of
from armlens.template.resource import Resource

_INSTANCE = re.compile(r"(?P<symbol>[^\[\]/]+)\[(?P<index>\d+)\]")
_IN_CIRCLE = frozenset((Use(UseKind.CIRCLE),))
_FULL = ("properties", "identity", "kind", "plan", "sku", "tags", "zones")
"""Members of a whole resource that are given back as declared; names and places may not be."""
_CONTENT = frozenset((*(name.lower() for name in _FULL), "comments", "dependson", "location"))
"""Members that do not tell which resource it is, or whether it is deployed."""


class DeclaredResources:
    """The resources of one template, by what `reference` may call them."""

    def __init__(self, resources: Node | None, scope: Scope, *, is_root: bool) -> None:
        self._resources = resources
        self._is_root = is_root
        self._scope = scope
        self._found: dict[Hashable, list[Resource]] | None = None
        self._numbers: dict[Object, int] | None = None
        self._used, self._since = _IN_CIRCLE, 0

    def value(self, target: Single, wanted: Reference) -> Value | None:
        """What is declared of a resource; None if it is not certain which one is meant."""
        resources = [each for each in self._meant(target) if _is_deployed(each, wanted)]
        if len(resources) != 1:
            return None
        if self._is_root:
            self._note(resources[0])
        value = _full(resources[0], wanted) if wanted.is_full else _state(resources[0], wanted)
        return None if value is None else narrowed(value, wanted.under)

    def _note(self, resource: Resource) -> None:
        """Notes which object at the root it is that says something of a resource."""
        while resource.parent is not None:
            resource = resource.parent
        if self._numbers is None:
            nodes = [each.node for each in listed(self._resources, self._scope)]
            self._numbers = {node: number for number, node in enumerate(nodes)}
        self._scope.budget.uses.note(declared_at(self._numbers[resource.node]))

    def _meant(self, target: Single) -> list[Resource]:
        """The resources that a name, a symbolic name or an id may mean."""
        if isinstance(target, Known) and isinstance(target.value, str):
            if isinstance(self._resources, Object):
                return self._by_symbol(target.value, self._resources)
            return self._all().get(target.value.lower(), [])
        if isinstance(target, Unknown) and target.symbol is not None:
            return self._all().get(folded(target.symbol.key), [])
        return []

    def _by_symbol(self, name: str, resources: Object) -> list[Resource]:
        """The resource of a symbolic name, or one instance of its loop: `name[0]`."""
        match = _INSTANCE.fullmatch(name)
        symbol = match["symbol"] if match else name
        found = [each for each in listed(resources, self._scope) if each.symbol == symbol]
        instances = [resource for each in found for resource in resources_at(each)]
        if match is None:
            return [each for each in instances if not each.instances]
        wanted = (int(match["index"]), None)
        return [each for each in instances if each.instances and each.instances[-1].index in wanted]

    def _all(self) -> dict[Hashable, list[Resource]]:
        """All resources by name and by id."""
        uses = self._scope.budget.uses
        if self._found is not None and uses.hold(self._used, self._since):
            uses.note_all(self._used)
            return self._found
        # While names are being computed, nothing is found.
        self._found, self._used, self._since = {}, _IN_CIRCLE, uses.changes
        try:
            found, self._used = uses.gather(self._by_key)
        except BaseException:  # Whoever asks again may have more room, or time.
            self._found = None
            raise
        self._found = found
        return found

    def _by_key(self) -> dict[Hashable, list[Resource]]:
        found: dict[Hashable, list[Resource]] = {}
        for resource in _walked(listed(self._resources, self._scope)):
            for key in keys_of(resource):
                found.setdefault(key, []).append(resource)
        return found


def declared_at(number: int) -> Use:
    """Who uses what the resource object of that number at the root says."""
    return Use(UseKind.DECLARED, str(number))


def are_called_alike(before: Object, now: Object) -> bool:
    """Whether two resource objects certainly deploy resources of the same names, or none."""
    if before.closed is not now.closed or len(before.members) != len(now.members):
        return False
    return all(
        one is other or (one.key.raw == other.key.raw and one.name in _CONTENT)
        for one, other in zip(before.members, now.members, strict=True)
    )


def _walked(waiting: list[Listed]) -> Iterator[Resource]:
    """The resources with the children nested in them, without those of nested templates."""
    waiting.reverse()
    while waiting:
        for resource in resources_at(waiting.pop()):
            yield resource
            waiting += children(resource)


def _is_deployed(resource: Resource, wanted: Reference) -> bool:
    """Whether the resource is certainly deployed where the reference counts, and by this template.

    The state of another one that exists already is not in the template.
    """
    if any(resource.node.find(name) for name in ("existing", "import", "extension")):
        return False
    condition = resource.node.get("condition")
    if condition is not None:
        value = narrowed(resource.scope.evaluate(condition), wanted.under)
        if not isinstance(value, Known) or value.value is not True:
            return False
    return resource.parent is None or _is_deployed(resource.parent, wanted)


def _full(resource: Resource, wanted: Reference) -> Value | None:
    """The whole resource."""
    inside: dict[str, Value] = {}
    for name in _FULL:
        value = (
            _state(resource, wanted) if name == "properties" else _member(resource, name, wanted)
        )
        if value is not None:
            inside[name] = value
    return BuiltObject(inside, open=True) if inside else None


def _state(resource: Resource, wanted: Reference) -> Value | None:
    """The properties of a resource; of a deployment, its outputs."""
    if resource.type.lower() != DEPLOYMENT:
        return _member(resource, "properties", wanted)
    deployed = deployed_template(resource)
    return BuiltObject({"outputs": outputs_of(*deployed)}, open=True) if deployed else None


def _member(resource: Resource, name: str, wanted: Reference) -> Value | None:
    """A member as declared, to which the service may add."""
    member = resource.node.find(name)
    if member is None:
        return None
    origin = Origin(OriginKind.DECLARED, resource.tree.document, member, resource.name)
    value = narrowed(resource.scope.evaluate(member.value), resource.deployed_if)
    return through(opened(value, wanted.symbol), origin)
