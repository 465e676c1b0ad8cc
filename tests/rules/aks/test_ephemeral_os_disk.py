"""Azure.AKS.EphemeralOSDisk: a pool that asks for managed disks fails, one that asks for none not."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.pools import cluster, nested_pool, pool

RULE = "Azure.AKS.EphemeralOSDisk"
FAILS = "The pool does not use ephemeral disks for the operating system"

PASSING = {
    "ephemeral": cluster('{ "osDiskType": "Ephemeral" }'),
    "any case": cluster('{ "OSDISKTYPE": "ephemeral" }'),
    "left to Azure": cluster('{ "name": "a" }'),
    "left to Azure with null": cluster('{ "osDiskType": null }'),
    "a pool by itself, ephemeral": pool('"osDiskType": "Ephemeral"'),
    "a pool by itself, left to Azure": pool('"mode": "User"'),
    "a pool in its cluster": nested_pool("", '"osDiskType": "Ephemeral"'),
    "no pools": cluster(""),
}

TOLD = {
    "each pool of a cluster at its own place": cluster(f"""
    {{ "name": "a",
      "osDiskType": "Managed" }},
    //              ^^^^^^^^^ fail: {FAILS}: 'osDiskType' of pool 'a' is 'Managed'.
    {{ "name": "b", "osDiskType": "Ephemeral" }},
    {{ "name": "c",
      "osDiskType": "managed" }}
    //              ^^^^^^^^^ fail: {FAILS}: 'osDiskType' of pool 'c' is 'managed'."""),
    "a pool by itself": pool(f"""
    "osDiskType": "Managed"
    //            ^^^^^^^^^ fail: {FAILS}: 'osDiskType' is 'Managed'."""),
    "a pool in its cluster": nested_pool(
        "",
        f"""
    "osDiskType": "Managed"
    //            ^^^^^^^^^ fail: {FAILS}: 'osDiskType' is 'Managed'.""",
    ),
    "no text": pool(f"""
    "osDiskType": 5
    //            ^ fail: {FAILS}: 'osDiskType' is '5'."""),
    "empty": pool(f"""
    "osDiskType": ""
    //            ^^ fail: {FAILS}: 'osDiskType' is empty."""),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize("resources", TOLD.values(), ids=TOLD)
def test_fails_where_it_is_written(resources: str) -> None:
    check(template(resources), RULE)


def test_choice_of_a_parameter_is_named() -> None:
    head = """"parameters": { "disk": { "type": "string",
    "allowedValues": ["Managed", "Ephemeral"] } },"""
    resources = pool(f"""
    "osDiskType": "[parameters('disk')]"
    //            ^^^^^^^^^^^^^^^^^^^^^^ open: {FAILS} when parameter 'disk' is 'Managed': \
'osDiskType' is 'Managed'.""")
    check(template(resources, head), RULE)


def test_default_of_a_parameter_decides() -> None:
    head = '"parameters": { "disk": { "type": "string", "defaultValue": "Managed" } },'
    resources = pool(f"""
    "osDiskType": "[parameters('disk')]"
    //            ^^^^^^^^^^^^^^^^^^^^^^ fail: {FAILS}: \
'osDiskType' is 'Managed' with the default of parameter 'disk'.""")
    check(template(resources, head), RULE)


def test_pools_from_a_variable_are_told_where_it_is_used() -> None:
    head = """"variables": { "pools": [{ "name": "a", "osDiskType": "Managed" }] },"""
    resources = f"""[{{
    "type": "Microsoft.ContainerService/managedClusters", "name": "aks", "properties": {{
    "agentPoolProfiles": "[variables('pools')]"
    //                   ^^^^^^^^^^^^^^^^^^^^^^ fail: {FAILS}: \
'osDiskType' of pool 'a' is 'Managed' from variable 'pools'.
    }} }}]"""
    check(template(resources, head), RULE)
