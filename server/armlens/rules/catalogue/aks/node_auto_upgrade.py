"""Azure.AKS.NodeAutoUpgrade: security fixes of the operating system reach the nodes."""

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
    name="Azure.AKS.NodeAutoUpgrade",
    ref="AZR-000435",
    title="Update the operating system of the nodes automatically",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:01 Security baseline",
    service=SERVICE,
    release="2024_06",
    resource_types=(CLUSTER,),
    applies=CHOOSES_ITS_OWN,
    condition=field("properties.autoUpgradeProfile.nodeOSUpgradeChannel").one_of(
        "NodeImage", "SecurityPatch"
    ),
    passes="The nodes of the cluster are updated automatically",
    fails="The nodes of the cluster are not updated automatically",
    explanation=(
        "The operating system of the nodes needs security fixes far more often than Kubernetes"
        " has new versions. AKS tests them and publishes images of nodes with them, but nodes that"
        " run already keep the image that they were created with until somebody upgrades them.\n\n"
        "With a channel for the nodes, AKS brings the fixes to them by itself, pool by pool and"
        " within the maintenance windows of the cluster."
    ),
    recommendation=(
        "Set `properties.autoUpgradeProfile.nodeOSUpgradeChannel` to `NodeImage` for a new image"
        " every week, or to `SecurityPatch` for nothing but security fixes, sooner and with fewer"
        " restarts."
    ),
    notes=(
        "`NodeImage` is what new clusters get since the API version 2023-06-01 if the property is"
        " left out; a cluster from before keeps what it had, so the rule asks for it to be"
        " written. With `Unmanaged` the system patches itself, but you have to restart nodes, and"
        " Windows is not patched at all. `SecurityPatch` needs the API version 2024-07-01 or"
        " earlier previews, and stores images in the node resource group, which is billed."
    ),
    difference=AUTOMATIC_HAS_IT,
    links=(
        Link(
            "Well-Architected Framework: security baseline",
            "https://learn.microsoft.com/azure/well-architected/security/establish-baseline",
        ),
        Link(
            "Automatic upgrades of node images",
            "https://learn.microsoft.com/azure/aks/auto-upgrade-node-os-image",
        ),
        Link(
            "Planned maintenance",
            "https://learn.microsoft.com/azure/aks/planned-maintenance",
        ),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "autoUpgradeProfile": {
      "nodeOSUpgradeChannel": "Unmanaged"
//                            ^^^^^^^^^^^
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
    "autoUpgradeProfile": {
      "nodeOSUpgradeChannel": "NodeImage"
    }
  }
}
""",
)
