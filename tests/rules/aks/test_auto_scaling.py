"""Azure.AKS.AutoScaling: which pools it concerns, and where a pool of fixed size is told."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.pools import cluster, nested_pool, pool, pool_of

RULE = "Azure.AKS.AutoScaling"
FAILS = "The pool is not sized by the cluster autoscaler"

LIMITS = '"minCount": 1, "maxCount": 3'
FIXED = '"mode": "User", "type": "VirtualMachineScaleSets", "enableAutoScaling": false'
AUTOMATIC = '"sku": { "name": "Automatic" }'
PROVISIONED = '"properties": { "nodeProvisioningProfile": { "mode": "Auto" } }'

PASSING = {
    "autoscaled": cluster(f'{{ "enableAutoScaling": true, {LIMITS} }}'),
    "autoscaled, as text": cluster(f'{{ "enableAutoScaling": "True", {LIMITS} }}'),
    "any case": cluster(
        f'{{ "TYPE": "virtualmachinescalesets", "ENABLEautoscaling": true, {LIMITS.upper()} }}'
    ),
    "a pool by itself": pool(f'"enableAutoScaling": true, {LIMITS}'),
    "an availability set": cluster('{ "type": "AvailabilitySet" }'),
    "virtual machines": pool('"type": "VirtualMachines", "enableAutoScaling": false'),
    "a gateway": pool('"mode": "gateway", "enableAutoScaling": false'),
    "no pools": cluster(""),
    "an automatic cluster": cluster(f"{{ {FIXED} }}", members=f"{AUTOMATIC},"),
    "node autoprovisioning": cluster(
        f"{{ {FIXED} }}", '"nodeProvisioningProfile": { "mode": "auto" },'
    ),
    "a pool of an automatic cluster": pool_of(AUTOMATIC, FIXED),
    "a pool in an automatic cluster": nested_pool(f"{AUTOMATIC},", FIXED),
    "a pool of a cluster with node autoprovisioning": pool_of(PROVISIONED, FIXED),
}

TOLD = {
    "each pool of a cluster at its own place": cluster(f"""
    {{ "name": "a", "type": "VirtualMachineScaleSets",
      "enableAutoScaling": false }},
    //                     ^^^^^ fail: {FAILS}: 'enableAutoScaling' of pool 'a' is 'false'.
    {{ "name": "b", "enableAutoScaling": true, {LIMITS} }},
    {{
      "name": "c"
    //        ^^^ fail: {FAILS}: 'enableAutoScaling' of pool 'c' is not set.
    }}"""),
    "null": cluster(f"""
    {{ "name": "a",
      "enableAutoScaling": null }}
    //                     ^^^^ fail: {FAILS}: 'enableAutoScaling' of pool 'a' is null."""),
    "no truth value": cluster(f"""
    {{ "name": "a",
      "enableAutoScaling": "yes" }}
    //                     ^^^^^ fail: {FAILS}: 'enableAutoScaling' of pool 'a' is 'yes'."""),
    "no limits": cluster(f"""
    {{ "enableAutoScaling": true, "minCount": 1,
      "name": "a"
    //        ^^^ fail: {FAILS}: 'maxCount' of pool 'a' is not set.
    }},
    {{ "enableAutoScaling": true,
      "name": "b"
    //        ^^^ fail: {FAILS}: 'minCount' of pool 'b' is not set, and 'maxCount' of pool 'b' is not set.
    }}"""),
    "a pool by itself": pool(f"""
    "enableAutoScaling": false
    //                   ^^^^^ fail: {FAILS}: 'enableAutoScaling' is 'false'."""),
    "a pool that its cluster tells no more": pool_of(
        f'"properties": {{ "agentPoolProfiles": [{{ "enableAutoScaling": true, {LIMITS} }}] }}',
        f"""
    "enableAutoScaling": false
    //                   ^^^^^ fail: {FAILS}: 'enableAutoScaling' is 'false'.""",
    ),
    "a pool nested in its cluster": nested_pool(
        "",
        f"""
    "enableAutoScaling": false
    //                   ^^^^^ fail: {FAILS}: 'enableAutoScaling' is 'false'.""",
    ),
    "an object in place of the array": f"""[{{
    "type": "Microsoft.ContainerService/managedClusters", "name": "aks", "properties": {{
    "agentPoolProfiles": {{ "a": {{
      "enableAutoScaling": false
    //                     ^^^^^ fail: {FAILS}: 'enableAutoScaling' of pool 0 is 'false'.
    }} }} }} }}]""",
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes_or_does_not_concern(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize("resources", TOLD.values(), ids=TOLD)
def test_fails_where_it_is_written(resources: str) -> None:
    check(template(resources), RULE)


def test_pool_without_properties_is_told_at_its_type() -> None:
    check(
        template(f"""[{{
    "type": "Microsoft.ContainerService/managedClusters/agentPools",
    //      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ \
fail: {FAILS}: 'properties' is not set.
    "name": "aks/np1"
    }}]"""),
        RULE,
    )


def test_default_of_a_parameter_decides() -> None:
    head = '"parameters": { "auto": { "type": "bool", "defaultValue": false } },'
    resources = pool(f"""
    "enableAutoScaling": "[parameters('auto')]"
    //                   ^^^^^^^^^^^^^^^^^^^^^^ \
fail: {FAILS}: 'enableAutoScaling' is 'false' with the default of parameter 'auto'.""")
    check(template(resources, head), RULE)


def test_variable_is_told_where_it_is_used() -> None:
    head = """"variables": { "pools": [{ "name": "a", "enableAutoScaling": false }] },"""
    resources = f"""[{{
    "type": "Microsoft.ContainerService/managedClusters", "name": "aks", "properties": {{
    "agentPoolProfiles": "[variables('pools')]"
    //                   ^^^^^^^^^^^^^^^^^^^^^^ \
fail: {FAILS}: 'enableAutoScaling' of pool 'a' is 'false' from variable 'pools'.
    }} }}]"""
    check(template(resources, head), RULE)


def test_parameter_without_a_value_leaves_it_open() -> None:
    head = '"parameters": { "auto": { "type": "bool" } },'
    resources = pool(f"""
    {LIMITS},
    "enableAutoScaling": "[parameters('auto')]"
    //                   ^^^^^^^^^^^^^^^^^^^^^^ \
open: {FAILS} when parameter 'auto' is false: 'enableAutoScaling' is 'false'.""")
    check(template(resources, head), RULE)


def test_type_that_may_be_another_leaves_it_open() -> None:
    head = """"parameters": { "kind": { "type": "string",
    "allowedValues": ["AvailabilitySet", "VirtualMachineScaleSets"] } },"""
    resources = pool(f"""
    "type": "[parameters('kind')]",
    "enableAutoScaling": false
    //                   ^^^^^ open: {FAILS} when parameter 'kind' is 'VirtualMachineScaleSets': \
'enableAutoScaling' is 'false'.""")
    check(template(resources, head), RULE)


def test_pools_of_a_loop_are_told_where_they_are_written() -> None:
    resources = f"""[{{
    "type": "Microsoft.ContainerService/managedClusters", "name": "aks", "properties": {{
    "copy": [{{ "name": "agentPoolProfiles", "count": 2, "input": {{
      "name": "[concat('np', copyIndex('agentPoolProfiles'))]",
      "enableAutoScaling": false
    //                     ^^^^^ fail: {FAILS}: 'enableAutoScaling' of pool ...
    }} }}] }} }}]"""
    check(template(resources), RULE)


def test_looped_pools_are_told_once() -> None:
    resources = f"""[{{
    "copy": {{ "name": "pools", "count": 2 }},
    "type": "Microsoft.ContainerService/managedClusters/agentPools",
    "name": "[concat('aks/np', copyIndex())]", "properties": {{
      "enableAutoScaling": false
    //                     ^^^^^ fail: {FAILS}: 'enableAutoScaling' is 'false'.
    }} }}]"""
    check(template(resources), RULE)


def test_looped_pool_of_which_one_is_fixed_is_named() -> None:
    resources = f"""[{{
    "copy": {{ "name": "pools", "count": 2 }},
    "type": "Microsoft.ContainerService/managedClusters/agentPools",
    "name": "[concat('aks/np', copyIndex())]", "properties": {{ {LIMITS},
      "enableAutoScaling": "[equals(copyIndex(), 1)]"
    //                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: {FAILS}: \
'enableAutoScaling' is 'false'. This concerns instance 0 of loop 'pools'.
    }} }}]"""
    check(template(resources), RULE)
