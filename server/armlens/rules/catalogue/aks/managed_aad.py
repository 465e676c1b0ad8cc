"""Azure.AKS.ManagedAAD: people sign in to the cluster with Microsoft Entra ID."""

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
    name="Azure.AKS.ManagedAAD",
    ref="AZR-000029",
    title="Sign in to the Kubernetes API with Microsoft Entra ID",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:05 Identity and access management",
    service=SERVICE,
    release="2021_06",
    resource_types=(CLUSTER,),
    applies=CHOOSES_ITS_OWN,
    condition=field("properties.aadProfile.managed").equals(True),
    passes="The cluster uses the managed integration with Microsoft Entra ID",
    fails="The cluster does not use the managed integration with Microsoft Entra ID",
    explanation=(
        "Kubernetes has no accounts of its own. With the managed integration, people sign in to the"
        " cluster with the account that they use everywhere else, with multifactor authentication"
        " and Conditional Access, and who leaves a group or the company loses access at once.\n\n"
        "Without it, certificates and tokens are handed out for each cluster, and nobody takes"
        " them back."
    ),
    recommendation=(
        "Set `properties.aadProfile.managed` to `true`, and name the groups of administrators in"
        " `properties.aadProfile.adminGroupObjectIDs` or use Azure RBAC"
        " (`properties.aadProfile.enableAzureRBAC`)."
    ),
    notes=(
        "The integration cannot be taken back once a cluster has it, and it needs Kubernetes RBAC"
        " (`properties.enableRBAC`). With the legacy integration (`clientAppID`, `serverAppID`,"
        " `serverAppSecret`) you had to keep applications and their secrets yourself; a cluster"
        " that has it can be changed over."
    ),
    difference=AUTOMATIC_HAS_IT,
    links=(
        Link(
            "Well-Architected Framework: identity and access management",
            "https://learn.microsoft.com/azure/well-architected/security/identity-access",
        ),
        Link(
            "Microsoft Entra ID authentication in AKS",
            "https://learn.microsoft.com/azure/aks/entra-id-control-plane-authentication",
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
    "aadProfile": {
      "managed": false
//               ^^^^^
    }
  }
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "aadProfile": {
      "managed": true
    }
  }
}
""",
)
