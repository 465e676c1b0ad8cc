"""Azure.AKS.NodeMinPods: a node has room for enough pods."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, OWN_POOLS, POOL, SERVICE
from armlens.rules.catalogue.aks.pools import POOL_REFERENCE, THE_CLUSTER
from armlens.rules.language.conditions import all_of, any_of, every, negated, some, when
from armlens.rules.language.fields import configured, field
from armlens.rules.language.operands import option
from armlens.rules.rule import Link, Option, Pillar, Rule, RuleSeverity

_MINIMUM = Option(
    "AZURE_AKS_POOL_MINIMUM_MAXPODS", 50, "How many pods a node of each pool must have room for."
)
_DEFAULT = 110
"""What Azure gives a pool without `maxPods`, at least, unless pods have addresses of its subnet."""

_PODS = field("maxPods")
_PLUGIN = field("properties.networkProfile.networkPlugin")
_MODE = field("properties.networkProfile.networkPluginMode")
_DEFAULT_WILL_DO = all_of(
    configured(_MINIMUM.name).at_most(_DEFAULT),
    some(
        THE_CLUSTER,
        any_of(
            _MODE.equals("overlay"),
            _PLUGIN.equals("kubenet"),
            _PLUGIN.is_missing(),
            field("sku.name").equals("Automatic"),
        ),
        called="cluster whose network has room for enough pods by default",
    ),
)

RULE = Rule(
    name="Azure.AKS.NodeMinPods",
    ref="AZR-000018",
    title="Let each node run at least fifty pods",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.PERFORMANCE,
    reference="PE:05 Scaling and partitioning",
    service=SERVICE,
    release="2020_06",
    resource_types=(CLUSTER, POOL),
    condition=all_of(
        when(
            _DEFAULT_WILL_DO,
            every(OWN_POOLS, when(_PODS.exists(), _PODS.at_least(option(_MINIMUM.name)))),
        ),
        when(
            negated(_DEFAULT_WILL_DO),
            every(OWN_POOLS, _PODS.at_least(option(_MINIMUM.name))),
        ),
    ),
    options=(_MINIMUM,),
    passes="The pools let each node run enough pods",
    fails="The pool lets each node run too few pods",
    explanation=(
        "A node runs no more pods than `maxPods`, however much memory and processor it has left."
        " Pods of the system and of monitoring take some of that on every node.\n\n"
        "Where pods have addresses of the nodes' subnet, the default is 30. With that, nodes are"
        " full while they are still idle, and the pool needs more of them."
    ),
    recommendation="Set the pool's `maxPods` to at least `50`.",
    notes=(
        "The most is 250. Where pods have addresses of the nodes' subnet, each node takes so many"
        " addresses of it, so the subnet must be large enough. It cannot be changed later: that"
        " takes a new pool."
    ),
    difference=(
        "A pool without `maxPods` passes where its cluster is in the template and uses Azure CNI"
        " Overlay or kubenet, whose defaults are 250 and 110, or names no network plugin, which"
        " gives one of the two; the published rule fails it."
    ),
    links=(
        Link(
            "Well-Architected Framework: scaling and partitioning",
            "https://learn.microsoft.com/azure/well-architected/performance-efficiency/scale-partition",
        ),
        Link(
            "Maximum pods per node",
            "https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning#maximum-pods-per-node",
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
    "maxPods": 30
//             ^^
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
    "maxPods": 50
  }
}
""",
)
