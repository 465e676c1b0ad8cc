"""Templates that are easy to judge wrongly: what other tools fail, pass or do not look at.

The cases are those that the public trackers of other checkers know, and what is expected of them.
"""

from __future__ import annotations

import pytest

from armlens.rules.verdicts import VerdictKind
from expectations import check, template

JUDGED = {
    "an escaped literal that looks like an expression": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[[parameters('x')]" }
//                      ^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is '[parameters('x')]'.
}]""",
    ),
    "brackets that are no expression": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[None] or so" }
//                      ^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is '[None] or so'.
}]""",
    ),
    "a variable whose name is a parameter's value": (
        """"parameters": { "env": { "type": "string", "defaultValue": "dev" } },
  "variables": { "dev": { "a": [{ "b": { "type": "None" } }] } },""",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "[variables(parameters('env')).a[0]['b']]"
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' from variable 'dev'.
}]""",
    ),
    "a variable whose name nobody knows": (
        """"parameters": { "env": { "type": "string" } },
  "variables": { "dev": { "type": "None" } },""",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "[variables(parameters('env'))]"
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ open: Whether the cluster has a managed identity is not known: a parameter has no value.
}]""",
    ),
    "a user function": (
        """"functions": [{ "namespace": "contoso", "members": { "tag": {
    "parameters": [{ "name": "x", "type": "string" }],
    "output": { "type": "string", "value": "[parameters('x')]" } } } }],""",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[contoso.tag('None')]" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'.
}]""",
    ),
    "a branch that is not taken and would fail": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[if(true(), 'None', createObject('a').missing)]" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'.
}]""",
    ),
    "null made of JSON text": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "[json('null')]"
//            ^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is null.
}]""",
    ),
    "an object or null": (
        '"parameters": { "on": { "type": "bool" } },',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "[if(parameters('on'), createObject('type', 'SystemAssigned'), null())]"
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ open: The cluster has no managed identity when parameter 'on' is false: 'identity' is null.
}]""",
    ),
    "a bracket too many": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[concat('a'))]" }
