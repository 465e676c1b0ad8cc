"""Azure.AKS.AutoScaling: pools get and release nodes by themselves."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import (
    CHOOSES_ITS_OWN,
    CLUSTER,
    OWN_POOLS,
    POOL,
    SERVICE,
)
from armlens.rules.catalogue.aks.pools import IN_A_SCALE_SET, POOL_REFERENCE, THE_CLUSTER
from armlens.rules.language.conditions import all_of, every, when
from armlens.rules.language.fields import field
from armlens.rules.mending.fixes import no_fixes
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

_IS_SCALED = field("enableAutoScaling").equals(True)

RULE = Rule(
    name="Azure.AKS.AutoScaling",
    ref="AZR-000019",
    title="Let the cluster autoscaler size the pools",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.PERFORMANCE,
    reference="PE:05 Scaling and partitioning",
    service=SERVICE,
    release="2021_09",
    resource_types=(CLUSTER, POOL),
    applies=every(
        THE_CLUSTER,
        all_of(
            CHOOSES_ITS_OWN,
            field("properties.nodeProvisioningProfile.mode").differs_from("Auto"),
        ),
    ),
    condition=every(
        OWN_POOLS,
        when(
            all_of(IN_A_SCALE_SET, field("mode").differs_from("Gateway")),
            all_of(
                _IS_SCALED,
                when(_IS_SCALED, all_of(field("minCount").exists(), field("maxCount").exists())),
            ),
        ),
    ),
    passes="The pools are sized by the cluster autoscaler",
    fails="The pool is not sized by the cluster autoscaler",
    explanation=(
        "The cluster autoscaler adds nodes to a pool when pods find no room, and takes away nodes"
        " that are hardly used, within limits that you set.\n\n"
        "A pool of fixed size leaves pods waiting when the load grows, and costs the same when"
        " there is none."
    ),
    recommendation=(
        "Set the pool's `enableAutoScaling` to `true`, and `minCount` and `maxCount` to the limits."
    ),
    notes=(
        "The limits are yours to choose, so no fix is offered: Azure refuses a pool with"
        " autoscaling but without them. `count` is where the pool"
        " starts. Pools of the type `AvailabilitySet` or `VirtualMachines` and gateway pools cannot"
        " be autoscaled and are left out."
    ),
    difference=(
        "A pool without `type` is looked at, because Azure makes it a scale set, and so are the"
        " limits, without which Azure refuses the pool; the published rule passes both. Gateway"
        " pools are left out, since Azure does not scale them, and so are AKS Automatic clusters"
        " and those with node autoprovisioning (`nodeProvisioningProfile.mode`), which size their"
        " nodes without the cluster autoscaler."
    ),
    links=(
        Link(
            "Well-Architected Framework: scaling and partitioning",
            "https://learn.microsoft.com/azure/well-architected/performance-efficiency/scale-partition",
        ),
        Link("Cluster autoscaler", "https://learn.microsoft.com/azure/aks/cluster-autoscaler"),
        Link(
            "Node autoprovisioning", "https://learn.microsoft.com/azure/aks/node-auto-provisioning"
        ),
        POOL_REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters/agentPools",
  "apiVersion": "2024-09-01",
  "name": "[format('{0}/user', parameters('name'))]",
  "properties": {
    "mode": "User",
    "type": "VirtualMachineScaleSets",
    "vmSize": "Standard_D4s_v5",
    "count": 3,
    "enableAutoScaling": false
//                       ^^^^^
  }
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters/agentPools",
  "apiVersion": "2024-09-01",
  "name": "[format('{0}/user', parameters('name'))]",
  "properties": {
    "mode": "User",
    "type": "VirtualMachineScaleSets",
    "vmSize": "Standard_D4s_v5",
    "count": 3,
    "enableAutoScaling": true,
    "minCount": 3,
    "maxCount": 9
  }
}
""",
    own_fixes=no_fixes,
)
