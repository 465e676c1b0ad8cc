"""Azure.AKS.NodeMinPods: what is written, and what Azure's default is worth where nothing is."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.pools import cluster, nested_pool, pool, pool_of

RULE = "Azure.AKS.NodeMinPods"
FAILS = "The pool lets each node run too few pods"
MINIMUM = "AZURE_AKS_POOL_MINIMUM_MAXPODS"


def network(profile: str) -> str:
    """The network profile of a cluster, as a property."""
    return f'"networkProfile": {{ {profile} }}'


CNI = network('"networkPlugin": "azure"')
OVERLAY = network('"networkPlugin": "azure", "networkPluginMode": "Overlay"')
KUBENET = network('"networkPlugin": "kubenet"')
NO_PLUGIN = network('"networkPlugin": "none"')

PASSING = {
    "fifty": cluster('{ "maxPods": 50 }', f"{CNI},"),
    "more, as text": cluster('{ "maxPods": "110" }', f"{CNI},"),
    "a pool by itself": pool('"MAXPODS": 50'),
    "the default of the overlay": cluster('{ "name": "a" }', f"{OVERLAY},"),
    "the default of kubenet": cluster('{ "name": "a" }', f"{KUBENET},"),
    "the default without a plugin": cluster('{ "name": "a", "maxPods": null }'),
    "the default of an automatic cluster": cluster(
        '{ "name": "a" }', f"{CNI},", '"sku": { "name": "Automatic" },'
    ),
    "a pool of a cluster with the overlay": pool_of(f'"properties": {{ {OVERLAY} }}', ""),
    "a pool in a cluster with kubenet": nested_pool(f'"properties": {{ {KUBENET} }},', ""),
    "no pools": cluster("", f"{CNI},"),
}

TOLD = {
    "each pool of a cluster at its own place": cluster(
        f"""
    {{ "name": "a",
      "maxPods": 30 }},
    //           ^^ fail: {FAILS}: 'maxPods' of pool 'a' is '30' and not at least 50.
    {{ "name": "b", "maxPods": 250 }},
    {{
      "name": "c"
    //        ^^^ fail: {FAILS}: 'maxPods' of pool 'c' is not set.
    }}""",
        f"{CNI},",
    ),
    "too few on the overlay": cluster(
        f"""
    {{ "name": "a",
      "maxPods": 30 }}
    //           ^^ fail: {FAILS}: 'maxPods' of pool 'a' is '30' and not at least 50.""",
        f"{OVERLAY},",
    ),
    "a network of one's own": cluster(
        f"""
    {{
      "name": "a"
    //        ^^^ fail: {FAILS}: 'maxPods' of pool 'a' is not set.
    }}""",
        f"{NO_PLUGIN},",
    ),
    "a pool by itself": pool(f"""
    "maxPods": 49
    //         ^^ fail: {FAILS}: 'maxPods' is '49' and not at least 50."""),
    "no number": pool(f"""
      "maxPods": []
    //^^^^^^^^^ fail: {FAILS}: 'maxPods' is empty and not at least 50."""),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize("resources", TOLD.values(), ids=TOLD)
def test_fails_where_it_is_written(resources: str) -> None:
    check(template(resources), RULE)


def test_pool_without_a_number_and_without_its_cluster_fails() -> None:
    check(
        template(f"""[{{
    "type": "Microsoft.ContainerService/managedClusters/agentPools", "name": "aks/np1",
      "properties": {{}}
    //^^^^^^^^^^^^ fail: {FAILS}: 'maxPods' is not set.
    }}]"""),
        RULE,
    )


def test_number_can_be_set() -> None:
    check(template(pool('"maxPods": 30')), RULE, {MINIMUM: 30})
    resources = pool(f"""
    "maxPods": 50
    //         ^^ fail: {FAILS}: 'maxPods' is '50' and not at least 100.""")
    check(template(resources), RULE, {MINIMUM: 100})


def test_defaults_will_not_do_for_more_than_they_are() -> None:
    resources = cluster(
        f"""
    {{
      "name": "a"
    //        ^^^ fail: {FAILS}: 'maxPods' of pool 'a' is not set.
    }}""",
        f"{KUBENET},",
    )
    check(template(resources), RULE, {MINIMUM: 150})


def test_plugin_that_may_be_either_is_named() -> None:
    head = """"parameters": { "plugin": { "type": "string",
    "allowedValues": ["azure", "kubenet"] } },"""
    resources = cluster(
        f"""
    {{
      "name": "a"
    //        ^^^ open: {FAILS} when parameter 'plugin' is 'azure': 'maxPods' of pool 'a' is not set.
    }}""",
        """"networkProfile": { "networkPlugin": "[parameters('plugin')]" },""",
    )
    check(template(resources, head), RULE)


def test_values_come_through_parameters_and_variables() -> None:
    head = """"parameters": { "pods": { "type": "int", "defaultValue": 20 } },
    "variables": { "pods": "[add(parameters('pods'), 10)]" },"""
    resources = pool(f"""
    "maxPods": "[variables('pods')]"
    //         ^^^^^^^^^^^^^^^^^^^^^ fail: {FAILS}: \
'maxPods' is '30' with the default of parameter 'pods' and not at least 50.""")
    check(template(resources, head), RULE)
