"""Azure.AKS.AzurePolicyAddOn: Azure Policy reaches into the cluster."""

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
    name="Azure.AKS.AzurePolicyAddOn",
    ref="AZR-000028",
    title="Install the Azure Policy add-on",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:08 Hardening resources",
    service=SERVICE,
    release="2020_12",
    resource_types=(CLUSTER,),
    applies=CHOOSES_ITS_OWN,
    condition=field("properties.addonProfiles.azurepolicy.enabled").equals(True),
    passes="The cluster has the Azure Policy add-on",
    fails="The cluster does not have the Azure Policy add-on",
    explanation=(
        "Azure Policy by itself sees a cluster from outside. With the add-on, its definitions also"
        " apply to what is deployed into the cluster: a container that runs as root or comes from"
        " an unknown registry is reported or refused when somebody tries to create it.\n\n"
        "Such rules are then kept in one place for all clusters, and who departs from them is seen"
        " in the same reports as for other resources."
    ),
    recommendation="Set `properties.addonProfiles.azurepolicy.enabled` to `true`.",
    notes=(
        "The add-on enforces what is assigned, and nothing by itself. Where definitions with the"
        " effect `deny` are assigned already, they take effect with it: look at their compliance"
        " first. The subscription must be registered for `Microsoft.PolicyInsights`."
    ),
    difference=AUTOMATIC_HAS_IT,
    links=(
        Link(
            "Well-Architected Framework: hardening resources",
            "https://learn.microsoft.com/azure/well-architected/security/harden-resources",
        ),
        Link(
            "Azure Policy for Kubernetes",
            "https://learn.microsoft.com/azure/governance/policy/concepts/policy-for-kubernetes",
        ),
        Link(
            "Azure Policy in AKS",
            "https://learn.microsoft.com/azure/aks/use-azure-policy",
        ),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "addonProfiles": {
      "azurepolicy": {
        "enabled": false
//                 ^^^^^
      }
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
    "addonProfiles": {
      "azurepolicy": {
        "enabled": true
      }
    }
  }
}
""",
)
