"""Azure.AKS.ManagedIdentity through parameters, variables and nested deployments."""

from __future__ import annotations

import pytest

from armlens.analysis.finding import Analysis
from armlens.rules.verdicts import VerdictKind
from expectations import analysed, check, template

PARAMETER_TYPE = """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[parameters('t')]" }
}]"""

JUDGED = {
    "a default": (
        '"parameters": {"t": {"type": "string", "defaultValue": "None"}},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[parameters('t')]" }
//                      ^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' with the default of parameter 't'.
}]""",
    ),
    "a default in other casing and spacing": (
        '"Parameters": {"T": {"type": "string", "DefaultValue": "None"}},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[PARAMETERS( 't' )]" }
//                      ^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' with the default of parameter 'T'.
}]""",
    ),
    "a variable": (
        '"variables": {"v": "None"},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[variables('v')]" }
//                      ^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' from variable 'v'.
}]""",
    ),
    "a member of a variable, its name in other case": (
        '"variables": {"v": {"Dev": {"type": "None"}}},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "[variables('v')['dev']]"
//            ^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' from variable 'v'.
}]""",
    ),
    "a member chosen by a parameter's default": (
        (
            '"parameters": {"e": {"type": "string", "defaultValue": "dev"}},'
            '"variables": {"v": {"dev": {"type": "None"}, "prod": {"type": "SystemAssigned"}}},'
        ),
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "[variables('v')[parameters('e')]]"
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' from variable 'v'.
}]""",
    ),
    "an element of an array": (
        '"variables": {"v": ["SystemAssigned", "None"]},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[variables('v')[1]]" }
//                      ^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' from variable 'v'.
}]""",
    ),
    "a variable without the member": (
        '"variables": {"v": {}},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "[variables('v')]"
//            ^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is empty from variable 'v'.
}]""",
    ),
    "a nullable parameter without a value": (
        '"parameters": {"t": {"type": "object", "nullable": true}},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "[parameters('t')]"
//            ^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is null from parameter 't'.
}]""",
    ),
    "allowed values of which none will do": (
        '"parameters": {"t": {"type": "string", "allowedValues": ["None", ""]}},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[parameters('t')]" }
//                      ^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None', or 'identity.type' is empty.
}]""",
    ),
    "allowed values of which some will do": (
        '"parameters": {"t": {"type": "string", "allowedValues": ["None", "SystemAssigned"]}},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[parameters('t')]" }
//                      ^^^^^^^^^^^^^^^^^^^ open: The cluster has no managed identity when parameter 't' is 'None': 'identity.type' is 'None'.
}]""",
    ),
    "no value": (
        '"parameters": {"t": {"type": "string"}},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[parameters('t')]" }
//                      ^^^^^^^^^^^^^^^^^^^ open: Whether the cluster has a managed identity is not known: a parameter has no value.
}]""",
    ),
    "an object without a value": (
        '"parameters": {"i": {"type": "object"}},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "[parameters('i')]"
//            ^^^^^^^^^^^^^^^^^^^ open: Whether the cluster has a managed identity is not known: a parameter has no value.
}]""",
    ),
    "an object that only the deployment knows": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "[union(null(), createObject('type', 'SystemAssigned'))]"
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ open: Whether the cluster has a managed identity is not known: a function is not evaluated.
}]""",
    ),
    "a text where an object must be": (
        '"parameters": {"i": {"type": "string"}},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "[parameters('i')]"
//            ^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set and not an object from parameter 'i'.
}]""",
    ),
    "a function": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[concat('No', 'ne')]" }
