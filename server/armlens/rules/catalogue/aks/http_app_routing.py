"""Azure.AKS.HttpAppRouting: the retired add-on for HTTP routing is not used."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, REFERENCE, SERVICE
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

RULE = Rule(
    name="Azure.AKS.HttpAppRouting",
    ref="AZR-000035",
    title="Do without the HTTP application routing add-on",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:06 Network controls",
    service=SERVICE,
    release="2021_12",
    resource_types=(CLUSTER,),
    condition=field("properties.addonProfiles.httpApplicationRouting.enabled").differs_from(True),
    passes="The cluster does not use the HTTP application routing add-on",
    fails="The cluster uses the HTTP application routing add-on",
    explanation=(
        "The add-on was a quick way to publish applications while trying things out. It puts them"
        " on the internet by plain HTTP under a public DNS name, and has never been meant for"
        " production.\n\n"
        "It is retired: it does not work with any version of Kubernetes that is still supported,"
        " and gets no fixes."
    ),
    recommendation=(
        "Remove `properties.addonProfiles.httpApplicationRouting` or set its `enabled` to `false`."
        " Publish applications with the application routing add-on"
        " (`properties.ingressProfile.webAppRouting`), Application Gateway for Containers or an"
        " ingress controller of your own."
    ),
    notes=(
        "Move the applications first: those that are published by the add-on are not reachable"
        " without it. The application routing add-on has no DNS zone of its own, and its"
        " `ingressClassName` is `webapprouting.kubernetes.azure.com`."
    ),
    links=(
        Link(
            "Well-Architected Framework: networking and connectivity",
            "https://learn.microsoft.com/azure/well-architected/security/networking",
        ),
        Link(
            "From HTTP application routing to application routing",
            "https://learn.microsoft.com/azure/aks/app-routing-migration",
        ),
        Link(
            "Application Gateway for Containers",
            "https://learn.microsoft.com/azure/application-gateway/for-containers/overview",
        ),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "addonProfiles": {
      "httpApplicationRouting": {
        "enabled": true
//                 ^^^^
      }
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
    "addonProfiles": {
      "httpApplicationRouting": {
        "enabled": false
      }
    }
  }
}
""",
)
