"""Azure.AKS.PoolScaleSet: pools are virtual machine scale sets."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, OWN_POOLS, POOL, SERVICE
from armlens.rules.catalogue.aks.pools import IN_A_SCALE_SET, POOL_REFERENCE
from armlens.rules.language.conditions import any_of, every
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

RULE = Rule(
    name="Azure.AKS.PoolScaleSet",
    ref="AZR-000017",
    title="Build pools on virtual machine scale sets",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.PERFORMANCE,
    reference="PE:05 Scaling and partitioning",
    service=SERVICE,
    release="2020_06",
    resource_types=(CLUSTER, POOL),
    condition=every(OWN_POOLS, any_of(IN_A_SCALE_SET, field("type").equals("VirtualMachines"))),
    passes="The pools are built on scale sets or on virtual machines that Azure manages",
    fails="The pool is not built on a scale set",
    explanation=(
        "Scale sets are what the cluster autoscaler, several pools in a cluster and availability"
        " zones need.\n\n"
        "Availability sets were their predecessor. AKS has given them nothing new since 2019 and"
        " ended their support on 30 September 2025."
    ),
    recommendation="Set the pool's `type` to `VirtualMachineScaleSets`, or leave it out.",
    notes=(
        "The type cannot be changed later: that takes a new pool, and in place of a cluster's only"
        " availability set a new cluster. What a pool on a scale set is sized by is the subject of"
        " `Azure.AKS.AutoScaling`."
    ),
    difference=(
        "A pool without `type` passes, because Azure makes it a scale set, and so does the type"
        " `VirtualMachines`, to which Azure moves the pools of availability sets. The published"
        " rule fails both."
    ),
    links=(
        Link(
            "Well-Architected Framework: scaling and partitioning",
            "https://learn.microsoft.com/azure/well-architected/performance-efficiency/scale-partition",
        ),
        Link(
            "The end of availability sets in AKS",
            "https://learn.microsoft.com/azure/aks/availability-sets-on-aks",
        ),
        Link(
            "Virtual Machines node pools",
            "https://learn.microsoft.com/azure/aks/virtual-machines-node-pools",
        ),
        POOL_REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "agentPoolProfiles": [
      {
        "name": "system",
        "mode": "System",
        "type": "AvailabilitySet"
//              ^^^^^^^^^^^^^^^^^
      }
    ]
  }
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "agentPoolProfiles": [
      {
        "name": "system",
        "mode": "System",
        "type": "VirtualMachineScaleSets"
      }
    ]
  }
}
""",
)
