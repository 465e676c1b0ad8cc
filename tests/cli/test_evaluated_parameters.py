"""`armlens eval` and `armlens expand` with parameter files: the same ones as `armlens check`."""

from __future__ import annotations

import json

import pytest

from cli.running import SCHEMA, Cli

TEMPLATE = f"""{{
  "$schema": "{SCHEMA}",
  "contentVersion": "1.0.0.0",
  "parameters": {{ "size": {{ "type": "int", "defaultValue": 1, "maxValue": 9 }} }},
  "resources": [
    {{ "type": "A.B/c", "apiVersion": "1", "name": "x", "size": "[parameters('size')]" }}
  ]
}}
"""
PARAMETERS = SCHEMA.replace("deploymentTemplate", "deploymentParameters")
SEVERAL = (
    "armlens: note: 'main.json' is evaluated with its defaults: of 'main.dev.parameters.json',"
    " 'main.prod.parameters.json', '--parameters' chooses one.\n"
)


def values(size: object, name: str = "size", **more: object) -> str:
    return json.dumps({"$schema": PARAMETERS, **more, "parameters": {name: {"value": size}}})


def sizes(cli: Cli, *arguments: str) -> tuple[str, object, str]:
    """What both commands make of the parameter, and what they say beside it."""
    evaluated = cli.run("eval", "parameters('size')", "--in", "main.json", *arguments)
    expanded = cli.run("expand", "main.json", "--format", "json", *arguments)
    (resource,) = json.loads(expanded.out)["resources"]
    assert evaluated.err == expanded.err
    return evaluated.out.strip(), resource["body"]["size"], evaluated.err


@pytest.fixture(autouse=True)
def _template(cli: Cli) -> None:
    cli.write("main.json", TEMPLATE)


def test_the_file_that_is_asked_for_counts(cli: Cli) -> None:
    cli.write("main.parameters.json", values(2))
    cli.write("given.json", values(3))
    assert sizes(cli, "--parameters", "given.json") == ("3", 3, "")


def test_the_only_file_that_belongs_counts(cli: Cli) -> None:
    cli.write("main.dev.parameters.json", values(2))
    assert sizes(cli) == ("2", 2, "")


def test_the_file_that_names_the_template_counts(cli: Cli) -> None:
    cli.write("any.parameters.json", values(2, metadata={"template": "./main.json"}))
    assert sizes(cli) == ("2", 2, "")


def test_of_several_files_the_settings_choose(cli: Cli) -> None:
    cli.write("main.dev.parameters.json", values(2))
    cli.write("main.prod.parameters.json", values(3))
    assert sizes(cli) == ("1", 1, SEVERAL)
    cli.write("armlens.json", '{"parameters": {"main.json": "main.prod.parameters.json"}}')
    assert sizes(cli) == ("3", 3, "")


@pytest.mark.parametrize("command", [["eval", "1", "--in", "main.json"], ["expand", "main.json"]])
@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("none.json", "'none.json' cannot be read: it does not exist."),
        ("main.json", "'main.json' is not a parameter file."),
    ],
)
def test_a_file_that_is_none_is_told_as_by_check(
    cli: Cli, command: list[str], name: str, complaint: str
) -> None:
    told = cli.run("check", "main.json", "--parameters", name).err
    assert told == f"armlens: error: {complaint}\n"
    assert cli.run(*command, "--parameters", name) == (2, "", told)


def test_what_is_wrong_with_the_values_is_told(cli: Cli) -> None:
    cli.write("main.parameters.json", values(10))
    message = "main.parameters.json:1:131: 'size' must be at most 9."
    evaluated = cli.run("eval", "parameters('size')", "--in", "main.json")
    assert evaluated == (0, "10\n", f"armlens: error: {message}\n")
    expanded = cli.run("expand", "main.json")
    assert (expanded.status, expanded.err) == (2, f"armlens: error: {message}\n")
    (problem,) = json.loads(cli.run("expand", "main.json", "--format", "json").out)["problems"]
    assert (problem["code"], problem["file"]) == ("parameters.out-of-range", "main.parameters.json")


def test_parameters_need_a_template(cli: Cli) -> None:
    ran = cli.run("eval", "1", "--parameters", "given.json")
    assert ran.status == 2
    assert "--parameters needs the template, with --in" in ran.err
