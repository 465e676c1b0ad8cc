"""Azure.AKS.AuthorizedIPs: only known addresses reach a public Kubernetes API."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, REFERENCE, SERVICE
from armlens.rules.language.conditions import all_of, every
from armlens.rules.language.fields import field, value
from armlens.rules.language.sources import elements
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

_RANGES = "properties.apiServerAccessProfile.authorizedIPRanges"

RULE = Rule(
    name="Azure.AKS.AuthorizedIPs",
    ref="AZR-000030",
    title="Restrict which addresses reach the Kubernetes API",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:06 Network controls",
    service=SERVICE,
    release="2021_06",
    resource_types=(CLUSTER,),
    applies=field("properties.apiServerAccessProfile.enablePrivateCluster").differs_from(True),
    condition=all_of(
        field(_RANGES).has_value(),
        every(elements(_RANGES, noun="range"), value().differs_from("0.0.0.0/0")),
    ),
    passes="The cluster restricts which addresses reach its API",
    fails="The cluster lets every address reach its API",
    explanation=(
        "Whoever controls the Kubernetes API controls the cluster. Unless a cluster is private, its"
        " API server has a public address that anybody on the internet can send requests to, and"
        " only the sign-in stands between them and the cluster.\n\n"
        "With authorized ranges, requests from elsewhere are refused before they are looked at. A"
        " stolen credential or a flaw in the API server is then of use only to those who are in"
        " your networks already."
    ),
    recommendation=(
        "List the networks that the cluster is administered from in"
        " `properties.apiServerAccessProfile.authorizedIPRanges`, as `203.0.113.0/24`, with the"
        " address that the cluster's own traffic leaves by. Or make the cluster private with"
        " `properties.apiServerAccessProfile.enablePrivateCluster`."
    ),
    notes=(
        "A private cluster takes no ranges, so the rule does not concern it. Up to 200 ranges are"
        " possible; each must begin with its first address. `0.0.0.0/32` stands by itself and"
        " admits nothing but the address of the cluster's standard load balancer."
    ),
    difference=(
        "The published rule is content with any range. This one also tells `0.0.0.0/0`, which"
        " admits every address."
    ),
    links=(
        Link(
            "Well-Architected Framework: networking and connectivity",
            "https://learn.microsoft.com/azure/well-architected/security/networking",
        ),
        Link(
            "Authorized address ranges of the API server",
            "https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges",
        ),
        Link(
            "Private clusters",
            "https://learn.microsoft.com/azure/aks/private-clusters",
        ),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "apiServerAccessProfile": {
      "authorizedIPRanges": []
//    ^^^^^^^^^^^^^^^^^^^^
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
    "apiServerAccessProfile": {
      "authorizedIPRanges": ["203.0.113.0/24"]
    }
  }
}
""",
)
