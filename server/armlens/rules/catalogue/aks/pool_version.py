"""Azure.AKS.PoolVersion: pools run the Kubernetes version of their cluster."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import ALL_POOLS, CLUSTER, REFERENCE, SERVICE
from armlens.rules.language.conditions import any_of, every
from armlens.rules.language.fields import field
from armlens.rules.language.operands import of_resource
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

_VERSION = field("orchestratorVersion")

RULE = Rule(
    name="Azure.AKS.PoolVersion",
    ref="AZR-000016",
    title="Run the pools at the Kubernetes version of their cluster",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.RELIABILITY,
    reference="RE:04 Target metrics",
    service=SERVICE,
    release="2020_06",
    resource_types=(CLUSTER,),
    condition=every(
        ALL_POOLS,
        any_of(_VERSION.equals(of_resource("properties.kubernetesVersion")), _VERSION.is_missing()),
    ),
    passes="The pools run the Kubernetes version of the cluster",
    fails="The pool does not run the Kubernetes version of the cluster",
    explanation=(
        "The control plane and the pools of a cluster are upgraded one by one. Azure allows pools"
        " to be somewhat older meanwhile, but never newer.\n\n"
        "Pools that stay behind miss fixes, block the next upgrade of the control plane, and are"
        " out of support sooner."
    ),
    recommendation=(
        "Set the pool's `orchestratorVersion` to the same version as the cluster's"
        " `properties.kubernetesVersion`, best from one parameter, or leave it out."
    ),
    notes=(
        "The two are compared as they are written: `1.33` and `1.33.7` are different. A pool"
        " without a version gets that of the cluster when it is created, and keeps its own after."
    ),
    difference=(
        "A pool that is a resource by itself may leave `orchestratorVersion` out like one that is"
        " written in its cluster; the published rule fails it. Where the cluster has no version,"
        " that of a pool is neither right nor wrong; the published rule fails it."
    ),
    links=(
        Link(
            "Well-Architected Framework: target metrics",
            "https://learn.microsoft.com/azure/well-architected/reliability/metrics",
        ),
        Link(
            "Upgrade a cluster with several pools",
            "https://learn.microsoft.com/azure/aks/manage-node-pools#upgrade-a-cluster-control-plane-with-multiple-node-pools",
        ),
        Link(
            "Supported Kubernetes versions",
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
    "agentPoolProfiles": [
      {
        "name": "system",
        "mode": "System",
        "orchestratorVersion": "1.32.6"
//                             ^^^^^^^^
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
    "kubernetesVersion": "1.33.7",
    "agentPoolProfiles": [
      {
        "name": "system",
        "mode": "System",
        "orchestratorVersion": "1.33.7"
      }
    ]
  }
}
""",
)
