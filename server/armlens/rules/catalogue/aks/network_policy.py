"""Azure.AKS.NetworkPolicy: the cluster enforces which pods may talk to each other."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import (
    AUTOMATIC_HAS_IT,
    CHOOSES_ITS_OWN,
    CLUSTER,
    REFERENCE,
    SERVICE,
)
from armlens.rules.language.conditions import all_of, any_of, when
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

_POLICY = field("properties.networkProfile.networkPolicy")
_PLANE = field("properties.networkProfile.networkDataplane")
_IS_CILIUM = _PLANE.equals("cilium")

RULE = Rule(
    name="Azure.AKS.NetworkPolicy",
    ref="AZR-000027",
    title="Enforce network policies between pods",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:04 Segmentation",
    service=SERVICE,
    release="2020_06",
    resource_types=(CLUSTER,),
    applies=CHOOSES_ITS_OWN,
    condition=all_of(
        when(_POLICY.is_missing(), any_of(_POLICY.one_of("calico", "azure"), _IS_CILIUM)),
        when(
            all_of(_POLICY.exists(), _PLANE.differs_from("cilium")),
            _POLICY.one_of("calico", "azure", also=("cilium",)),
        ),
        when(
            all_of(_POLICY.exists(), _IS_CILIUM),
            _POLICY.one_of("cilium", also=("calico", "azure")),
        ),
    ),
    passes="The cluster enforces network policies",
    fails="The cluster does not enforce network policies",
    explanation=(
        "In a cluster every pod can reach every other one, in whichever namespace. An intruder in"
        " one container is then one request away from everything else, databases included.\n\n"
        "Network policies say which pods may talk to which. But Kubernetes only stores them: unless"
        " the cluster has an engine that enforces them, they are accepted and have no effect."
    ),
    recommendation=(
        "Use Azure CNI powered by Cilium: set `properties.networkProfile.networkDataplane` and"
        " `properties.networkProfile.networkPolicy` to `cilium`, with the `networkPlugin` `azure`."
        " Where nodes run Windows, or with another plugin, set `networkPolicy` to `calico`."
    ),
    notes=(
        "The engine takes effect with the policies that you write; without any, all traffic stays"
        " allowed. Installing or changing it re-images the nodes of all pools at once. `cilium` as"
        " a policy needs the data plane `cilium` too, and Linux nodes; that data plane enforces"
        " policies also where `networkPolicy` is left out. `azure` is Azure Network Policy"
        " Manager, whose support ends. What `networkPlugin` `none` leaves to a network plugin of"
        " your own cannot be seen in a template."
    ),
    difference=(
        "The published rule knows `azure` and `calico` only. Cilium is what the documentation"
        " recommends today, so the policy and the data plane `cilium` pass here."
        f" {AUTOMATIC_HAS_IT}"
    ),
    links=(
        Link(
            "Well-Architected Framework: segmentation",
            "https://learn.microsoft.com/azure/well-architected/security/segmentation",
        ),
        Link(
            "Network policies in AKS",
            "https://learn.microsoft.com/azure/aks/use-network-policies",
        ),
        Link(
            "Azure CNI powered by Cilium",
            "https://learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium",
        ),
        Link(
            "Network policies of Kubernetes",
            "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
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
      "networkPlugin": "azure",
      "networkPolicy": "none"
//                     ^^^^^^
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
      "networkPlugin": "azure",
      "networkDataplane": "cilium",
      "networkPolicy": "cilium"
    }
  }
}
""",
)
