"""Functions about resources, as on "Resource functions for ARM templates".

Resource ids without a scope of their own begin with the subscription and resource group of the
deployment, which a template does not know; they are computed where the scope is given.
"""

from __future__ import annotations

from collections.abc import Callable

from armlens.evaluation.functions import id_pieces
from armlens.evaluation.functions.signature import (
    ArgumentError,
    Availability,
    Data,
    Estimate,
    Function,
    Parameter,
    Structure,
    UnknownResult,
    ValueType,
    family,
)
from armlens.evaluation.functions.utf16 import require_room, units
from armlens.evaluation.scope import Budget
from armlens.evaluation.values import Known, Single

_STRING = ValueType.STRING
_ANY = ValueType.ANY


def _segments(resource_type: str) -> list[str]:
    """The parts of a type `Namespace/type/subtype`; a slash after it is tolerated."""
    namespace, *segments = resource_type.removesuffix("/").split("/")
    if not namespace or not segments or "" in segments:
        raise UnknownResult("What such a type gives is not established.")
    return [namespace, *segments]


def _require_names(resource_type: str, count: int) -> None:
    wanted = len(_segments(resource_type)) - 1
    if wanted != count:
        plural = "" if wanted == 1 else "s"
        raise ArgumentError(f"The type takes {wanted} name{plural}, not {count}.")


def _provider(resource_type: str, names: tuple[str, ...]) -> str:
    """`/providers/Namespace/type/name/…`: a name for each segment of the type."""
    _require_names(resource_type, len(names))
    namespace, *segments = _segments(resource_type)
    pairs = "/".join(f"{segment}/{name}" for segment, name in zip(segments, names, strict=True))
    return f"/providers/{namespace}/{pairs}"


def _counted(arguments: tuple[Single, ...], budget: Budget) -> None:
    """Refuses a wrong number of names after the type, though they may not be known."""
    del budget
    for index, argument in enumerate(arguments):
        if not isinstance(argument, Known):
            return
        if "/" in str(argument.value):
            _require_names(str(argument.value), len(arguments) - index - 1)
            return


def _counted_after_base(arguments: tuple[Single, ...], budget: Budget) -> None:
    _counted(arguments[1:], budget)


def _split(arguments: tuple[str, ...]) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """What stands before the type, the type, and the names after it."""
    for index, argument in enumerate(arguments):
        if "/" in argument:
            return arguments[:index], argument, arguments[index + 1 :]
    raise UnknownResult("The type may be split over two arguments.")


def _resource_id(*arguments: str) -> str:
    scope, resource_type, names = _split(arguments)
    provider = _provider(resource_type, names)
    if len(scope) != 2:
        raise UnknownResult("Only the deployment knows the scope.")
    return _bounded(f"/subscriptions/{scope[0]}/resourceGroups/{scope[1]}{provider}")


def _subscription_resource_id(*arguments: str) -> str:
    scope, resource_type, names = _split(arguments)
    provider = _provider(resource_type, names)
    if len(scope) != 1:
        raise UnknownResult("Only the deployment knows the scope.")
    return _bounded(f"/subscriptions/{scope[0]}{provider}")


def _management_group_resource_id(*arguments: str) -> str:
    scope, resource_type, names = _split(arguments)
    provider = _provider(resource_type, names)
    if len(scope) != 1:
        raise UnknownResult("Only the deployment knows the scope.")
    group = f"/providers/Microsoft.Management/managementGroups/{scope[0]}"
    return _bounded(f"{group}{provider}")


def _tenant_resource_id(resource_type: str, *names: str) -> str:
    if "/" not in resource_type:
        raise UnknownResult("The type may be split over two arguments.")
    return _bounded(_provider(resource_type, names))


def _extension_resource_id(base: str, resource_type: str, *names: str) -> str:
    if base in ("", "/"):
        raise UnknownResult("What an empty id gives is not established.")
    return _bounded(f"{base.rstrip('/')}{_provider(resource_type, names)}")


