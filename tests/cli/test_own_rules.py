"""Rules of one's own on the command line: three of them, one broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from armlens.report.visible import acts_in_log
from cli.running import Cli

RULES = """{ rules: {
  "Contoso.Owner": {
    types: ["Microsoft.ContainerService/managedClusters"], title: "Name an owner",
    severity: "Critical", condition: { field: "tags.owner", hasValue: true },
    fails: "The cluster has no owner", help: "https://wiki.contoso.example/owner",
  },
  "Contoso.Broken": { types: ["A.B/c"], title: "T", condition: { field: "x", equal: 1 } },
  "Contoso.Region": {
    types: ["Microsoft.ContainerService/managedClusters"], title: "Stay in Europe",
    severity: "Awareness", condition: { field: "location", in: ["westeurope"] },
    fails: "The cluster is outside of Europe", safeFix: true,
  },
} }"""
SETTINGS = '{ "rules": { "Azure": "off" }, "ruleFiles": ["rules/contoso.rules.json5"] }'
TEMPLATE = """{ "resources": [{
  "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2024-09-01", "name": "aks",
  "location": "eastus"
}] }"""


@pytest.fixture(autouse=True)
def _files(cli: Cli) -> None:
    cli.write("rules/contoso.rules.json5", RULES)
    cli.write("armlens.json", SETTINGS)
    cli.write("main.json", TEMPLATE)


def test_good_rules_find_and_the_broken_one_is_told_in_its_file(cli: Cli) -> None:
    ran = cli.run("check", ".", "--format", "json")
    report = json.loads(ran.out)
    found = [(each["rule"], each["severity"], each["message"]) for each in report["findings"]]
    assert found == [
        ("Contoso.Owner", "error", "The cluster has no owner: 'tags' is not set."),
        (
            "Contoso.Region",
            "information",
            "The cluster is outside of Europe: 'location' is 'eastus'.",
        ),
    ]
    assert [each["help"] for each in report["findings"]] == [
        "https://wiki.contoso.example/owner",
        None,
    ]
    assert report["findings"][1]["fixes"][0]["title"] == "Set 'location' to 'westeurope'"
    [problem] = report["problems"]
    assert (problem["code"], problem["file"]) == (
        "rules.unknown-member",
        "rules/contoso.rules.json5",
    )
    assert ran.status == 2


def test_they_are_selected_levelled_suppressed_and_explained_by_name(cli: Cli) -> None:
    chosen = json.loads(
        cli.run("check", "main.json", "--select", "Contoso.Region", "--format", "json").out
    )
    assert [each["rule"] for each in chosen["findings"]] == ["Contoso.Region"]
    cli.write("armlens.json", SETTINGS.replace('"off"', '"off", "Contoso": "hint"'))
    levels = json.loads(cli.run("check", "main.json", "--format", "json").out)
    assert {each["severity"] for each in levels["findings"]} == {"hint"}
    cli.write(
        "main.json",
        TEMPLATE.replace('"eastus"', '"eastus" // armlens: ignore Contoso.Region - near'),
    )
    kept = json.loads(cli.run("check", "main.json", "--format", "json").out)
    assert [each["rule"] for each in kept["findings"]] == ["Contoso.Owner"]
    assert "Stay in Europe" in cli.run("explain", "contoso.region").out
    assert "Contoso.Owner" in cli.run("rules").out


def test_sarif_describes_them(cli: Cli) -> None:
    run = json.loads(cli.run("check", "main.json", "--format", "sarif").out)["runs"][0]
    described = {each["id"]: each for each in run["tool"]["driver"]["rules"]}
    assert described["Contoso.Owner"]["helpUri"] == "https://wiki.contoso.example/owner"
    assert "helpUri" not in described["Contoso.Region"]


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ("missing.json5", "it does not exist"),
        ("../outside.rules.json5", "it lies outside of the folder of the settings file"),
        ("link.rules.json5", "it lies outside of the folder of the settings file"),
        ("rules", "it is a folder"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_the_settings(
    cli: Cli, tmp_path_factory: pytest.TempPathFactory, named: str, reason: str
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "outside.rules.json5"
    outside.write_text(RULES)
    (cli.folder / "link.rules.json5").symlink_to(outside)
    cli.write("armlens.json", f'{{ "ruleFiles": ["{named}"] }}')
    report = json.loads(cli.run("check", "main.json", "--format", "json").out)
    assert [(each["file"], each["message"]) for each in report["problems"]] == [
        ("armlens.json", f"The rule file '{named}' cannot be read: {reason}.")
    ]


def test_their_examples_are_run(cli: Cli) -> None:
    ran = cli.run("rules", "--test", "rules/contoso.rules.json5")
    assert ran.status == 1
    assert ran.out.splitlines() == [
        (
            f"{Path('rules/contoso.rules.json5')}:7:78: error rules.unknown-member:"
            " 'equal' is no member of a condition. Did you mean 'equals'?"
        ),
        "Contoso.Owner: It has no 'bad' and 'good' example.",
        "Contoso.Region: It has no 'bad' and 'good' example.",
    ]


def test_a_rule_file_that_cannot_be_read_is_an_error_and_the_others_are_tested(cli: Cli) -> None:
    missing = cli.run("rules", "--test", "nothing.json5", "rules/contoso.rules.json5")
    assert missing.status == 2
    assert missing.err == "armlens: error: 'nothing.json5' cannot be read: it does not exist.\n"
    assert "Contoso.Owner: It has no 'bad' and 'good' example." in missing.out.splitlines()


def test_safe_fixes_are_applied_and_a_broken_rule_is_still_an_error(cli: Cli) -> None:
    ran = cli.run("check", "--fix", "main.json")
    assert ran.status == 2
    assert ran.out.endswith("Fixed 1 finding in 1 file.\n")
    path = cli.folder / "main.json"
    assert path.read_text() == TEMPLATE.replace("eastus", "westeurope")
    half = RULES.replace('"westeurope"', '"\\ud800"')
    cli.write("rules/contoso.rules.json5", half)
    cli.write("main.json", TEMPLATE)
    cli.run("check", "--fix", "main.json")
    assert path.read_text() == TEMPLATE.replace("eastus", "\\ud800")


COMMANDS = """{ rules: {
  "Contoso.Commands": {
    types: ["Microsoft.ContainerService/managedClusters"], title: "::set-env name=X::y",
    severity: "Critical", condition: { field: "location", in: ["##vso[task.setvariable]x"] },
    fails: "Outside", explanation: "Because\\u001b[2J\\n\\n::add-mask::word",
    recommendation: "##[error]Move",
    bad: { "type": "Microsoft.ContainerService/managedClusters", "location": /*
\t::stop-commands::x */ "##vso[x]" },
    good: { "type": "Microsoft.ContainerService/managedClusters",
      "location": "##vso[task.setvariable]x" },
  },
} }"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["rules"],
        ["rules", "--format", "json"],
        ["rules", "--test", "rules/contoso.rules.json5"],
        ["explain", "Contoso.Commands"],
    ],
)
def test_texts_of_rules_act_in_no_log_or_terminal(cli: Cli, arguments: list[str]) -> None:
    cli.write("rules/contoso.rules.json5", COMMANDS)
    ran = cli.run(*arguments)
    assert "Contoso.Commands" in ran.out
    assert not acts_in_log(ran.out)
    assert "\x1b" not in ran.out


def test_rules_are_told_to_programs_as_they_are(cli: Cli) -> None:
    cli.write("rules/contoso.rules.json5", COMMANDS)
    report = json.loads(cli.run("rules", "--format", "json").out)
    [rule] = [each for each in report["rules"] if each["rule"] == "Contoso.Commands"]
    assert rule["recommendation"] == "##[error]Move"
