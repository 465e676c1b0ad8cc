"""Hover on expressions: the cursor stands at ¦ in whole templates, the part that it is about is given."""

from __future__ import annotations

import pytest

from armlens.editing.hover import Hover, hover
from armlens.evaluation.functions.catalogue import FUNCTIONS
from expectations import DOCUMENT, SCHEMA, analysed

HEAD = f"""{{
  "$schema": "{SCHEMA}", "contentVersion": "1.0.0.0",
  "parameters": {{
    "prefix": {{ "type": "string", "defaultValue": "aks", "metadata": {{ "description": "Starts *all* names." }} }},
    "name": {{ "type": "string" }},
    "tier": {{ "type": "string", "allowedValues": ["Free", "Paid"] }},
    "password": {{ "type": "secureString", "defaultValue": "hunter2" }}
  }},
  "variables": {{ "full": "[concat(parameters('prefix'), '-', parameters('name'))]", "secret": "[concat('a', parameters('password'))]" }},
  "functions": [{{ "namespace": "my", "members": {{ "wrap": {{
    "parameters": [{{ "name": "x", "type": "string" }}],
    "output": {{ "type": "string", "value": "[concat('<', FUNCTION)]" }} }} }} }}],
"""


def template(rest: str, function: str = "parameters('x')") -> str:
    return HEAD.replace("FUNCTION", function) + rest + "\n}"


def output(expression: str) -> str:
    return template(f'"outputs": {{ "o": {{ "value": "[{expression}]" }} }}')


def at_cursor(marked: str) -> tuple[str, Hover | None]:
    """The text under the span of the hover, and the hover."""
    at = marked.index("¦")
    text = marked.replace("¦", "")
    answer = hover(analysed(text), at)
    return answer.span.text_of(text) if answer else "", answer


PARTS = {
    "¦concat('a', 'b')": ("concat('a', 'b')", '`"ab"` (string)'),
    "concat(¦'a', 'b')": ("'a'", '`"a"` (string)'),
    "concat('a'¦, 'b')": ("'a'", '`"a"` (string)'),
    "concat('a',¦ 'b')": ("concat('a', 'b')", '`"ab"` (string)'),
    "concat('a', toUp¦per('b'))": ("toUpper('b')", '`"B"` (string)'),
    "concat(parameters('pre¦fix'), 'b')": ("parameters('prefix')", '`"aks"` (string)'),
    "createObject('a', 1).¦a": ("createObject('a', 1).a", "`1` (int)"),
    "createObject('a', 1¦).a": ("1", "`1` (int)"),
    "createArray(7, 8)[¦1]": ("1", "`1` (int)"),
    "createArray(7, 8)[1¦]": ("1", "`1` (int)"),
    r"concat('\u0061', par¦ameters('prefix'))": ("parameters('prefix')", '`"aks"` (string)'),
    r"concat('\u00¦61', 'b')": (r"'\u0061'", '`"a"` (string)'),
    "concat('😀', toUpper(¦'b'))": ("'b'", '`"b"` (string)'),
    "my.wr¦ap('b')": ("my.wrap('b')", '`"<b"` (string)'),
    "map(createArray(1), lambda('i', add(lambdaVariables('i'), 1¦)))": ("1", "`1` (int)"),
}


@pytest.mark.parametrize("expression", PARTS)
def test_the_part_under_the_cursor(expression: str) -> None:
    span, answer = at_cursor(output(expression))
    assert answer
    part, value = PARTS[expression]
    assert span == part
    assert value in answer.markdown.split("\n\n")


def plain(expression: str) -> list[str]:
    _, answer = at_cursor(output(expression))
    assert answer
    return answer.plain.split("\n\n")


def test_parameter_tells_what_it_is_for_its_default_and_where_it_comes_from() -> None:
    assert plain("¦parameters('prefix')") == [
        "Starts *all* names.",
        'Default: "aks"',
        '"aks" (string)',
        f"The value comes from the default of parameter 'prefix' (line 4: {DOCUMENT}#L4).",
    ]


def test_function_tells_its_signature_and_what_it_does() -> None:
    signature = "substring(text: string, start: int, length?: int): string"
    summary = FUNCTIONS["substring"].summary
    assert plain("sub¦string('abc', 1)")[:2] == [signature, summary]
    assert plain("con¦cat('a', 'b')")[0] == "concat(arg: any, …): string | array"


def test_what_is_not_known_has_its_cause_and_what_is_left_to_compute() -> None:
    found = plain("toUpper(¦variables('full'))")
    assert found[0].startswith("Not known: a string")
    assert "because parameter 'name' has no value." in found[0]
    assert found[1] == "Left to compute: [concat('aks-', parameters('name'))]"
    assert found[2] == f"The value comes from variable 'full' (line 9: {DOCUMENT}#L9)."


def test_choice_has_a_line_for_each_condition() -> None:
    found = plain("¦if(equals(parameters('tier'), 'Free'), 1, toUpper('a'))")
    assert found[2:4] == [
        "One of 2 values (int | string):",
        "- if parameter 'tier' is 'Free': 1\n- if parameter 'tier' is 'Paid': \"A\"",
    ]


