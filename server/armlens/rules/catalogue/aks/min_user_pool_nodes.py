"""Azure.AKS.MinUserPoolNodes: each pool for workloads survives the loss of a node."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, OWN_POOLS, POOL, SERVICE
from armlens.rules.catalogue.aks.pools import POOL_REFERENCE
from armlens.rules.language.conditions import all_of, every, when
from armlens.rules.language.fields import field, name
from armlens.rules.language.operands import option
from armlens.rules.rule import Link, Option, Pillar, Rule, RuleSeverity

_MINIMUM = Option(
    "AZURE_AKS_CLUSTER_USER_POOL_MINIMUM_NODES",
    3,
    "How many nodes each user pool must have.",
)
_EXCLUDED = Option(
    "AZURE_AKS_CLUSTER_USER_POOL_EXCLUDED_FROM_MINIMUM_NODES",
    (),
    "The names of user pools that may have fewer nodes.",
)
_IS_AUTOSCALED = field("enableAutoScaling")

RULE = Rule(
    name="Azure.AKS.MinUserPoolNodes",
    ref="AZR-000412",
    title="Give each user pool at least three nodes",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.RELIABILITY,
    reference="RE:05 Redundancy",
    service=SERVICE,
    release="2024_03",
    resource_types=(CLUSTER, POOL),
    condition=every(
        OWN_POOLS,
        when(
            all_of(
                field("mode").equals("User"),
                field("scaleSetPriority").differs_from("Spot"),
                field("type").differs_from("VirtualMachines"),
                name().differs_from(option(_EXCLUDED.name)),
            ),
            all_of(
                when(
                    _IS_AUTOSCALED.equals(True),
                    field("minCount").at_least(option(_MINIMUM.name)),
                ),
                when(
                    _IS_AUTOSCALED.differs_from(True),
                    field("count").at_least(option(_MINIMUM.name)),
                ),
            ),
        ),
    ),
    options=(_MINIMUM, _EXCLUDED),
    passes="The user pools have enough nodes",
    fails="The user pool has too few nodes",
    explanation=(
        "The workloads of a cluster run on the nodes of its user pools. When a node fails, is"
        " upgraded or is replaced, its pods need room on others of the same pool.\n\n"
        "Three nodes, one in each availability zone, leave two at any time. A pool of one or two is"
        " down or short of room whenever a node is."
    ),
    recommendation=(
        "Give the pool a `count` of at least `3` or, with autoscaling, a `minCount` of at least"
        " `3`."
    ),
    notes=(
        "Spot pools are left out, because Azure takes their nodes away at any time, and so are"
        " pools of the type `VirtualMachines`, which count their nodes for each VM size. A pool"
        " that may be empty on purpose can be named in the option"
        f" `{_EXCLUDED.name}`."
    ),
    difference=(
        "With autoscaling `minCount` decides, also if it is `0`, and without it `count` decides."
        " The published rule takes the first of the two that is more than 0, so that it passes a"
        " pool that may shrink to no node at all. It also fails pools of the type"
        " `VirtualMachines`, whose `count` has no meaning."
    ),
    links=(
        Link(
            "Well-Architected Framework: redundancy",
            "https://learn.microsoft.com/azure/well-architected/reliability/redundancy",
        ),
        Link("Node pools in AKS", "https://learn.microsoft.com/azure/aks/manage-node-pools"),
        POOL_REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters/agentPools",
  "apiVersion": "2024-09-01",
  "name": "[format('{0}/user', parameters('name'))]",
  "properties": {
    "mode": "User",
    "enableAutoScaling": true,
    "minCount": 1,
//              ^
    "maxCount": 9
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
    "enableAutoScaling": true,
    "minCount": 3,
    "maxCount": 9
  }
}
""",
)
