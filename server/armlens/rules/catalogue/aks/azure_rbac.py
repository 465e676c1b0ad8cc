"""Azure.AKS.AzureRBAC: who may do what in the cluster is decided by Azure RBAC."""

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
    name="Azure.AKS.AzureRBAC",
    ref="AZR-000032",
    title="Authorize access to the Kubernetes API with Azure RBAC",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:05 Identity and access management",
    service=SERVICE,
    release="2021_06",
    resource_types=(CLUSTER,),
    applies=CHOOSES_ITS_OWN,
    condition=field("properties.aadProfile.enableAzureRBAC").equals(True),
    passes="The cluster authorizes access with Azure RBAC",
    fails="The cluster does not authorize access with Azure RBAC",
    explanation=(
        "With Azure RBAC for Kubernetes, the same role assignments that govern other Azure"
        " resources decide who may do what inside of the cluster. They are managed, reviewed and"
        " audited in one place, and they end when an account does.\n\n"
        "Without it, permissions are kept in role bindings of each cluster, where they are easily"
        " forgotten."
    ),
    recommendation=(
        "Set `properties.aadProfile.enableAzureRBAC` to `true`, and give people their access by"
        " role assignments."
    ),
    notes=(
        "This needs the integration with Microsoft Entra ID (`properties.aadProfile.managed`), with"
        " the same tenant as the subscription of the cluster. A new role assignment takes up to"
        " five minutes to be in force."
    ),
    difference=AUTOMATIC_HAS_IT,
    links=(
        Link(
            "Well-Architected Framework: identity and access management",
            "https://learn.microsoft.com/azure/well-architected/security/identity-access",
        ),
        Link(
            "Azure RBAC for Kubernetes authorization",
            "https://learn.microsoft.com/azure/aks/entra-id-authorization",
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
      "managed": true,
      "enableAzureRBAC": false
//                       ^^^^^
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
      "managed": true,
      "enableAzureRBAC": true
    }
  }
}
""",
)
