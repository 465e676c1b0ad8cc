"""`armlens eval`: values as text and JSON, at the command, from lines and at a prompt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from cli.running import SERVER, Cli, template

PARAMETERS = """{
  "prefix": { "type": "string", "defaultValue": "aks" },
  "name": { "type": "string" },
  "tier": { "type": "string", "allowedValues": ["Free", "Paid"] },
  "password": { "type": "secureString", "defaultValue": "hunter2" },
  "later": { "type": "secureString" }
}"""
TEMPLATE = template(parameters=PARAMETERS)

KNOWN = {
    "toUpper('a')": '"A"',
    "[toUpper('a')]": '"A"',
    " concat( 'a', 'b' ) ": '"ab"',
    "-5": "-5",
    "json('1.5')": "1.5",
    "null()": "null",
    "createArray()": "[]",
    "createObject('a', createArray(1, '[x]'))": '{\n  "a": [\n    1,\n    "[x]"\n  ]\n}',
    "parameters('prefix')": '"aks"',
    "base64ToString('G1syShs=')": r'"\u001b[2J\u001b"',
    "'\u202e€'": r'"\u202e€"',
}
NOT_KNOWN = {
    "parameters('name')": ["unknown: a string, because parameter 'name' has no value"],
    "toUpper(concat(parameters('prefix'), '-', parameters('name')))": [
        "unknown: a string 'AKS-…', because parameter 'name' has no value",
        "  [toUpper(concat('aks-', parameters('name')))]",
    ],
    "parameters('tier')": [
        "unknown: a string, one of 'Free', 'Paid', because parameter 'tier' has no value"
    ],
    "resourceGroup().location": ["unknown: a string, because only the deployment knows it"],
    "if(equals(parameters('tier'), 'Free'), 1, toUpper(parameters('name')))": [
        "if parameter 'tier' is 'Free': 1",
        (
            "if parameter 'tier' is 'Paid': unknown: a string, because parameter 'name' has no"
            " value: [toUpper(parameters('name'))]"
        ),
    ],
    "createObject('a', 1, 'b', parameters('name'))": [
        "unknown: an object, because the parts in [brackets] are only known at deployment",
        *["{", '  "a": 1,', """  "b": "[parameters('name')]\"""", "}"],
    ],
}
_FAILS = "error: The evaluation fails; the reason would show a secret.\n"
HIDING = {
    "parameters('password')": '"***"\n',
    "concat('x', parameters('password'))": '"***"\n',
    "createObject('p', parameters('password'))": '{\n  "p": "***"\n}\n',
    "createArray(parameters('password'))[0]": '"***"\n',
    "if(true(), parameters('password'), 1)": '"***"\n',
    "string(createObject('p', parameters('password')))": '"***"\n',
    "join(createArray('a', parameters('password')), ',')": '"***"\n',
    "format('{0}', createArray(parameters('password')))": '"***"\n',
    "createObject(parameters('password'), 1)": '"***"\n',
    "toObject(createArray(parameters('password')), lambda('x', lambdaVariables('x')))": '"***"\n',
    "groupBy(createArray(parameters('password')), lambda('x', lambdaVariables('x')))": '"***"\n',
    "createObject('a', 1)[parameters('password')]": _FAILS,
    "parameters(parameters('password'))": _FAILS,
    "fail(parameters('password'))": _FAILS,
    "join(createArray(createArray(), parameters('password')), ',')": _FAILS,
}


@pytest.mark.parametrize("expression", KNOWN)
def test_known_values_are_json(cli: Cli, expression: str) -> None:
    cli.write("main.json", TEMPLATE)
    ran = cli.run("eval", expression, "--in", "main.json")
    assert ran == (0, KNOWN[expression] + "\n", "")


@pytest.mark.parametrize("expression", NOT_KNOWN)
def test_what_is_known_of_other_values(cli: Cli, expression: str) -> None:
    cli.write("main.json", TEMPLATE)
    ran = cli.run("eval", expression, "--in", "main.json")
    assert ran.out.splitlines() == NOT_KNOWN[expression]
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("expression", HIDING)
def test_secrets_are_hidden(cli: Cli, expression: str) -> None:
    cli.write("main.json", TEMPLATE)
    assert cli.run("eval", expression, "--in", "main.json").out == HIDING[expression]
    assert "hunter2" not in cli.run("eval", expression, "--in", "main.json", "--format=json").out


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("toUper('a')", ["'toUper'. Did you mean 'toUpper'?"]),
        ("[toUper(concta('a', toUper('b')).c[Lenght('d')])]", ["'toUper'", "'concta'", "'Lenght'"]),
        ("newThing('toUper(')", ["'newThing'."]),
        ("contoso.toUper('a')", []),
        ("listThings('a')", []),
    ],
)
def test_function_that_armlens_does_not_know_is_named(
    cli: Cli, expression: str, told: list[str]
) -> None:
    lines = cli.run("eval", expression).out.splitlines()
    named = [line for line in lines if "knows no function" in line]
    assert len(named) == len(told)
    for line, words in zip(named, told, strict=True):
        assert line.startswith(f"  armlens knows no function {words}")


