"""Azure.AKS.NetworkPolicy: engines, and the data plane that brings one along."""

from __future__ import annotations

import pytest

from expectations import check, only_finding, template
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


NO_PLANE = f"'{PROFILE}' has no 'networkDataplane'"

FAILING = {
    "nothing": told_of_type(f"{FAILS}: 'properties' is not set."),
    "no profile": told_of_name("properties", "{}", f"{FAILS}: '{PROFILE}' is not set."),
    "no engine": told_of_name(
        PROFILE,
        '{ "networkPlugin": "azure" }',
        f"{FAILS}: '{PROFILE}' has no 'networkPolicy' and {NO_PLANE}.",
    ),
    "the data plane of Azure, which has none": told_of_value(
        f"{PROFILE}.networkDataplane",
        '"azure"',
        f"{FAILS}: '{PROFILE}' has no 'networkPolicy' and '{PROFILE}.networkDataplane' is 'azure'.",
    ),
    "null": told_of_value(POLICY, "null", f"{FAILS}: '{POLICY}' is null and {NO_PLANE}."),
    "none": told_of_value(POLICY, '"none"', f"{FAILS}: '{POLICY}' is 'none'."),
    "an empty text": told_of_value(POLICY, '""', f"{FAILS}: '{POLICY}' is empty."),
    "another engine": told_of_value(POLICY, '"weave"', f"{FAILS}: '{POLICY}' is 'weave'."),
    "no text": told_of_value(POLICY, "true", f"{FAILS}: '{POLICY}' is 'true'."),
    "none in spite of the data plane": """[{
  "type": "Microsoft.ContainerService/managedClusters", "name": "aks",
  "properties": { "networkProfile": {
    "networkDataplane": "cilium",
    "networkPolicy": "none"
//                   ^^^^^^ fail: The cluster does not enforce network policies: 'properties.networkProfile.networkPolicy' is 'none'.
  } }
}]""",
}


@pytest.mark.parametrize("resources", FAILING.values(), ids=FAILING)
def test_no_engine_fails(resources: str) -> None:
    check(template(resources), RULE)


OFFERED = {
    "without a data plane": (
        '{ "networkPlugin": "azure" }',
        [f"Set '{POLICY}' to 'calico'", f"Set '{POLICY}' to 'azure'"],
    ),
    "with the data plane of Cilium": (
        '{ "networkDataplane": "cilium", "networkPolicy": "none" }',
        [f"Set '{POLICY}' to 'cilium'"],
    ),
    "with the data plane of Azure": (
        '{ "networkDataplane": "azure", "networkPolicy": "none" }',
        [f"Set '{POLICY}' to 'calico'", f"Set '{POLICY}' to 'azure'"],
    ),
}


@pytest.mark.parametrize(("profile", "titles"), OFFERED.values(), ids=OFFERED)
def test_only_engines_that_go_with_the_data_plane_are_offered(
    profile: str, titles: list[str]
) -> None:
    _, finding = only_finding(template(cluster(PROFILE, profile)), RULE)
    engines = [fix.title for fix in finding.fixes() if POLICY in fix.title]
    assert engines == titles


def test_a_default_and_a_variable_are_named() -> None:
    head = '"parameters": { "engine": { "type": "string", "defaultValue": "none" } },'
    message = f"{FAILS}: '{POLICY}' is 'none' with the default of parameter 'engine'."
    check(template(told_of_value(POLICY, "\"[parameters('engine')]\"", message), head), RULE)
    head = '"variables": { "network": { "networkPolicy": "none" } },'
    message = f"{FAILS}: '{POLICY}' is 'none' from variable 'network'."
    check(template(told_of_value(PROFILE, "\"[variables('network')]\"", message), head), RULE)


def test_the_value_that_fails_is_told() -> None:
    head = '"parameters": { "engine": { "type": "string", "allowedValues": ["none", "azure"] } },'
    message = (
        "open: The cluster does not enforce network policies when parameter 'engine' is 'none':"
        f" '{POLICY}' is 'none'."
    )
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
