"""Azure.AKS.LocalAccounts: nobody signs in with an account of the cluster itself."""

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
    name="Azure.AKS.LocalAccounts",
    ref="AZR-000031",
    title="Disable the local accounts of the AKS cluster",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:05 Identity and access management",
    service=SERVICE,
    release="2023_09",
    resource_types=(CLUSTER,),
    applies=CHOOSES_ITS_OWN,
    condition=field("properties.disableLocalAccounts").equals(True),
    passes="The cluster has no local accounts",
    fails="The cluster has local accounts",
    explanation=(
        "Each cluster comes with an administrator that signs in with a certificate. Whoever may"
        " fetch it has every right in the cluster, past Microsoft Entra ID with its Conditional"
        " Access and its reviews, and appears in the audit log as that account and not as a"
        " person.\n\n"
        "Certificates that were once handed out work until they are rotated, also for people who"
        " have left."
    ),
    recommendation=(
        "Set `properties.disableLocalAccounts` to `true`, and let people sign in with Microsoft"
        " Entra ID (`properties.aadProfile`)."
    ),
    notes=(
        "Without the integration with Microsoft Entra ID nobody can sign in any more. On a cluster"
        " that exists already, rotate its certificates afterwards. If Microsoft Entra ID should"
        " ever be out of order, whoever may write to the cluster resource can enable local"
        " accounts again."
    ),
    difference=AUTOMATIC_HAS_IT,
    links=(
        Link(
            "Well-Architected Framework: identity and access management",
            "https://learn.microsoft.com/azure/well-architected/security/identity-access",
        ),
        Link(
            "Local accounts in AKS",
            "https://learn.microsoft.com/azure/aks/local-accounts",
        ),
        Link(
            "How AKS authenticates",
            "https://learn.microsoft.com/azure/aks/concepts-cluster-authentication",
        ),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "disableLocalAccounts": false
//                          ^^^^^
  }
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "disableLocalAccounts": true
  }
}
""",
)
