"""Azure.AKS.UseRBAC: rights in the cluster are given by roles."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import (
    AUTOMATIC_HAS_IT,
    CHOOSES_ITS_OWN,
    CLUSTER,
    REFERENCE,
    SERVICE,
)
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

RULE = Rule(
    name="Azure.AKS.UseRBAC",
    ref="AZR-000038",
    title="Enable role-based access control in the AKS cluster",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:05 Identity and access management",
    service=SERVICE,
    release="2020_06",
    resource_types=(CLUSTER,),
    applies=CHOOSES_ITS_OWN,
    condition=field("properties.enableRBAC").equals(True),
    passes="The cluster uses role-based access control",
    fails="The cluster does not use role-based access control",
    explanation=(
        "With role-based access control, each person and each workload gets the rights that it"
        " needs in the cluster, for a namespace or for some kinds of resources, and no more.\n\n"
        "Without it, whoever can sign in to the cluster may do everything in it, and a container"
        " with a token of a service account may do so too. Most other controls of the cluster build"
        " on it."
    ),
    recommendation="Set `properties.enableRBAC` to `true`.",
    notes=(
        "This is decided when a cluster is created: one without has to be replaced. Not every API"
        " version and tool has the same default, so write it. Integration with Microsoft Entra ID"
        " and Azure RBAC (`properties.aadProfile`) need it."
    ),
    difference=AUTOMATIC_HAS_IT,
    links=(
        Link(
            "Well-Architected Framework: identity and access management",
            "https://learn.microsoft.com/azure/well-architected/security/identity-access",
        ),
        Link(
            "How AKS authorizes",
            "https://learn.microsoft.com/azure/aks/concepts-cluster-authorization",
        ),
        Link(
            "Role-based access control of Kubernetes",
            "https://kubernetes.io/docs/reference/access-authn-authz/rbac/",
        ),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "enableRBAC": false
//                ^^^^^
  }
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "enableRBAC": true
  }
}
""",
)
