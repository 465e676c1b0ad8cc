"""`armlens expand`: resources as evaluated, as text and as JSON."""

from __future__ import annotations

import json
from typing import Any

from cli.running import SCHEMA, Cli

TEMPLATE = """{
  "$schema": "SCHEMA",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "prefix": { "type": "string", "defaultValue": "aks" },
    "name": { "type": "string" },
    "on": { "type": "bool" },
    "off": { "type": "bool", "defaultValue": false },
    "password": { "type": "secureString", "defaultValue": "hunter2" }
  },
  "variables": { "tags": { "a": "[parameters('prefix')]", "b": "[parameters('name')]" } },
  "resources": %s
}
""".replace("SCHEMA", SCHEMA)


def run(cli: Cli, resources: str) -> Any:
    cli.write("main.json", TEMPLATE % resources)
    ran = cli.run("expand", "main.json", "--format", "json")
    assert ran.err == ""
    return json.loads(ran.out)


def bodies(cli: Cli, resources: str) -> list[Any]:
    found = run(cli, resources)
    assert found["problems"] == []
    return [each["body"] for each in found["resources"]]


def resource(rest: str, kind: str = "A.B/c") -> str:
    return f'{{ "type": "{kind}", "apiVersion": "2024-01-01", {rest} }}'


def test_all_members_of_a_resource(cli: Cli) -> None:
    rest = """"name": "[concat(parameters('prefix'), 1)]", "scope": "[parameters('name')]",
       "p": { "😀": "[[x]", "n": [1, 1.5, true, null, "[add(1, 1)]"] }"""
    found = run(cli, f"[\n  {resource(rest)}\n]")
    assert found == {
        "version": 1,
        "resources": [
            {
                "type": "A.B/c",
                "name": "aks1",
                "apiVersion": "2024-01-01",
                "scope": "[parameters('name')]",
                "condition": True,
                "origin": {
                    "file": "main.json",
                    "range": {
                        "start": {"line": 12, "character": 2},
                        "end": {"line": 13, "character": 72},
                    },
                },
                "body": {
                    "type": "A.B/c",
                    "apiVersion": "2024-01-01",
                    "name": "aks1",
                    "scope": "[parameters('name')]",
                    "p": {"😀": "[[x]", "n": [1, 1.5, True, None, 2]},
                },
            }
        ],
        "problems": [],
    }


def test_what_is_left_to_compute_has_everything_known_folded(cli: Cli) -> None:
    rest = """"name": "[concat(parameters('prefix'), '-', resourceGroup().location)]",
       "tags": "[variables('tags')]", "[parameters('name')]": 1, "c": "[createObject('x', variables('tags').b)]" """
    (body,) = bodies(cli, f"[{resource(rest)}]")
    assert body["name"] == "[concat('aks-', resourceGroup().location)]"
    assert body["tags"] == {"a": "aks", "b": "[parameters('name')]"}
    assert body["[parameters('name')]"] == 1
    assert body["c"] == {"x": "[parameters('name')]"}


def test_secrets_are_hidden(cli: Cli) -> None:
    rest = """"name": "x", "a": "[parameters('password')]", "b": ["[concat('x', parameters('password'))]"],
       "c": "[concat(parameters('password'), parameters('name'))]", "d": "[createObject('k', parameters('password'))]" """
    (body,) = bodies(cli, f"[{resource(rest)}]")
    assert (body["a"], body["b"], body["d"]) == ("***", ["***"], {"k": "***"})
    assert body["c"] == "[concat(parameters('password'), parameters('name'))]"
    assert "hunter2" not in cli.run("expand", "main.json").out


def test_conditions(cli: Cli) -> None:
    conditions = ["true", "false", "\"[parameters('off')]\"", "\"[parameters('on')]\""]
    resources = [resource(f'"name": "x", "condition": {each}') for each in conditions]
    found = run(cli, f"[{', '.join(resources)}]")["resources"]
    assert [each["condition"] for each in found] == [True, False, False, "unknown"]


def test_loops_are_expanded_into_their_instances(cli: Cli) -> None:
    rest = """"copy": { "name": "l", "count": 2 }, "name": "[concat('x', copyIndex())]",
       "properties": { "copy": [{ "name": "p", "count": 2, "input": "[copyIndex('p', copyIndex())]" }] }"""
    one, two = bodies(cli, f"[{resource(rest)}]")
    assert (one["name"], one["properties"]) == ("x0", {"p": [0, 1]})
    assert (two["name"], two["properties"]) == ("x1", {"p": [1, 2]})
    assert "copy" not in one


def test_loop_of_unknown_count_stays_a_loop(cli: Cli) -> None:
    rest = """"copy": { "name": "l", "count": "[length(parameters('name'))]" }, "name": "[concat('x', copyIndex())]" """
    (body,) = bodies(cli, f"[{resource(rest)}]")
    assert body["copy"] == {"name": "l", "count": "[length(parameters('name'))]"}
    assert body["name"] == "[concat('x', copyIndex())]"