def test_failure_says_why() -> None:
    assert "Fails: There is no variable 'none'." in plain("¦variables('none')")


@pytest.mark.parametrize(
    "expression",
    [
        *("¦parameters('password')", "¦variables('secret')", "¦concat('x', variables('secret'))"),
        *("¦createObject('a', parameters('password'))", "¦createArray(variables('secret'))[0]"),
        "¦if(equals(parameters('tier'), 'Free'), parameters('password'), 'b')",
    ],
)
def test_secret_is_never_shown(expression: str) -> None:
    _, answer = at_cursor(output(expression))
    assert answer
    assert "***" in answer.markdown
    assert "hunter2" not in answer.markdown + answer.plain


def test_hostile_text_does_not_act() -> None:
    _, answer = at_cursor(output("¦concat('`<b>[a](http://x)', '``')"))
    assert answer
    assert '```"`<b>[a](http://x)``"```' in answer.markdown


DEPLOYMENT = """"resources": [{{
    "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "d", "condition": CONDITION,
    "properties": {{ "expressionEvaluationOptions": {{ "scope": "{scope}" }},
      "parameters": {{ "prefix": {{ "value": "[toUpper(parameters('prefix'))]" }} }},
      "template": {{ "parameters": {{ "prefix": {{ "type": "string" }} }}, "resources": [{{
        "type": "A.B/c", "apiVersion": "2024-01-01", "name": "x", "resources": [
          {{ "type": "d", "apiVersion": "2024-01-01", "name": "y", "tag": "[para¦meters('prefix')]" }}]
      }}] }} }} }}]"""


@pytest.mark.parametrize(("scope", "value"), [("inner", '"AKS"'), ("outer", '"aks"')])
@pytest.mark.parametrize("condition", ["true", "\"[equals(parameters('tier'), 'Free')]\""])
def test_names_mean_what_they_mean_in_the_nested_template(
    scope: str, value: str, condition: str
) -> None:
    rest = DEPLOYMENT.format(scope=scope).replace("CONDITION", condition)
    span, answer = at_cursor(template(rest))
    assert answer
    assert span == "parameters('prefix')"
    assert f"`{value}` (string)" in answer.markdown


def test_nested_template_that_is_never_deployed_is_left_alone() -> None:
    rest = DEPLOYMENT.format(scope="inner").replace("CONDITION", "false")
    assert at_cursor(template(rest))[1] is None


def test_loop_means_each_of_its_instances() -> None:
    resource = """"resources": [{ "type": "A.B/c", "apiVersion": "2024-01-01", "copy": { "name": "l", "count": 2 },
        "name": "[concat('a', copy¦Index())]" }]"""
    span, answer = at_cursor(template(resource))
    assert answer
    assert span == "copyIndex()"
    assert "Not known: an int" in answer.markdown


def test_parameter_of_a_user_function() -> None:
    span, answer = at_cursor(template('"resources": []', "para¦meters('x')"))
    assert answer
    assert span == "parameters('x')"
    assert "Not known: a string, because parameter 'x' has no value." in answer.plain


def test_default_of_a_parameter_and_name_of_a_member() -> None:
    text = template('"resources": []').replace(
        '"defaultValue": "aks"', '"defaultValue": "[to¦Upper(\'a\')]"'
    )
    assert at_cursor(text)[0] == "toUpper('a')"
    text = template('"variables": { "v": { "[toUp¦per(\'a\')]": 1 } }, "resources": []')
    assert at_cursor(text)[0] == "toUpper('a')"


NOTHING = [
    '"metadata": { "a": "[concat(¦1)]" }, "resources": []',
    '"resources": [{ "type": "A.B/c", "apiVersion": "2024-01-01", "name": "pl¦ain" }]',
    '"resources": [{ "type": "A.B/c", "apiVersion": "2024-01-01", "name": "[conc¦at(]" }]',
    '"resources": [{ "type": "A.B/c", "apiVersion": "2024-01-01", "comments": "[conc¦at(1)]" }]',
    '"res¦ources": []',
    '"resources": [{ ¦ }]',
    '"resources": [¦]',
]


@pytest.mark.parametrize("rest", NOTHING)
def test_nothing_where_nothing_is_evaluated(rest: str) -> None:
    assert at_cursor(template(rest))[1] is None


def test_fragment_has_names_that_nobody_knows() -> None:
    text = """{ "type": "A.B/c", "apiVersion": "2024-01-01", "name": "[concat('a', para¦meters('x'))]" }"""
    span, answer = at_cursor(text)
    assert answer
    assert span == "parameters('x')"
    assert "parameter 'x' has no value" in answer.plain


def test_finding_comes_first_and_the_expression_after_it() -> None:
    rest = """"resources": [{ "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2024-05-01",
        "name": "a", "identity": { "type": "[para¦meters('prefix')]" } }]"""
    span, answer = at_cursor(template(rest))
    assert answer
    finding, expression = answer.markdown.split("\n\n---\n\n")
    assert finding.startswith("**Give the AKS cluster a managed identity**")
    assert '`"aks"` (string)' in expression
    assert span == "\"[parameters('prefix')]\""
