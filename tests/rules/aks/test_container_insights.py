"""Azure.AKS.ContainerInsights: as an add-on, or as later API versions have it."""

from __future__ import annotations

import pytest

from expectations import check, only_finding, template
from rules.aks.clusters import cluster, told_of_name, told_of_type, told_of_value

RULE = "Azure.AKS.ContainerInsights"
ADD_ONS = "properties.addonProfiles"
ADD_ON = f"{ADD_ONS}.omsagent.enabled"
PROFILE = "properties.azureMonitorProfile.containerInsights.enabled"
FAILS = "fail: The cluster is not monitored with Container insights"

PASSING = {
    "the add-on": cluster(ADD_ON, "true"),
    "any casing": cluster(f"{ADD_ONS}.omsAgent.Enabled", "true"),
    "as later API versions have it": cluster(PROFILE, "true"),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_either_way_passes(resources: str) -> None:
    check(template(resources), RULE)


NOR = "and 'properties.azureMonitorProfile' is not set."

FAILING = {
    "nothing": told_of_type(f"{FAILS}: 'properties' is not set."),
    "no add-ons": told_of_name("properties", "{}", f"{FAILS}: '{ADD_ONS}' is not set {NOR}"),
    "other add-ons": told_of_name(
        ADD_ONS, '{ "azurepolicy": {} }', f"{FAILS}: '{ADD_ONS}' has no 'omsagent' {NOR}"
    ),
    "the add-on without a word": told_of_name(
        f"{ADD_ONS}.omsagent", "{}", f"{FAILS}: '{ADD_ONS}.omsagent' is empty {NOR}"
    ),
    "the add-on off": told_of_value(ADD_ON, "false", f"{FAILS}: '{ADD_ON}' is 'false' {NOR}"),
    "null": told_of_value(ADD_ON, "null", f"{FAILS}: '{ADD_ON}' is null {NOR}"),
    "no truth value": told_of_value(ADD_ON, '"on"', f"{FAILS}: '{ADD_ON}' is 'on' {NOR}"),
}


@pytest.mark.parametrize("resources", FAILING.values(), ids=FAILING)
def test_not_monitored_fails(resources: str) -> None:
    check(template(resources), RULE)


def test_a_default_and_a_variable_are_named() -> None:
    head = '"parameters": { "monitor": { "type": "bool", "defaultValue": false } },'
    message = f"{FAILS}: '{ADD_ON}' is 'false' with the default of parameter 'monitor' {NOR}"
    check(template(told_of_value(ADD_ON, "\"[parameters('monitor')]\"", message), head), RULE)
    head = '"variables": { "addOns": { "omsagent": { "enabled": false } } },'
    message = f"{FAILS}: '{ADD_ON}' is 'false' from variable 'addOns' {NOR}"
    check(template(told_of_value(ADD_ONS, "\"[variables('addOns')]\"", message), head), RULE)


def test_the_value_that_fails_is_told() -> None:
    head = '"parameters": { "monitor": { "type": "bool" } },'
    message = (
        "open: The cluster is not monitored with Container insights when parameter 'monitor' is"
        f" false: '{ADD_ON}' is 'false' {NOR}"
    )
    check(template(told_of_value(ADD_ON, "\"[parameters('monitor')]\"", message), head), RULE)


def test_an_automatic_cluster_has_to_ask_for_it_in_a_template() -> None:
    message = f"{FAILS}: '{ADD_ON}' is 'false' {NOR}"
    check(template(told_of_value(ADD_ON, "false", message, sku="Automatic")), RULE)


def test_only_the_way_that_every_api_version_has_is_offered() -> None:
    _, finding = only_finding(template(cluster("properties", "{}")), RULE)
    assert [fix.title for fix in finding.fixes()] == [f"Set '{ADD_ON}' to true"]


def test_a_workspace_whose_id_is_not_known_does_not_matter() -> None:
    head = '"parameters": { "workspaceId": { "type": "string" } },'
    config = '{ "logAnalyticsWorkspaceResourceID": "[parameters(\'workspaceId\')]" }'
    add_on = f'{{ "enabled": true, "config": {config} }}'
    check(template(cluster(f"{ADD_ONS}.omsagent", add_on), head), RULE)
