"""Azure.AKS.PoolVersion: pools that say another version than their cluster, wherever they are."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.pools import cluster, nested_pool, pool_of

RULE = "Azure.AKS.PoolVersion"
FAILS = "The pool does not run the Kubernetes version of the cluster"

PINNED = '"kubernetesVersion": "1.33.7"'

PASSING = {
    "the same": cluster('{ "orchestratorVersion": "1.33.7" }', f"{PINNED},"),
    "none": cluster('{ "name": "a" }', f"{PINNED},"),
    "null": cluster('{ "orchestratorVersion": null }', f"{PINNED},"),
    "any case": cluster('{ "ORCHESTRATORversion": "1.33.7" }', '"KUBERNETESversion": "1.33.7",'),
    "a pool of a cluster with the same": pool_of(
        f'"properties": {{ {PINNED} }}', '"orchestratorVersion": "1.33.7"'
    ),
    "a pool of a cluster with none": pool_of(f'"properties": {{ {PINNED} }}', ""),
    "a pool in a cluster with none": nested_pool(f'"properties": {{ {PINNED} }},', ""),
    "no versions": cluster('{ "name": "a" }'),
    "no pools": cluster("", f"{PINNED},"),
}

TOLD = {
    "each pool of a cluster at its own place": cluster(
        f"""
    {{ "name": "a",
      "orchestratorVersion": "1.32.6" }},
    //                       ^^^^^^^^ fail: {FAILS}: 'orchestratorVersion' of pool 'a' is '1.32.6'.
    {{ "name": "b", "orchestratorVersion": "1.33.7" }},
    {{ "name": "c",
      "orchestratorVersion": "1.33" }}
    //                       ^^^^^^ fail: {FAILS}: 'orchestratorVersion' of pool 'c' is '1.33'.""",
        f"{PINNED},",
    ),
    "a pool of the cluster": pool_of(
        f'"properties": {{ {PINNED} }}',
        f"""
      "orchestratorVersion": "1.32.6"
    //                       ^^^^^^^^ fail: {FAILS}: 'orchestratorVersion' of pool 'np1' is '1.32.6'.""",
    ),
    "a pool in the cluster": nested_pool(
        f'"properties": {{ {PINNED} }},',
        f"""
      "orchestratorVersion": "1.32.6"
    //                       ^^^^^^^^ fail: {FAILS}: 'orchestratorVersion' of pool 'np1' is '1.32.6'.""",
    ),
    "no text": cluster(
        f"""
    {{ "name": "a",
      "orchestratorVersion": 1 }}
    //                       ^ fail: {FAILS}: 'orchestratorVersion' of pool 'a' is '1'.""",
        f"{PINNED},",
    ),
    "a cluster without a version": cluster(
        """
    { "name": "a",
      "orchestratorVersion": "1.32.6" }
    //                       ^^^^^^^^ open: Whether the pools run the Kubernetes version of the cluster \
is not known: 'orchestratorVersion' of pool 'a' is '1.32.6'."""
    ),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize("resources", TOLD.values(), ids=TOLD)
def test_tells_the_pool(resources: str) -> None:
    check(template(resources), RULE)


def test_one_parameter_for_both_is_the_same_whatever_it_is() -> None:
    head = '"parameters": { "version": { "type": "string" } },'
    resources = cluster(
        """{ "orchestratorVersion": "[parameters('version')]" }""",
        """"kubernetesVersion": "[parameters('version')]",""",
    )
    check(template(resources, head), RULE)


def test_two_parameters_leave_it_open() -> None:
    head = '"parameters": { "old": { "type": "string" }, "new": { "type": "string" } },'
    resources = cluster(
        """
    { "name": "a",
      "orchestratorVersion": "[parameters('old')]" }
    //                       ^^^^^^^^^^^^^^^^^^^^^ open: Whether the pools run the Kubernetes version of \
the cluster is not known: ...""",
        """"kubernetesVersion": "[parameters('new')]",""",
    )
    check(template(resources, head), RULE)


def test_defaults_and_variables_decide() -> None:
    head = """"parameters": { "old": { "type": "string", "defaultValue": "1.31" } },
    "variables": { "new": "1.33" },"""
    resources = cluster(
        f"""
    {{ "name": "a",
      "orchestratorVersion": "[parameters('old')]" }}
    //                       ^^^^^^^^^^^^^^^^^^^^^ fail: {FAILS}: \
'orchestratorVersion' of pool 'a' is '1.31' with the default of parameter 'old'.""",
        """"kubernetesVersion": "[variables('new')]",""",
    )
    check(template(resources, head), RULE)


def test_name_of_the_cluster_need_not_be_known() -> None:
    head = '"parameters": { "cluster": { "type": "string" } },'
    resources = (
        pool_of(
            f'"properties": {{ {PINNED} }}',
            f"""
      "orchestratorVersion": "1.32.6"
    //                       ^^^^^^^^ fail: {FAILS}: 'orchestratorVersion' of pool 'np1' is '1.32.6'.""",
        )
        .replace('"aks"', "\"[parameters('cluster')]\"")
        .replace('"aks/np1"', "\"[concat(parameters('cluster'), '/np1')]\"")
    )
    check(template(resources, head), RULE)
