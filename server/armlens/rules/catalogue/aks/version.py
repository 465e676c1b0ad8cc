"""Azure.AKS.Version: clusters and pools run a Kubernetes version that is supported."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, POOL, REFERENCE, SERVICE
from armlens.rules.catalogue.aks.pools import IN_A_STANDARD_CLUSTER, THE_CLUSTER
from armlens.rules.language.conditions import all_of, any_of, every, negated, some, when
from armlens.rules.language.fields import field
from armlens.rules.language.operands import option
from armlens.rules.language.sources import by_type, itself
from armlens.rules.rule import Link, Option, Pillar, Rule, RuleSeverity

_OLDEST = Option(
    "AZURE_AKS_CLUSTER_MINIMUM_VERSION",
    "1.33.7",
    "The oldest Kubernetes version that clusters and pools may have.",
)
_KEEPS_UP = field("properties.autoUpgradeProfile.upgradeChannel").one_of("stable", "rapid")
_CLUSTER_KEEPS_UP = some(THE_CLUSTER, _KEEPS_UP, called="cluster that upgrades itself")
_POOL_VERSION = field("orchestratorVersion")

RULE = Rule(
    name="Azure.AKS.Version",
    ref="AZR-000015",
    title="Run a Kubernetes version that is supported",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.RELIABILITY,
    reference="RE:04 Target metrics",
    service=SERVICE,
    release="2020_06",
    resource_types=(CLUSTER, POOL),
    applies=IN_A_STANDARD_CLUSTER,
    condition=all_of(
        every(
            by_type({CLUSTER: itself(noun="")}),
            any_of(
                field("properties.kubernetesVersion").version_at_least(option(_OLDEST.name)),
                _KEEPS_UP,
            ),
        ),
        every(
            by_type({POOL: itself(noun="", at="properties")}),
            when(
                all_of(_POOL_VERSION.exists(), negated(_CLUSTER_KEEPS_UP)),
                _POOL_VERSION.version_at_least(option(_OLDEST.name)),
            ),
        ),
    ),
    options=(_OLDEST,),
    passes="Kubernetes is recent enough, or kept so by automatic upgrades",
    fails="Kubernetes is not kept at a supported version",
    explanation=(
        "Azure supports the three newest minor versions of Kubernetes. A new one comes about every"
        " four months, and each is out of support about a year later.\n\n"
        "A cluster below that gets no fixes, security fixes included, is no longer covered by"
        " support, and is harder to upgrade with each version that passes."
    ),
    recommendation=(
        "Set `properties.autoUpgradeProfile.upgradeChannel` to `stable` or `rapid`, so that Azure"
        " keeps the cluster up to date, or set `properties.kubernetesVersion` to a supported"
        " version."
    ),
    notes=(
        "A minor version alone, such as `1.33`, means the newest patch of it. Without a version,"
        " Azure takes its default when the cluster is created and leaves it at that. The channels"
        " `patch` and `node-image` stay with the minor version. Clusters with long-term support"
        f" can set the option `{_OLDEST.name}` to the version that they rely on. The pools are"
        " upgraded after the cluster, which is the subject of `Azure.AKS.PoolVersion`."
    ),
    difference=(
        "A minor version alone counts as its newest patch; the published rule fails it where the"
        " option names a patch. A pool passes if its cluster is in the template and upgrades"
        " itself. AKS Automatic clusters, which always upgrade themselves, are left out."
    ),
    links=(
        Link(
            "Well-Architected Framework: target metrics",
            "https://learn.microsoft.com/azure/well-architected/reliability/metrics",
        ),
        Link(
            "Supported Kubernetes versions",
            "https://learn.microsoft.com/azure/aks/supported-kubernetes-versions",
        ),
        Link(
            "Automatic upgrades of a cluster",
            "https://learn.microsoft.com/azure/aks/auto-upgrade-cluster",
        ),
        Link("Long-term support", "https://learn.microsoft.com/azure/aks/long-term-support"),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "kubernetesVersion": "1.29.2"
//                       ^^^^^^^^
  }
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "kubernetesVersion": "1.33.7"
  }
}
""",
)