def test_children_and_nested_deployments_are_listed_by_themselves(cli: Cli) -> None:
    child = '{ "type": "d", "apiVersion": "2024-01-01", "name": "y" }'
    parent = resource(f'"name": "x", "resources": [{child}]')
    inner = resource(
        """"name": "[parameters('n')]", "o": "[parameters('o')]", "m": "[parameters('m')]" """
    )
    deployment = f""""name": "d", "condition": "[parameters('on')]", "properties": {{
      "expressionEvaluationOptions": {{ "scope": "inner" }},
      "parameters": {{ "n": {{ "value": "[parameters('prefix')]" }}, "o": {{ "value": "[parameters('name')]" }},
        "m": {{ "value": "[variables('tags')]" }} }},
      "template": {{ "parameters": {{ "n": {{ "type": "string" }}, "o": {{ "type": "string" }}, "m": {{ "type": "object" }} }},
        "resources": [{inner}] }} }}"""
    nested = resource(deployment, "Microsoft.Resources/deployments")
    found = run(cli, f"[{parent}, {nested}]")["resources"]
    assert [(each["type"], each["name"], each["condition"]) for each in found] == [
        ("A.B/c", "x", True),
        ("A.B/c/d", "x/y", True),
        ("Microsoft.Resources/deployments", "d", "unknown"),
        ("A.B/c", "aks", "unknown"),
    ]
    assert "resources" not in found[0]["body"]
    assert (
        found[2]["body"]["properties"]["template"] == "… (its resources are listed by themselves)"
    )
    # Names are those of the template that the resource stands in.
    assert found[3]["body"]["o"] == "[parameters('o')]"
    assert found[3]["body"]["m"] == {"a": "aks", "b": "[parameters('m').b]"}


def test_problems_are_those_of_the_json_report_and_what_cannot_be_computed(cli: Cli) -> None:
    rest = (
        """"name": "[parameters('nobody')]", "x": "[int('x')]", "y": "[concat('a', int('y'))]" """
    )
    found = run(cli, f"[{resource(rest)}]")
    assert [(each["code"], each["severity"]) for each in found["problems"]] == [
        ("template.unknown-parameter", "error"),
        ("template.evaluation", "warning"),
        ("template.evaluation", "warning"),
    ]
    assert found["problems"][0]["range"]["start"] == {"line": 11, "character": 84}
    body = found["resources"][0]["body"]
    assert body["name"] == "[parameters('nobody')]"
    assert body["y"] == "[concat('a', int('y'))]"
    ran = cli.run("expand", "main.json")
    assert ran.status == 2
    message = "main.json:12:85: There is no parameter 'nobody' here."
    assert ran.err.splitlines()[0] == f"armlens: error: {message}"


def test_text(cli: Cli) -> None:
    first = resource(""""name": "x\\u001b[2J", "t": "[parameters('name')]" """)
    second = resource('"name": "y", "condition": false')
    third = resource(""""name": "z", "condition": "[parameters('on')]" """)
    cli.write("main.json", TEMPLATE % f"[\n{first},\n{second},\n{third}]")
    ran = cli.run("expand", "main.json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        r"// A.B/c x\x1b[2J",
        "// main.json:13:1",
        "// parts in [brackets] are only known at deployment",
        "{",
        '  "type": "A.B/c",',
        '  "apiVersion": "2024-01-01",',
        r'  "name": "x\u001b[2J",',
        """  "t": "[parameters('name')]\"""",
        "}",
        "",
        "// A.B/c y",
        "// main.json:14:1",
        "// not deployed: its condition is false",
        "{",
        '  "type": "A.B/c",',
        '  "apiVersion": "2024-01-01",',
        '  "name": "y",',
        '  "condition": false',
        "}",
        "",
        "// A.B/c z",
        "// main.json:15:1",
        "// deployed if [parameters('on')]",
        "// parts in [brackets] are only known at deployment",
        "{",
        '  "type": "A.B/c",',
        '  "apiVersion": "2024-01-01",',
        '  "name": "z",',
        """  "condition": "[parameters('on')]\"""",
        "}",
    ]


def test_bodies_are_bounded(cli: Cli) -> None:
    big = "x" * 50_000
    deep = "[" * 80 + "]" * 80
    wide = "[createArray(" + ", ".join(["parameters('big')"] * 100) + ")]"
    inside = resource(f'"name": "x", "deep": {deep}, "wide": "{wide}"')
    text = TEMPLATE.replace('"name": {', f'"big": {{ "defaultValue": "{big}" }}, "name": {{')
    cli.write("main.json", text % f"[{inside}]")
    ran = cli.run("expand", "main.json", "--format", "json")
    body = json.loads(ran.out)["resources"][0]["body"]
    assert "… (cut)" in json.dumps(body["deep"], ensure_ascii=False)
    assert body["wide"][-1] == "… (cut)"
    assert len(ran.out) < 3_000_000


def test_file_that_cannot_be_expanded(cli: Cli) -> None:
    message = "armlens: error: 'main.json' cannot be read: it does not exist.\n"
    assert cli.run("expand", "main.json") == (2, "", message)
    cli.write("main.json", "{}")
    message = "armlens: error: 'main.json' is not a template.\n"
    assert cli.run("expand", "main.json") == (2, "", message)


def test_broken_template_is_expanded_as_far_as_it_is_understood(cli: Cli) -> None:
    inside = resource('"name": "x"')
    cli.write("main.json", (TEMPLATE % f"[{inside}]").replace('1.0.0.0",', '1.0.0.0"'))
    ran = cli.run("expand", "main.json")
    assert ran.status == 2
    assert ran.out.startswith("// A.B/c x\n")
    assert "armlens: error: main.json:3:30: " in ran.err
