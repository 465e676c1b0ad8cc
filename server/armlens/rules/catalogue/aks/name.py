"""Azure.AKS.Name: the name of a cluster is one that Azure takes."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, REFERENCE, SERVICE
from armlens.rules.language.conditions import all_of
from armlens.rules.language.fields import name
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

RULE = Rule(
    name="Azure.AKS.Name",
    ref="AZR-000039",
    title="Name clusters as Azure allows",
    severity=RuleSeverity.AWARENESS,
    pillar=Pillar.OPERATIONS,
    reference="OE:04 Continuous integration",
    service=SERVICE,
    release="2020_06",
    resource_types=(CLUSTER,),
    condition=all_of(
        name().has_length(1, 63),
        name().matches(
            r"^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?\Z",
            called="only letters, digits, '-' and '_', with a letter or digit at both ends",
        ),
    ),
    passes="The name is one that Azure takes",
    fails="The name is not one that Azure takes",
    explanation=(
        "The name of a cluster has 1 to 63 characters: letters, digits, hyphens and underscores,"
        " the first and the last of which are letters or digits.\n\n"
        "Azure refuses other names, but not before the deployment has begun."
    ),
    recommendation=(
        "Choose a name that follows these rules, for example `aks-shop-prod-westeurope-001`."
    ),
    notes=(
        "The name cannot be changed later. It is unique within its resource group. For a parameter"
        " that gives the name, `minLength` and `maxLength` help."
    ),
    difference=(
        "Names of one character pass, as Azure takes them, and letters of other scripts than Latin"
        " fail, as Azure refuses them; the published rule decides both the other way round."
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
  "name": "aks-shop-"
//        ^^^^^^^^^^^
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "aks-shop-001"
}
""",
)
