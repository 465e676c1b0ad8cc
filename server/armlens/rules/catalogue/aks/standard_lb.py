"""Azure.AKS.StandardLB: the cluster has a load balancer that is still supported."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, REFERENCE, SERVICE
from armlens.rules.language.conditions import any_of
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

_SKU = field("properties.networkProfile.loadBalancerSku")

RULE = Rule(
    name="Azure.AKS.StandardLB",
    ref="AZR-000026",
    title="Use a standard load balancer",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.PERFORMANCE,
    reference="PE:05 Scaling and partitioning",
    service=SERVICE,
    release="2020_06",
    resource_types=(CLUSTER,),
    condition=any_of(_SKU.equals("standard"), _SKU.is_missing()),
    passes="The cluster has a standard load balancer",
    fails="The cluster does not have a standard load balancer",
    explanation=(
        "A basic load balancer reaches few nodes, of a single pool, and spans no availability"
        " zones, so it limits how far a cluster grows. Authorized address ranges are not possible"
        " with it either.\n\n"
        "Basic load balancers were retired on 30 September 2025, and AKS does not support them any"
        " more."
    ),
    recommendation=(
        "Set `properties.networkProfile.loadBalancerSku` to `standard`, or leave it out: a standard"
        " load balancer is the default."
    ),
    notes=(
        "A cluster that has a basic load balancer is moved with the documented upgrade, which"
        " interrupts it and cannot be taken back. Public addresses must be of the standard SKU too."
    ),
    difference=(
        "The published rule wants the property written. Where it is left out a cluster gets a"
        " standard load balancer, since that is the default and the only kind that AKS supports, so"
        " that passes here."
    ),
    links=(
        Link(
            "Well-Architected Framework: scaling and partitioning",
            "https://learn.microsoft.com/azure/well-architected/performance-efficiency/scale-partition",
        ),
        Link(
            "Standard load balancers in AKS",
            "https://learn.microsoft.com/azure/aks/load-balancer-standard",
        ),
        Link(
            "Upgrading from a basic load balancer",
            "https://learn.microsoft.com/azure/aks/upgrade-basic-load-balancer-on-aks",
        ),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "networkProfile": {
      "loadBalancerSku": "basic"
//                       ^^^^^^^
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
    "networkProfile": {
      "loadBalancerSku": "standard"
    }
  }
}
""",
)
