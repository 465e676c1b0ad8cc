"""Azure.AKS.EphemeralOSDisk: the operating system of a node is on a disk of its host."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, OWN_POOLS, POOL, SERVICE
from armlens.rules.catalogue.aks.pools import POOL_REFERENCE
from armlens.rules.language.conditions import any_of, every
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

RULE = Rule(
    name="Azure.AKS.EphemeralOSDisk",
    ref="AZR-000287",
    title="Keep the operating system of nodes on ephemeral disks",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.PERFORMANCE,
    reference="PE:07 Code and infrastructure",
    service=SERVICE,
    release="2022_09",
    resource_types=(CLUSTER, POOL),
    condition=every(
        OWN_POOLS,
        any_of(field("osDiskType").equals("Ephemeral"), field("osDiskType").is_missing()),
    ),
    passes="The pools use ephemeral disks for the operating system, where their VM size has room",
    fails="The pool does not use ephemeral disks for the operating system",
    explanation=(
        "A managed disk is replicated in Azure Storage, so that a machine can move to another host"
        " without losing data. Nodes keep nothing on it that would be worth that.\n\n"
        "An ephemeral disk is on the host itself. It costs nothing extra, reads and writes faster,"
        " and lets nodes start, upgrade and be re-imaged sooner."
    ),
    recommendation=(
        "Set the pool's `osDiskType` to `Ephemeral`, or leave it out: Azure then chooses an"
        " ephemeral disk wherever it fits."
    ),
    notes=(
        "The disk, `osDiskSizeGB`, must fit into the cache or the temporary disk of the VM size;"
        " otherwise Azure refuses `Ephemeral`. It cannot be changed later: that takes a new pool."
    ),
    difference=(
        "A pool that is a resource by itself may leave `osDiskType` out like one that is written in"
        " its cluster, because the default is the same; the published rule fails it."
    ),
    links=(
        Link(
            "Well-Architected Framework: code and infrastructure",
            "https://learn.microsoft.com/azure/well-architected/performance-efficiency/optimize-code-infrastructure",
        ),
        Link(
            "Ephemeral OS disks in AKS",
            "https://learn.microsoft.com/azure/aks/concepts-storage#ephemeral-os-disk",
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
    "vmSize": "Standard_D8ds_v5",
    "osDiskType": "Managed"
//                ^^^^^^^^^
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
    "vmSize": "Standard_D8ds_v5",
    "osDiskType": "Ephemeral"
  }
}
""",
)
