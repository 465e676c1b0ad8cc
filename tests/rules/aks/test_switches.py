"""The rules that want one setting of a cluster to be true: each way to pass, fail and stay open."""

from __future__ import annotations

import pytest

from armlens.rules.catalogue import find_rule
from expectations import check, template
from rules.aks.clusters import CLUSTER, cluster, told_of_name, told_of_type, told_of_value

SWITCHES = {
    "Azure.AKS.AzurePolicyAddOn": "properties.addonProfiles.azurepolicy.enabled",
    "Azure.AKS.AzureRBAC": "properties.aadProfile.enableAzureRBAC",
    "Azure.AKS.DefenderProfile": "properties.securityProfile.defender.securityMonitoring.enabled",
    "Azure.AKS.LocalAccounts": "properties.disableLocalAccounts",
    "Azure.AKS.ManagedAAD": "properties.aadProfile.managed",
    "Azure.AKS.SecretStore": "properties.addonProfiles.azureKeyvaultSecretsProvider.enabled",
    "Azure.AKS.UseRBAC": "properties.enableRBAC",
}

PRESET_BY_AUTOMATIC = {
    "Azure.AKS.AzurePolicyAddOn",
    "Azure.AKS.AzureRBAC",
    "Azure.AKS.LocalAccounts",
    "Azure.AKS.ManagedAAD",
    "Azure.AKS.UseRBAC",
}

every_switch = pytest.mark.parametrize(("rule", "path"), SWITCHES.items(), ids=SWITCHES)


def fails(rule: str) -> str:
    """The start of the rule's failures."""
    found = find_rule(rule)
    assert found
    return f"fail: {found.fails}"


@every_switch
def test_true_passes(rule: str, path: str) -> None:
    check(template(cluster(path, "true")), rule)


@every_switch
def test_names_are_not_case_sensitive(rule: str, path: str) -> None:
    check(template(cluster(path.upper(), "true")), rule)


@every_switch
def test_false_fails_at_the_value(rule: str, path: str) -> None:
    check(template(told_of_value(path, "false", f"{fails(rule)}: '{path}' is 'false'.")), rule)


@every_switch
def test_null_fails_at_the_value(rule: str, path: str) -> None:
    check(template(told_of_value(path, "null", f"{fails(rule)}: '{path}' is null.")), rule)


@every_switch
@pytest.mark.parametrize("value", ['"yes"', "1"])
def test_what_is_no_truth_value_fails(rule: str, path: str, value: str) -> None:
    shown = value.strip('"')
    check(template(told_of_value(path, value, f"{fails(rule)}: '{path}' is '{shown}'.")), rule)


@every_switch
def test_nothing_fails_at_the_type(rule: str, path: str) -> None:
    check(template(told_of_type(f"{fails(rule)}: '{path}' is not set.")), rule)


@every_switch
def test_a_missing_name_fails_at_the_nearest_that_is_there(rule: str, path: str) -> None:
    names = path.split(".")
    for depth in range(1, len(names)):
        above = ".".join(names[:depth])
        check(template(told_of_name(above, "{}", f"{fails(rule)}: '{path}' is not set.")), rule)


@every_switch
def test_a_default_decides_and_is_named(rule: str, path: str) -> None:
    head = '"parameters": { "on": { "type": "bool", "defaultValue": false } },'
    wrong = f"{fails(rule)}: '{path}' is 'false' with the default of parameter 'on'."
    check(template(told_of_value(path, "\"[parameters('on')]\"", wrong), head), rule)
    right = head.replace("false", "true")
    check(template(cluster(path, "\"[parameters('on')]\""), right), rule)


@every_switch
def test_a_variable_is_followed_and_named(rule: str, path: str) -> None:
    head = '"variables": { "all": { "on": false } },'
    wrong = f"{fails(rule)}: '{path}' is 'false' from variable 'all'."
    check(template(told_of_value(path, "\"[variables('all').on]\"", wrong), head), rule)


@every_switch
def test_a_parameter_without_a_value_leaves_it_open(rule: str, path: str) -> None:
    head = '"parameters": { "on": { "type": "bool" } },'
    unknown = "open: ..."
    check(template(told_of_value(path, "\"[parameters('on')]\"", unknown), head), rule)


@every_switch
def test_the_values_that_fail_are_told(rule: str, path: str) -> None:
    head = '"parameters": { "on": { "type": "bool", "allowedValues": [true, false] } },'
    message = fails(rule).replace("fail: ", "open: ")
    witness = f"{message} when parameter 'on' is 'false': '{path}' is 'false'."
    check(template(told_of_value(path, "\"[parameters('on')]\"", witness), head), rule)


@every_switch
def test_each_cluster_is_told_at_its_own_place(rule: str, path: str) -> None:
    wrong = f"{fails(rule)}: '{path}' is 'false'."
    one = told_of_value(path, "false", wrong)
    check(template(f"{one[:-1]},{one[1:]}"), rule)


@every_switch
def test_an_instance_of_a_loop_that_fails_is_told(rule: str, path: str) -> None:
    expected = f"{fails(rule)}: ..."
    text = told_of_value(path, '"[equals(copyIndex(), 0)]"', expected)
    loop = '"name": "[format(\'aks{0}\', copyIndex())]", "copy": { "name": "all", "count": 2 }'
    check(template(text.replace('"name": "aks"', loop)), rule)


@every_switch
def test_whether_automatic_clusters_are_concerned(rule: str, path: str) -> None:
    expected = f"{fails(rule)}: '{path}' is 'false'."
    if rule in PRESET_BY_AUTOMATIC:
        check(template(cluster(path, "false", sku="automatic")), rule)
    else:
        check(template(told_of_value(path, "false", expected, sku="automatic")), rule)


@every_switch
def test_other_resources_are_not_concerned(rule: str, path: str) -> None:
    text = cluster(path, "false").replace(CLUSTER, f"{CLUSTER}Snapshots")
    check(template(text), rule)
