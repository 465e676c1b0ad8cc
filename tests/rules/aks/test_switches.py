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
    del path
    check(template(told_of_type(f"{fails(rule)}: 'properties' is not set.")), rule)


@every_switch
def test_a_missing_name_fails_at_the_nearest_that_is_there(rule: str, path: str) -> None:
    first, second, *further = path.split(".")
    if further:
        message = f"{fails(rule)}: '{first}.{second}' is not set."
        check(template(told_of_name(first, "{}", message)), rule)
    for depth in range(len(further)):
        above = ".".join([first, second, *further[:depth]])
        empty = f"{fails(rule)}: '{above}' is empty."
        check(template(told_of_name(above, "{}", empty)), rule)
        other = f"{fails(rule)}: '{above}' has no '{further[depth]}'."
        check(template(told_of_name(above, '{ "other": {} }', other)), rule)
        text = f"{fails(rule)}: '{above}' is 'on' and not an object."
        check(template(told_of_value(above, '"on"', text)), rule)


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
def test_what_only_the_deployment_knows_leaves_it_open(rule: str, path: str) -> None:
    found = find_rule(rule)
    assert found
    question = f"open: Whether {found.passes[:1].lower()}{found.passes[1:]} is not known"
    message = f"{question}: only the deployment knows it."
    check(template(told_of_value(path, "\"[reference('other').on]\"", message)), rule)


@every_switch
def test_it_is_told_when_it_is_false(rule: str, path: str) -> None:
    head = '"parameters": { "on": { "type": "bool" } },'
    message = fails(rule).replace("fail: ", "open: ")
    witness = f"{message} when parameter 'on' is false: '{path}' is 'false'."
    check(template(told_of_value(path, "\"[parameters('on')]\"", witness), head), rule)


@every_switch
def test_each_cluster_is_told_at_its_own_place(rule: str, path: str) -> None:
    wrong = f"{fails(rule)}: '{path}' is 'false'."
    one = told_of_value(path, "false", wrong)
    check(template(f"{one[:-1]},{one[1:]}"), rule)


@every_switch
def test_an_instance_of_a_loop_that_fails_is_told(rule: str, path: str) -> None:
    concerns = "This concerns instance 1 of loop 'all'."
    expected = f"{fails(rule)}: '{path}' is 'false'. {concerns}"
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