//                      ^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'.
}]""",
    ),
    "a syntax error in the expression": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[parameters('t'" }
//                      ^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is '[parameters('t''.
}]""",
    ),
    "an expression with an error": (
        '"parameters": {"t": {"type": "string", "defaultValue": "None"}},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[parameters('t'))]" }
//                      ^^^^^^^^^^^^^^^^^^^^ open: Whether the cluster has a managed identity is not known: the text has a syntax error.
}]""",
    ),
    "a parameter that is not declared": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[parameters('t')]" }
//                      ^^^^^^^^^^^^^^^^^^^ open: Whether the cluster has a managed identity is not known: 'identity.type' fails to evaluate (There is no parameter 't').
}]""",
    ),
    "variables that use each other": (
        '"variables": {"a": "[variables(\'b\')]", "b": "[variables(\'a\')]"},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[variables('a')]" }
//                      ^^^^^^^^^^^^^^^^^^ open: Whether the cluster has a managed identity is not known: 'identity.type' fails to evaluate (The expression refers to itself).
}]""",
    ),
    "an unknown member name": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ open: Whether the cluster has a managed identity is not known: only the deployment knows it.
  "[reference('x').name]": { "type": "SystemAssigned" }
}]""",
    ),
    "a member name that is an expression": (
        '"variables": {"name": "identity"},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "[variables('name')]": { "type": "None" }
//                                 ^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'.
}]""",
    ),
    "outer scope: the names of the parent": (
        '"parameters": {"t": {"type": "string", "defaultValue": "None"}},',
        """[{
  "type": "microsoft.resources/DEPLOYMENTS", "properties": { "template": {
    "parameters": {"t": {"type": "string", "defaultValue": "SystemAssigned"}},
    "resources": [{
      "type": "Microsoft.ContainerService/managedClusters",
      "identity": { "type": "[parameters('t')]" }
//                          ^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' with the default of parameter 't'.
    }] } } }]""",
    ),
    "inner scope: names of its own": (
        '"parameters": {"t": {"type": "string", "defaultValue": "SystemAssigned"}},',
        """[{
  "type": "Microsoft.Resources/deployments", "properties": {
    "expressionEvaluationOptions": {"scope": "Inner"}, "parameters": {}, "template": {
    "parameters": {"t": {"type": "string", "defaultValue": "None"}},
    "resources": [{
      "type": "Microsoft.ContainerService/managedClusters",
      "identity": { "type": "[parameters('t')]" }
//                          ^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' with the default of parameter 't'.
    }] } } }]""",
    ),
    "inner scope: the value that the parent passes": (
        '"variables": {"v": "None"},',
        """[{
  "type": "Microsoft.Resources/deployments", "properties": {
    "expressionEvaluationOptions": {"scope": "inner"},
    "parameters": {"T": {"value": "[variables('v')]"}}, "template": {
    "parameters": {"t": {"type": "string", "defaultValue": "SystemAssigned"}},
    "resources": [{
      "type": "Microsoft.ContainerService/managedClusters",
      "identity": { "type": "[parameters('t')]" }
//                          ^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' from variable 'v'.
    }] } } }]""",
    ),
    "inner scope: a value that only the deployment knows": (
        "",
        """[{
  "type": "Microsoft.Resources/deployments", "properties": {
    "expressionEvaluationOptions": {"scope": "inner"},
    "parameters": {"t": {"value": "[reference('x').outputs.y.value]"}}, "template": {
    "parameters": {"t": {"type": "string", "defaultValue": "None"}},
    "resources": [{
      "type": "Microsoft.ContainerService/managedClusters",
      "identity": { "type": "[parameters('t')]" }
//                          ^^^^^^^^^^^^^^^^^^^ open: Whether the cluster has a managed identity is not known: only the deployment knows it.
    }] } } }]""",
    ),
    "inner in outer in inner": (
        "",
        """{ "a": { "type": "Microsoft.Resources/deployments", "properties": {
    "expressionEvaluationOptions": {"scope": "inner"},
    "parameters": {"t": {"value": "None"}}, "template": {
    "parameters": {"t": {"type": "string"}},
    "resources": [{ "type": "Microsoft.Resources/deployments", "properties": { "template": {
      "resources": [{ "type": "Microsoft.Resources/deployments", "properties": {
        "expressionEvaluationOptions": {"scope": "inner"},
        "parameters": {"u": {"value": "[parameters('t')]"}}, "template": {
        "parameters": {"u": {"type": "string"}},
        "resources": [{
          "type": "Microsoft.ContainerService/managedClusters",
          "identity": { "type": "[parameters('u')]" }
//                              ^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' from the value passed for parameter 't'.
        }] } } }] } } }] } } } }""",
    ),
    "a secret default stays secret": (
        '"parameters": {"s": {"type": "securestring", "defaultValue": "hunter2"}},',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[parameters('s')]" }
//                      ^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is a secret value with the default of parameter 's'.
}]""",
    ),
}

PASSING = {
    "a good default": '"t": {"type": "string", "defaultValue": "SystemAssigned"}',
    "good allowed values": '"t": {"type": "string", "allowedValues": ["UserAssigned"]}',
    "a default that another parameter gives": (
        """"t": {"type": "string", "defaultValue": "[parameters('u')]"},
        "u": {"type": "string", "defaultValue": "SystemAssigned"}"""
    ),
}


@pytest.mark.parametrize(("head", "resources"), JUDGED.values(), ids=JUDGED)
def test_judges(head: str, resources: str) -> None:
    check(template(resources, head))


@pytest.mark.parametrize("parameters", PASSING.values(), ids=PASSING)
def test_passes(parameters: str) -> None:
    analysis = analysed(template(PARAMETER_TYPE, f'"parameters": {{{parameters}}},'))
    assert [finding.kind for finding in analysis.findings] == [VerdictKind.PASS]


def origins(analysis: Analysis) -> list[tuple[str, str]]:
    """The label and the text of each origin of the only finding, the nearest first."""
    (finding,) = analysis.findings
    text = analysis.tree.text
    return [(origin.label, origin.span.text_of(text)) for origin in finding.verdict.origins]


def test_origins_lead_from_the_resource_to_the_literal() -> None:
    head = """"parameters": {"t": {"type": "string", "defaultValue": "[variables('v').a]"}},
        "variables": {"v": {"a": "None"}},"""
    assert origins(analysed(template(PARAMETER_TYPE, head))) == [
        ("the default of parameter 't'", "\"[variables('v').a]\""),
        ("variable 'v'", '"None"'),
    ]


def test_the_origin_of_a_missing_member_is_the_key_of_its_object() -> None:
    resources = """[{
        "type": "Microsoft.ContainerService/managedClusters", "identity": "[variables('v')]"
    }]"""
    assert origins(analysed(template(resources, '"variables": {"v": {}},'))) == [
        ("variable 'v'", '"v"')
    ]


def test_an_undecided_finding_is_one_step_softer_and_names_its_witness() -> None:
    head, resources = JUDGED["allowed values of which some will do"]
    (finding,) = analysed(template(resources, head)).findings
    assert finding.verdict.witness == "parameter 't' is 'None'"
    assert finding.severity == "information"
    assert finding.is_shown


def test_without_a_witness_an_open_finding_is_not_shown() -> None:
    head, resources = JUDGED["no value"]
    (finding,) = analysed(template(resources, head)).findings
    assert not finding.is_shown
    assert finding.fixes() == ()
