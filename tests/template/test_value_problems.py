"""Parameter files against their templates, and defaults against their declarations.

Each line of a file that is followed by carets has a problem there: code without `parameters.`,
and the message.
"""

from __future__ import annotations

import re

import pytest

from armlens.jsonc.parse import parse
from armlens.template.problems.all import template_problems
from armlens.template.problems.parameters import parameter_file_problems
from armlens.text.problems import Problem, Severity
from expectations import SCHEMA

PARAMETERS = SCHEMA.replace("deploymentTemplate", "deploymentParameters")
_EXPECTATION = re.compile(r"\s*//\s*(\^+) ([\w-]+): (.*)")

CLASSIC = """
    "text": { "type": "string" },
    "number": { "type": "Int", "defaultValue": 1, "minValue": 1, "maxValue": 9 },
    "flag": { "type": "bool", "defaultValue": false },
    "list": { "type": "array", "defaultValue": [], "minLength": 1, "maxLength": 2 },
    "thing": { "type": "object", "defaultValue": {}, "properties": { "a": { "type": "int" } } },
    "key": { "type": "secureString", "defaultValue": "", "minLength": 8, "allowedValues": ["x"] },
    "tier": { "type": "string", "defaultValue": "Free", "allowedValues": ["Free", "Standard"] },
    "size": { "type": "int", "defaultValue": 1, "allowedValues": [1, 2] },
    "short": { "type": "string", "defaultValue": "", "minLength": 2, "maxLength": 3 },
    "many": { "type": "array", "defaultValue": [], "allowedValues": ["a", "b"] }
"""
TYPED = """
    "subnet": { "$ref": "#/definitions/subnet" },
    "maybe": { "$ref": "#/definitions/none" },
    "tags": { "type": "object", "nullable": true, "additionalProperties": { "type": "string" } },
    "pair": { "type": "array", "nullable": true,
              "prefixItems": [{ "type": "string" }, { "type": "int" }], "items": false },
    "shape": { "nullable": true, "type": "object", "discriminator": { "propertyName": "kind", "mapping": {
               "circle": { "$ref": "#/definitions/circle" }, "dot": { "type": "object" } } } },
    "lost": { "$ref": "#/definitions/lost" },
    "round": { "$ref": "#/definitions/round" }
"""
DEFINITIONS = """
    "subnet": { "type": "object", "additionalProperties": false, "properties": {
        "name": { "type": "string", "maxLength": 4 },
        "ports": { "type": "array", "nullable": true, "items": { "type": "int", "maxValue": 9 } },
        "inner": { "$ref": "#/definitions/subnet", "nullable": true },
        "secret": { "type": "securestring", "nullable": true, "allowedValues": ["sesame"] } } },
    "none": { "type": "string", "nullable": true },
    "round": { "$ref": "#/definitions/round" },
    "circle": { "type": "object", "properties": {
        "kind": { "type": "string" }, "radius": { "type": "int" } }, "additionalProperties": false }
"""


def template(parameters: str, head: str = "") -> str:
    return f'{{ "$schema": "{SCHEMA}", {head} "parameters": {{ {parameters} }}, "resources": [] }}'


TYPED_TEMPLATE = template(TYPED, f'"languageVersion": "2.0", "definitions": {{ {DEFINITIONS} }},')


def file(values: str) -> str:
    return f'{{ "$schema": "{PARAMETERS}",\n"parameters": {{\n{values}\n}} }}'


def described(text: str, problems: list[Problem]) -> list[str]:
    shown = []
    for each in problems:
        code = each.code.removeprefix("parameters.")
        covered = each.span.text_of(text)
        line = text.count("\n", 0, each.span.start)
        column = each.span.start - (text.rfind("\n", 0, each.span.start) + 1)
        shown.append(f"{line}:{column} {covered} {code}: {each.message}")
    return shown


def expected(text: str) -> list[str]:
    """The problems that the text carries, those of a line in the order written below it."""
    found, target, lines = [], 0, text.split("\n")
    for number, line in enumerate(lines):
        match = _EXPECTATION.fullmatch(line)
        if match is None:
            target = number
            continue
        start, end = match.span(1)
        found.append(f"{target}:{start} {lines[target][start:end]} {match[2]}: {match[3]}")
    return found


def check(values: str, against: str) -> None:
    text = file(values)
    assert described(text, parameter_file_problems(parse(text), parse(against))) == expected(text)


