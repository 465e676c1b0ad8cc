"""Azure.AKS.UptimeSLA: the availability of the Kubernetes API is guaranteed."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import (
    AUTOMATIC_HAS_IT,
    CHOOSES_ITS_OWN,
    CLUSTER,
    REFERENCE,
    SERVICE,
)
from armlens.rules.language.conditions import all_of, any_of, negated, when
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Remark, Rule, RuleSeverity

_API = field("apiVersion")
_TIER = field("sku.tier")
_NAMES_THE_TIERS = any_of(_API.dated_from("2023-02-01"), _API.is_missing())
"""Since this version the tier with the guarantee is not called `Paid` any more."""

RULE = Rule(
    name="Azure.AKS.UptimeSLA",
    ref="AZR-000285",
    title="Use a tier with an uptime SLA",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.RELIABILITY,
    reference="RE:04 Target metrics",
    service=SERVICE,
    release="2022_09",
    resource_types=(CLUSTER,),
    applies=CHOOSES_ITS_OWN,
    condition=all_of(
        when(_NAMES_THE_TIERS, _TIER.one_of("Standard", also=("Premium",))),
        when(negated(_NAMES_THE_TIERS), _TIER.one_of("Paid", also=("Standard",))),
    ),
    passes="The cluster has an uptime SLA",
    fails="The cluster has no uptime SLA",
    remarks=(
        Remark(
            all_of(_NAMES_THE_TIERS, _TIER.equals("Paid")),
            "Since the API version 2023-02-01, 'Paid' is called 'Standard'.",
        ),
    ),
    explanation=(
        "In the free tier the control plane has few resources and no guaranteed availability."
        " While it is down, workloads run on, but nothing is scheduled, scaled or healed, and"
        " nobody can deploy.\n\n"
        "The paid tiers give the control plane more resources, for up to 5,000 nodes, and guarantee"
        " that the Kubernetes API is available: 99.95 % of the time for clusters with availability"
        " zones, 99.9 % without."
    ),
    recommendation=(
        "Set `sku.name` to `Base` and `sku.tier` to `Standard`, or to `Premium` if you need"
        " long-term support of a Kubernetes version."
    ),
    notes=(
        "Both tiers are billed by the hour for each cluster. Without `sku` a cluster is in the free"
        " tier. `Premium` goes together with `properties.supportPlan` `AKSLongTermSupport`. API"
        " versions before 2023-02-01 call the tier `Paid`, those before 2023-01-01 know no other"
        " name."
    ),
    difference=(
        "The published rule fails `Premium`, which has the SLA too. For API versions before"
        " 2023-02-01 it wants `Paid`, and this one also takes `Standard`, which 2023-01-01 knows"
        f" already. {AUTOMATIC_HAS_IT}"
    ),
    links=(
        Link(
            "Well-Architected Framework: reliability targets",
            "https://learn.microsoft.com/azure/well-architected/reliability/metrics",
        ),
        Link(
            "Pricing tiers of AKS",
            "https://learn.microsoft.com/azure/aks/free-standard-pricing-tiers",
        ),
        Link(
            "Long-term support",
            "https://learn.microsoft.com/azure/aks/long-term-support",
        ),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "sku": {
    "name": "Base",
    "tier": "Free"
//          ^^^^^^
  },
  "properties": {}
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "sku": {
    "name": "Base",
    "tier": "Standard"
  },
  "properties": {}
}
""",
)
