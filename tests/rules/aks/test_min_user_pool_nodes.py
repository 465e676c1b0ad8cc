"""Azure.AKS.MinUserPoolNodes: which pools it concerns, and which of their numbers decides."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.pools import cluster, nested_pool, pool

RULE = "Azure.AKS.MinUserPoolNodes"
FAILS = "The user pool has too few nodes"
MINIMUM = "AZURE_AKS_CLUSTER_USER_POOL_MINIMUM_NODES"
EXCLUDED = "AZURE_AKS_CLUSTER_USER_POOL_EXCLUDED_FROM_MINIMUM_NODES"

PASSING = {
    "three": cluster('{ "mode": "User", "count": 3 }'),
    "three as text": cluster('{ "mode": "User", "count": "3" }'),
    "three at least": pool('"mode": "user", "enableAutoScaling": true, "minCount": 3, "count": 1'),
    "a system pool": cluster('{ "mode": "System", "count": 1 }'),
    "no mode": cluster('{ "count": 1 }'),
    "a gateway": cluster('{ "mode": "Gateway", "count": 2 }'),
    "spot": cluster('{ "mode": "User", "count": 0, "scaleSetPriority": "spot" }'),
    "virtual machines": pool('"mode": "User", "type": "VirtualMachines"'),
    "no pools": cluster(""),
}

TOLD = {
    "each pool of a cluster at its own place": cluster(f"""
    {{ "name": "a", "mode": "User",
      "count": 1 }},
    //         ^ fail: {FAILS}: 'count' of pool 'a' is '1' and not at least 3.
    {{ "name": "b", "mode": "User", "count": 3 }},
    {{ "mode": "User",
      "name": "c"
    //        ^^^ fail: {FAILS}: 'count' of pool 'c' is not set.
    }}"""),
    "the least counts with autoscaling": pool(f"""
    "mode": "User", "count": 5, "enableAutoScaling": true,
    "minCount": 0
    //          ^ fail: {FAILS}: 'minCount' is '0' and not at least 3."""),
    "the count counts without": pool(f"""
    "mode": "User", "minCount": 5, "enableAutoScaling": false,
    "count": 2
    //       ^ fail: {FAILS}: 'count' is '2' and not at least 3."""),
    "a pool in its cluster": nested_pool(
        "",
        f"""
    "mode": "USER",
    "COUNT": 2
    //       ^ fail: {FAILS}: 'count' is '2' and not at least 3.""",
    ),
    "no number": pool(f"""
    "mode": "User",
    "count": true
    //       ^^^^ fail: {FAILS}: 'count' is 'true' and not at least 3."""),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes_or_does_not_concern(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize("resources", TOLD.values(), ids=TOLD)
def test_fails_where_it_is_written(resources: str) -> None:
    check(template(resources), RULE)


def test_number_can_be_set() -> None:
    check(template(pool('"mode": "User", "count": 2')), RULE, {MINIMUM: 2})
    resources = pool(f"""
    "mode": "User",
    "count": 4
    //       ^ fail: {FAILS}: 'count' is '4' and not at least 5.""")
    check(template(resources), RULE, {MINIMUM: 5})


def test_pools_can_be_excluded_by_name() -> None:
    resources = cluster(f"""
    {{ "name": "BATCH", "mode": "User", "count": 0 }},
    {{ "name": "web", "mode": "User",
      "count": 1 }}
    //         ^ fail: {FAILS}: 'count' of pool 'web' is '1' and not at least 3.""")
    check(template(resources), RULE, {EXCLUDED: ("batch", "np1")})
    check(template(pool('"mode": "User", "count": 0')), RULE, {EXCLUDED: ("batch", "np1")})


def test_values_come_through_parameters_and_variables() -> None:
    head = """"parameters": { "least": { "type": "int", "defaultValue": 1 } },
    "variables": { "scaled": true },"""
    resources = pool(f"""
    "mode": "User", "enableAutoScaling": "[variables('scaled')]",
    "minCount": "[parameters('least')]"
    //          ^^^^^^^^^^^^^^^^^^^^^^^ fail: {FAILS}: \
'minCount' is '1' with the default of parameter 'least' and not at least 3.""")
    check(template(resources, head), RULE)


def test_choice_of_autoscaling_decides_which_number_counts() -> None:
    head = '"parameters": { "auto": { "type": "bool" } },'
    resources = pool(f"""
    "mode": "User", "count": 3, "enableAutoScaling": "[parameters('auto')]",
    "minCount": 1
    //          ^ open: {FAILS} when parameter 'auto' is true: 'minCount' is '1' and not at least 3.""")
    check(template(resources, head), RULE)
