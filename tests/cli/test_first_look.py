"""A template that concerns no rule costs little, and is told as any other."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from cli.running import SCHEMA, Cli

ENGINE = (
    "armlens.analysis.engine",
    "armlens.analysis.judged",
    "armlens.analysis.running",
    "armlens.evaluation.evaluator",
    "armlens.rules.judging.judge",
    "armlens.template.relations",
)
"""Modules that run rules, relate resources, evaluate or judge."""

PROBLEMS = "armlens.template.problems.all"

OFF = ("--ignore", "template,expression,parameters")

QUIET = "1 template checked: nothing to report.\n"

OWN_RULE = """{ rules: { "Contoso.Https": {
  types: ["Microsoft.Storage/storageAccounts"], title: "Use https",
  severity: "Critical", condition: { field: "properties.supportsHttpsTrafficOnly", equals: true },
  fails: "The account takes http",
} } }"""


def storage(location: str = "westeurope") -> str:
    """A template that no rule of the catalogue is about."""
    account = {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-01-01", "name": "x"}
    resources = [{**account, "location": location, "properties": {}}]
    root = {"$schema": SCHEMA, "contentVersion": "1.0.0.0", "resources": resources}
    return json.dumps(root, indent=2)


def loaded(cli: Cli, *arguments: str) -> tuple[int, str, list[str]]:
    """Status and output of a check in a process of its own, and what it has loaded of those."""
    program = (
        "import sys\nfrom armlens.cli import main\n"
        "status = main(sys.argv[1:])\n"
        f"names = [each for each in {(*ENGINE, PROBLEMS)!r} if each in sys.modules]\n"
        "print('\\n', *names, file=sys.stderr)\n"
        "sys.exit(status)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, "check", *arguments],
        cwd=cli.folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout, ran.stderr.splitlines()[-1].split()


def test_nothing_that_judges_is_loaded_where_no_rule_is_concerned(cli: Cli) -> None:
    cli.write("main.json", storage())
    assert loaded(cli) == (0, QUIET, [PROBLEMS])


def test_problems_are_told_all_the_same(cli: Cli) -> None:
    cli.write("main.json", storage("[parameters('nope')]"))
    status, out, modules = loaded(cli)
    assert (status, modules) == (2, [PROBLEMS])
    assert out.startswith("main.json:9:32 error template.unknown-parameter\n")


def test_nobody_looks_for_problems_that_are_off(cli: Cli) -> None:
    cli.write("main.json", storage("[parameters('nope')]"))
    assert loaded(cli, *OFF) == (0, QUIET, [])
    cli.write("armlens.json", '{ "rules": { "template": "off", "expression": "off" } }')
    assert loaded(cli)[2] == [PROBLEMS]
    levels = '"template": "off", "expression": "off", "parameters": "off"'
    cli.write("armlens.json", f'{{ "rules": {{ {levels} }} }}')
    assert loaded(cli) == (0, QUIET, [])


@pytest.mark.parametrize("arguments", [OFF, ("--select", "jsonc")])
def test_what_cannot_be_read_is_told_with_problems_off(
    cli: Cli, arguments: tuple[str, ...]
) -> None:
    cli.write("broken.json", storage().replace('"name": "x",', '"name": "x"'))
    (cli.folder / "bytes.json").write_bytes(b"\xff\xfe\xff")
    cli.write("other.json", "{}")
    names = ("broken.json", "bytes.json", "other.json")
    status, out, modules = loaded(cli, *names, "--format", "json", *arguments)
    report = json.loads(out)
    told = [(each["file"], each["code"]) for each in report["problems"]]
    assert status == 2
    assert modules == []
    assert {
        ("broken.json", "jsonc.missing-comma"),
        ("bytes.json", "file.unreadable"),
        ("other.json", "file.not-template"),
    } == set(told)


def test_rules_that_are_off_concern_nothing(cli: Cli) -> None:
    cli.write("main.json", storage().replace("Microsoft.Storage", "Microsoft.ContainerService"))
    assert ENGINE[0] in loaded(cli)[2]
    assert loaded(cli, "--ignore", "Azure.AKS")[2] == [PROBLEMS]
    assert loaded(cli, "--select", "template")[2] == [PROBLEMS]


def test_own_rules_are_concerned_by_their_types(cli: Cli) -> None:
    cli.write("our.rules.json5", OWN_RULE)
    cli.write("armlens.json", '{ "ruleFiles": ["our.rules.json5"] }')
    cli.write("main.json", storage())
    cli.write("other.json", storage().replace("Storage/", "Web/"))
    status, out, modules = loaded(cli, "main.json")
    assert (status, ENGINE[0] in modules) == (1, True)
    assert "The account takes http" in out
    assert loaded(cli, "other.json") == (0, QUIET, [PROBLEMS])
