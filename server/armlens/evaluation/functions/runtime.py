"""Functions about the deployment and its resources, as far as the template itself tells.

Azure documentation, "Deployment functions", "Scope functions" and "Resource functions for ARM
templates". What only the deployment knows keeps an identity, so that it equals itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeAlias

from armlens.evaluation.conditions import Symbol
from armlens.evaluation.data import types_of
from armlens.evaluation.frame import Frame
from armlens.evaluation.functions.id_pieces import GROUP_NAME, SUBSCRIPTION, resource_id
from armlens.evaluation.lifting import lifted
from armlens.evaluation.narrowing import narrowed
from armlens.evaluation.pieces import GUID, NO_LIMITS, Limits, limits_of
from armlens.evaluation.scope import Reference
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    BuiltObject,
    Cause,
    Choice,
    Failure,
    Known,
    Single,
    Unknown,
    Value,
)
from armlens.expressions.nodes import Call

_Shape: TypeAlias = "Mapping[str, ValueType | Limits | str | _Shape]"
"""The documented members of an object: their types, what limits a text, their only value, or their
own members."""

_Arguments: TypeAlias = tuple[Value, ...]

_TEXT = ValueType.STRING
_ANY = ValueType.ANY

_SHAPES: Mapping[str, _Shape] = {
    "resourcegroup": {
        "id": limits_of((*SUBSCRIPTION, "/resourceGroups/", GROUP_NAME)),
        "name": limits_of((GROUP_NAME,)),
        "type": "Microsoft.Resources/resourceGroups",
        "location": _TEXT,
        "managedBy": _ANY,
        "tags": _ANY,
        "properties": {"provisioningState": _TEXT},
    },
    "subscription": {
        "id": limits_of(SUBSCRIPTION),
        "subscriptionId": GUID,
        "tenantId": GUID,
        "displayName": _TEXT,
    },
    "tenant": {"id": _TEXT, "tenantId": GUID, "displayName": _ANY, "countryCode": _ANY},
    "managementgroup": {
        "id": _TEXT,
        "name": _TEXT,
        "type": _TEXT,
        "properties": {"displayName": _TEXT, "tenantId": _TEXT, "details": _ANY},
    },
    "deployment": {"name": _TEXT, "location": _ANY, "properties": ValueType.OBJECT},
    "environment": {
        "name": _TEXT,
        "resourceManager": _TEXT,
        "portal": _TEXT,
        "graph": _TEXT,
        "gallery": _TEXT,
        "authentication": {"loginEndpoint": _TEXT, "tenant": _TEXT, "audiences": ValueType.ARRAY},
        "suffixes": {
            "acrLoginServer": _TEXT,
            "keyvaultDns": _TEXT,
            "sqlServerHostname": _TEXT,
            "storage": _TEXT,
        },
    },
}
_OF_DEPLOYMENT = frozenset({"deployment"})
_OF_ALL = frozenset({"environment"})


def _scope_object(node: Call, frame: Frame, arguments: _Arguments) -> Value:
    """What a function without arguments gives: an object whose members are only named."""
    del arguments
    name = node.name.lower()
    whose: Hashable = frame.scope.target
    if name in _OF_DEPLOYMENT:
        whose = frame.scope.deployment
    elif name in _OF_ALL:
        whose = None
    return _shaped(_SHAPES[name], Symbol((whose, name), f"[{node.name}()]"))


def _shaped(shape: _Shape, symbol: Symbol) -> BuiltObject:
    """An object of a shape, each part of which stands for itself. It may have more members."""
    inside: dict[str, Value] = {}
    for name, what in shape.items():
        here = Symbol((symbol.key, name.lower()), f"{symbol.words.removesuffix(']')}.{name}]")
        if isinstance(what, str):
            inside[name] = Known(what)
        elif isinstance(what, ValueType):
            inside[name] = Unknown(Cause.RUNTIME, what, here)
        elif isinstance(what, Limits):
            inside[name] = Unknown(Cause.RUNTIME, _TEXT, here, limits=what)
        else:
            inside[name] = _shaped(what, here)
    return BuiltObject(inside, open=True)


def _resource_id(node: Call, frame: Frame, arguments: _Arguments) -> Value | None:
    """The id of a resource where the deployment goes: the same for the same type and names.

    None where there is more to tell, as with a subscription or resource group before the type.
    """
    resource_type, *names = [_name(argument) for argument in arguments]
    if not isinstance(resource_type, str) or None in names:
        return None
    if not names or resource_type.strip("/").count("/") != len(names):
        return None
    key = ("resourceId", frame.scope.target, resource_type, *names)
    origins = dict.fromkeys(each for argument in arguments for each in argument.origins)
    singles = tuple(each for each in arguments if not isinstance(each, Choice))
    found = resource_id(singles)
    return Unknown(
        Cause.RUNTIME,
        ValueType.STRING,
        Symbol(key, frame.symbol(node).words),
        origins=tuple(origins),
        secret=any(argument.secret for argument in arguments),
        limits=found if isinstance(found, Limits) else NO_LIMITS,
    )


def _name(value: Value) -> str | Symbol | None:
    """A text, or what stands for one; None for anything else."""
    if isinstance(value, Known) and isinstance(value.value, str):
        return value.value
    return value.symbol if isinstance(value, Unknown) and value.types == ValueType.STRING else None


def _reference(node: Call, frame: Frame, arguments: _Arguments) -> Value | None:
    """What the template declares of a resource; None where it tells nothing for certain."""
    target, *further = arguments
    wanted = _wanted(further, node, frame)
    if wanted is None or any(map(_is_refused, further)):
        return None
    if not isinstance(target, Choice):
        return frame.scope.reference(target, wanted)
    unknown = Unknown(Cause.RUNTIME, symbol=wanted.symbol, origins=target.origins)

    def found(targets: tuple[Single, ...]) -> Value:
        return frame.scope.reference(targets[0], wanted) or unknown

    return lifted((target,), found)


def _is_refused(text: Value) -> bool:
    """Whether the call fails for certain, whatever it refers to."""
    return isinstance(text, Failure) or not types_of(text).meets(ValueType.STRING)


def _wanted(further: list[Value], node: Call, frame: Frame) -> Reference | None:
    """What a call asks for, by its third argument; None if that is not known."""
    is_full = False
    if len(further) > 1:
        full = narrowed(further[1], frame.under)
        if not isinstance(full, Known):
            return None
        is_full = str(full.value).lower() == "full"
    return Reference(is_full, frame.symbol(node), frame.under)


RUNTIME: Mapping[str, Callable[[Call, Frame, _Arguments], Value | None]] = {
    **dict.fromkeys(_SHAPES, _scope_object),
    "resourceid": _resource_id,
    "reference": _reference,
}
"""The functions of which the template tells more than that they are not known.

Each is given the values of its arguments. None says that there is no more to tell.
"""
