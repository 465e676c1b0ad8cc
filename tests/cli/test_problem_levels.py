"""Problems are switched as rules are: in the settings and on the command line."""

from __future__ import annotations

import json

import pytest

from cli.running import PASS, RULE, Cli

UNKNOWN = PASS.replace('"parameters": {},', '"variables": { "v": "[variables(\'w\')]" },')
COMMA = PASS.replace('"SystemAssigned" }', '"SystemAssigned", }')
BROKEN = PASS.replace('"SystemAssigned" }', '"SystemAssigned" ]')


def told(cli: Cli, *arguments: str) -> tuple[int, list[tuple[str, str]]]:
    """The exit status, and the problems with their severities."""
    ran = cli.run("check", "main.json", "--format", "json", *arguments)
    problems = json.loads(ran.out)["problems"]
    return ran.status, [(each["code"], each["severity"]) for each in problems]


ERROR = [("template.unknown-variable", "error")]


@pytest.mark.parametrize(
    ("levels", "status", "problems"),
    [
        ({}, 2, ERROR),
        ({"template.unknown-variable": "off"}, 0, []),
        ({"template": "off"}, 0, []),
        ({"Template.Unknown-Variable": "hint"}, 0, [("template.unknown-variable", "hint")]),
        ({"template": "off", "template.unknown-variable": "default"}, 2, ERROR),
        ({"template": "warning", "expression": "off"}, 0, [(ERROR[0][0], "warning")]),
        ({"template.unknown": "off"}, 2, ERROR),
    ],
)
def test_the_longest_key_decides(
    cli: Cli, levels: dict[str, str], status: int, problems: list[tuple[str, str]]
) -> None:
    cli.write("main.json", UNKNOWN)
    cli.write("our.json", json.dumps({"rules": levels}))
    found = told(cli, "--config", "our.json")
    told_of_settings = (
        [("settings.unknown-rule", "warning")] if "template.unknown" in levels else []
    )
    assert found == (status, problems + told_of_settings)


@pytest.mark.parametrize(
    ("arguments", "status", "problems"),
    [
        (["--ignore", "template.unknown-variable"], 0, []),
        (["--ignore", "template"], 0, []),
        (["--ignore", "jsonc"], 2, ERROR),
        (["--select", "Azure.AKS"], 2, ERROR),
        (["--select", "template"], 2, ERROR),
        (["--select", "jsonc"], 0, []),
        (["--select", f"{RULE},jsonc"], 0, []),
        (["--select", "template", "--ignore", "template.unknown-variable"], 0, []),
    ],
)
def test_options_narrow_the_problems(
    cli: Cli, arguments: list[str], status: int, problems: list[tuple[str, str]]
) -> None:
    cli.write("main.json", UNKNOWN)
    assert told(cli, *arguments) == (status, problems)


def test_a_selection_of_problems_checks_no_rules(cli: Cli) -> None:
    cli.write("main.json")
    ran = cli.run("check", "main.json", "--format", "json", "--select", "template")
    assert ran.status == 0
    assert json.loads(ran.out)["findings"] == []


def test_a_tolerated_problem_can_be_made_an_error(cli: Cli) -> None:
    cli.write("main.json", COMMA)
    assert told(cli) == (0, [("jsonc.trailing-comma", "warning")])
    cli.write("armlens.json", '{"rules": {"jsonc.trailing-comma": "error"}}')
    assert told(cli) == (2, [("jsonc.trailing-comma", "error")])


def test_a_syntax_error_makes_the_status_2_unless_it_is_switched_off(cli: Cli) -> None:
    cli.write("main.json", BROKEN)
    status, problems = told(cli)
    assert status == 2
    assert {severity for _, severity in problems} == {"error"}
    assert told(cli, "--ignore", "jsonc") == (0, [])


def test_a_document_that_is_no_template_is_switched_alike(cli: Cli) -> None:
    cli.write("main.json", '{ "a" 1 }')
    assert told(cli) == (2, [("jsonc.missing-colon", "error")])
    status, problems = told(cli, "--ignore", "jsonc")
    assert (status, problems) == (0, [("file.not-template", "information")])


def test_problems_of_a_parameter_file_are_switched_alike(cli: Cli) -> None:
    cli.write("main.json", PASS)
    cli.write("main.parameters.json", '{"parameters": {"none": {"value": 1}}}')
    assert told(cli) == (2, [("parameters.undeclared", "error")])
    assert told(cli, "--ignore", "parameters") == (0, [])


def test_what_concerns_no_template_cannot_be_switched(cli: Cli) -> None:
    ran = cli.run("check", "--ignore", "file.unreadable")
    assert ran.status == 2
    assert "'file.unreadable' matches no rule or problem." in ran.err


def test_a_problem_is_explained(cli: Cli) -> None:
    ran = cli.run("explain", "JSONC.trailing-comma")
    assert ran.status == 0
    assert ran.out.startswith("# A comma has nothing to separate\n")
    assert '"variables": { "a": [1, 2,] }\n//                       ^\n' in ran.out


@pytest.mark.parametrize(
    ("name", "near"),
    [("single-quots", "jsonc.single-quotes"), ("template.unknwon-variable", ERROR[0][0])],
)
def test_a_misspelt_code_is_recognised(cli: Cli, name: str, near: str) -> None:
    assert f"Did you mean '{near}'?" in cli.run("explain", name).err
