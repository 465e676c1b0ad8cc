"""Whatever is wrong with the input: a clear message and the right exit status."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import Any

import pytest

from armlens.analysis.engine import analyse_tree
from armlens.analysis.finding import Analysis
from armlens.analysis.settings import Settings
from armlens.jsonc.tree import Tree
from cli.running import FAIL, PASS, Cli


def test_missing_path(cli: Cli) -> None:
    ran = cli.run("check", "nowhere/main.json")
    assert ran.status == 2
    assert ran.err == "armlens: error: 'nowhere/main.json' cannot be read: it does not exist.\n"


def test_everything_else_is_still_reported(cli: Cli) -> None:
    cli.write("main.json")
    ran = cli.run("check", "nowhere.json", "main.json")
    assert ran.status == 2
    assert "main.json:9:29 warning" in ran.out


def test_path_without_permission(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write("main.json")
    opened = os.open

    def refuse(path: Path, flags: int) -> int:
        if path.name == "main.json":
            raise PermissionError(13, "Permission denied")
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    ran = cli.run("check")
    assert ran.status == 2
    assert ran.err == "armlens: error: 'main.json' cannot be read: permission is denied.\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe(cli: Cli) -> None:
    os.mkfifo(cli.folder / "pipe.json")
    ran = cli.run("check", "pipe.json")
    assert ran.status == 2
    assert ran.err == "armlens: error: 'pipe.json' cannot be read: it is not a regular file.\n"


def test_invalid_json_that_is_named(cli: Cli) -> None:
    cli.write("main.json", '{"a": [1, 2}')
    ran = cli.run("check", "main.json")
    assert ran.status == 2
    assert ran.out.count(" error jsonc.") == 1
    assert '1 | {"a": [1, 2}\n' in ran.out


def test_invalid_template_is_checked_as_far_as_it_is_understood(cli: Cli) -> None:
    cli.write("main.json", FAIL.replace('"name": "aks",', '"name": "aks"'))
    ran = cli.run("check")
    assert ran.status == 2
    assert "main.json:8:20 error jsonc." in ran.out
    assert "main.json:9:29 warning Azure.AKS.ManagedIdentity" in ran.out
    assert ran.out.endswith("1 template checked: 1 warning, 1 problem.\n")


def test_broken_file_in_a_folder_counts_if_it_may_be_a_template(cli: Cli) -> None:
    cli.write("main.json", PASS)
    cli.write("other.json", '{"a": [1, 2}')
    assert cli.run("check").status == 0
    cli.write("broken.json", '"resources": [{"apiVersion": ')
    assert cli.run("check").status == 2


@pytest.mark.parametrize("arguments", [["main.json"], ["."]])
def test_binary_file(cli: Cli, arguments: list[str]) -> None:
    cli.write("main.json", b"\x89PNG\r\n\x1a\n\0\0\0")
    ran = cli.run("check", *arguments)
    assert ran.status == 2
    assert ran.err == (
        "armlens: error: 'main.json' cannot be read: it is a binary file, not text.\n"
    )


def test_other_encoding(cli: Cli) -> None:
    cli.write("main.json", FAIL.replace("aks", "käse").encode("latin-1"))
    ran = cli.run("check")
    assert ran.status == 2
    assert ran.err.startswith("armlens: error: 'main.json' cannot be read: it is not valid UTF-8")


@pytest.mark.parametrize("text", ["", " \n"])
def test_empty_file(cli: Cli, text: str) -> None:
    cli.write("main.json", text)
    ran = cli.run("check", "main.json")
    assert ran.status == 2
    assert ran.err == "armlens: error: 'main.json' is empty and not a template.\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty and not a template."),
        (b"\0\1\2", "cannot be read: it is a binary file, not text."),
    ],
)
def test_standard_input_that_is_no_template(cli: Cli, data: bytes, message: str) -> None:
    ran = cli.run("check", "-", stdin=data)
    assert (ran.status, ran.err) == (2, f"armlens: error: '<stdin>' {message}\n")


def test_empty_settings_file(cli: Cli) -> None:
    cli.write("armlens.json", "")
    cli.write("main.json")
    ran = cli.run("check")
    assert ran.status == 2
    assert "armlens.json:1:1 error settings.empty\n" in ran.out
    assert "The settings file is empty; write '{}' into it or remove it." in ran.out
    assert "main.json:9:29 warning" in ran.out


def test_invalid_settings_file(cli: Cli) -> None:
    cli.write("armlens.json", '{\n  "rules": { "Azure.AKS": "loud" }\n}\n')
    cli.write("main.json", PASS)
    ran = cli.run("check")
    assert ran.status == 2
    assert ran.out.startswith("armlens.json:2:27 error settings.unknown-level\n")
    assert '  2 |   "rules": { "Azure.AKS": "loud" }\n    |                           ^^^^^^\n' in (
        ran.out
    )


def test_settings_file_that_is_not_there(cli: Cli) -> None:
    cli.write("main.json", PASS)
    ran = cli.run("check", "--config", "nowhere.json")
    assert ran.status == 2
    assert ran.err == "armlens: error: 'nowhere.json' cannot be read: it does not exist.\n"


def test_folder_without_templates(cli: Cli) -> None:
    cli.write("a/package.json", "{}")
    ran = cli.run("check", "a")
    assert ran.status == 2
    assert ran.err == (
        "armlens: error: No templates were found in 'a': of the *.json and *.jsonc files that are"
        " not ignored or excluded, none has the schema or the resources of one.\n"
    )


def test_folder_without_templates_beside_a_template_is_fine(cli: Cli) -> None:
    cli.write("a/package.json", "{}")
    cli.write("main.json", PASS)
    assert cli.run("check", "a", "main.json").status == 0


def test_error_inside_armlens_does_not_stop_the_other_files(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.write("a.json")
    cli.write("b.json")

    def crash(tree: Tree, settings: Settings, **more: Any) -> Analysis:
        if tree.document == "a.json":
            raise RecursionError
        return analyse_tree(tree, settings, **more)

    monkeypatch.setattr("armlens.analysis.engine.analyse_tree", crash)
    ran = cli.run("check")
    assert ran.status == 2
    assert "b.json:9:29 warning" in ran.out
    message = "could not be analysed because of an error inside armlens (RecursionError at files/"
    assert ran.err.startswith(f"armlens: error: 'a.json' {message}")


def test_bad_input_is_in_the_reports_for_programs_too(cli: Cli) -> None:
    cli.write("armlens.json", "")
    cli.write("main.json", "\0")
    problems = json.loads(cli.run("check", "--format", "json").out)["problems"]
    assert [(one["code"], one["file"]) for one in problems] == [
        ("settings.empty", "armlens.json"),
        ("file.unreadable", "main.json"),
    ]
    (run,) = json.loads(cli.run("check", "--format", "sarif").out)["runs"]
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    assert len(invocation["toolExecutionNotifications"]) == 1
    assert len(invocation["toolConfigurationNotifications"]) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["chek"], "invalid choice: 'chek'"),
        (["check", "--format", "html"], "invalid choice: 'html'"),
        (["check", "--format", "xml"], "invalid choice: 'xml'"),
        (["check", "--fix", "--diff"], "not allowed with argument --fix"),
        (["check", "--unsafe-fixes"], "--unsafe-fixes needs --fix or --diff"),
        (["check", "--diff", "--format", "json"], "--diff takes neither --format nor --output"),
        (["check", "--diff", "--write-baseline", "a"], "--diff changes no file, and --write-"),
        (["check", "--fix", "-", "a.json"], "with --fix, the path - takes no other beside it"),
        (["check", "--frobnicate", "x"], "unrecognized arguments: --frobnicate"),
        (["check", "--form", "json"], "unrecognized arguments: --form"),
        (["check", "--show", "fails"], "'fails' is none of fail, open, pass, suppressed, known"),
        (["check", "--show", ""], "'' is none of fail, open, pass, suppressed, known"),
        (["check", "--fail-on", "critical"], "invalid choice: 'critical'"),
        (["check", "--select", "Azure.AKX"], "'Azure.AKX' matches no rule or problem."),
        (
            ["check", "--ignore", "ManagedIdentity"],
            "Did you mean 'Azure.AKS.ManagedIdentity'?",
        ),
        (["check", ""], "a path must not be empty"),
        (["check", "--config", ""], "a path must not be empty"),
        (["check", "--stdin-filename", "a.json"], "--stdin-filename needs the path -"),
        (["explain"], "the following arguments are required: NAME"),
        (["server", "--tcp", "localhost"], "'localhost' is not of the form HOST:PORT"),
        (["server", "--tcp", "localhost:x"], "'localhost:x' is not of the form HOST:PORT"),
        (["server", "--tcp", ":1"], "':1' is not of the form HOST:PORT"),
        (["server", "--tcp", "localhost:65536"], "the port 65536 is larger than 65535"),
    ],
)
def test_wrong_usage(cli: Cli, arguments: list[str], message: str) -> None:
    ran = cli.run(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert message in " ".join(ran.err.split())


def test_wrong_usage_is_not_buried_below_all_options(cli: Cli) -> None:
    ran = cli.run("check", "--format", "xml")
    usage, error = ran.err.splitlines()
    assert usage == "usage: armlens check [OPTIONS] [PATH ...]"
    assert error.startswith("armlens check: error: argument --format: invalid choice: 'xml'")


def test_an_address_that_is_taken_is_no_failure_of_the_output(cli: Cli) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        ran = cli.run("server", "--tcp", address)
    assert ran.status == 2
    assert ran.err.startswith(f"armlens: error: Nobody can connect to '{address}': ")
    assert "in use" in ran.err or os.name == "nt"
