"""Azure.AKS.CNISubnetSize: the subnet of a cluster is large enough. It needs data of Azure."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, SERVICE
from armlens.rules.rule import Pillar, RuleSeverity, Unchecked

UNCHECKED = Unchecked(
    name="Azure.AKS.CNISubnetSize",
    ref="AZR-000020",
    title="Give clusters with Azure CNI a subnet of /23 or larger",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.RELIABILITY,
    service=SERVICE,
    resource_types=(CLUSTER,),
    reason=(
        "The published rule looks at the subnets to which a running cluster is attached, in data"
        " exported from Azure. A template tells where a subnet is, not how large one is that"
        " already exists."
    ),
)
