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
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_restricted_or_private_passes(resources: str) -> None:
    check(template(resources), RULE)


FAILING = {
    "nothing": told_of_type(f"{FAILS}: 'properties' is not set."),
    "no profile": told_of_name("properties", "{}", f"{FAILS}: '{PROFILE}' is not set."),
    "an empty profile": told_of_name(PROFILE, "{}", f"{FAILS}: '{PROFILE}' is empty."),
    "no ranges": told_of_name(RANGES, "[]", f"{FAILS}: '{RANGES}' is empty."),
    "null": told_of_value(RANGES, "null", f"{FAILS}: '{RANGES}' is null."),
    "certainly not private": told_of_name(
        PROFILE,
        '{ "enablePrivateCluster": false }',
        f"{FAILS}: '{PROFILE}' has no 'authorizedIPRanges'.",
    ),
    "the range of all addresses": f"""[{{
  "type": "Microsoft.ContainerService/managedClusters", "name": "aks",
  "properties": {{ "apiServerAccessProfile": {{ "authorizedIPRanges": [
    "203.0.113.0/24",
    "0.0.0.0/0"
//  ^^^^^^^^^^^ {FAILS}: range 1 is '0.0.0.0/0'.
  ] }} }}
}}]""",
}


@pytest.mark.parametrize("resources", FAILING.values(), ids=FAILING)
def test_a_public_api_for_all_fails(resources: str) -> None:
    check(template(resources), RULE)


def test_an_empty_default_is_named() -> None:
    head = '"parameters": { "ranges": { "type": "array", "defaultValue": [] } },'
    message = f"{FAILS}: '{RANGES}' is empty with the default of parameter 'ranges'."
    check(template(told_of_value(RANGES, "\"[parameters('ranges')]\"", message), head), RULE)


def test_a_variable_is_followed() -> None:
    head = '"variables": { "office": ["203.0.113.0/24"] },'
    check(template(cluster(RANGES, "\"[variables('office')]\""), head), RULE)


def test_it_is_told_when_a_cluster_is_not_private() -> None:
    head = '"parameters": { "private": { "type": "bool" } },'
    profile = '{ "enablePrivateCluster": "[parameters(\'private\')]" }'
    message = (
        "open: The cluster lets every address reach its API when parameter 'private' is false:"
        f" '{PROFILE}' has no 'authorizedIPRanges'."
    )
    check(template(told_of_name(PROFILE, profile, message), head), RULE)


UNKNOWN = "open: Whether the cluster restricts which addresses reach its API is not known"


def test_ranges_without_a_value_leave_it_open() -> None:
    head = '"parameters": { "ranges": { "type": "array" } },'
    message = f"{UNKNOWN}: a parameter has no value."
    check(template(told_of_value(RANGES, "\"[parameters('ranges')]\"", message), head), RULE)


def test_a_range_that_only_the_deployment_knows_may_be_every_address() -> None:
    check(
        template(f"""[{{
  "type": "Microsoft.ContainerService/managedClusters", "name": "aks",
  "properties": {{ "apiServerAccessProfile": {{ "authorizedIPRanges": [
    "[reference('office').ipAddress]"
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ {UNKNOWN}: only the deployment knows it.
  ] }} }}
}}]"""),
        RULE,
    )