//                      ^^^^^^^^^^^^^^^^ open: Whether the cluster has a managed identity is not known: the text has a syntax error.
}]""",
    ),
    "a lambda": (
        '"parameters": { "a": { "type": "array", "defaultValue": [{ "id": "None" }] } },',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[first(map(parameters('a'), lambda('x', lambdaVariables('x').id)))]" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' with the default of parameter 'a'.
}]""",
    ),
    "a lambda over what nobody knows": (
        '"parameters": { "a": { "type": "array" } },',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[first(map(parameters('a'), lambda('x', lambdaVariables('x').id)))]" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ open: Whether the cluster has a managed identity is not known: a parameter has no value.
}]""",
    ),
    "a default that is false": (
        '"parameters": { "p": { "type": "bool", "defaultValue": false } },',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[if(equals(parameters('p'), false()), 'None', 'SystemAssigned')]" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'.
}]""",
    ),
    'a default that is ""': (
        '"parameters": { "p": { "type": "string", "defaultValue": "" } },',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[if(equals(parameters('p'), ''), 'None', 'SystemAssigned')]" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'.
}]""",
    ),
    "a default that is 0": (
        '"parameters": { "p": { "type": "int", "defaultValue": 0 } },',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[if(equals(parameters('p'), 0), 'None', 'SystemAssigned')]" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'.
}]""",
    ),
    "a default that depends on another one": (
        """"parameters": {
    "env": { "type": "string", "defaultValue": "dev" },
    "t": { "type": "string", "defaultValue": "[if(equals(parameters('env'), 'prod'), 'SystemAssigned', 'None')]" } },""",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[parameters('t')]" }
//                      ^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' with the default of parameter 't'.
}]""",
    ),
    "an object found by a parameter, in other case": (
        """"parameters": { "env": { "type": "string", "allowedValues": ["dev", "prod"] } },
  "variables": { "ids": { "Dev": { "type": "None" }, "prod": { "type": "SystemAssigned" } } },""",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "[variables('ids')[parameters('env')]]"
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ open: The cluster has no managed identity when parameter 'env' is 'dev': 'identity.type' is 'None'.
}]""",
    ),
    "a text that only the deployment completes": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[concat('None-', resourceGroup().location)]" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is a string 'None-…', because only the deployment knows it.
}]""",
    ),
    "a text that only the deployment knows": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[concat('S', substring(resourceGroup().location, 1))]" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ open: Whether the cluster has a managed identity is not known: 'identity.type' is a string 'S…', because only the deployment knows it.
}]""",
    ),
    "a text too long for any identity": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "[uniqueString(resourceGroup().id)]" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is a string of 13 characters, because only the deployment knows it.
}]""",
    ),
    "symbolic names without a version": (
        "",
        """{ "aks": {
  "type": "Microsoft.ContainerService/managedClusters"
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
} }""",
    ),
    "a loop over an array that nobody knows": (
        '"parameters": { "x": { "type": "array" } },',
        """[{
  "copy": { "name": "c", "count": "[length(parameters('x'))]" },
  "type": "Microsoft.ContainerService/managedClusters"
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
}]""",
    ),
    "a loop that certainly runs": (
        '"parameters": { "x": { "type": "array", "minLength": 1 } },',
        """[{
  "copy": { "name": "c", "count": "[length(parameters('x'))]" },
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "None" }
//                      ^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'.
}]""",
    ),
    "an index in a name": (
        "",
        """[{
  "copy": { "name": "c", "count": 2 }, "name": "[concat('aks', copyIndex())]",
  "type": "Microsoft.ContainerService/managedClusters"
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
}]""",
    ),
    "a version that is an expression": (
        '"variables": { "v": "2024-01-01" },',
        """[{
  "apiVersion": "[variables('v')]",
  "type": "Microsoft.ContainerService/managedClusters"
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
}]""",
    ),
    "no scope: the parent's parameter counts": (
        '"parameters": { "t": { "type": "string", "defaultValue": "None" } },',
        """[{
  "type": "Microsoft.Resources/deployments", "name": "n", "properties": {
    "template": { "parameters": { "t": { "type": "string", "defaultValue": "SystemAssigned" } }, "resources": [{
      "type": "Microsoft.ContainerService/managedClusters",
      "identity": { "type": "[parameters('t')]" }
//                          ^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' with the default of parameter 't'.
    }] } }
}]""",
    ),
    "inner scope: what only the deployment knows is passed": (
        "",
        """[{
  "type": "Microsoft.Resources/deployments", "name": "n", "properties": { "expressionEvaluationOptions": { "scope": "inner" },
    "parameters": { "t": { "value": "[reference('x').outputs.y.value]" } },
    "template": { "parameters": { "t": { "type": "string", "defaultValue": "None" } }, "resources": [{
      "type": "Microsoft.ContainerService/managedClusters",
      "identity": { "type": "[parameters('t')]" }
//                          ^^^^^^^^^^^^^^^^^^^ open: Whether the cluster has a managed identity is not known: only the deployment knows it.
    }] } }
}]""",
    ),
    "a deployment in a loop": (
        '"parameters": { "t": { "type": "string", "defaultValue": "None" } },',
        """[{
  "type": "Microsoft.Resources/deployments", "name": "n", "copy": { "name": "c", "count": 3 }, "properties": {
    "template": { "parameters": { "t": { "type": "string", "defaultValue": "SystemAssigned" } }, "resources": [{
      "type": "Microsoft.ContainerService/managedClusters",
      "identity": { "type": "[parameters('t')]" }
//                          ^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None' with the default of parameter 't'.
    }] } }
}]""",
    ),
}
PASSING = {
    "an identity by an expression as its name": (
        '"parameters": { "n": { "type": "string" } },',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": {
    "type": "userassigned",
    "userAssignedIdentities": {
      "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('n'))]": {}
    }
  }
}]""",
    ),
    "null for another default": (
        '"parameters": { "useSp": { "type": "bool", "defaultValue": false } },',
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "[if(parameters('useSp'), null(), createObject('type', 'SystemAssigned'))]"
}]""",
    ),
    "a child that is no cluster": (
        "",
        """[{
  "type": "Microsoft.ContainerService/managedClusters", "identity": { "type": "SystemAssigned" },
  "resources": [{ "type": "agentPools", "name": "pool" }]
}]""",
    ),
    "outer scope: the parent's parameter counts": (
        '"parameters": { "t": { "type": "string", "defaultValue": "SystemAssigned" } },',
        """[{
  "type": "Microsoft.Resources/deployments", "name": "n", "properties": { "expressionEvaluationOptions": { "scope": "outer" },
    "template": { "parameters": { "t": { "type": "string", "defaultValue": "None" } }, "resources": [{
      "type": "Microsoft.ContainerService/managedClusters",
      "identity": { "type": "[parameters('t')]" }
    }] } }
}]""",
    ),
    "inner scope: the value that is passed counts": (
        '"parameters": { "t": { "type": "string", "defaultValue": "SystemAssigned" } },',
        """[{
  "type": "Microsoft.Resources/deployments", "name": "n", "properties": { "expressionEvaluationOptions": { "scope": "Inner" },
    "parameters": { "t": { "value": "[parameters('t')]" } },
    "template": { "parameters": { "t": { "type": "string", "defaultValue": "None" } }, "resources": [{
      "type": "Microsoft.ContainerService/managedClusters",
      "identity": { "type": "[parameters('t')]" }
    }] } }
}]""",
    ),
}
NOT_JUDGED = {
    "a condition that is computed to be false": (
        "",
        """[{
  "condition": "[equals('a', 'b')]", "type": "Microsoft.ContainerService/managedClusters"
}]""",
    ),
    "a loop over an array that is always empty": (
        '"parameters": { "x": { "type": "array", "maxLength": 0 } },',
        """[{
  "copy": { "name": "c", "count": "[length(parameters('x'))]" }, "type": "Microsoft.ContainerService/managedClusters"
}]""",
    ),
    "a cluster that is only referred to": (
        "",
        """[{
  "type": "A.B/c", "name": "[resourceId('Microsoft.ContainerService/managedClusters', 'x')]"
}]""",
    ),
    "a template inside of a policy": (
        "",
        """[{
  "type": "Microsoft.Authorization/policyDefinitions", "properties": { "policyRule": { "then": {
    "details": { "deployment": { "properties": { "template": { "resources": [{
      "type": "Microsoft.ContainerService/managedClusters",
      "identity": { "type": "[[parameters('x')]" }
    }] } } } } } } }
}]""",
    ),
}


@pytest.mark.parametrize(("head", "resources"), JUDGED.values(), ids=JUDGED)
def test_is_told(head: str, resources: str) -> None:
    check(template(resources, head))


@pytest.mark.parametrize(("head", "resources"), PASSING.values(), ids=PASSING)
def test_passes(head: str, resources: str) -> None:
    (finding,) = check(template(resources, head)).findings
    assert finding.kind is VerdictKind.PASS


@pytest.mark.parametrize(("head", "resources"), NOT_JUDGED.values(), ids=NOT_JUDGED)
def test_is_not_judged(head: str, resources: str) -> None:
    assert not check(template(resources, head)).findings
