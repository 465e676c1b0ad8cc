"""Azure.AKS.ManagedIdentity: the cluster signs in to Azure with a managed identity."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, REFERENCE, SERVICE
from armlens.rules.catalogue.aks.managed_identity_fixes import fixes
from armlens.rules.language.conditions import all_of
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Remark, Rule, RuleSeverity

_PRINCIPAL = field("properties.servicePrincipalProfile.clientId")

RULE = Rule(
    name="Azure.AKS.ManagedIdentity",
    ref="AZR-000025",
    title="Give the AKS cluster a managed identity",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:05 Identity and access management",
    service=SERVICE,
    release="2020_06",
    resource_types=(CLUSTER,),
    condition=field("identity.type").one_of("SystemAssigned", "UserAssigned"),
    passes="The cluster has a managed identity",
    fails="The cluster has no managed identity",
    remarks=(
        Remark(
            field("identity.type").matches("^[A-Za-z]+ ?, ?[A-Za-z]+$"),
            "A cluster takes only one kind of identity.",
        ),
        Remark(
            all_of(_PRINCIPAL.has_value(), _PRINCIPAL.differs_from("msi")),
            "It signs in with the service principal {properties.servicePrincipalProfile.clientId}.",
        ),
    ),
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
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "identity": {
    "type": "None"
//          ^^^^^^
  }
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "identity": {
    "type": "SystemAssigned"
  }
}
""",
    has_safe_fix=True,
    own_fixes=fixes,
)
