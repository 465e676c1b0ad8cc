"""The other commands, and the process around all of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import armlens
from armlens import cli as command_line
from armlens.rules.pages import page
from cli.running import FAIL, RULE, Cli, spawn
from one_rule import RULES

NOT_CHECKED = "Azure.AKS.CNISubnetSize"


def test_version(cli: Cli) -> None:
    assert cli.run("--version") == (0, f"armlens {armlens.__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["server", "-h"]])
def test_help(cli: Cli, arguments: list[str]) -> None:
    ran = cli.run(*arguments)
    assert ran.status == 0
    assert ran.out.startswith("usage: armlens")


def test_help_of_check_explains_the_exit_status(cli: Cli) -> None:
    assert "exit status:\n  0    no finding" in cli.run("check", "--help").out


@pytest.mark.parametrize("name", [RULE, RULE.upper(), "AZR-000025", "azr-000025"])
def test_explain_prints_the_page(cli: Cli, name: str) -> None:
    (rule,) = (rule for rule in RULES if rule.name == RULE)
    assert cli.run("explain", name) == (0, page(rule), "")


def test_explain_is_drawn_on_a_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    out = cli.run("explain", RULE).out
    assert "Give the AKS cluster a managed identity" in out
    assert "# Give" not in out


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("AKS.ManagedIdentity", f" Did you mean '{RULE}'?"),
        ("Azure.AKS.ManagedIdentiti", f" Did you mean '{RULE}'?"),
        ("zzz", ""),
        ("\x1b[2J", ""),
    ],
)
def test_rule_that_is_not_known(cli: Cli, name: str, offer: str) -> None:
    shown = name.replace("\x1b", r"\x1b")
    message = f"There is no rule or problem '{shown}'.{offer} 'armlens rules' lists all rules."
    assert cli.run("explain", name) == (2, "", f"armlens: error: {message}\n")


def test_rules_are_a_table(cli: Cli) -> None:
    lines = cli.run("rules").out.splitlines()
    assert lines[0].split() == ["Rule", "Reference", "Severity", "Pillar", "Title"]
    row = next(line for line in lines if line.startswith(RULE))
    assert row.split()[1:4] == ["AZR-000025", "Important", "Security"]
    assert row.index("AZR-000025") == lines[0].index("Reference")


def test_rules_are_json(cli: Cli) -> None:
    document = json.loads(cli.run("rules", "--format", "json").out)
    rule = next(rule for rule in document["rules"] if rule["rule"] == RULE)
    assert (rule["ref"], rule["level"], rule["pillar"]) == ("AZR-000025", "warning", "Security")
    assert [rule["rule"] for rule in document["rules"]] == sorted(rule.name for rule in RULES)


def test_rules_that_no_template_can_answer_are_listed_too(cli: Cli) -> None:
    lines = cli.run("rules").out.splitlines()
    (row,) = (line for line in lines if line.startswith(NOT_CHECKED))
    assert row.split()[1:4] == ["AZR-000020", "Important", "Reliability"]
    assert row.endswith("(not checked)")
    assert [line.split()[0] for line in lines[1:]] == sorted(line.split()[0] for line in lines[1:])
    document = json.loads(cli.run("rules", "--format", "json").out)
    (rule,) = (rule for rule in document["unchecked"] if rule["rule"] == NOT_CHECKED)
    assert "exported from Azure" in rule["reason"]
    assert NOT_CHECKED not in [rule["rule"] for rule in document["rules"]]


@pytest.mark.parametrize("name", [NOT_CHECKED, NOT_CHECKED.lower(), "azr-000020"])
def test_explain_says_why_a_rule_is_not_checked(cli: Cli, name: str) -> None:
    ran = cli.run("explain", name)
    assert ran.status == 0
    assert "## Why it is not checked\n\nThe published rule looks at the subnets" in ran.out
    assert f"rules/{NOT_CHECKED}/)" in ran.out


def test_server_speaks_on_standard_streams_or_tcp(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    start: Any = ModuleType("armlens.lsp.start")
    calls: list[tuple[object, ...]] = []

    def serve_stdio(*, remembers: bool) -> int:
        calls.append((remembers,))
        return 0

    def serve_tcp(host: str, port: int, *, remembers: bool) -> int:
        calls.append((host, port, remembers))
        return 1

    start.serve_stdio, start.serve_tcp = serve_stdio, serve_tcp
    monkeypatch.setitem(sys.modules, "armlens.lsp.start", start)
    assert cli.run("server").status == 0
    assert cli.run("server", "--tcp", "localhost:2087").status == 1
    assert cli.run("server", "--tcp", "[::1]:0", "--from-scratch").status == 1
    assert cli.run("server", "--from-scratch").status == 0
    assert calls == [(True,), ("localhost", 2087, True), ("::1", 0, False), (False,)]


def test_module_runs_the_command_line(cli: Cli) -> None:
    cli.write("main.json")
    with spawn("check", folder=cli.folder, environment={"NO_COLOR": "1"}) as process:
        out, err = process.communicate()
    assert process.returncode == 1
    assert out.decode().startswith("main.json:9:29 warning Azure.AKS.ManagedIdentity")
    assert err == b""


def test_console_that_lacks_a_character_gets_an_escape(cli: Cli) -> None:
    cli.write("表.json")
    environment = {"PYTHONIOENCODING": "ascii"}
    with spawn("check", folder=cli.folder, environment=environment) as process:
        out, _ = process.communicate()
    assert out.decode("ascii").startswith(r"\u8868.json:9:29 warning")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("form", ["text", "json"])
def test_reader_that_leaves_early_is_no_error(cli: Cli, form: str) -> None:
    cli.write("main.json")
    with spawn("check", "--format", form, folder=cli.folder) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        err = process.stderr.read()
    assert (process.returncode, err) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("form", ["text", "json"])
def test_output_that_cannot_be_written_is_an_error(cli: Cli, form: str) -> None:
    cli.write("main.json")
    with Path("/dev/full").open("wb") as full:
        process = spawn("check", "--format", form, folder=cli.folder, stdout=full)
        _, err = process.communicate()
    message = b"armlens: error: The output cannot be written: No space left on device.\n"
    assert (process.returncode, err) == (2, message)


def test_interrupt_is_quiet(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "_list_rules", interrupted)
    assert cli.run("rules") == (130, "", "")


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], ["armlens.analysis.engine", "rich", "pygls", "lsprotocol", "asyncio"]),
        (["check", "--format", "json"], ["rich", "pygls", "lsprotocol", "asyncio"]),
        (["check"], ["pygls", "lsprotocol", "importlib.metadata", "rich.markdown"]),
        (["rules"], ["rich", "pygls", "lsprotocol", "asyncio"]),
    ],
)
def test_command_loads_only_what_it_needs(
    cli: Cli, arguments: list[str], unwanted: list[str]
) -> None:
    cli.write("main.json", FAIL)
    program = (
        "import sys\nfrom armlens.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {unwanted!r} if name in sys.modules], file=sys.stderr)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=cli.folder,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert ran.stderr == "[]\n"
