"""Azure.AKS.ManagedIdentity: the cluster signs in to Azure with a managed identity."""

from __future__ import annotations

from armlens.evaluation.values import (
    Absent,
    ArrayValue,
    Failure,
    Known,
    ObjectValue,
    Unknown,
    Value,
)
from armlens.jsonc.nodes import Scalar, String
from armlens.rules.catalogue.aks.managed_identity_fixes import fixes, is_managed
from armlens.rules.paths import Reached, follow
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity
from armlens.rules.verdicts import Verdict, VerdictKind
from armlens.rules.wording import provenance, quoted
from armlens.template.resource import Resource


def check(resource: Resource) -> Verdict:
    """Whether `identity.type` is one of the managed identities, compared without case."""
    reached = follow(resource, "identity", "type")
    value = reached.value
    if isinstance(value, Failure):
        return _open(reached, f"'identity.type' cannot be evaluated. {value.message}")
    if isinstance(value, Unknown):
        return _check_allowed(resource, reached, value)
    if isinstance(value, Known) and is_managed(value.value):
        message = f"The cluster has a managed identity: 'identity.type' is {quoted(value)}"
        message += f"{provenance(value.origins)}."
        return Verdict(VerdictKind.PASS, reached.anchor, message, value.origins)
    message = f"The cluster has no managed identity: {_reason(reached)}."
    return _fail(resource, reached, message)


def _check_allowed(resource: Resource, reached: Reached, value: Unknown) -> Verdict:
    """The verdict for a parameter without a value: by the values that it is allowed to have."""
    if value.allowed is None:
        return _open(reached, f"'identity.type' is not known: {value.cause.value}.")
    bad = [allowed for allowed in value.allowed if not is_managed(allowed)]
    if not bad:
        message = "Every allowed value of 'identity.type' is a managed identity."
        return Verdict(VerdictKind.PASS, reached.anchor, message, value.origins)
    values = _listed(bad)
    if len(bad) == len(value.allowed):
        message = (
            "The cluster has no managed identity: parameter"
            f" '{value.parameter}' allows 'identity.type' to be {values} only."
        )
        return _fail(resource, reached, message)
    witness = f"parameter '{value.parameter}' is {values}"
    message = f"The cluster has no managed identity when {witness}."
    return _open(reached, message, witness)


def _listed(values: list[Scalar]) -> str:
    """The values between apostrophes, with "or" before the last."""
    texts = [quoted(Known(value)) for value in values]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} or {texts[-1]}"


def _open(reached: Reached, message: str, witness: str | None = None) -> Verdict:
    return Verdict(VerdictKind.OPEN, reached.anchor, message, reached.value.origins, witness)


def _fail(resource: Resource, reached: Reached, message: str) -> Verdict:
    message += _service_principal(resource)
    return Verdict(VerdictKind.FAIL, reached.anchor, message, reached.value.origins)


def _reason(reached: Reached) -> str:
    """Which way `identity.type` is not a managed identity, and what is there instead."""
    last = reached.last
    came = provenance(reached.value.origins)
    if not reached.path:
        return "'identity' is not set"
    if reached.path == ("identity",):
        if isinstance(last, Known) and last.value is None:
            return f"'identity' is null{came}"
        if isinstance(last, Known):
            return f"'identity' is {quoted(last)} and not an object{came}"
        if isinstance(last, ArrayValue):
            return f"'identity' is an array and not an object{came}"
        empty = isinstance(last, ObjectValue) and not last.node.members
        return f"'identity' is empty{came}" if empty else f"'identity' has no 'type'{came}"
    return f"{_type_reason(reached.value)}{came}"


def _type_reason(value: Value) -> str:
    if not isinstance(value, Known):
        return "'identity.type' is not a string"
    if value.value is None:
        return "'identity.type' is null"
    if value.value == "":
        return "'identity.type' is empty"
    if isinstance(value.value, str):
        parts = value.value.split(",")
        if len(parts) > 1 and all(is_managed(part.strip()) for part in parts):
            return f"'identity.type' is {quoted(value)}, but a cluster takes only one of the two"
    return f"'identity.type' is {quoted(value)}"


def _service_principal(resource: Resource) -> str:
    """A sentence that names the service principal that the cluster uses instead, or ""."""
    client = follow(resource, "properties", "servicePrincipalProfile", "clientId")
    value = client.value
    if isinstance(value, Absent):
        return ""
    if isinstance(value, Known) and str(value.value or "").lower() in ("msi", ""):
        return ""
    if isinstance(value, Known) and not value.secret:
        return f" It signs in with the service principal {quoted(value)}."
    written = client.written.value if client.written else None
    source = f" given by {written.value}" if isinstance(written, String) else ""
    return f" It signs in with a service principal{source}."


RULE = Rule(
    name="Azure.AKS.ManagedIdentity",
    ref="AZR-000025",
    title="Give the AKS cluster a managed identity",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:05 Identity and access management",
    service="Azure Kubernetes Service",
    release="2020_06",
    resource_types=("Microsoft.ContainerService/managedClusters",),
    explanation=(
        "The control plane of a cluster calls the Azure REST API on its own behalf: to add and"
        " remove nodes, to set up networking and to attach storage. It signs in for this either"
        " with a service principal or with a managed identity.\n\n"
        "The credentials of a service principal expire, after a year unless somebody chose"
        " otherwise, and have to be rotated by hand; when that is forgotten, the cluster can no"
        " longer be scaled, upgraded or repaired. They can also be copied and used from elsewhere."
        " A managed identity is created and removed together with the cluster, and Azure rotates"
        " its credentials."
    ),
    recommendation=(
        "Set `identity.type` to `SystemAssigned`, or to `UserAssigned` with one identity of your"
        " own in `identity.userAssignedIdentities`."
    ),
    notes=(
        "Decide this when the cluster is created: the published guidance says that an existing"
        " cluster cannot be changed over. The identities of the workloads that run on the cluster"
        " are a separate matter. A cluster takes one kind of identity; the combined form"
        " `SystemAssigned, UserAssigned` of other resources is not valid here."
    ),
    links=(
        Link(
            "Well-Architected Framework: identity and access management",
            "https://learn.microsoft.com/azure/well-architected/security/identity-access#resource-identity",
        ),
        Link(
            "What managed identities are",
            "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview",
        ),
        Link(
            "Managed identities in AKS",
            "https://learn.microsoft.com/azure/aks/use-managed-identity",
        ),
        Link(
            "Template reference of managedClusters",
            "https://learn.microsoft.com/azure/templates/microsoft.containerservice/managedclusters",
        ),
    ),
    check=check,
    fixes=fixes,
)
