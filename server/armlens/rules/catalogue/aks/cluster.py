"""What the rules for Azure Kubernetes Service have in common: types, pools, presets and links."""

from __future__ import annotations

from armlens.rules.language.fields import field
from armlens.rules.language.sources import by_type, children, elements, itself, together
from armlens.rules.rule import Link

SERVICE = "Azure Kubernetes Service"
CLUSTER = "Microsoft.ContainerService/managedClusters"
POOL = "Microsoft.ContainerService/managedClusters/agentPools"

INLINE_POOLS = elements("properties.agentPoolProfiles", noun="pool")
"""The pools that are written in their cluster."""

ALL_POOLS = together(INLINE_POOLS, children(POOL, noun="pool", at="properties"))
"""The pools of a cluster, wherever they are written."""

OWN_POOLS = by_type({CLUSTER: INLINE_POOLS, POOL: itself(noun="", at="properties")})
"""The pools that a resource itself writes: for rules that look at clusters and at pools."""

CHOOSES_ITS_OWN = field("sku.name").differs_from("Automatic")
"""AKS Automatic presets much that a standard cluster has to ask for."""

AUTOMATIC_HAS_IT = (
    "The published rule asks for the property of AKS Automatic clusters too. Those are configured"
    " like that by Azure, so this rule does not concern them."
)
"""The difference of the rules that `CHOOSES_ITS_OWN` limits."""

REFERENCE = Link(
    "Template reference of managedClusters",
    "https://learn.microsoft.com/azure/templates/microsoft.containerservice/managedclusters",
)
