"""Functions where they cannot be used, loops that are not there, arguments of the wrong type."""

from __future__ import annotations

import pytest

from template.marked import check

SCHEMAS = "https://schema.management.azure.com/schemas/2019-04-01"
BEFORE = ", which is computed before anything is deployed."


def resource(rest: str) -> str:
    return f'{{ "resources": [{{ "type": "A.B/c", "apiVersion": "1", {rest} }}] }}'


def deployment(scope: str, template: str) -> str:
    return resource(f"""
        "name": "x", "properties": {{
            "expressionEvaluationOptions": {{ "scope": "{scope}" }}, "template": {template} }}
    """).replace("A.B/c", "Microsoft.Resources/deployments")


MISPLACED = {
    "reference in a variable": (
        """{ "variables": { "v": { "a": ["[«reference»('x').b]"] } } }""",
        [f"misplaced-function: 'reference' cannot be used in a variable{BEFORE}"],
    ),
    "a list function in a variable": (
        """{ "variables": { "v": "[«LISTKEYS»('x', '1').keys[0].value]" } }""",
        [f"misplaced-function: 'LISTKEYS' cannot be used in a variable{BEFORE}"],
    ),
    "reference in a default": (
        """{ "parameters": { "p": { "type": "object", "defaultValue": "[«reference»('x')]" } } }""",
        [f"misplaced-function: 'reference' cannot be used in the default of a parameter{BEFORE}"],
    ),
    "reference in a user function": (
        """{ "functions": [{ "namespace": "n", "members": { "f": {
             "output": { "type": "object", "value": "[«reference»('x')]" } } } }] }""",
        [f"misplaced-function: 'reference' cannot be used in a user function{BEFORE}"],
    ),
    "reference in a name": (
        resource(""" "Name": "[concat('a', «reference»('x').b)]" """),
        [f"misplaced-function: 'reference' cannot be used in the 'Name' of a resource{BEFORE}"],
    ),
    "reference in an identity": (
        resource(""" "name": "a", "identity": { "userAssignedIdentities": {
             "[«reference»('x').id]": {} } } """),
        [f"misplaced-function: 'reference' cannot be used in the 'identity' of a resource{BEFORE}"],
    ),
    "reference in the count of a loop of resources": (
        resource(""" "name": "a", "copy": { "name": "l", "count": "[«reference»('x').b]" } """),
        [f"misplaced-function: 'reference' cannot be used in the count of a loop{BEFORE}"],
    ),
    "reference in the count of a loop of properties": (
        resource(""" "name": "a", "properties": { "copy": [{
             "name": "l", "count": "[«reference»('x').b]", "input": "[reference('x').b]" }] } """),
        [f"misplaced-function: 'reference' cannot be used in the count of a loop{BEFORE}"],
    ),
    "reference in a child's condition": (
        resource(""" "name": "a", "resources": [{ "type": "d", "name": "e",
             "condition": "[«reference»('x').b]" }] """),
        [
            f"misplaced-function: 'reference' cannot be used in the 'condition' of a resource{BEFORE}"
        ],
    ),
    "reference in the condition of an output": (
        """{ "outputs": { "o": { "type": "int", "condition": "[«reference»('x').b]",
             "value": "[reference('x').c]" } } }""",
        [f"misplaced-function: 'reference' cannot be used in the condition of an output{BEFORE}"],
    ),
    "in a branch that may not be taken": (
        """{ "variables": { "v": "[if(equals(deployment().name, 'x'), «reference»('x'), 1)]" } }""",
        [f"warning misplaced-function: 'reference' cannot be used in a variable{BEFORE}"],
    ),
    "a new value outside of defaults": (
        resource(
            """ "name": "[concat('a', «utcNow»())]", "properties": { "p": "[«newGuid»()]" } """
        ),
        [
            "misplaced-function: 'utcNow' can be used in the default of a parameter only.",
            "misplaced-function: 'newGuid' can be used in the default of a parameter only.",
        ],
    ),
    "a variable in a default": (
        """{ "variables": { "v": 1 },
             "parameters": { "p": { "type": "int", "defaultValue": "[variables(«'v'»)]" } } }""",
        ["misplaced-function: A variable cannot be used in the default of a parameter."],
    ),
    "a resource group in a deployment to a subscription": (
        f"""{{ "$schema": "{SCHEMAS}/subscriptionDeploymentTemplate.json#",
             "variables": {{ "v": "[concat(«resourceGroup»().id, subscription().id)]" }} }}""",
        [
            (
                "misplaced-function: 'resourceGroup' is not known in a template that is deployed"
                " to a subscription."
            )
        ],
    ),
    "a subscription in a deployment to a tenant": (
        f"""{{ "$schema": "{SCHEMAS}/tenantDeploymentTemplate.json",
             "variables": {{ "v": "[«subscription»().id]" }} }}""",
        [
            (
                "misplaced-function: 'subscription' is not known in a template that is deployed"
                " to a tenant."
            )
        ],
    ),
    "a lambda that nobody takes": (
        """{ "variables": { "v": "[string(«lambda»('x', 1))]", "w": "[«lambda»('x', 1)]" } }""",
        2 * ["misplaced-function: A lambda can only be an argument of a function that takes one."],
    ),
    "a nested template of inner scope": (
        deployment("inner", """{ "variables": { "v": "[«reference»('x').b]" } }"""),
        [f"misplaced-function: 'reference' cannot be used in a variable{BEFORE}"],
    ),
}
PLACED = {
    "reference in properties and outputs": """{
        "resources": [{ "properties": { "p": "[reference('x').b]", "[listKeys('x', '1').n]": 1 } }],
        "outputs": { "o": { "type": "string", "value": "[listSecrets('x', '1').a]" } } }""",
    "reference in what is passed to a deployment": resource(""" "name": "x", "properties": {
        "parameters": { "p": { "value": "[reference('x').b]" } },
        "templateLink": { "uri": "[reference('x').u]" } } """),
    "anything in a nested template of outer scope, which is a property": deployment(
        "outer", """{ "resources": [{ "name": "[reference('x').b]" }] }"""
    ),
    "a new value in a default": """{ "parameters": {
        "p": { "type": "string", "defaultValue": "[concat(utcNow('d'), newGuid())]" } } }""",
    "a resource group in a template that does not say where it goes": """{
        "variables": { "v": "[resourceGroup().id]" } }""",
    "a resource group in a template of inner scope": deployment(
        "inner", """{ "variables": { "v": "[resourceGroup().id]" } }"""
    ).replace('{ "res', f'{{ "$schema": "{SCHEMAS}/subscriptionDeploymentTemplate.json#", "res', 1),
    "text that another service evaluates": resource(
        """ "name": "x", "properties": { "a": "@utcNow()", "b": "[[utcNow()]" } """
    ),
    "a lambda where it belongs": """{ "variables": {
        "v": "[map(createArray(1), lambda('x', 'i', add(lambdaVariables('X'), 1)))]",
        "w": "[toObject(createArray(1), lambda('x', 'k'), lambda('x', lambdaVariables('x')))]",
        "n": "[map(createArray(1), lambda('x', map(createArray(2), lambda('y',
               add(lambdaVariables('x'), lambdaVariables('y'))))))]" } }""",
}
LOOPS = {
    "an index without a loop": (
        resource(""" "name": "[concat('a', «copyIndex»())]" """),
        ["unknown-loop: There is no loop of a resource or an output around this."],
    ),
    "an index with an offset and without a loop": (
        """{ "outputs": { "o": { "type": "int", "value": "[«copyIndex»(1)]" } } }""",
        ["unknown-loop: There is no loop of a resource or an output around this."],
    ),
    "an index without a name in the loop of a property": (
        resource(""" "name": "a", "properties": { "copy": [
             { "name": "l", "count": 1, "input": "[«copyIndex»()]" }] } """),
        [
            (
                "unknown-loop: There is no loop of a resource or an output around this."
                " The index of another loop needs its name."
            )
        ],
    ),
    "another loop's name": (
        """{ "variables": { "copy": [
             { "name": "a", "count": 1, "input": "[copyIndex('a')]" },
             { "name": "b", "count": 1, "input": "[copyIndex(«'a'»)]" }] } }""",
        ["unknown-loop: There is no loop 'a' around this."],
    ),
    "the loop of the template around": (
        """{ "resources": [{ "type": "Microsoft.Resources/deployments", "name": "x",
             "copy": { "name": "l", "count": 1 }, "properties": {
                "expressionEvaluationOptions": { "scope": "inner" },
                "template": { "outputs": { "o": { "value": "[copyIndex(«'l'»)]" } } } } }] }""",
        ["unknown-loop: There is no loop 'l' around this."],
    ),
    "a variable of another lambda": (
        """{ "variables": { "v": "[map(map(createArray(1), lambda('x', 1)),
             lambda('y', lambdaVariables(«'x'»)))]" } }""",
        ["unknown-lambda-variable: There is no lambda variable 'x' here."],
    ),
}
LOOPED = {
    "all loops around": """{ "resources": [{ "name": "[concat('a', copyIndex('L'), copyIndex(1))]",
        "copy": { "name": "l", "count": 1 }, "properties": { "copy": [{ "name": "m", "count": 1,
            "input": { "copy": [{ "name": "n", "count": 1, "input":
                "[concat(copyIndex('l'), copyIndex('m'), copyIndex('n'), copyIndex())]" }] } }] },
        "resources": [{ "type": "a", "name": "[copyIndex('l')]" }] }] }""",
    "a loop by its resource's symbolic name": """{ "resources": { "accounts": {
        "copy": { "name": "l", "count": 1 }, "properties": { "p": "[copyIndex('accounts')]" } } } }""",
    "the loop of an output": """{ "outputs": { "o": { "type": "array",
        "copy": { "count": 1, "input": "[copyIndex()]" } } } }""",
    "what is passed to a deployment": """{ "resources": [{ "type": "Microsoft.Resources/deployments",
        "properties": { "parameters": { "p": { "copy": [
            { "name": "value", "count": 1, "input": "[copyIndex('value')]" }] } } } }] }""",
    "the loop of the template around, of outer scope": """{ "resources": [{
        "type": "Microsoft.Resources/deployments", "name": "x", "copy": { "name": "l", "count": 1 },
        "properties": { "template": { "resources": [{ "name": "[copyIndex()]",
            "properties": { "p": "[copyIndex('l')]" } }] } } }] }""",
    "a loop whose name is computed": """{ "variables": { "copy": [
        { "name": "[concat('a')]", "count": 1, "input": "[copyIndex('b')]" }] } }""",
    "a name that is computed": """{ "variables": { "v": "[copyIndex(concat('a'))]" } }""",
}
ARGUMENTS = {
    "text for a number": (
        """{ "variables": { "v": "[add(«'1'», 2)]" } }""",
        ["warning argument-type: 'add' takes an int as 'operand1', not a string."],
    ),
    "what a function gives": (
        """{ "variables": { "v": "[length(«add(1, 2)»)]" } }""",
        [
            (
                "warning argument-type: 'length' takes a string or null or an array or an object"
                " as 'value', not an int."
            )
        ],
    ),
    "what a parameter is declared to be": (
        """{ "parameters": { "p": { "type": "string" } },
             "variables": { "v": "[add(1, «parameters('P')»)]" } }""",
        ["warning argument-type: 'add' takes an int as 'operand2', not a string."],
    ),
    "what a parameter of a user function is declared to be": (
        """{ "parameters": { "p": { "type": "int" } }, "functions": [{ "namespace": "n", "members": {
             "f": { "parameters": [{ "name": "p", "type": "bool" }], "output": {
                "type": "int", "value": "[add(«parameters('p')», 1)]" } } } }] }""",
        ["warning argument-type: 'add' takes an int as 'operand1', not a bool."],
    ),
    "what a variable is written as": (
        """{ "variables": { "w": { "a": 1 }, "v": "[toLower(«variables('w')»)]" } }""",
        ["warning argument-type: 'toLower' takes a string or null as 'text', not an object."],
    ),
    "at the exact characters, through escapes": (
        r"""{ "variables": { "v": "[concat('\u0041\n', string(add(1, «'\u0042'»)))]" } }""",
        ["warning argument-type: 'add' takes an int as 'operand2', not a string."],
    ),
}
FITTING = {
    "a parameter that may be null": """{ "parameters": { "p": { "type": "string", "nullable": true } },
        "variables": { "v": "[empty(parameters('p'))]" } }""",
    "a parameter of a type that is defined elsewhere": """{ "parameters": {
        "p": { "$ref": "#/definitions/x" } }, "variables": { "v": "[add(parameters('p'), 1)]" } }""",
    "a part of a value": """{ "variables": { "w": { "a": 1 }, "v": "[add(variables('w').a, 1)]" } }""",
    "a variable that is an expression": """{ "variables": { "w": "[1]", "v": "[add(variables('w'), 1)]" } }""",
    "a variable that a loop makes": """{ "variables": { "v": "[length(variables('w'))]",
        "copy": [{ "name": "w", "count": 1, "input": 1 }] } }""",
    "a function that may give anything": """{ "variables": { "v": "[add(json('1'), 1)]" } }""",
}
ALL = MISPLACED | LOOPS | ARGUMENTS
NONE = PLACED | LOOPED | FITTING


@pytest.mark.parametrize(("text", "expected"), ALL.values(), ids=ALL)
def test_is_told(text: str, expected: list[str]) -> None:
    check(text, *expected)


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_is_not_told(text: str) -> None:
    check(text)