def _bounded(text: str) -> str:
    require_room(units(text))
    return text


def _id(
    name: str,
    compute: Callable[..., Data],
    estimate: Estimate,
    summary: str,
    structure: Structure = _counted,
) -> Function:
    is_extension = structure is _counted_after_base
    is_scoped = not is_extension and compute is not _tenant_resource_id
    return Function(
        name=name,
        parameters=(Parameter("part", _STRING),),
        required=3 if is_extension else 2,
        repeats=True,
        returns=_STRING,
        summary=summary,
        availability=Availability.PARTIAL if is_scoped else Availability.STATIC,
        compute=compute,
        structure=structure,
        estimate=estimate,
    )


def _runtime(
    name: str,
    returns: ValueType,
    summary: str,
    parameters: tuple[Parameter, ...],
    required: int | None = None,
) -> Function:
    """A function whose value only the deployment knows; all arguments but the last are needed."""
    return Function(
        name=name,
        parameters=parameters,
        required=len(parameters) if required is None else required,
        returns=returns,
        summary=summary,
        availability=Availability.RUNTIME,
        gives_secret=name == "list*",
    )


def _strings(*names: str) -> tuple[Parameter, ...]:
    return tuple(Parameter(name, _STRING) for name in names)


_ZONE = _strings("subscriptionId", "location", "zone")
_ZONES = (*_strings("subscriptionId", "location"), Parameter("zones", ValueType.ARRAY))
_COUNT, _OFFSET = Parameter("count", ValueType.INT), Parameter("offset", ValueType.INT)

FUNCTIONS = family(
    (
        _id(
            "resourceId",
            _resource_id,
            id_pieces.resource_id,
            "The id of a resource in a resource group.",
        ),
        _id(
            "subscriptionResourceId",
            _subscription_resource_id,
            id_pieces.subscription_resource_id,
            "The id of a resource of a subscription.",
        ),
        _id(
            "managementGroupResourceId",
            _management_group_resource_id,
            id_pieces.management_group_resource_id,
            "The id of a resource of a management group.",
        ),
        _id(
            "tenantResourceId",
            _tenant_resource_id,
            id_pieces.tenant_resource_id,
            "The id of a resource of the tenant.",
        ),
        _id(
            "extensionResourceId",
            _extension_resource_id,
            id_pieces.extension_resource_id,
            "The id of a resource that extends another one.",
            _counted_after_base,
        ),
        _runtime(
            "reference",
            _ANY,
            "The state of a resource.",
            _strings("resource", "apiVersion", "full"),
            1,
        ),
        _runtime(
            "references",
            ValueType.ARRAY,
            "The states of the resources of a loop.",
            _strings("symbolicName", "full"),
            1,
        ),
        _runtime(
            "list*",
            _ANY,
            "What a list operation of a resource returns, such as its keys.",
            (*_strings("resource", "apiVersion"), Parameter("values", _ANY)),
            2,
        ),
        _runtime(
            "pickZones",
            ValueType.ARRAY,
            "Availability zones for a resource type.",
            (*_strings("namespace", "type", "location"), _COUNT, _OFFSET),
            3,
        ),
        _runtime(
            "providers",
            ValueType.OBJECT,
            "A resource provider, or one of its types.",
            _strings("namespace", "type"),
            1,
        ),
        _runtime(
            "resourceInfo",
            ValueType.OBJECT,
            "Facts about a resource of the template.",
            _strings("symbolicName"),
        ),
        _runtime("roleDefinitions", ValueType.OBJECT, "A role, by its name.", _strings("roleName")),
        _runtime("toLogicalZone", _STRING, "The logical zone of a physical one.", _ZONE),
        _runtime("toLogicalZones", ValueType.ARRAY, "The logical zones of physical ones.", _ZONES),
        _runtime("toPhysicalZone", _STRING, "The physical zone of a logical one.", _ZONE),
        _runtime("toPhysicalZones", ValueType.ARRAY, "The physical zones of logical ones.", _ZONES),
    )
)
