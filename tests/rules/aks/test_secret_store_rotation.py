"""Azure.AKS.SecretStoreRotation: where the add-on is on, rotation is on too, as text."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.clusters import cluster, told_of_name

RULE = "Azure.AKS.SecretStoreRotation"
ADD_ON = "properties.addonProfiles.azureKeyvaultSecretsProvider"
ROTATION = f"{ADD_ON}.config.enableSecretRotation"
FAILS = "The cluster does not renew mounted secrets"


def rotating(value: str, expected: str = "", enabled: str = "true") -> str:
    """A cluster with the add-on; what is expected is told of the value of its setting."""
    mark = f"//                          {'^' * len(value)} {expected}" if expected else ""
    return f"""[{{
  "type": "Microsoft.ContainerService/managedClusters", "name": "aks",
  "properties": {{ "addonProfiles": {{ "azureKeyvaultSecretsProvider": {{
    "enabled": {enabled},
    "config": {{
  "enableSecretRotation":   {value}
{mark}
    }}
  }} }} }}
}}]"""


@pytest.mark.parametrize("value", ['"true"', '"True"', '"TRUE"'])
def test_true_as_text_passes(value: str) -> None:
    check(template(rotating(value)), RULE)


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ('"false"', "'false'"),
        ('""', "empty"),
        ("null", "null"),
        ("false", "'false'"),
        ('"yes"', "'yes'"),
        ("5", "'5'"),
    ],
)
def test_anything_else_fails(value: str, state: str) -> None:
    check(template(rotating(value, f"fail: {FAILS}: '{ROTATION}' is {state}.")), RULE)


def test_true_without_quotes_fails_and_it_is_said_why() -> None:
    message = f"fail: {FAILS}: '{ROTATION}' is 'true'. The value has to be text, in quotes."
    check(template(rotating("true", message)), RULE)


def test_what_is_missing_fails_at_the_nearest_that_is_there() -> None:
    message = f"fail: {FAILS}: '{ADD_ON}' has no 'config'."
    check(template(told_of_name(ADD_ON, '{ "enabled": true }', message)), RULE)
    check(
        template("""[{
  "type": "Microsoft.ContainerService/managedClusters", "name": "aks",
  "properties": { "addonProfiles": { "AZUREKEYVAULTSECRETSPROVIDER": { "enabled": true,
    "config": { "rotationPollInterval": "5m" }
//  ^^^^^^^^ fail: The cluster does not renew mounted secrets: 'properties.addonProfiles.azureKeyvaultSecretsProvider.config' has no 'enableSecretRotation'.
  } } }
}]"""),
        RULE,
    )


NOT_CONCERNED = {
    "no add-on": cluster("properties.addonProfiles", "{}"),
    "the add-on without a word on whether it is on": cluster(ADD_ON, "{}"),
    "the add-on off": rotating('"false"', enabled="false"),
}


@pytest.mark.parametrize("resources", NOT_CONCERNED.values(), ids=NOT_CONCERNED)
def test_without_the_add_on_there_is_nothing_to_rotate(resources: str) -> None:
    check(template(resources), RULE)


def test_a_default_and_a_variable_are_named() -> None:
    head = '"parameters": { "rotate": { "type": "string", "defaultValue": "false" } },'
    message = f"fail: {FAILS}: '{ROTATION}' is 'false' with the default of parameter 'rotate'."
    check(template(rotating("\"[parameters('rotate')]\"", message), head), RULE)
    head = '"variables": { "rotate": "false" },'
    message = f"fail: {FAILS}: '{ROTATION}' is 'false' from variable 'rotate'."
    check(template(rotating("\"[variables('rotate')]\"", message), head), RULE)


def test_what_bicep_makes_of_a_truth_value_is_text() -> None:
    head = '"parameters": { "rotate": { "type": "bool", "defaultValue": true } },'
    text = "\"[toLower(string(parameters('rotate')))]\""
    check(template(rotating(text), head), RULE)
    message = f"fail: {FAILS}: '{ROTATION}' is 'false' with the default of parameter 'rotate'."
    check(template(rotating(text, message), head.replace("true", "false")), RULE)


def test_the_value_that_fails_is_told() -> None:
    head = '"parameters": { "rotate": { "type": "string", "allowedValues": ["true", "false"] } },'
    message = f"open: {FAILS} when parameter 'rotate' is 'false': '{ROTATION}' is 'false'."
    check(template(rotating("\"[parameters('rotate')]\"", message), head), RULE)


def test_it_is_told_when_the_add_on_is_on() -> None:
    head = '"parameters": { "on": { "type": "bool" } },'
    message = f"open: {FAILS} when parameter 'on' is true: '{ROTATION}' is 'false'."
    resources = rotating('"false"', message, enabled="\"[parameters('on')]\"")
    check(template(resources, head), RULE)
