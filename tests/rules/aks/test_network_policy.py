"""Azure.AKS.NetworkPolicy: engines, and the data plane that brings one along."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.clusters import cluster, told_of_name, told_of_type, told_of_value

RULE = "Azure.AKS.NetworkPolicy"
PROFILE = "properties.networkProfile"
POLICY = f"{PROFILE}.networkPolicy"
FAILS = "fail: The cluster does not enforce network policies"

PASSING = {
    **{engine: cluster(POLICY, f'"{engine}"') for engine in ("azure", "calico", "cilium")},
    "any casing": cluster(POLICY.upper(), '"Calico"'),
    "the data plane": cluster(f"{PROFILE}.networkDataplane", '"cilium"'),
    "the data plane with its engine": cluster(
        PROFILE, '{ "networkDataplane": "Cilium", "networkPolicy": "cilium" }'
    ),
    "the data plane of Azure with an engine": cluster(
        PROFILE, '{ "networkDataplane": "azure", "networkPolicy": "azure" }'
    ),
    "an automatic cluster": cluster(PROFILE, "{}", sku="Automatic"),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_an_engine_passes(resources: str) -> None:
    check(template(resources), RULE)


FAILING = {
    "nothing": told_of_type(f"{FAILS}: ..."),
    "no profile": told_of_name("properties", "{}", f"{FAILS}: ..."),
    "no engine": told_of_name(PROFILE, '{ "networkPlugin": "azure" }', f"{FAILS}: ..."),
    "none": told_of_value(POLICY, '"none"', f"{FAILS}: ..."),
    "null": told_of_value(POLICY, "null", f"{FAILS}: ..."),
    "an empty text": told_of_value(POLICY, '""', f"{FAILS}: ..."),
    "another engine": told_of_value(POLICY, '"weave"', f"{FAILS}: ..."),
    "no text": told_of_value(POLICY, "true", f"{FAILS}: ..."),
}


@pytest.mark.parametrize("resources", FAILING.values(), ids=FAILING)
def test_no_engine_fails(resources: str) -> None:
    check(template(resources), RULE)


def test_the_data_plane_of_azure_brings_no_engine() -> None:
    resources = told_of_name(PROFILE, '{ "networkDataplane": "azure" }', f"{FAILS}: ...")
    check(template(resources), RULE)


def test_none_counts_also_with_the_data_plane() -> None:
    check(
        template("""[{
  "type": "Microsoft.ContainerService/managedClusters", "name": "aks",
  "properties": { "networkProfile": {
    "networkDataplane": "cilium",
    "networkPolicy": "none"
//                   ^^^^^^ fail: The cluster does not enforce network policies: ...
  } }
}]"""),
        RULE,
    )


def test_a_default_and_a_variable_are_named() -> None:
    head = '"parameters": { "engine": { "type": "string", "defaultValue": "none" } },'
    message = f"{FAILS}: '{POLICY}' is 'none' with the default of parameter 'engine'..."
    check(template(told_of_value(POLICY, "\"[parameters('engine')]\"", message), head), RULE)
    head = '"variables": { "network": { "networkPolicy": "none" } },'
    message = f"{FAILS}: '{POLICY}' is 'none' from variable 'network'..."
    check(template(told_of_value(PROFILE, "\"[variables('network')]\"", message), head), RULE)


def test_the_value_that_fails_is_told() -> None:
    head = '"parameters": { "engine": { "type": "string", "allowedValues": ["none", "azure"] } },'
    message = f"{FAILS} when parameter 'engine' is 'none': ...".replace("fail:", "open:")
    check(template(told_of_value(POLICY, "\"[parameters('engine')]\"", message), head), RULE)


def test_two_settings_that_go_together_are_judged_together() -> None:
    head = '"parameters": { "plane": { "type": "string", "allowedValues": ["azure", "cilium"] } },'
    check(
        template(
            """[{
  "type": "Microsoft.ContainerService/managedClusters", "name": "aks",
  "properties": { "networkProfile": {
    "networkDataplane": "[parameters('plane')]",
    "networkPolicy": "[if(equals(parameters('plane'), 'cilium'), 'cilium', 'calico')]"
  } }
}]""",
            head,
        ),
        RULE,
    )
