"""Azure.AKS.SystemPoolNaming: the names of system pools follow a convention."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, OWN_POOLS, POOL, SERVICE
from armlens.rules.catalogue.aks.naming_links import NAMING_LINKS
from armlens.rules.catalogue.aks.pools import POOL_REFERENCE
from armlens.rules.language.conditions import every, when
from armlens.rules.language.fields import field, name
from armlens.rules.language.operands import option
from armlens.rules.rule import Option, Pillar, Rule, RuleSeverity

_FORMAT = Option(
    "AZURE_AKS_SYSTEM_POOL_NAME_FORMAT",
    "",
    "A regular expression, with regard to case, that the name of each system pool must match.",
    example="^npsys",
    is_pattern=True,
)

RULE = Rule(
    name="Azure.AKS.SystemPoolNaming",
    ref="AZR-000508",
    title="Name system pools by your convention",
    severity=RuleSeverity.AWARENESS,
    pillar=Pillar.OPERATIONS,
    reference="OE:04 Tools and processes",
    service=SERVICE,
    release="2025_12",
    resource_types=(CLUSTER, POOL),
    condition=every(
        OWN_POOLS, when(field("mode").equals("System"), name().matches(option(_FORMAT.name)))
    ),
    options=(_FORMAT,),
    needs_option=_FORMAT.name,
    passes="The names of the system pools follow the convention",
    fails="The name of the system pool does not follow the convention",
    explanation=(
        "System pools run what the cluster itself needs. A name that says so keeps people from"
        " placing workloads there, and tells scripts, alerts and bills what the nodes are for.\n\n"
        "A pool cannot be renamed, only replaced, so a convention only helps if it is kept from"
        " the start."
    ),
    recommendation=(
        "Choose a name that the convention allows, for example `npsys001` where it is `^npsys`"
        " followed by a number."
    ),
    notes=(
        f"The rule runs only where the option `{_FORMAT.name}` is set. It is found anywhere in the"
        " name unless it begins with `^` and ends with `$`. Names of pools have up to 12 lower"
        " case letters and digits, those of Windows pools up to 6, and begin with a letter."
    ),
    difference=(
        "For a pool that is a resource by itself, only the last part of its name counts, which is"
        " the name of the pool. The published rule takes the name as it is written, with that of"
        " the cluster."
    ),
    links=(*NAMING_LINKS, POOL_REFERENCE),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters/agentPools",
  "apiVersion": "2024-09-01",
  "name": "aks-shop/pool1",
//        ^^^^^^^^^^^^^^^^
  "properties": {
    "mode": "System"
  }
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters/agentPools",
  "apiVersion": "2024-09-01",
  "name": "aks-shop/npsys001",
  "properties": {
    "mode": "System"
  }
}
""",
)
