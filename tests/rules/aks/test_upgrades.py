"""Azure.AKS.AutoUpgrade and Azure.AKS.NodeAutoUpgrade: channels for Kubernetes and for the nodes."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.clusters import cluster, told_of_name, told_of_type, told_of_value

AUTO = "Azure.AKS.AutoUpgrade"
NODES = "Azure.AKS.NodeAutoUpgrade"
PROFILE = "properties.autoUpgradeProfile"
CHANNEL = {AUTO: f"{PROFILE}.upgradeChannel", NODES: f"{PROFILE}.nodeOSUpgradeChannel"}
GOOD = {AUTO: ["stable", "patch", "rapid", "node-image"], NODES: ["NodeImage", "SecurityPatch"]}
BAD = {AUTO: ["none", "", "weekly"], NODES: ["None", "Unmanaged", "", "stable"]}
FAILS = {
    AUTO: "The cluster is not upgraded automatically",
    NODES: "The nodes of the cluster are not updated automatically",
}

both = pytest.mark.parametrize("rule", [AUTO, NODES])


@pytest.mark.parametrize(
    ("rule", "channel"), [(rule, each) for rule in GOOD for each in GOOD[rule]]
)
def test_a_channel_passes(rule: str, channel: str) -> None:
    check(template(cluster(CHANNEL[rule], f'"{channel}"')), rule)
    check(template(cluster(CHANNEL[rule].upper(), f'"{channel.upper()}"')), rule)


@pytest.mark.parametrize(("rule", "channel"), [(rule, each) for rule in BAD for each in BAD[rule]])
def test_none_and_what_is_no_channel_fail(rule: str, channel: str) -> None:
    state = f"'{channel}'" if channel else "empty"
    message = f"fail: {FAILS[rule]}: '{CHANNEL[rule]}' is {state}."
    check(template(told_of_value(CHANNEL[rule], f'"{channel}"', message)), rule)


@both
def test_nothing_fails_at_the_nearest_that_is_there(rule: str) -> None:
    fails = f"fail: {FAILS[rule]}"
    name = CHANNEL[rule].rpartition(".")[2]
    check(template(told_of_type(f"{fails}: 'properties' is not set.")), rule)
    check(template(told_of_name("properties", "{}", f"{fails}: '{PROFILE}' is not set.")), rule)
    check(template(told_of_name(PROFILE, "{}", f"{fails}: '{PROFILE}' is empty.")), rule)
    other = told_of_name(PROFILE, '{ "other": 1 }', f"{fails}: '{PROFILE}' has no '{name}'.")
    check(template(other), rule)


@both
@pytest.mark.parametrize(("value", "state"), [("null", "null"), ("true", "'true'"), ("5", "'5'")])
def test_what_is_no_text_fails(rule: str, value: str, state: str) -> None:
    message = f"fail: {FAILS[rule]}: '{CHANNEL[rule]}' is {state}."
    check(template(told_of_value(CHANNEL[rule], value, message)), rule)


def test_each_channel_is_judged_by_its_own_rule() -> None:
    profile = '{ "upgradeChannel": "stable" }'
    check(template(cluster(PROFILE, profile)), AUTO)
    message = f"fail: {FAILS[NODES]}: '{PROFILE}' has no 'nodeOSUpgradeChannel'."
    check(template(told_of_name(PROFILE, profile, message)), NODES)


@both
def test_a_default_and_a_variable_are_named(rule: str) -> None:
    head = '"parameters": { "channel": { "type": "string", "defaultValue": "none" } },'
    message = (
        f"fail: {FAILS[rule]}: '{CHANNEL[rule]}' is 'none' with the default of parameter 'channel'."
    )
    check(
        template(told_of_value(CHANNEL[rule], "\"[parameters('channel')]\"", message), head), rule
    )
    head = '"variables": { "channel": "none" },'
    message = f"fail: {FAILS[rule]}: '{CHANNEL[rule]}' is 'none' from variable 'channel'."
    check(template(told_of_value(CHANNEL[rule], "\"[variables('channel')]\"", message), head), rule)


@both
def test_the_value_that_fails_is_told(rule: str) -> None:
    allowed = f'["{GOOD[rule][0]}", "none"]'
    head = f'"parameters": {{ "channel": {{ "type": "string", "allowedValues": {allowed} }} }},'
    message = (
        f"open: {FAILS[rule]} when parameter 'channel' is 'none': '{CHANNEL[rule]}' is 'none'."
    )
    check(
        template(told_of_value(CHANNEL[rule], "\"[parameters('channel')]\"", message), head), rule
    )


@both
def test_automatic_clusters_are_not_concerned(rule: str) -> None:
    check(template(cluster("properties.dnsPrefix", '"aks"', sku="Automatic")), rule)
