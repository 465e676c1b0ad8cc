"""Functions about resources, as on "Resource functions for ARM templates".

Resource ids without a scope of their own begin with the subscription and resource group of the
deployment, which a template does not know; they are computed where the scope is given.
"""

from __future__ import annotations

from armlens.evaluation.functions.signature import (
    ArgumentError,
    Availability,
    Function,
    Parameter,
    UnknownResult,
    ValueType,
    family,
)

_STRING = ValueType.STRING
_ANY = ValueType.ANY


def _provider(resource_type: str, names: tuple[str, ...]) -> str:
    """`/providers/Namespace/type/name/…`: a name for each segment of the type."""
    namespace, *segments = resource_type.strip("/").split("/")
    if not segments:
        raise UnknownResult
    if len(segments) != len(names):
        plural = "" if len(segments) == 1 else "s"
        message = f"the type takes {len(segments)} name{plural}, not {len(names)}."
        raise ArgumentError(message)
    pairs = "/".join(f"{segment}/{name}" for segment, name in zip(segments, names, strict=True))
    return f"/providers/{namespace}/{pairs}"


def _split(arguments: tuple[str, ...]) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """What stands before the type, the type, and the names after it."""
    for index, argument in enumerate(arguments):
        if "/" in argument:
            return arguments[:index], argument, arguments[index + 1 :]
    raise UnknownResult


def _resource_id(*arguments: str) -> str:
    scope, resource_type, names = _split(arguments)
    provider = _provider(resource_type, names)
    if len(scope) != 2:
        raise UnknownResult
    return f"/subscriptions/{scope[0]}/resourceGroups/{scope[1]}{provider}"


def _subscription_resource_id(*arguments: str) -> str:
    scope, resource_type, names = _split(arguments)
    provider = _provider(resource_type, names)
    if len(scope) != 1:
        raise UnknownResult
    return f"/subscriptions/{scope[0]}{provider}"


def _management_group_resource_id(*arguments: str) -> str:
    scope, resource_type, names = _split(arguments)
    provider = _provider(resource_type, names)
    if len(scope) != 1:
        raise UnknownResult
    return f"/providers/Microsoft.Management/managementGroups/{scope[0]}{provider}"


def _tenant_resource_id(resource_type: str, *names: str) -> str:
    return _provider(resource_type, names)


def _extension_resource_id(base: str, resource_type: str, *names: str) -> str:
    if base in ("", "/"):
        raise UnknownResult
    return f"{base.rstrip('/')}{_provider(resource_type, names)}"


def _id(name: str, compute: object, summary: str, required: int = 2) -> Function:
    return Function(
        name=name,
        parameters=(Parameter("part", _STRING),),
        required=required,
        repeats=True,
        returns=_STRING,
        summary=summary,
        availability=Availability.PARTIAL,
        compute=compute,  # type: ignore[arg-type] # one of the functions above
    )


def _runtime(name: str, returns: ValueType, summary: str, required: int = 1) -> Function:
    return Function(
        name=name,
        parameters=(Parameter("arg", _ANY),),
        required=required,
        repeats=True,
        returns=returns,
        summary=summary,
        availability=Availability.RUNTIME,
    )


FUNCTIONS = family(
    (
        _id("resourceId", _resource_id, "The id of a resource in a resource group."),
        _id(
            "subscriptionResourceId",
            _subscription_resource_id,
            "The id of a resource of a subscription.",
        ),
        _id(
            "managementGroupResourceId",
            _management_group_resource_id,
            "The id of a resource of a management group.",
        ),
        _id("tenantResourceId", _tenant_resource_id, "The id of a resource of the tenant."),
        _id(
            "extensionResourceId",
            _extension_resource_id,
            "The id of a resource that extends another one.",
            3,
        ),
        _runtime("reference", ValueType.OBJECT, "The state of a resource."),
        _runtime("references", ValueType.ARRAY, "The states of the resources of a loop."),
        _runtime("list*", _ANY, "What a list operation of a resource returns, such as its keys."),
        _runtime("pickZones", ValueType.ARRAY, "Availability zones for a resource type."),
        _runtime("providers", _ANY, "A resource provider and its types."),
        _runtime("resourceInfo", ValueType.OBJECT, "Facts about a resource of the template."),
        _runtime("roleDefinitions", ValueType.OBJECT, "A role, by its name."),
        _runtime("toLogicalZone", _STRING, "The logical zone of a physical one."),
        _runtime("toLogicalZones", ValueType.ARRAY, "The logical zones of physical ones."),
        _runtime("toPhysicalZone", _STRING, "The physical zone of a logical one."),
        _runtime("toPhysicalZones", ValueType.ARRAY, "The physical zones of logical ones."),
    )
)
