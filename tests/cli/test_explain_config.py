"""`armlens check --explain-config`: what applies to a file, and where that is written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cli.running import OPEN, Cli

SETTINGS = """{
  // Ours.
  "rules": {
    "Azure.AKS": "hint",
    "AZR-000025": "error",
  },
  "options": { "AZURE_AKS_CLUSTER_MINIMUM_VERSION": "1.30.0" },
  "exclude": [
    "*.old.json",
    "legacy/**",
  ],
  "parameters": { "infra/chosen.json": "infra/values.json" },
  "suppress": [
    { "rule": "AZR-000025", "path": "infra/**", "reason": "here" },
    { "rule": "AZR-000025", "path": "legacy/**", "reason": "there" },
    { "rule": "AZR-000025", "reason": "late", "expires": "2020-01-01" },
  ],
  "ruleFiles": ["our.json5"],
}
"""
PARAMETERS = (
    '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/'
    'deploymentParameters.json#", "contentVersion": "1.0.0.0", %s "parameters": {} }'
)


@pytest.fixture(autouse=True)
def _files(cli: Cli) -> None:
    cli.write(".git/HEAD", "")
    cli.write("armlens.json", SETTINGS)
    cli.write("our.json5", "{ rules: {} }")
    cli.write("infra/main.json", OPEN)
    cli.write("infra/main.parameters.json", PARAMETERS % "")
    cli.write("infra/chosen.json", OPEN)
    cli.write("infra/values.json", PARAMETERS % "")
    cli.write("legacy/a.json", OPEN)


def told(cli: Cli, *arguments: str) -> Any:
    ran = cli.run("check", "--format", "json", "--explain-config", *arguments)
    assert ran.err == ""
    return json.loads(ran.out)


def test_for_people(cli: Cli) -> None:
    ran = cli.run("check", "--explain-config", "infra/main.json", "--select", "Security")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "infra/main.json\n"
        "  settings: armlens.json\n"
        "    warning settings.unknown-option: The option 'AZURE_AKS_CLUSTER_MINIMUM_VERSION' is unknown"
        " and has no effect.\n"
        "    warning suppression.expired: The suppression of 'AZR-000025' has expired and no longer"
        " counts: look at it again, then remove it or give it another date.\n"
        "  not left out of a search\n"
        "  levels of rules and problems:\n"
        '    Azure.AKS = "hint" (armlens.json:4)\n'
        '    AZR-000025 = "error" (armlens.json:5)\n'
        "  options:\n"
        '    AZURE_AKS_CLUSTER_MINIMUM_VERSION = "1.30.0" (armlens.json:7)\n'
        "  selected:\n"
        "    --select Security (command line)\n"
        "  parameter files:\n"
        "    infra/main.parameters.json (its name)\n"
        "  rule files:\n"
        "    our.json5 (armlens.json:18)\n"
        "  suppressions in the settings:\n"
        "    AZR-000025 (armlens.json:14): counts here: here\n"
        "    AZR-000025 (armlens.json:15): does not count here, or has expired: there\n"
        "    AZR-000025 (armlens.json:16): does not count here, or has expired: late\n"
    )


def test_for_programs(cli: Cli) -> None:
    found = told(cli, "infra/main.json")
    assert (found["version"], found["file"], found["settings"]) == (
        1,
        "infra/main.json",
        "armlens.json",
    )
    assert found["rules"][1] == {
        "text": 'AZR-000025 = "error"',
        "file": "armlens.json",
        "line": 5,
    }
    assert [each["code"] for each in found["problems"]] == [
        "settings.unknown-option",
        "suppression.expired",
    ]
    assert [each["counts"] for each in found["suppressions"]] == [True, False, False]


@pytest.mark.parametrize(
    ("file", "arguments", "expected"),
    [
        ("infra/main.json", (), None),
        ("legacy/a.json", (), ("legacy/**", "armlens.json", 10)),
        ("infra/x.old.json", (), ("*.old.json", "armlens.json", 9)),
        ("infra/main.json", ("--exclude", "infra"), ("infra", "command line", 0)),
        ("ignored/deep/a.json", (), ("/ignored/", ".gitignore", 2)),
        ("infra/own.json", (), ("own.json", "infra/.gitignore", 1)),
        ("infra/kept.json", (), None),
    ],
)
def test_what_leaves_it_out(
    cli: Cli, file: str, arguments: tuple[str, ...], expected: tuple[str, str, int] | None
) -> None:
    if not (cli.folder / file).exists():
        cli.write(file, OPEN)
    cli.write(".gitignore", "# ours\n/ignored/\nkept.json\n")
    cli.write("infra/.gitignore", "own.json\n!kept.json\n")
    found = told(cli, file, *arguments)["excluded"]
    assert found == (
        dict(zip(("text", "file", "line"), expected, strict=True)) if expected else None
    )
    # It is what a search does.
    ran = cli.run("check", ".", "--format", "json", "--show", "open,suppressed", *arguments)
    searched = {each["file"] for each in json.loads(ran.out)["findings"]}
    assert (file in searched) == (expected is None)


@pytest.mark.parametrize(
    ("file", "arguments", "expected"),
    [
        ("infra/main.json", (), ("infra/main.parameters.json", "its name", 0)),
        ("infra/chosen.json", (), ("infra/values.json", "armlens.json", 12)),
        ("infra/named.json", (), ("infra/n.parameters.json", "its metadata.template", 0)),
        (
            "infra/main.json",
            ("--parameters", "infra/values.json"),
            ("infra/values.json", "command line", 0),
        ),
    ],
)
def test_parameter_files(
    cli: Cli, file: str, arguments: tuple[str, ...], expected: tuple[str, str, int]
) -> None:
    cli.write("infra/named.json", OPEN)
    cli.write("infra/n.parameters.json", PARAMETERS % '"metadata": { "template": "named.json" },')
    [found] = told(cli, file, *arguments)["parameters"]
    assert tuple(found.values()) == expected


def test_without_settings(cli: Cli) -> None:
    (cli.folder / "armlens.json").unlink()
    ran = cli.run("check", "--explain-config", "legacy/a.json")
    assert ran == (
        0,
        "legacy/a.json\n  settings: none, so that the defaults count\n  not left out of a search\n",
        "",
    )


def test_settings_that_are_wrong_do_not_count_and_are_told(cli: Cli) -> None:
    cli.write("armlens.json", '{ "rules": { "AZR-000025": "loud" } }')
    ran = cli.run("check", "--explain-config", "legacy/a.json")
    assert ran.status == 2
    assert "error settings.unknown-level: The level 'loud' is unknown" in ran.out
    assert "AZR-000025 =" not in ran.out


def test_what_cannot_be_explained(cli: Cli) -> None:
    ran = cli.run("check", "--explain-config", "gone.json")
    assert ran == (2, "", "armlens: error: 'gone.json' cannot be read: it does not exist.\n")
    for more in (("--format", "sarif"), ("--fix",)):
        assert cli.run("check", "--explain-config", "legacy/a.json", *more).status == 2


def test_names_do_not_act(cli: Cli) -> None:
    cli.write("armlens.json", '{ "exclude": ["\\u001b[31m\\n::error::x"], "rules": {} }')
    cli.write(
        "legacy/armlens.json", '{ "suppress": [{ "rule": "AZR-000025", "reason": "\\u001b[1m" }] }'
    )
    out = cli.run("check", "--explain-config", "legacy/a.json").out
    assert "\x1b" not in out
