"""Azure.AKS.MinNodeCount: which nodes count, wherever their pools are written."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.pools import CLUSTER, POOL, cluster

RULE = "Azure.AKS.MinNodeCount"
FAILS = "The cluster has too few system nodes"
MINIMUM = "AZURE_AKS_CLUSTER_MINIMUM_SYSTEM_NODES"


def with_pools(*pools: str, expected: str = "", mark: str = "agentPoolProfiles") -> str:
    """A cluster with the pools in it, and the finding on the array of them."""
    told = f"//  {'^' * (len(mark) + 2)} {expected}" if expected else ""
    return f"""[{{ "type": "{CLUSTER}", "name": "aks", "properties": {{
    "agentPoolProfiles": [
{told}
    {", ".join(pools)}
    ] }} }}]"""


def nodes(number: str) -> str:
    """The finding for a number of nodes."""
    return f"fail: {FAILS}: the number of nodes of its system pools is {number} and not at least 3."


PASSING = {
    "three": with_pools('{ "mode": "System", "count": 3 }'),
    "three as text": with_pools('{ "mode": "System", "count": "3" }'),
    "three at least": with_pools('{ "mode": "System", "count": 1, "minCount": 3 }'),
    "several pools": with_pools(
        '{ "mode": "System", "count": 2 }', '{ "mode": "system", "count": 1 }'
    ),
    "no mode": with_pools('{ "count": 3 }'),
    "an automatic cluster": cluster(
        '{ "mode": "System", "count": 1 }', members='"sku": { "name": "Automatic" },'
    ),
    "virtual machines": with_pools('{ "mode": "System", "type": "VirtualMachines" }'),
    "a pool by itself": f'[{{ "type": "{POOL}", "name": "aks/a", "properties": {{ "count": 1 }} }}]',
    "pools in the cluster and after it": f"""[
      {{ "type": "{CLUSTER}", "name": "aks", "properties": {{
         "agentPoolProfiles": [{{ "mode": "System", "count": 2 }}] }} }},
      {{ "type": "{POOL}", "name": "AKS/b", "properties": {{ "mode": "System", "minCount": 1 }} }}
    ]""",
    "pools nested in the cluster": f"""[{{ "type": "{CLUSTER}", "name": "aks", "resources": [
      {{ "type": "agentPools", "name": "a", "properties": {{ "mode": "System", "count": 2 }} }},
      {{ "type": "{POOL}", "name": "aks/b", "properties": {{ "mode": "System", "count": 1 }} }}
    ] }}]""",
}

TOLD = {
    "one": with_pools('{ "mode": "System", "count": 1 }', expected=nodes("1")),
    "the least counts": with_pools(
        '{ "mode": "System", "count": 5, "minCount": 2 }', expected=nodes("2")
    ),
    "user pools do not count": with_pools(
        '{ "mode": "System", "count": 1 }', '{ "mode": "user", "count": 9 }', expected=nodes("1")
    ),
    "gateways do not count": with_pools(
        '{ "mode": "System", "count": 2 }', '{ "mode": "Gateway", "count": 2 }', expected=nodes("2")
    ),
    "no count": with_pools('{ "mode": "System" }', expected=nodes("0")),
    "no number": with_pools('{ "mode": "System", "count": "many" }', expected=nodes("0")),
    "no pools": with_pools(expected=nodes("0")),
    "a pool of another cluster": f"""[
    {{ "type": "{CLUSTER}", "name": "aks", "properties": {{
      "agentPoolProfiles": [{{ "mode": "System", "count": 2 }}]
    //^^^^^^^^^^^^^^^^^^^ {nodes("2")}
    }} }},
    {{ "type": "{POOL}", "name": "other/b", "properties": {{ "mode": "System", "count": 5 }} }}]""",
    "nothing at all": f"""[{{
      "type": "{CLUSTER}", "name": "aks"
    //        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ {nodes("0")}
    }}]""",
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes_or_does_not_concern(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize("resources", TOLD.values(), ids=TOLD)
def test_fails_at_the_pools(resources: str) -> None:
    check(template(resources), RULE)


def test_number_can_be_set() -> None:
    two = with_pools('{ "mode": "System", "count": 2 }')
    check(template(two), RULE, {MINIMUM: 2})
    told = f"fail: {FAILS}: the number of nodes of its system pools is 3 and not at least 5."
    three = with_pools('{ "mode": "System", "count": 3 }', expected=told)
    check(template(three), RULE, {MINIMUM: 5})


def test_default_and_variable_decide() -> None:
    head = """"parameters": { "count": { "type": "int", "defaultValue": 1 } },
    "variables": { "more": 1 },"""
    resources = with_pools(
        """{ "mode": "System", "count": "[parameters('count')]" }""",
        """{ "mode": "System", "count": "[variables('more')]" }""",
        expected=nodes("2"),
    )
    check(template(resources, head), RULE)


def test_choice_of_a_parameter_is_named() -> None:
    head = '"parameters": { "count": { "type": "int", "allowedValues": [1, 3] } },'
    told = (
        f"open: {FAILS} when parameter 'count' is 1:"
        " the number of nodes of its system pools is 1 and not at least 3."
    )
    resources = with_pools(
        """{ "mode": "System", "count": "[parameters('count')]" }""", expected=told
    )
    check(template(resources, head), RULE)


def test_number_that_nobody_knows_leaves_it_open() -> None:
    head = '"parameters": { "count": { "type": "int" } },'
    resources = with_pools(
        """{ "mode": "System", "count": "[parameters('count')]" }""",
        expected="open: Whether the cluster has enough system nodes is not known: ...",
    )
    check(template(resources, head), RULE)


def test_pool_that_may_be_deployed_leaves_it_open() -> None:
    head = '"parameters": { "more": { "type": "bool" } },'
    resources = f"""[
    {{ "type": "{CLUSTER}", "name": "aks", "properties": {{
      "agentPoolProfiles": [{{ "mode": "System", "count": 2 }}]
    //^^^^^^^^^^^^^^^^^^^ open: Whether the cluster has enough system nodes is not known: ...
    }} }},
    {{ "type": "{POOL}", "name": "aks/b", "condition": "[parameters('more')]",
       "properties": {{ "mode": "System", "count": 5 }} }}]"""
    check(template(resources, head), RULE)


@pytest.mark.parametrize(("pools", "expected"), [(3, ""), (2, nodes("2"))])
def test_pools_of_a_loop_count_each(pools: int, expected: str) -> None:
    told = f"    //^^^^^^^^^^^^ {expected}" if expected else ""
    resources = f"""[{{ "type": "{CLUSTER}", "name": "aks",
      "properties": {{ "copy": [{{ "name": "agentPoolProfiles", "count": {pools},
{told}
      "input": {{ "mode": "System", "count": 1 }} }}] }} }}]"""
    check(template(resources), RULE)


def test_looped_pool_resources_count_each() -> None:
    resources = f"""[{{ "type": "{CLUSTER}", "name": "aks" }},
    {{ "copy": {{ "name": "pools", "count": 3 }}, "type": "{POOL}",
       "name": "[format('aks/np{{0}}', copyIndex())]",
       "properties": {{ "mode": "System", "count": 1 }} }}]"""
    check(template(resources), RULE)


def test_name_of_the_cluster_need_not_be_known() -> None:
    head = '"parameters": { "cluster": { "type": "string" } },'
    resources = f"""[{{ "type": "{CLUSTER}", "name": "[parameters('cluster')]",
      "properties": {{ "agentPoolProfiles": [{{ "mode": "System", "count": 1 }}] }} }},
    {{ "type": "{POOL}", "name": "[format('{{0}}/{{1}}', parameters('cluster'), 'more')]",
      "properties": {{ "mode": "System", "count": 2 }} }}]"""
    check(template(resources, head), RULE)