def test_failure(cli: Cli) -> None:
    ran = cli.run("eval", "parameters('x')")
    assert ran == (1, "error: There is no parameter 'x'.\n", "")


def test_syntax_error_has_a_caret_under_the_place(cli: Cli) -> None:
    ran = cli.run("eval", "concat('é' 'b')")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "armlens: error: A comma is missing before ''b''.",
        "  concat('é' 'b')",
        "             ^^^",
    ]


JSON: dict[str, dict[str, Any]] = {
    "add(1, 2)": {"kind": "known", "value": 3, "type": "int", "message": None},
    "parameters('password')": {
        "kind": "known",
        "value": "***",
        "type": "string",
        "message": None,
    },
    "parameters('name')": {
        "kind": "unknown",
        "value": None,
        "type": "string",
        "message": "a string, because parameter 'name' has no value",
    },
    "variables('x')": {
        "kind": "error",
        "value": None,
        "type": None,
        "message": "There is no variable 'x'.",
    },
    "if(equals(parameters('tier'), 'Free'), 1, null())": {
        "kind": "unknown",
        "value": None,
        "type": "int | null",
        "message": "one of 2 values",
        "alternatives": [
            {
                "condition": "parameter 'tier' is 'Free'",
                "kind": "known",
                "value": 1,
                "type": "int",
                "message": None,
            },
            {
                "condition": "parameter 'tier' is 'Paid'",
                "kind": "known",
                "value": None,
                "type": "null",
                "message": None,
            },
        ],
    },
}


@pytest.mark.parametrize("expression", JSON)
def test_json(cli: Cli, expression: str) -> None:
    cli.write("main.json", TEMPLATE)
    ran = cli.run("eval", expression, "--in", "main.json", "--format", "json")
    assert json.loads(ran.out) == {"version": 1, **JSON[expression]}
    assert ran.status == (1 if JSON[expression]["kind"] == "error" else 0)


def test_syntax_error_as_json(cli: Cli) -> None:
    ran = cli.run("eval", "concat(", "--format", "json")
    assert (ran.status, ran.err) == (2, "")
    found = json.loads(ran.out)
    assert (found["kind"], found["value"], found["type"]) == ("error", None, None)


def test_lines_of_standard_input_are_answered_one_by_one(cli: Cli) -> None:
    ran = cli.run("eval", stdin="add(1, 2)\n\n[toUpper('é')]\nadd(1)\n")
    assert ran.out.splitlines() == ["3", '"É"', "error: 'add' takes 2 arguments, not 1."]
    assert ran.status == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_terminal_is_asked_until_the_end_of_input(cli: Cli) -> None:
    keyboard, terminal = os.openpty()
    os.write(keyboard, b"add(1, 2)\n\nadd(\n'b'\n\x04")
    with subprocess.Popen(
        [sys.executable, "-m", "armlens", "eval"],
        cwd=cli.folder,
        env=os.environ | {"PYTHONPATH": str(SERVER)},
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        out, err = process.communicate()
    os.close(keyboard)
    os.close(terminal)
    assert process.returncode == 0
    assert out.decode().replace("armlens> ", "").split() == ["3", '"b"']
    assert b"armlens: error: " in err


def test_template_that_cannot_be_read(cli: Cli) -> None:
    ran = cli.run("eval", "1", "--in", "nowhere.json")
    message = "armlens: error: 'nowhere.json' cannot be read: it does not exist.\n"
    assert ran == (2, "", message)


@pytest.mark.parametrize("text", ["{}", '{"parameters": {"a": {"value": 1}}}'])
def test_file_that_is_no_template(cli: Cli, text: str) -> None:
    cli.write("main.json", text)
    ran = cli.run("eval", "1", "--in", "main.json")
    assert ran.status == 2
    assert "not a template" in ran.err


def test_broken_template_still_gives_what_it_can(cli: Cli) -> None:
    cli.write("main.json", TEMPLATE.replace('"name": "aks",', '"name": "aks"'))
    ran = cli.run("eval", "parameters('prefix')", "--in", "main.json")
    assert (ran.status, ran.out) == (0, '"aks"\n')
    assert "'main.json' has a syntax error, the first in line 14." in ran.err
