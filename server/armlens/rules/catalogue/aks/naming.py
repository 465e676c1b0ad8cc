"""Azure.AKS.Naming: the names of clusters follow a convention."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, REFERENCE, SERVICE
from armlens.rules.catalogue.aks.naming_links import NAMING_LINKS
from armlens.rules.language.fields import name
from armlens.rules.language.operands import option
from armlens.rules.rule import Option, Pillar, Rule, RuleSeverity

_FORMAT = Option(
    "AZURE_AKS_CLUSTER_NAME_FORMAT",
    "",
    "A regular expression, with regard to case, that the name of each cluster must match.",
    example="^aks-",
    is_pattern=True,
)

RULE = Rule(
    name="Azure.AKS.Naming",
    ref="AZR-000507",
    title="Name clusters by your convention",
    severity=RuleSeverity.AWARENESS,
    pillar=Pillar.OPERATIONS,
    reference="OE:04 Tools and processes",
    service=SERVICE,
    release="2025_12",
    resource_types=(CLUSTER,),
    condition=name().matches(option(_FORMAT.name)),
    options=(_FORMAT,),
    needs_option=_FORMAT.name,
    passes="The name follows the convention",
    fails="The name does not follow the convention",
    explanation=(
        "Names that say what a resource is, whose it is and what for let people find their way in"
        " portals, bills and logs, and let scripts and policies tell resources apart.\n\n"
        "A name cannot be changed later, so a convention only helps if it is kept from the start."
    ),
    recommendation=(
        "Choose a name that the convention allows, for example `aks-shop-prod-001` where it is"
        " `^aks-` followed by a workload and an environment."
    ),
    notes=(
        f"The rule runs only where the option `{_FORMAT.name}` is set. It is found anywhere in the"
        " name unless it begins with `^` and ends with `$`."
    ),
    links=(*NAMING_LINKS, REFERENCE),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "cluster1"
//        ^^^^^^^^^^
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "aks-shop-prod-001"
}
""",
)
