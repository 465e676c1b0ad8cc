"""Azure.AKS.ManagedIdentity: the cluster signs in to Azure with a managed identity."""

from __future__ import annotations

from armlens.evaluation.values import (
    Absent,
    BuiltArray,
    BuiltObject,
    Failure,
    Known,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
    grounds,
)
from armlens.jsonc.nodes import String
from armlens.rules.cases import Case, overall, single_values, witness
from armlens.rules.catalogue.aks.managed_identity_fixes import fixes, is_managed
from armlens.rules.paths import Reached, follow
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity
from armlens.rules.verdicts import Verdict, VerdictKind
from armlens.rules.wording import provenance, quoted
from armlens.template.resource import Resource


def check(resource: Resource) -> Verdict:
    """Whether `identity.type` is one of the managed identities, compared without case."""
    ways = follow(resource, "identity", "type")
    cases = [_case(reached) for reached in single_values(ways)]
    kind = overall(cases)
    failing = [case for case in cases if case.kind is VerdictKind.FAIL]
    told = failing or [case for case in cases if case.kind is kind] or cases
    reasons = ", or ".join(dict.fromkeys(case.reason for case in told))
    first = told[0].reached
    message = _MESSAGES[VerdictKind.FAIL if failing else kind].format(reasons)
    seen = None
    if kind is VerdictKind.OPEN and failing:
        seen = witness(cases)
        message = f"The cluster has no managed identity when {seen}: {reasons}."
    if kind is VerdictKind.FAIL:
        message += _service_principal(resource)
    return Verdict(kind, first.anchor(resource), message, grounds(first.value), seen)


_MESSAGES = {
    VerdictKind.PASS: "The cluster has a managed identity: {}.",
    VerdictKind.FAIL: "The cluster has no managed identity: {}.",
    VerdictKind.OPEN: "Whether the cluster has a managed identity is not known: {}.",
}


def _case(reached: Reached) -> Case:
    """The verdict on one value, and why."""
    value = reached.value
    if isinstance(value, Failure):
        reason = f"'identity.type' fails to evaluate ({value.message.removesuffix('.')})"
        return Case(reached, VerdictKind.OPEN, reason)
    if isinstance(value, Unknown):
        return Case(reached, VerdictKind.OPEN, value.cause.value)
    if isinstance(value, Known) and is_managed(value.value):
        reason = f"'identity.type' is {quoted(value)}{provenance(value.origins)}"
        return Case(reached, VerdictKind.PASS, reason)
    return Case(reached, VerdictKind.FAIL, _reason(reached))


def _reason(reached: Reached) -> str:
    """Which way `identity.type` is not a managed identity, and what is there instead."""
    last = reached.last
    # A condition names the parameter already.
    came = "" if reached.condition.constraints else provenance(reached.value.origins)
    if not reached.path:
        return "'identity' is not set"
    if reached.path == ("identity",):
        return f"{_identity_reason(last)}{came}"
    return f"{_type_reason(reached.value)}{came}"


def _identity_reason(identity: Value) -> str:
    if isinstance(identity, Known) and identity.value is None:
        return "'identity' is null"
    if isinstance(identity, Known):
        return f"'identity' is {quoted(identity)} and not an object"
    if isinstance(identity, WrittenArray | BuiltArray):
        return "'identity' is an array and not an object"
    if isinstance(identity, WrittenObject) and not identity.node.members:
        return "'identity' is empty"
    if isinstance(identity, BuiltObject) and not identity.members:
        return "'identity' is empty"
    return "'identity' has no 'type'"


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
    ways = follow(resource, "properties", "servicePrincipalProfile", "clientId")
    if len(ways) != 1:
        return ""
    client = ways[0]
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
