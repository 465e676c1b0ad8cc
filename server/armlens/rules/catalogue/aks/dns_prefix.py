"""Azure.AKS.DNSPrefix: the DNS prefix of a cluster is one that Azure takes."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CHOOSES_ITS_OWN, CLUSTER, REFERENCE, SERVICE
from armlens.rules.language.conditions import all_of, any_of, when
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

_PREFIX = field("properties.dnsPrefix")

RULE = Rule(
    name="Azure.AKS.DNSPrefix",
    ref="AZR-000040",
    title="Choose a DNS prefix that Azure allows",
    severity=RuleSeverity.AWARENESS,
    pillar=Pillar.OPERATIONS,
    reference="OE:04 Continuous integration",
    service=SERVICE,
    release="2020_06",
    resource_types=(CLUSTER,),
    applies=all_of(
        field("properties.fqdnSubdomain").is_missing(), any_of(CHOOSES_ITS_OWN, _PREFIX.exists())
    ),
    condition=all_of(
        _PREFIX.has_length(1, 54),
        when(
            _PREFIX.exists(),
            _PREFIX.matches(
                r"^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\Z",
                called="only letters, digits and '-', with a letter or digit at both ends",
            ),
        ),
    ),
    passes="The DNS prefix is one that Azure takes",
    fails="The DNS prefix is not one that Azure takes",
    explanation=(
        "The address of the Kubernetes API begins with the DNS prefix. It has 1 to 54 characters:"
        " letters, digits and hyphens, the first and the last of which are letters or digits.\n\n"
        "Azure refuses other prefixes, but not before the deployment has begun."
    ),
    recommendation=(
        "Set `properties.dnsPrefix` to a text that follows these rules, for example the name of the"
        " cluster."
    ),
    notes=(
        "The prefix cannot be changed later. Private clusters with a DNS zone of their own can set"
        " `properties.fqdnSubdomain` instead; one of the two excludes the other."
    ),
    difference=(
        "Clusters with `fqdnSubdomain`, which must not have a prefix, and AKS Automatic clusters"
        " without one, which get one from Azure, are left out; the published rule fails both."
    ),
    links=(
        Link(
            "Well-Architected Framework: continuous integration",
            "https://learn.microsoft.com/azure/well-architected/operational-excellence/release-engineering-continuous-integration",
        ),
        Link(
            "Rules for the names of Azure resources",
            "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcontainerservice",
        ),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "dnsPrefix": "aks_shop"
//               ^^^^^^^^^^
  }
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "dnsPrefix": "aks-shop"
  }
}
""",
)
