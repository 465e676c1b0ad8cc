"""Azure.AKS.Version: which versions will do for a cluster and for a pool, and what makes up for one."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.clusters import cluster, told_of_value
from rules.aks.pools import nested_pool, pool, pool_of

RULE = "Azure.AKS.Version"
FAILS = "Kubernetes is not kept at a supported version"
OLDEST = "AZURE_AKS_CLUSTER_MINIMUM_VERSION"
VERSION = "properties.kubernetesVersion"
CHANNEL = "properties.autoUpgradeProfile.upgradeChannel"

STABLE = '"properties": { "autoUpgradeProfile": { "upgradeChannel": "stable" } }'
NO_CHANNEL = "'properties.autoUpgradeProfile' is not set"

PASSING = {
    "the oldest": cluster(VERSION, '"1.33.7"'),
    "a newer patch": cluster(VERSION, '"1.33.10"'),
    "a newer minor version": cluster(VERSION, '"1.34.0"'),
    "a minor version, which is its newest patch": cluster(VERSION, '"1.33"'),
    "the channel stable": cluster(CHANNEL, '"stable"'),
    "the channel rapid": cluster(CHANNEL.upper(), '"RAPID"'),
    "an automatic cluster": cluster(VERSION, '"1.29.2"', sku="Automatic"),
    "a pool with none": pool('"mode": "User"'),
    "a pool with null": pool('"orchestratorVersion": null'),
    "a pool with the oldest": pool('"orchestratorVersion": "1.33.7"'),
    "a pool of a cluster that upgrades itself": pool_of(STABLE, '"orchestratorVersion": "1.29.2"'),
    "a pool of an automatic cluster": nested_pool(
        '"sku": { "name": "Automatic" },', '"orchestratorVersion": "1.29.2"'
    ),
    "an old pool in a cluster that will do": cluster(VERSION, '"1.33.7"').replace(
        '"1.33.7"', '"1.33.7", "agentPoolProfiles": [{ "orchestratorVersion": "1.29.2" }]'
    ),
}

TOO_OLD = {
    '"1.33.6"': f"'{VERSION}' is '1.33.6', older than '1.33.7'",
    '"1.9.9"': f"'{VERSION}' is '1.9.9', older than '1.33.7'",
    '"1.32"': f"'{VERSION}' is '1.32', older than '1.33.7'",
    '"1.33.7-preview"': f"'{VERSION}' is '1.33.7-preview', older than '1.33.7'",
    '"newest"': f"'{VERSION}' is 'newest' and not a version",
    '""': f"'{VERSION}' is empty and not a version",
    "null": f"'{VERSION}' is null",
    "1.33": f"'{VERSION}' is '1.33' and not a version",
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes_or_does_not_concern(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize(("value", "reason"), TOO_OLD.items(), ids=TOO_OLD)
def test_cluster_that_is_too_old_fails_at_the_version(value: str, reason: str) -> None:
    told = f"fail: {FAILS}: {reason} and {NO_CHANNEL}."
    check(template(told_of_value(VERSION, value, told)), RULE)


@pytest.mark.parametrize("channel", ["patch", "node-image", "none"])
def test_channel_that_keeps_the_minor_version_does_not_make_up(channel: str) -> None:
    told = f"fail: {FAILS}: '{VERSION}' is not set and '{CHANNEL}' is '{channel}'."
    check(template(told_of_value(CHANNEL, f'"{channel}"', told)), RULE)


def test_pool_that_is_too_old_fails_at_its_version() -> None:
    resources = pool(f"""
    "orchestratorVersion": "1.29.2"
    //                     ^^^^^^^^ fail: {FAILS}: \
'orchestratorVersion' is '1.29.2', older than '1.33.7'.""")
    check(template(resources), RULE)


def test_pool_of_a_cluster_that_may_upgrade_itself_is_open() -> None:
    head = """"parameters": { "channel": { "type": "string", "allowedValues": ["stable", "none"] } },"""
    owner = """"properties": { "autoUpgradeProfile": { "upgradeChannel": "[parameters('channel')]" } }"""
    resources = pool_of(
        owner,
        f"""
    "orchestratorVersion": "1.29.2"
    //                     ^^^^^^^^ open: {FAILS} when parameter 'channel' is 'none': \
'orchestratorVersion' is '1.29.2', older than '1.33.7'.""",
    )
    resources = resources.replace(
        '"properties": {', '"properties": { "kubernetesVersion": "1.34",', 1
    )
    check(template(resources, head), RULE)


def test_oldest_version_can_be_set() -> None:
    check(template(cluster(VERSION, '"1.29.2"')), RULE, {OLDEST: "1.29.0"})
    told = f"fail: {FAILS}: '{VERSION}' is '1.34.1', older than '1.35' and {NO_CHANNEL}."
    check(template(told_of_value(VERSION, '"1.34.1"', told)), RULE, {OLDEST: "1.35"})


def test_default_of_a_parameter_decides() -> None:
    head = '"parameters": { "version": { "type": "string", "defaultValue": "1.29.2" } },'
    told = f"fail: {FAILS}: '{VERSION}' is '1.29.2' with the default of parameter 'version', ..."
    resources = told_of_value(VERSION, "\"[parameters('version')]\"", told)
    check(template(resources, head), RULE)


def test_choice_of_a_parameter_is_named() -> None:
    head = '"parameters": { "version": { "type": "string", "allowedValues": ["1.29", "1.34"] } },'
    told = f"open: {FAILS} when parameter 'version' is '1.29': ..."
    resources = told_of_value(VERSION, "\"[parameters('version')]\"", told)
    check(template(resources, head), RULE)


def test_version_that_nobody_knows_leaves_it_open() -> None:
    head = '"parameters": { "version": { "type": "string" } },'
    told = "open: Whether kubernetes is recent enough, ..."
    resources = told_of_value(VERSION, "\"[parameters('version')]\"", told)
    check(template(resources, head), RULE)
