"""Azure.AKS.AuthorizedIPs: ranges, the range of all addresses, and private clusters."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.clusters import cluster, told_of_name, told_of_type, told_of_value

RULE = "Azure.AKS.AuthorizedIPs"
PROFILE = "properties.apiServerAccessProfile"
RANGES = f"{PROFILE}.authorizedIPRanges"
FAILS = "fail: The cluster lets every address reach its API"

PASSING = {
    "one range": cluster(RANGES, '["203.0.113.0/24"]'),
    "any casing": cluster(RANGES.upper(), '["203.0.113.0/24"]'),
    "only the load balancer": cluster(RANGES, '["0.0.0.0/32"]'),
    "a private cluster": cluster(f"{PROFILE}.enablePrivateCluster", "true"),
    "a private cluster without ranges": cluster(
        PROFILE, '{ "enablePrivateCluster": true, "authorizedIPRanges": [] }'
    ),
    "a range that only the deployment knows": cluster(RANGES, "[\"[reference('ip').ipAddress]\"]"),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_restricted_or_private_passes(resources: str) -> None:
    check(template(resources), RULE)


FAILING = {
    "nothing": told_of_type(f"{FAILS}: ..."),
    "no profile": told_of_name("properties", "{}", f"{FAILS}: ..."),
    "an empty profile": told_of_name(PROFILE, "{}", f"{FAILS}: ..."),
    "no ranges": told_of_name(RANGES, "[]", f"{FAILS}: ..."),
    "null": told_of_value(RANGES, "null", f"{FAILS}: ..."),
    "certainly not private": told_of_name(
        PROFILE, '{ "enablePrivateCluster": false }', f"{FAILS}: ..."
    ),
    "the range of all addresses": told_of_name(RANGES, '["0.0.0.0/0"]', f"{FAILS}: ..."),
    "the range of all addresses among others": told_of_name(
        RANGES, '["203.0.113.0/24", "0.0.0.0/0"]', f"{FAILS}: ..."
    ),
}


@pytest.mark.parametrize("resources", FAILING.values(), ids=FAILING)
def test_a_public_api_for_all_fails(resources: str) -> None:
    check(template(resources), RULE)


def test_an_empty_default_is_named() -> None:
    head = '"parameters": { "ranges": { "type": "array", "defaultValue": [] } },'
    check(
        template(told_of_value(RANGES, "\"[parameters('ranges')]\"", f"{FAILS}: ..."), head), RULE
    )


def test_a_variable_is_followed() -> None:
    head = '"variables": { "office": ["203.0.113.0/24"] },'
    check(template(cluster(RANGES, "\"[variables('office')]\""), head), RULE)


def test_whether_a_cluster_is_private_may_be_open() -> None:
    head = '"parameters": { "private": { "type": "bool", "allowedValues": [true, false] } },'
    profile = '{ "enablePrivateCluster": "[parameters(\'private\')]" }'
    check(template(told_of_name(PROFILE, profile, "open: ..."), head), RULE)


def test_a_list_without_a_value_is_open() -> None:
    head = '"parameters": { "ranges": { "type": "array" } },'
    check(template(told_of_value(RANGES, "\"[parameters('ranges')]\"", "open: ..."), head), RULE)


def test_a_list_of_some_length_is_open_only_for_what_is_in_it() -> None:
    head = '"parameters": { "ranges": { "type": "array", "minLength": 1 } },'
    check(template(told_of_value(RANGES, "\"[parameters('ranges')]\"", "open: ..."), head), RULE)
