"""Azure.AKS.AvailabilityZone: in which regions, for which pools, and where it is told."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.pools import CLUSTER, cluster, nested_pool, pool_of

RULE = "Azure.AKS.AvailabilityZone"
FAILS = "The pool does not use the availability zones of the region"
MORE_REGIONS = "AZURE_AKS_ADDITIONAL_REGION_AVAILABILITY_ZONE_LIST"

NO_ZONES = '{ "name": "a", "type": "VirtualMachineScaleSets" }'
HERE = '"location": "westeurope",'

PASSING = {
    "three zones": cluster('{ "availabilityZones": ["1", "2", "3"] }', members=HERE),
    "the zones that Azure chooses": cluster('{ "availabilityZones": ["auto"] }', members=HERE),
    "a region without zones": cluster(NO_ZONES, members='"location": "westcentralus",'),
    "no region": cluster(NO_ZONES),
    "an availability set": cluster('{ "type": "availabilityset" }', members=HERE),
    "an automatic cluster": cluster(NO_ZONES, members=f'{HERE} "sku": {{ "name": "AUTOMATIC" }},'),
    "no pools": cluster("", members=HERE),
    "a pool by itself": f'[{{ "type": "{CLUSTER}/agentPools", "name": "aks/a", "properties": {{}} }}]',
    "a pool after its cluster": pool_of(
        '"location": "westeurope"', '"availabilityZones": ["1", "2"]'
    ),
}

TOLD = {
    "each pool at its own place": cluster(
        f"""
    {{
      "name": "a",
    //        ^^^ fail: {FAILS}: 'availabilityZones' of pool 'a' is not set.
      "type": "VirtualMachineScaleSets"
    }},
    {{ "name": "b", "availabilityZones": ["1"] }},
    {{ "name": "c",
      "availabilityZones": [] }},
    //^^^^^^^^^^^^^^^^^^^ fail: {FAILS}: 'availabilityZones' of pool 'c' is empty.
    {{ "name": "d",
      "availabilityZones": null }}
    //                     ^^^^ fail: {FAILS}: 'availabilityZones' of pool 'd' is null.""",
        members=HERE,
    ),
    "any spelling of the region": cluster(
        f"""
    {{
      "name": "a"
    //        ^^^ fail: {FAILS}: 'availabilityZones' of pool 'a' is not set.
    }}""",
        members='"LOCATION": "West Europe",',
    ),
    "a pool after its cluster": pool_of(
        '"location": "westeurope"',
        f"""
      "availabilityZones": []
    //^^^^^^^^^^^^^^^^^^^ fail: {FAILS}: 'availabilityZones' of pool 'np1' is empty.""",
    ),
    "a pool in its cluster": nested_pool(
        HERE,
        f"""
      "availabilityZones": []
    //^^^^^^^^^^^^^^^^^^^ fail: {FAILS}: 'availabilityZones' of pool 'np1' is empty.""",
    ),
    "virtual machines": cluster(
        f"""
    {{
      "name": "a",
    //        ^^^ fail: {FAILS}: 'availabilityZones' of pool 'a' is not set.
      "type": "VirtualMachines"
    }}""",
        members=HERE,
    ),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes_or_does_not_concern(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize("resources", TOLD.values(), ids=TOLD)
def test_fails_where_it_is_written(resources: str) -> None:
    check(template(resources), RULE)


def test_regions_can_be_added() -> None:
    resources = cluster(
        f"""
    {{
      "name": "a"
    //        ^^^ fail: {FAILS}: 'availabilityZones' of pool 'a' is not set.
    }}""",
        members='"location": "westcentralus",',
    )
    check(template(resources), RULE, {MORE_REGIONS: ("northcentralus", "West Central US")})


def test_region_that_only_the_deployment_knows_leaves_it_open() -> None:
    resources = f"""[{{ "type": "{CLUSTER}", "name": "aks",
    "location": "[resourceGroup().location]",
    //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ open: Whether the pools use the availability zones of the \
region is not known: ...
    "properties": {{ "agentPoolProfiles": [{NO_ZONES}] }} }}]"""
    check(template(resources), RULE)


def test_region_of_a_choice_is_named() -> None:
    head = """"parameters": { "place": { "type": "string",
    "allowedValues": ["westcentralus", "westeurope"] } },"""
    resources = cluster(
        f"""
    {{
      "name": "a"
    //        ^^^ open: {FAILS} when parameter 'place' is 'westeurope': \
'availabilityZones' of pool 'a' is not set.
    }}""",
        members=""""location": "[parameters('place')]",""",
    )
    check(template(resources, head), RULE)


def test_zones_through_a_parameter_with_a_default() -> None:
    head = '"parameters": { "zones": { "type": "array", "defaultValue": [] } },'
    resources = cluster(
        f"""
    {{ "name": "a",
      "availabilityZones": "[parameters('zones')]" }}
    //                     ^^^^^^^^^^^^^^^^^^^^^^^ fail: {FAILS}: \
'availabilityZones' of pool 'a' is empty with the default of parameter 'zones'.""",
        members=HERE,
    )
    check(template(resources, head), RULE)


def test_zones_without_a_value_leave_it_open() -> None:
    head = '"parameters": { "zones": { "type": "array" } },'
    resources = cluster(
        """
    { "name": "a",
      "availabilityZones": "[parameters('zones')]" }
    //                     ^^^^^^^^^^^^^^^^^^^^^^^ open: Whether the pools use the availability \
zones of the region is not known: a parameter has no value.""",
        members=HERE,
    )
    check(template(resources, head), RULE)
