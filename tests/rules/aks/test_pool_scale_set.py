"""Azure.AKS.PoolScaleSet: of what a pool may be made."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.pools import cluster, nested_pool, pool

RULE = "Azure.AKS.PoolScaleSet"
FAILS = "The pool is not built on a scale set"

PASSING = {
    "a scale set": cluster('{ "type": "VirtualMachineScaleSets" }'),
    "any case": cluster('{ "TYPE": "virtualmachinescalesets" }'),
    "the default": cluster('{ "name": "a" }'),
    "virtual machines": pool('"type": "VirtualMachines"'),
    "a pool by itself with the default": pool('"mode": "User"'),
    "no pools": cluster(""),
}

TOLD = {
    "each pool of a cluster at its own place": cluster(f"""
    {{ "name": "a",
      "type": "AvailabilitySet" }},
    //        ^^^^^^^^^^^^^^^^^ fail: {FAILS}: 'type' of pool 'a' is 'AvailabilitySet'.
    {{ "name": "b", "type": "VirtualMachineScaleSets" }},
    {{
      "type": "availabilityset" }}
    //        ^^^^^^^^^^^^^^^^^ fail: {FAILS}: 'type' of pool 2 is 'availabilityset'."""),
    "a pool by itself": pool(f"""
    "type": "AvailabilitySet"
    //      ^^^^^^^^^^^^^^^^^ fail: {FAILS}: 'type' is 'AvailabilitySet'."""),
    "a pool in its cluster": nested_pool(
        "",
        f"""
    "type": "AvailabilitySet"
    //      ^^^^^^^^^^^^^^^^^ fail: {FAILS}: 'type' is 'AvailabilitySet'.""",
    ),
    "something else": pool(f"""
    "type": true
    //      ^^^^ fail: {FAILS}: 'type' is 'true'."""),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize("resources", TOLD.values(), ids=TOLD)
def test_fails_where_it_is_written(resources: str) -> None:
    check(template(resources), RULE)


def test_choice_of_a_parameter_is_named() -> None:
    head = """"parameters": { "kind": { "type": "string",
    "allowedValues": ["AvailabilitySet", "VirtualMachineScaleSets"] } },"""
    resources = pool(f"""
    "type": "[parameters('kind')]"
    //      ^^^^^^^^^^^^^^^^^^^^^^ open: {FAILS} when parameter 'kind' is 'AvailabilitySet': \
'type' is 'AvailabilitySet'.""")
    check(template(resources, head), RULE)


def test_default_and_variable_decide() -> None:
    head = """"parameters": { "kind": { "type": "string", "defaultValue": "AvailabilitySet" } },
    "variables": { "kind": "[parameters('kind')]" },"""
    resources = pool(f"""
    "type": "[variables('kind')]"
    //      ^^^^^^^^^^^^^^^^^^^^^ fail: {FAILS}: \
'type' is 'AvailabilitySet' with the default of parameter 'kind'.""")
    check(template(resources, head), RULE)