CLASSIC_CASES = {
    "undeclared": """
    "TEXT": { "value": "" }, "txt": { "value": "" }
    //                       ^^^^^ undeclared: The template has no parameter 'txt'.
""",
    "types": """
    "text": { "value": 1 },
    //                 ^ wrong-type: 'text' must be a string, not an int.
    "number": { "value": "5" },
    //                   ^^^ wrong-type: 'number' must be an int, not a string.
    "flag": { "value": "true" },
    //                 ^^^^^^ wrong-type: 'flag' must be a bool, not a string.
    "list": { "value": { "a": 1 } },
    //        ^^^^^^^ wrong-type: 'list' must be an array, not an object.
    "thing": { "value": [
    //         ^^^^^^^ wrong-type: 'thing' must be an object, not an array.
    ] },
    "size": { "value": 1.5 },
    //                 ^^^ wrong-type: 'size' must be an int, not a float.
    "key": { "value": false }
    //                ^^^^^ wrong-type: 'key' must be a string, not a bool.
""",
    "values that are not allowed": """
    "text": { "value": "x" },
    "tier": { "value": "Premium" },
    //                 ^^^^^^^^^ not-allowed: 'tier' is 'Premium', but only 'Free', 'Standard' may be used.
    "size": { "value": 3 },
    //                 ^ not-allowed: 'size' is 3, but only 1, 2 may be used.
    "key": { "value": "password" }
    //                ^^^^^^^^^^ not-allowed: 'key' is not among the allowed values.
""",
    "bounds": """
    "text": { "value": "x" },
    "number": { "value": 0 },
    //                   ^ out-of-range: 'number' must be at least 1.
    "list": { "value": [1, 2, 3] },
    //        ^^^^^^^ wrong-length: 'list' must have at most 2 elements.
    "short": { "value": "1234" }
    //                  ^^^^^^ wrong-length: 'short' must have at most 3 characters.
""",
    "other bounds": """
    "text": { "value": "x" },
    "number": { "value": 10 },
    //                   ^^ out-of-range: 'number' must be at most 9.
    "list": { "value": [] },
    //        ^^^^^^^ wrong-length: 'list' must have at least 1 elements.
    "short": { "value": "1" },
    //                  ^^^ wrong-length: 'short' must have at least 2 characters.
    "key": { "value": "x" }
    //                ^^^ wrong-length: 'key' must have at least 8 characters.
""",
    "an entry that is no object": """
    "number": { "value": 1 }, "text": "x"
    //                        ^^^^^^ no-value: 'text' must be an object with the value in a member 'value'.
""",
    "nothing to say": """
    "Text": { "value": "[concat(1)]" },
    "number": { "value": 2.0 },
    "tier": { "value": "standard" },
    "short": { "value": "\\ud83d\\ude00\\ud83d\\ude00" },
    "many": { "value": ["z"] },
    "thing": { "value": { "a": "x" } },
    "key": { "reference": { "keyVault": { "id": "x" }, "secretName": "y" } }
""",
    "null and what a pipeline replaces": """
    "text": { "value": null },
    "number": { "value": "#{number}#" },
    "tier": { "value": "$(tier)" },
    "short": { "value": "__name__" },
    "size": { "expression": "[externalInputs('size')]" }
""",
}

TYPED_CASES = {
    "inside an object": """
    "subnet": { "value": {
        "NAME": "12345",
        //      ^^^^^^^ wrong-length: 'subnet.NAME' must have at most 4 characters.
        "ports": [1, 10, "x"],
        //           ^^ out-of-range: 'subnet.ports[1]' must be at most 9.
        //               ^^^ wrong-type: 'subnet.ports[2]' must be an int, not a string.
        "secret": "open",
        //        ^^^^^^ not-allowed: 'subnet.secret' is not among the allowed values.
        "size": 1
      //^^^^^^ unknown-member: 'subnet' may have no member 'size'.
    } }
""",
    "a member that is missing": """
    "subnet": { "value": { "name": "a", "inner": {} } }
    //                                  ^^^^^^^ missing-member: 'subnet.inner' needs a member 'name'.
""",
    "members of any name, and a tuple": """
    "subnet": { "value": { "name": "a", "ports": null } },
    "tags": { "value": { "a": "b", "c": 1 } },
    //                                  ^ wrong-type: 'tags.c' must be a string, not an int.
    "pair": { "value": ["a", "b", "c"] }
    //        ^^^^^^^ wrong-length: 'pair' must have at most 2 elements.
    //                       ^^^ wrong-type: 'pair[1]' must be an int, not a string.
""",
    "variants": """
    "subnet": { "value": { "name": "a" } },
    "shape": { "value": { "kind": "circle", "radius": "1", "x": 1 } }
    //                                                ^^^ wrong-type: 'shape.radius' must be an int, not a string.
    //                                                     ^^^ unknown-member: 'shape' may have no member 'x'.
""",
    "an unknown variant": """
    "subnet": { "value": { "name": "a" } },
    "shape": { "value": { "kind": "cube" } }
    //                            ^^^^^^ not-allowed: 'shape.kind' is 'cube', but only 'circle', 'dot' may be used.
""",
    "no variant": """
    "subnet": { "value": { "name": "a" } },
    "shape": { "value": {} }
    //         ^^^^^^^ missing-member: 'shape' needs a member 'kind'.
""",
    "definitions that lead nowhere": """
    "subnet": { "value": { "name": "a" } }, "lost": { "value": 1 }, "round": { "value": 1 },
    "maybe": { "value": null }, "shape": { "value": { "kind": "dot", "x": 1 } }
""",
}


