"""Azure.AKS.MinNodeCount: the system of a cluster survives the loss of a node."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import (
    ALL_POOLS,
    CHOOSES_ITS_OWN,
    CLUSTER,
    REFERENCE,
    SERVICE,
)
from armlens.rules.language.conditions import all_of, every
from armlens.rules.language.fields import field, first_positive, sum_of
from armlens.rules.language.operands import option
from armlens.rules.rule import Link, Option, Pillar, Rule, RuleSeverity

_MINIMUM = Option(
    "AZURE_AKS_CLUSTER_MINIMUM_SYSTEM_NODES",
    3,
    "How many nodes the system pools of a cluster must have together.",
)

RULE = Rule(
    name="Azure.AKS.MinNodeCount",
    ref="AZR-000024",
    title="Give the system pools of a cluster at least three nodes",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.RELIABILITY,
    reference="RE:05 Redundancy",
    service=SERVICE,
    release="2020_06",
    resource_types=(CLUSTER,),
    applies=all_of(
        CHOOSES_ITS_OWN, every(ALL_POOLS, field("type").differs_from("VirtualMachines"))
    ),
    condition=sum_of(
        ALL_POOLS,
        first_positive("minCount", "count"),
        where=field("mode").differs_from("User", "Gateway"),
        called="nodes of its system pools",
    ).at_least(option(_MINIMUM.name)),
    options=(_MINIMUM,),
    passes="The cluster has enough system nodes",
    fails="The cluster has too few system nodes",
    explanation=(
        "The pods that a cluster itself needs, such as CoreDNS and the metrics server, run on the"
        " nodes of its system pools.\n\n"
        "With three nodes, one in each availability zone, they go on while a node fails, is"
        " upgraded or is replaced. With one, the whole cluster is in trouble with it."
    ),
    recommendation=(
        "Give the system pool a `count` of at least `3` and, with autoscaling, a `minCount` of at"
        " least `3`."
    ),
    notes=(
        "What counts of a pool is its `minCount`, or its `count` if there is none. Pools in the"
        " cluster and pools that are resources by themselves count together. A pool without"
        " `mode` counts as a system pool."
    ),
    difference=(
        "AKS Automatic clusters, whose system pools are Azure's business, are left out, and so are"
        " clusters with pools of the type `VirtualMachines`, which count their nodes for each VM"
        " size. Gateway pools are not counted, because no pod of the system runs there."
    ),
    links=(
        Link(
            "Well-Architected Framework: redundancy",
            "https://learn.microsoft.com/azure/well-architected/reliability/redundancy",
        ),
        Link("System node pools", "https://learn.microsoft.com/azure/aks/use-system-pools"),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "agentPoolProfiles": [
//  ^^^^^^^^^^^^^^^^^^^
      {
        "name": "system",
        "mode": "System",
        "count": 1
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
        "count": 3
      }
    ]
  }
}
""",
)
