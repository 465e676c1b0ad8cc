"""What a resource is called: its names, and the keys that `reference` and other resources use."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from armlens.evaluation.conditions import Symbol
from armlens.evaluation.values import Known, Unknown
from armlens.template.resource import Resource

Names = tuple[str | Symbol, ...]
"""A name cut at its slashes, each part known or standing for itself."""


def keys_of(resource: Resource) -> Iterator[Hashable]:
    """What a resource is found by: its name, and the id that `resourceId` gives for it."""
    names = names_of(resource)
    if names is None:
        return
    texts = [name for name in names if isinstance(name, str)]
    if len(texts) == len(names):
        yield "/".join(texts).lower()
    elif len(names) == 1 and isinstance(names[0], Symbol):
        yield names[0].key
    if (key := id_key(resource, names)) is not None:
        yield key


def id_key(resource: Resource, names: Names) -> Hashable | None:
    """The key of the symbol that `resourceId` gives for the resource, folded; None without one."""
    if resource.type.strip("/").count("/") != len(names):
        return None
    return folded(("resourceId", resource.scope.target, resource.type, *names))


def names_of(resource: Resource) -> Names | None:
    """The full name, with those of its parents; None where it is not known at all."""
    node = resource.node.get("name")
    value = resource.scope.evaluate(node) if node else None
    if isinstance(value, Known) and isinstance(value.value, str):
        own: Names = tuple(value.value.split("/"))
    elif isinstance(value, Unknown) and value.symbol:
        own = (value.symbol,)
    else:
        return None
    if resource.parent is None:
        return own
    outer = names_of(resource.parent)
    return None if outer is None else (*outer, *own)


def folded(key: Hashable) -> Hashable:
    """The key of an id with its texts in lower case, which does not count in ids."""
    if not isinstance(key, tuple) or key[0] != "resourceId":
        return key
    return tuple(each.lower() if isinstance(each, str) else each for each in key)
