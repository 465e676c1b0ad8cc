"""What the rules for the pools of a cluster have in common."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CHOOSES_ITS_OWN, CLUSTER, POOL
from armlens.rules.language.conditions import any_of, every
from armlens.rules.language.fields import field
from armlens.rules.language.sources import by_type, itself, parent
from armlens.rules.rule import Link

THE_CLUSTER = by_type({CLUSTER: itself(noun=""), POOL: parent(noun="cluster")})
"""The cluster itself, or the one that a pool belongs to, if the template has it."""

IN_A_STANDARD_CLUSTER = every(THE_CLUSTER, CHOOSES_ITS_OWN)
"""Neither an AKS Automatic cluster nor a pool of one."""

IN_A_SCALE_SET = any_of(field("type").equals("VirtualMachineScaleSets"), field("type").is_missing())
"""The pool is a virtual machine scale set, which it also is if it does not say what it is."""

POOL_REFERENCE = Link(
    "Template reference of agentPools",
    "https://learn.microsoft.com/azure/templates/microsoft.containerservice/managedclusters/agentpools",
)
