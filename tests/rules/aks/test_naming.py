"""The rules on naming conventions: silent without one, by the option's expression with one."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.pools import CLUSTER, cluster, nested_pool, pool

NAMING = "Azure.AKS.Naming"
SYSTEM = "Azure.AKS.SystemPoolNaming"
USER = "Azure.AKS.UserPoolNaming"
OF_CLUSTER = {"AZURE_AKS_CLUSTER_NAME_FORMAT": "^aks-[a-z]+$"}
FAILS = "The name does not follow the convention"

OPTIONS = {
    SYSTEM: {"AZURE_AKS_SYSTEM_POOL_NAME_FORMAT": "^npsys"},
    USER: {"AZURE_AKS_USER_POOL_NAME_FORMAT": "^npapp"},
}
RIGHT = {SYSTEM: "npsys1", USER: "npapp1"}
MODE = {SYSTEM: "System", USER: "User"}
OTHER = {SYSTEM: "User", USER: "System"}

both = pytest.mark.parametrize("rule", [SYSTEM, USER])


def fails(rule: str) -> str:
    """The start of the failures of a rule on pools."""
    return f"fail: The name of the {MODE[rule].lower()} pool does not follow the convention:"


def named(name: str, expected: str = "") -> str:
    """A cluster of that name, and the finding on it."""
    told = f"//        {'^' * len(name)} {expected}" if expected else ""
    return f"""[{{ "type": "{CLUSTER}",
  "name": {name}
{told}
}}]"""


def test_without_a_convention_nothing_is_said() -> None:
    analysis = check(template(named('"x"')), NAMING)
    assert not analysis.findings
    analysis = check(template(cluster('{ "mode": "System", "name": "x" }')), SYSTEM)
    assert not analysis.findings


def test_name_of_a_cluster_by_the_convention_passes() -> None:
    check(template(named('"aks-shop"')), NAMING, OF_CLUSTER)


@pytest.mark.parametrize("name", ["shop", "AKS-shop", "aks-shop1"])
def test_name_of_a_cluster_beside_the_convention_fails(name: str) -> None:
    told = f"fail: {FAILS}: 'name' is '{name}' and does not match '^aks-[a-z]+$'."
    check(template(named(f'"{name}"', told)), NAMING, OF_CLUSTER)


def test_name_of_a_cluster_through_a_parameter() -> None:
    head = '"parameters": { "name": { "type": "string", "defaultValue": "shop" } },'
    told = f"fail: {FAILS}: 'name' is 'shop' with the default of parameter 'name' and does not ..."
    check(template(named("\"[parameters('name')]\"", told), head), NAMING, OF_CLUSTER)


def test_name_of_a_cluster_that_nobody_knows_is_open() -> None:
    head = '"parameters": { "name": { "type": "string" } },'
    told = "open: Whether the name follows the convention is not known: ..."
    check(template(named("\"[parameters('name')]\"", told), head), NAMING, OF_CLUSTER)


@pytest.mark.parametrize("pattern", ["(", "[a", "(?<=a)b"])
def test_expression_that_cannot_be_used_leaves_it_open(pattern: str) -> None:
    told = "open: Whether the name follows the convention is not known: ..."
    check(template(named('"shop"', told)), NAMING, {"AZURE_AKS_CLUSTER_NAME_FORMAT": pattern})


@both
def test_names_of_pools_by_the_convention_pass(rule: str) -> None:
    right = RIGHT[rule]
    check(
        template(cluster(f'{{ "mode": "{MODE[rule]}", "name": "{right}" }}')), rule, OPTIONS[rule]
    )
    alone = pool(f'"mode": "{MODE[rule]}"').replace("aks/np1", f"aks/{right}")
    check(template(alone), rule, OPTIONS[rule])


@both
@pytest.mark.parametrize("mode", ['"mode": "{0}",', ""])
def test_other_pools_are_not_concerned(rule: str, mode: str) -> None:
    others = cluster(f'{{ {mode.format(OTHER[rule])} "name": "x" }}')
    check(template(others), rule, OPTIONS[rule])


@both
def test_names_of_pools_beside_the_convention_fail(rule: str) -> None:
    pattern = RIGHT[rule][:-1]
    resources = cluster(f"""
    {{ "mode": "{MODE[rule]}",
      "name": "a" }},
    //        ^^^ {fails(rule)} 'name' of pool 'a' is 'a' and does not match '^{pattern}'.
    {{ "mode": "{MODE[rule].lower()}",
      "name": "{RIGHT[rule].upper()}" }}
    //        ^^^^^^^^ {fails(rule)} ...""")
    check(template(resources), rule, OPTIONS[rule])


@both
def test_only_the_last_part_of_a_name_counts(rule: str) -> None:
    pattern = RIGHT[rule][:-1]
    resources = f"""[{{ "type": "{CLUSTER}/agentPools",
      "name": "{pattern}/np1", "properties": {{ "mode": "{MODE[rule]}" }}
    //        ^^^^^^^^^^^ {fails(rule)} 'name' is 'np1' and does not match '^{pattern}'.
    }}]"""
    check(template(resources), rule, OPTIONS[rule])


@both
def test_name_of_a_nested_pool_is_told_there(rule: str) -> None:
    resources = f"""[{{ "type": "{CLUSTER}", "name": "aks", "resources": [{{ "type": "agentPools",
      "name": "np1", "properties": {{ "mode": "{MODE[rule]}" }}
    //        ^^^^^ {fails(rule)} 'name' is 'np1' and does not match ...
    }}] }}]"""
    check(template(resources), rule, OPTIONS[rule])


@both
def test_mode_that_may_be_another_leaves_it_open(rule: str) -> None:
    head = '"parameters": { "mode": { "type": "string", "allowedValues": ["System", "User"] } },'
    word = f"open: {fails(rule).removeprefix('fail: ').removesuffix(':')}"
    resources = nested_pool("", '"mode": "[parameters(\'mode\')]"').replace(
        '"name": "np1",',
        f"""
      "name": "np1",
    //        ^^^^^ {word} when parameter 'mode' is '{MODE[rule]}': 'name' is 'np1' and does not ...
""",
    )
    check(template(resources, head), rule, OPTIONS[rule])


@both
def test_last_part_of_a_name_is_judged_though_the_first_is_not_known(rule: str) -> None:
    head = '"parameters": { "cluster": { "type": "string" }, "zone": { "type": "string" } },'
    resources = f"""[{{ "type": "{CLUSTER}/agentPools",
      "name": "[concat(parameters('cluster'), '/np1')]", "properties": {{ "mode": "{MODE[rule]}" }}
    //        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ {fails(rule)} 'name' is 'np1' and does not ...
    }},
    {{ "type": "{CLUSTER}/agentPools",
      "name": "[format('{{0}}/{RIGHT[rule]}{{1}}', parameters('cluster'), parameters('zone'))]",
      "properties": {{ "mode": "{MODE[rule]}" }} }}]"""
    check(template(resources, head), rule, OPTIONS[rule])
