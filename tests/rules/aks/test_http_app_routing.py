"""Azure.AKS.HttpAppRouting: the retired add-on is left out or off."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.clusters import cluster, told_of_value

RULE = "Azure.AKS.HttpAppRouting"
ADD_ON = "properties.addonProfiles.httpApplicationRouting"
ENABLED = f"{ADD_ON}.enabled"
FAILS = "The cluster uses the HTTP application routing add-on"
PASSES = "the cluster does not use the HTTP application routing add-on"

PASSING = {
    "nothing": cluster("properties", "{}"),
    "other add-ons only": cluster("properties.addonProfiles", '{ "azurepolicy": {} }'),
    "an empty profile": cluster(ADD_ON, "{}"),
    "false": cluster(ENABLED, "false"),
    "null": cluster(ENABLED, "null"),
    "no add-ons": cluster("properties.addonProfiles", "null"),
    "the add-on that took its place": cluster(
        "properties.ingressProfile", '{ "webAppRouting": { "enabled": true } }'
    ),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_left_out_or_off_passes(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize("path", [ENABLED, ENABLED.lower(), ENABLED.upper()])
@pytest.mark.parametrize("sku", ["Base", "Automatic"])
def test_on_fails_at_the_value(path: str, sku: str) -> None:
    message = f"fail: {FAILS}: '{ENABLED}' is 'true'."
    check(template(told_of_value(path, "true", message, sku)), RULE)


def test_a_default_and_a_variable_are_named() -> None:
    head = '"parameters": { "routing": { "type": "bool", "defaultValue": true } },'
    message = f"fail: {FAILS}: '{ENABLED}' is 'true' with the default of parameter 'routing'."
    check(template(told_of_value(ENABLED, "\"[parameters('routing')]\"", message), head), RULE)
    head = '"variables": { "addOns": { "HttpApplicationRouting": { "enabled": true } } },'
    message = f"fail: {FAILS}: '{ENABLED}' is 'true' from variable 'addOns'."
    resources = told_of_value("properties.addonProfiles", "\"[variables('addOns')]\"", message)
    check(template(resources, head), RULE)


def test_the_value_that_fails_is_told() -> None:
    head = '"parameters": { "routing": { "type": "bool" } },'
    message = f"open: {FAILS} when parameter 'routing' is true: '{ENABLED}' is 'true'."
    check(template(told_of_value(ENABLED, "\"[parameters('routing')]\"", message), head), RULE)


def test_what_only_the_deployment_knows_leaves_it_open() -> None:
    message = f"open: Whether {PASSES} is not known: only the deployment knows it."
    check(template(told_of_value(ENABLED, "\"[reference('x').on]\"", message)), RULE)
