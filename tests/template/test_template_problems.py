"""Names that nobody declares and calls that cannot work, at their exact characters."""

from __future__ import annotations

import pytest

from armlens.jsonc.parse import parse
from armlens.template.problems.all import template_problems

FOUND = {
    "a parameter": (
        """{ "parameters": { "b": {} }, "outputs": { "o": { "value": "[parameters('a')]" } } }""",
        ["'a' template.unknown-parameter: There is no parameter 'a' here."],
    ),
    "a variable": (
        """{ "variables": { "b": 1 }, "resources": [{ "name": "[concat(variables('a'), 'x')]" }] }""",
        ["'a' template.unknown-variable: There is no variable 'a' here."],
    ),
    "a name in a member's name": (
        """{ "resources": [{ "tags": { "[parameters('a')]": 1 } }] }""",
        ["'a' template.unknown-parameter: There is no parameter 'a' here."],
    ),
    "a name behind escapes": (
        r"""{ "variables": { "v": "[concat('\u0041\n', parameters('a'))]" } }""",
        ["'a' template.unknown-parameter: There is no parameter 'a' here."],
    ),
    "a user function": (
        """{ "functions": [{ "namespace": "contoso", "members": { "f": {} } }],
             "variables": { "v": "[contoso.g()]" } }""",
        ["g template.unknown-user-function: There is no function 'contoso.g' here."],
    ),
    "a function that armlens does not know": (
        """{ "variables": { "v": "[newThing('x')]" } }""",
        [
            (
                "newThing template.unknown-function: armlens knows no function 'newThing',"
                " so that its value stays unknown."
            )
        ],
    ),
    "too few arguments": (
        """{ "variables": { "v": "[equals(1)]" } }""",
        ["equals template.argument-count: 'equals' takes 2 arguments, not 1."],
    ),
    "too many arguments": (
        """{ "variables": { "v": "[resourceGroup('x').id]" } }""",
        ["resourceGroup template.argument-count: 'resourceGroup' takes 0 arguments, not 1."],
    ),
    "a parameter of the template inside a user function": (
        """{ "parameters": { "p": {} }, "functions": [{ "namespace": "n", "members": { "f": {
             "parameters": [{ "name": "own" }],
             "output": { "value": "[concat(parameters('own'), parameters('p'))]" } } } }] }""",
        ["'p' template.unknown-parameter: There is no parameter 'p' here."],
    ),
    "a name of the parent in a template of inner scope": (
        """{ "parameters": { "p": {} }, "resources": [{ "type": "Microsoft.Resources/deployments",
             "properties": { "expressionEvaluationOptions": { "scope": "Inner" },
               "parameters": { "q": { "value": "[parameters('p')]" } },
               "template": { "parameters": { "q": {} }, "outputs": {
                 "a": { "value": "[parameters('q')]" }, "b": { "value": "[parameters('p')]" } } } } }] }""",
        ["'p' template.unknown-parameter: There is no parameter 'p' here."],
    ),
    "a name of its own in a template of outer scope": (
        """{ "parameters": { "p": {} }, "resources": [{ "type": "Microsoft.Resources/deployments",
             "properties": { "template": { "parameters": { "q": {} }, "outputs": {
                 "a": { "value": "[parameters('q')]" }, "b": { "value": "[parameters('p')]" } } } } }] }""",
        [
            (
                '"parameters" template.unreachable-section: No expression can use these parameters:'
                " the template around evaluates this one, with names of its own."
            ),
            "'q' template.unknown-parameter: There is no parameter 'q' here.",
        ],
    ),
}

QUIET = {
    "names in other casing": """{ "Parameters": { "A": {} }, "variables": { "B": "[parameters('a')]" },
        "outputs": { "o": { "value": "[VARIABLES('b')]" } } }""",
    "a variable that a loop makes": """{ "variables": { "copy": [{ "name": "made", "count": 1, "input": 1 }],
        "v": "[variables('made')]" } }""",
    "loops with names of their own making": """{ "variables": {
        "copy": [{ "name": "[parameters('n')]", "count": 1, "input": 1 }], "v": "[variables('x')]" },
        "parameters": { "n": {} } }""",
    "a name that is computed": """{ "variables": { "v": "[variables(concat('a', 'b'))]" } }""",
    "every list function": """{ "outputs": { "o": { "value": "[listClusterUserCredential('x', 'y').a]" } } }""",
    "literals": """{ "variables": { "v": "[[parameters('a')]", "w": "[parameters('a')" } }""",
    "text that is not evaluated": """{ "metadata": { "m": "[parameters('a')]" },
        "parameters": { "p": { "metadata": { "description": "[variables('a')]" } } },
        "resources": [{ "comments": "[parameters('a')]" }] }""",
    "unfinished declarations": """{ "resources": [{ "name": "[parameters('a')]" }], "parameters": { "b": {}""",
    "a nested template whose scope is computed": """{ "resources": [{ "type": "Microsoft.Resources/deployments",
        "properties": { "expressionEvaluationOptions": { "scope": "[variables('s')]" },
        "template": { "outputs": { "o": { "value": "[parameters('a')]" } } } } }], "variables": { "s": "inner" } }""",
}


def told(text: str) -> list[str]:
    problems = template_problems(parse(text))
    return [f"{each.span.text_of(text)} {each.code}: {each.message}" for each in problems]


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_is_told(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_is_not_told(text: str) -> None:
    assert told(text) == []


def test_syntax_is_told_at_its_place_and_nothing_more_of_that_expression() -> None:
    text = r"""{ "variables": { "v": "[concat('\t', parameters('none'),)]" } }"""
    (problem,) = template_problems(parse(text))
    assert problem.code == "expression.trailing-comma"
    assert problem.span.text_of(text) == ","
