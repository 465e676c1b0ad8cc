"""Azure.AKS.AvailabilityZone: the nodes of each pool are in several data centres of the region."""

from __future__ import annotations

from armlens.rules.catalogue import zones
from armlens.rules.catalogue.aks.cluster import (
    ALL_POOLS,
    CHOOSES_ITS_OWN,
    CLUSTER,
    REFERENCE,
    SERVICE,
)
from armlens.rules.language.conditions import every, when
from armlens.rules.language.fields import field
from armlens.rules.language.operands import option
from armlens.rules.rule import Link, Option, Pillar, Rule, RuleSeverity

_REGIONS = Option(
    "AZURE_AKS_ADDITIONAL_REGION_AVAILABILITY_ZONE_LIST",
    (),
    "Regions with availability zones beside those that the rule knows.",
)

RULE = Rule(
    name="Azure.AKS.AvailabilityZone",
    ref="AZR-000021",
    title="Spread the pools over availability zones",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.RELIABILITY,
    reference="RE:05 Regions and availability zones",
    service=SERVICE,
    release="2021_09",
    resource_types=(CLUSTER,),
    applies=CHOOSES_ITS_OWN,
    condition=when(
        field("location").in_region(*zones.VIRTUAL_MACHINE_SCALE_SETS, option(_REGIONS.name)),
        every(
            ALL_POOLS,
            when(
                field("type").differs_from("AvailabilitySet"),
                field("availabilityZones").has_value(),
            ),
        ),
    ),
    options=(_REGIONS,),
    passes="The pools use the availability zones of the region",
    fails="The pool does not use the availability zones of the region",
    explanation=(
        "Availability zones are data centres of one region with power, cooling and network of their"
        " own. A pool that is spread over zones keeps nodes running when one of them fails, at no"
        " extra price.\n\n"
        "Without zones, all nodes of a pool may stand in the same data centre."
    ),
    recommendation=(
        "Set `availabilityZones` of each pool to the zones of the region, usually"
        ' `["1", "2", "3"]`, and let it have at least as many nodes.'
    ),
    notes=(
        "The zones of a pool cannot be changed later: that takes a new pool. Not every VM size is"
        ' in every zone. `["auto"]` leaves the choice to Azure (in preview). Whether the region has'
        " zones comes from a table that ships with the rule."
    ),
    difference=(
        "A pool without `type` is looked at, because Azure makes it a scale set, and so are pools"
        " of the type `VirtualMachines`; the published rule passes both. AKS Automatic clusters"
        " spread their nodes over zones by themselves, so they are left out."
    ),
    links=(
        Link(
            "Well-Architected Framework: regions and availability zones",
            "https://learn.microsoft.com/azure/well-architected/reliability/regions-availability-zones",
        ),
        Link(
            "Availability zones in AKS", "https://learn.microsoft.com/azure/aks/availability-zones"
        ),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "location": "westeurope",
  "properties": {
    "agentPoolProfiles": [
      {
        "name": "system",
        "mode": "System",
        "type": "VirtualMachineScaleSets",
        "count": 3,
        "availabilityZones": []
//      ^^^^^^^^^^^^^^^^^^^
      }
    ]
  }
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "location": "westeurope",
  "properties": {
    "agentPoolProfiles": [
      {
        "name": "system",
        "mode": "System",
        "type": "VirtualMachineScaleSets",
        "count": 3,
        "availabilityZones": ["1", "2", "3"]
      }
    ]
  }
}
""",
)
