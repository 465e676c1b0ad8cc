"""Azure.AKS.AutoUpgrade: new versions of Kubernetes are installed without being asked for."""

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
    name="Azure.AKS.AutoUpgrade",
    ref="AZR-000036",
    title="Upgrade the AKS cluster automatically",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="OE:09 Task automation",
    service=SERVICE,
    release="2021_12",
    resource_types=(CLUSTER,),
    applies=CHOOSES_ITS_OWN,
    condition=field("properties.autoUpgradeProfile.upgradeChannel").one_of(
        "stable", "patch", "rapid", also=("node-image",)
    ),
    passes="The cluster is upgraded automatically",
    fails="The cluster is not upgraded automatically",
    explanation=(
        "Kubernetes publishes a minor version every few months and patches in between, and AKS"
        " supports only the latest few. A cluster that is left behind misses security fixes and"
        " then its support, and catching up over several versions is far more work.\n\n"
        "With an upgrade channel, AKS installs new versions by itself as they become available,"
        " the control plane first and then one pool after another."
    ),
    recommendation=(
        "Set `properties.autoUpgradeProfile.upgradeChannel` to `stable`, which keeps the cluster"
        " one minor version behind the latest, or to `patch`, which stays within the minor version."
        " Plan when upgrades may run with a maintenance configuration."
    ),
    notes=(
        "Without the property there are no automatic upgrades. `rapid` follows the latest minor"
        " version. `node-image` is a legacy channel: it renews the images of the nodes, but never"
        " Kubernetes itself; for the images there is `nodeOSUpgradeChannel`. Automatic upgrades"
        " change the version of a running cluster, so a `kubernetesVersion` that is fixed in the"
        " template may lag behind."
    ),
    difference=(
        f"{AUTOMATIC_HAS_IT} And where the published rule takes any text but `none`, only the"
        " channels that there are count here."
    ),
    links=(
        Link(
            "Well-Architected Framework: automating tasks",
            "https://learn.microsoft.com/azure/well-architected/operational-excellence/automate-tasks",
        ),
        Link(
            "Automatic upgrades of a cluster",
            "https://learn.microsoft.com/azure/aks/auto-upgrade-cluster",
        ),
        Link(
            "Kubernetes versions that AKS supports",
            "https://learn.microsoft.com/azure/aks/supported-kubernetes-versions",
        ),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "kubernetesVersion": "1.33.7",
    "autoUpgradeProfile": {
      "upgradeChannel": "none"
//                      ^^^^^^
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
    "kubernetesVersion": "1.33.7",
    "autoUpgradeProfile": {
      "upgradeChannel": "stable"
    }
  }
}
""",
)