@pytest.mark.parametrize("values", CLASSIC_CASES.values(), ids=CLASSIC_CASES)
def test_parameter_file(values: str) -> None:
    if '"text"' not in values.lower():
        values = f'"text": {{ "value": "" }},\n{values}'
    check(values, template(CLASSIC))


@pytest.mark.parametrize("values", TYPED_CASES.values(), ids=TYPED_CASES)
def test_types_that_the_template_declares(values: str) -> None:
    check(values, TYPED_TEMPLATE)


def test_what_needs_a_value_is_told_once_and_is_no_error() -> None:
    text = file('"C": { "value": 1 }')
    against = template('"b": { "type": "int" }, "c": {}, "a": { "type": "string" }')
    (problem,) = parameter_file_problems(parse(text), parse(against))
    assert (problem.code, problem.severity) == ("parameters.missing", Severity.WARNING)
    assert problem.span.text_of(text) == '"parameters"'
    assert problem.message == (
        "Parameters 'b', 'a' of the template have no default and no value here."
    )


@pytest.mark.parametrize(
    "against",
    [
        "",
        "[]",
        '{ "parameters": { "a": {',
        template("").replace("deploymentTemplate", "other"),
        template("").replace('"parameters": {  }', '"parameters": 1'),
    ],
)
def test_nothing_is_said_where_the_declarations_are_not_known(against: str) -> None:
    text = file('"x": { "value": 1 }')
    assert parameter_file_problems(parse(text), parse(against)) == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{ "parameters": 1 }', '{ "parameters": {'])
def test_nothing_is_said_of_what_is_not_written_yet(text: str) -> None:
    assert parameter_file_problems(parse(text), parse(template(CLASSIC))) == []


def test_deep_values_end_the_search_and_nothing_else() -> None:
    deep = '{ "inner": ' * 500 + "{}" + "}" * 500
    text = file(f'"subnet": {{ "value": {deep} }}')
    problems = parameter_file_problems(parse(text), parse(TYPED_TEMPLATE))
    assert {each.code for each in problems} == {"parameters.missing-member"}


DEFAULTS = """{ "$schema": "%s",
"parameters": {
    "a": { "type": "string", "allowedValues": ["x"], "defaultValue": "y" },
    //                                                               ^^^ not-allowed: The default of 'a' is 'y', but only 'x' may be used.
    "b": { "type": "int", "defaultValue": "1" },
    //                                    ^^^ wrong-type: The default of 'b' must be an int, not a string.
    "c": { "type": "int", "defaultValue": "[add(1, 2)]" },
    "d": { "type": "string", "defaultValue": "[[x]", "maxLength": 1 },
    "e": { "type": "string", "defaultValue": null },
    "f": { "type": "object" }
},
"resources": [{ "type": "Microsoft.Resources/deployments", "resources": [], "properties": {
    "expressionEvaluationOptions": { "scope": "inner" },
    "template": { "parameters": { "g": { "type": "bool", "defaultValue": 0 } }, "resources": [] }
    //                                                                   ^ wrong-type: The default of 'g' must be a bool, not an int.
} }, { "type": "Microsoft.Resources/deployments", "properties": {
    "template": { "parameters": {}, "resources": [] }
} }] }"""


def test_defaults_that_contradict_their_declaration() -> None:
    text = DEFAULTS % SCHEMA
    problems = template_problems(parse(text))
    assert described(text, problems) == expected(text)
    assert {each.severity for each in problems} == {Severity.WARNING}


def test_a_parameter_file_has_its_limit() -> None:
    rows = ", ".join(f'"{100_000 * "x"}"' for _ in range(42))
    for more, codes in ((rows, ["template.too-large"]), (f'"x"{4_200_000 * " "}', [])):
        text = file(f'"many": {{ "value": [{more}] }}')
        against = template('"many": { "type": "array" }')
        problems = parameter_file_problems(parse(text), parse(against))
        assert [problem.code for problem in problems] == codes
