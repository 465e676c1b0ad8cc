"""What is known of the deployment and of the place that it goes to."""

from __future__ import annotations

import pytest

from armlens.evaluation.types import ValueType
from armlens.evaluation.values import Known, Unknown, Value
from armlens.jsonc.nodes import Object
from armlens.jsonc.parse import parse
from armlens.rules.verdicts import VerdictKind
from armlens.template.scope import TemplateScope
from expectations import analysed, template

PARTS = {
    "resourceGroup().location": "[resourceGroup().location]",
    "ResourceGroup()['Name']": "[ResourceGroup().name]",
    "resourceGroup().id": "[resourceGroup().id]",
    "subscription().subscriptionId": "[subscription().subscriptionId]",
    "subscription().tenantId": "[subscription().tenantId]",
    "tenant().tenantId": "[tenant().tenantId]",
    "managementGroup().properties.displayName": "[managementGroup().properties.displayName]",
    "deployment().name": "[deployment().name]",
    "environment().suffixes.storage": "[environment().suffixes.storage]",
    "environment().authentication.loginEndpoint": "[environment().authentication.loginEndpoint]",
}
TRUE = [
    "equals(resourceGroup().location, resourceGroup().location)",
    "equals(resourceGroup().location, resourcegroup()['LOCATION'])",
    "equals(variables('here'), resourceGroup().location)",
    "equals(resourceGroup().type, 'Microsoft.Resources/resourceGroups')",
    "equals(resourceId('A.B/c', parameters('p')), resourceId('A.B/c', parameters('p')))",
    "equals(variables('id'), resourceId('A.B/c', 'x'))",
    "not(equals(resourceId('A.B/c', 'x'), resourceId('A.B/c', 'X')))",
    "startsWith(resourceGroup().id, '/subscriptions/')",
    "equals(length(subscription().subscriptionId), 36)",
    "not(contains(resourceGroup().name, '/'))",
]
OPEN = [
    "equals(resourceGroup().location, 'westeurope')",
    "equals(resourceGroup().name, resourceGroup().location)",
    "equals(resourceId('A.B/c', 'x'), resourceId('A.B/c', parameters('p')))",
    "equals(subscription().id, tenant().id)",
    "contains(resourceGroup().tags, 'x')",
    "contains(resourceGroup(), 'made')",
    "resourceGroup().made",
]


def value_of(expression: str) -> Value:
    text = """{ "parameters": { "p": { "type": "string" } },
      "variables": { "here": "[resourceGroup().location]", "id": "[resourceId('A.B/c', 'x')]" } }"""
    tree, written = parse(text), parse(f'"[{expression}]"')
    assert isinstance(tree.root, Object)
    assert written.root is not None
    return TemplateScope(tree, tree.root).evaluate(written.root)


@pytest.mark.parametrize(("expression", "words"), PARTS.items())
def test_parts_are_strings_that_stand_for_themselves(expression: str, words: str) -> None:
    value = value_of(expression)
    assert isinstance(value, Unknown)
    assert value.types == ValueType.STRING
    assert value.symbol
    assert value.symbol.words == words


@pytest.mark.parametrize("expression", TRUE)
def test_is_certain(expression: str) -> None:
    value = value_of(expression)
    assert isinstance(value, Known)
    assert value.value is True


@pytest.mark.parametrize("expression", OPEN)
def test_is_not_known(expression: str) -> None:
    assert not isinstance(value_of(expression), Known)


@pytest.mark.parametrize(
    ("deployment", "expected"),
    {
        "": VerdictKind.FAIL,
        '"resourceGroup": "elsewhere",': VerdictKind.OPEN,
        '"subscriptionId": "elsewhere",': VerdictKind.OPEN,
        '"scope": "/",': VerdictKind.OPEN,
    }.items(),
)
def test_a_nested_deployment_goes_to_the_same_place_unless_it_says_otherwise(
    deployment: str, expected: VerdictKind
) -> None:
    text = template(
        f"""[{{ "type": "Microsoft.Resources/deployments", "name": "d", {deployment} "properties": {{
          "expressionEvaluationOptions": {{ "scope": "inner" }},
          "parameters": {{ "l": {{ "value": "[resourceGroup().location]" }} }},
          "template": {{ "parameters": {{ "l": {{ "type": "string" }} }}, "resources": [
            {{ "type": "Microsoft.ContainerService/managedClusters", "identity": {{
               "type": "[if(equals(parameters('l'), resourceGroup().location), 'None', 'SystemAssigned')]"
            }} }} ] }} }} }}]"""
    )
    (finding,) = analysed(text).findings
    assert finding.kind is expected


def test_a_nested_deployment_has_a_name_of_its_own() -> None:
    text = template(
        """[{ "type": "Microsoft.Resources/deployments", "name": "d", "properties": {
          "expressionEvaluationOptions": { "scope": "inner" },
          "parameters": { "n": { "value": "[deployment().name]" } },
          "template": { "parameters": { "n": { "type": "string" } }, "resources": [
            { "type": "Microsoft.ContainerService/managedClusters", "identity": {
               "type": "[if(equals(parameters('n'), deployment().name), 'None', 'SystemAssigned')]"
            } } ] } } }]"""
    )
    (finding,) = analysed(text).findings
    assert finding.kind is VerdictKind.OPEN
