"""Names and values that would act where they are shown: in a terminal, a hover or a code scan."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from armlens.report.run import Report
from armlens.report.text import WIDTH, text_report
from cli.running import FAIL, SCHEMA, Cli, spawn
from report.building import at, checked, finding, source
from security.watching import questions, serve

HOSTILE = {
    "a terminal's commands": "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b31m",
    "a terminal's link": "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "another order": "\u202egnp.exe\u2066\u2069\u200f",
    "nothing to be seen": "a\u200b\u2060\ufeffb\U000e0041",
    "lines": "a\r\nmain.json:1:1 error forged\nb\u2028c\x85d",
    "a workflow's commands": "\n::error file=x::forged\n::set-output name=a::b\n%0A::warning::x",
    "Markdown": "[click](https://evil.example) ![x](https://evil.example/a.png) `` ` `` **b**",
    "HTML": "<img src=x onerror=alert(1)><script>alert(1)</script>&lt;&#60;",
    "a command": "[run](command:workbench.action.terminal.new) <a href='vscode://x'>y</a>",
    "a place in SARIF": "[here](1) and \\[there](2) {0} {1}",
    "half a character": "\ud800x\udfff",
}
DANGEROUS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f]"
)


CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
OWN_LINK = re.compile(
    r"\[[^\[\]]*\]\(<(?:https://(?:azure\.github\.io|learn\.microsoft\.com|kubernetes\.io)/[^<>]*"
    r"|file:///[\w/.-]*main\.json#L\d+)>\)"
)


@pytest.fixture(params=[*HOSTILE.values()], ids=[*HOSTILE])
def hostile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def template(text: str) -> str:
    """A template with the text wherever one can be that is shown."""
    cluster: dict[str, Any] = {
        "type": "Microsoft.ContainerService/managedClusters",
        "apiVersion": "2024-09-01",
        "name": text,
        "tags": {text: text},
        "identity": {"type": f"[parameters('{text}')]"},
        "dependsOn": [text],
    }
    whole = {
        "$schema": SCHEMA,
        "contentVersion": "1.0.0.0",
        "parameters": {text: {"type": "string", "defaultValue": text}},
        "variables": {text: f"[variables('x{text}')]", "y": f"[nothing{text}('a')]"},
        "resources": [cluster, cluster | {"name": f"[concat('a', parameters('{text}'))]"}],
        "outputs": {text: {"type": "string", "value": f"[{text}]"}},
    }
    return json.dumps(whole, indent=1)


COMMANDS = (
    ("check", "."),
    ("check", "main.json", "--show", "fail,open,pass"),
    ("check", "main.json", "--diff"),
    ("expand", "main.json"),
    ("eval", "variables('y')", "--in", "main.json"),
    ("eval", "parameters(first(items(json('{}'))).key)", "--in", "main.json"),
)


def test_a_terminal_is_told_nothing(cli: Cli, hostile: str) -> None:
    cli.write("main.json", template(hostile))
    cli.write("armlens.json", json.dumps({"rules": {hostile: "off"}, hostile: 1}))
    for command in COMMANDS:
        ran = cli.run(*command)
        everything = (ran.out + ran.err).replace("\r\n", "\n")
        assert DANGEROUS.findall(everything) == [], command
        assert not any(unicodedata.category(each) == "Cs" for each in everything)
        assert not re.search(r"^(?:::|main\.json:1:1 error forged)", everything, re.MULTILINE)


def test_a_terminal_is_told_nothing_by_the_name_of_a_file(cli: Cli) -> None:
    name = "\x1b[31m\u202e\n::error::x.json"
    cli.write(name, "{")
    cli.write(name.replace(".json", "2.json"), template("a"))
    for command in (["check", "."], ["check", name], ["check", name + "none"]):
        ran = cli.run(*command)
        assert DANGEROUS.findall(ran.out + ran.err) == []
        assert not re.search(r"^::", ran.out + ran.err, re.MULTILINE)


def test_a_report_for_programs_is_ascii_and_has_no_link(cli: Cli, hostile: str) -> None:
    cli.write("main.json", template(hostile))
    for form in ("json", "sarif"):
        printed = cli.run("check", "main.json", "--format", form, "--show", "fail,open,pass").out
        assert printed.isascii()
        report = json.loads(printed)
        if form == "sarif":
            for message in messages(report):
                assert "](" not in message
                assert DANGEROUS.findall(message) == []


def messages(node: object) -> list[str]:
    """The texts of all messages of a SARIF log that come from a document."""
    if isinstance(node, list):
        return [text for each in node for text in messages(each)]
    if not isinstance(node, dict):
        return []
    own = node.get("message")
    texts = [own["text"]] if isinstance(own, dict) and "text" in own else []
    return texts + [text for key, each in node.items() if key != "rules" for text in messages(each)]


def test_a_hover_shows_and_does_nothing(tmp_path: Path, hostile: str) -> None:
    folder = tmp_path / "workspace"
    folder.mkdir()
    path = folder / "main.json"
    path.write_text(template(hostile))
    printed = serve(folder, tmp_path / "log", questions(path)).printed
    answers = json.loads(printed[: printed.rindex("]") + 1])
    hovers = [
        each["result"]["contents"]["value"]
        for each in answers
        if isinstance(each.get("result"), dict) and "contents" in each["result"]
    ]
    assert hovers
    for hover in hovers:
        bare = CODE.sub("", OWN_LINK.sub("", hover))
        assert not re.search(r"(?<!\\)<[a-z!/]", bare), hover
        assert not re.search(r"(?<!\\)\]\(", bare), hover
        assert not re.search(r"(?<!\\):(?=//)", bare), hover
        assert DANGEROUS.findall(hover) == [], hover


def test_a_pipeline_is_told_nothing_in_its_log(cli: Cli) -> None:
    """GitHub obeys `::` at the beginning of a line, Azure Pipelines `##vso[` anywhere in one."""
    cli.write("::error::x.json", template("##vso[task.setvariable variable=a]b ##[section]c"))
    for form in ("text", "json", "sarif", "junit", "gitlab", "markdown"):
        ran = cli.run("check", ".", "--format", form, "--show", "fail,open,pass")
        everything = ran.out + ran.err
        assert not re.search(r"##(vso)?\[", everything), form
        assert not re.search(r"^\s*::", everything, re.MULTILINE), form


LOGGED = """\
/*
::error::forged
##[error]forged
##vso[task.setvariable variable=a]b\r::warning::forged
*/
"""
ACTS = re.compile(r"##(vso)?\[|^\s*::", re.MULTILINE)


def commented() -> str:
    """A template with commands around the place of a fix, where a diff shows them."""
    head, tail = FAIL.split('      "identity"')
    return f'{head}{LOGGED}      "identity"{tail}'


@pytest.mark.parametrize("variable", ["GITHUB_ACTIONS", "TF_BUILD"])
def test_a_diff_tells_nothing_to_the_log_of_a_pipeline(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    for name in ("GITHUB_ACTIONS", "TF_BUILD"):
        monkeypatch.delenv(name, raising=False)
    cli.write("main.json", commented())
    exact = cli.run("check", "main.json", "--diff").out
    assert ACTS.search(exact.replace("\r", "\n"))
    monkeypatch.setenv(variable, "true")
    logged = cli.run("check", "main.json", "--diff").out
    assert not ACTS.search(logged.replace("\r", "\n"))
    assert '+      "identity": { "type": "SystemAssigned" },' in logged


def test_a_diff_in_a_pipeline_is_exact_in_a_file_or_without_commands(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = cli.write("main.json", commented())
    for environment in ({}, {"GITHUB_ACTIONS": "true", "FORCE_COLOR": "1"}):
        with (cli.folder / "fix.patch").open("wb") as file:
            spawn(
                "check",
                path.name,
                "--diff",
                folder=cli.folder,
                environment=environment,
                stdout=file,
            ).communicate()
        written = (cli.folder / "fix.patch").read_bytes()
        assert b"\n ##vso[task.setvariable variable=a]b\r::warning::forged\n" in written
    cli.write("main.json", FAIL.replace("\n", "\r\n"))
    exact = cli.run("check", "main.json", "--diff").out
    monkeypatch.setenv("TF_BUILD", "True")
    assert cli.run("check", "main.json", "--diff").out == exact


def test_a_message_tells_nothing_to_the_log_of_a_pipeline() -> None:
    where = source("[1]")
    report = Report((checked(where, finding(at(where, "1"), "::error::forged")),))
    assert not ACTS.search(text_report(report, WIDTH).plain)


def test_a_value_tells_nothing_to_the_log_of_a_pipeline(cli: Cli) -> None:
    told = cli.run("eval", 'json(\'["##vso[task.complete]", "##[error]a"]\')').out
    assert not ACTS.search(told)
    assert json.loads(told) == ["##vso[task.complete]", "##[error]a"]
