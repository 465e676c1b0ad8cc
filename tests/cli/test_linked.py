"""Linked templates on the command line: which files are read, and what is told of them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from armlens.files import reading
from cli.running import RULE, SCHEMA, Cli, template

BAD, GOOD = '"None"', '"SystemAssigned"'
LINKS = "template.link-"


def main(path: str = "child.json", kind: str = BAD, more: str = "") -> str:
    """A template that links another one and passes a value; the link is on line 8."""
    return f"""\
{{
  "$schema": "{SCHEMA}",
  "contentVersion": "1.0.0.0",
  "resources": [{{
    "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "cluster",
    "properties": {{
      "mode": "Incremental",
      "templateLink": {{ "relativePath": {json.dumps(path)} }},
      "parameters": {{ "kind": {{ "value": {kind} }} }}
    }}
  }}]{more}
}}
"""


CHILD = template(
    '{ "type": "[parameters(\'kind\')]" }',
    parameters='{ "kind": { "type": "string", "defaultValue": "SystemAssigned" } }',
)


def report(cli: Cli, *arguments: str) -> Any:
    return json.loads(cli.run("check", "--format", "json", *arguments).out)


def findings(cli: Cli, *arguments: str) -> list[tuple[str, int]]:
    """The findings: file, and line from 1."""
    told = report(cli, *arguments)["findings"]
    assert {each["rule"] for each in told} <= {RULE}
    return [(each["file"], each["range"]["start"]["line"] + 1) for each in told]


def problems(cli: Cli, *arguments: str) -> list[tuple[str, int, str]]:
    """The problems: file, line from 1, and code."""
    told = report(cli, *arguments)["problems"]
    return [
        (each["file"], each["range"]["start"]["line"] + 1, each["code"])
        for each in told
        if not each["code"].startswith("parameters.")
    ]


def test_a_finding_is_told_at_what_is_passed(cli: Cli) -> None:
    cli.write("infra/main.json", main("modules/child.json"))
    cli.write("infra/modules/child.json", CHILD)
    ran = cli.run("check")
    assert ran.status == 1
    assert f"infra/main.json:9:42 warning {RULE}" in ran.out
    assert "note: it takes effect in infra/modules/child.json:9:29" in ran.out
    assert "2 templates checked: 1 warning." in ran.out
    assert cli.run("check", "infra/main.json").out == ran.out.replace("2 templates", "1 template")


def test_a_good_value_is_not_told(cli: Cli) -> None:
    cli.write("main.json", main(kind=GOOD))
    cli.write("child.json", CHILD)
    assert cli.run("check").status == 0


def test_what_the_child_has_by_itself_is_told_once(cli: Cli) -> None:
    for name in ("one", "two"):
        cli.write(f"{name}.json", main(kind=GOOD))
    cli.write("child.json", template('{ "type": "None" }'))
    assert findings(cli) == [("child.json", 9)]
    assert findings(cli, "one.json") == []


def test_the_place_in_the_child_is_in_every_report(cli: Cli) -> None:
    cli.write("main.json", main())
    cli.write("child.json", CHILD)
    (finding,) = report(cli)["findings"]
    assert finding["usedAt"] == {
        "file": "child.json",
        "range": {"start": {"line": 8, "character": 28}, "end": {"line": 8, "character": 50}},
    }
    (result,) = json.loads(cli.run("check", "--format", "sarif").out)["runs"][0]["results"]
    first = result["relatedLocations"][0]
    assert first["message"]["text"] == "It takes effect here."
    assert first["physicalLocation"]["artifactLocation"]["uri"] == "child.json"
    edited = {
        change["artifactLocation"]["uri"] for fix in result["fixes"] for change in fix["artifactChanges"]
    }  # fmt: skip
    assert edited == {"main.json", "child.json"}


def test_parameter_files_of_both_count(cli: Cli) -> None:
    declared = ',\n  "parameters": { "p": { "type": "string" } }'
    cli.write("main.json", main(kind="\"[parameters('p')]\"", more=declared))
    cli.write("child.json", CHILD.replace("SystemAssigned", "None"))
    values = '{ "parameters": { "%s": { "value": "%s" } } }'
    cli.write("main.parameters.json", values % ("p", "None"))
    cli.write("child.parameters.json", values % ("kind", "UserAssigned"))
    assert findings(cli) == [("main.json", 9)]
    text = main().replace('"kind": { "value": "None" }', "")
    cli.write("main.json", text)
    cli.write("main.parameters.json", '{ "parameters": {} }')
    # The default of the child fails, which its own parameter file hides.
    assert findings(cli) == [("main.json", 8)]


def test_expand_shows_the_resources_of_the_child(cli: Cli) -> None:
    cli.write("main.json", main("./child.json"))
    cli.write("child.json", CHILD)
    found = json.loads(cli.run("expand", "main.json", "--format", "json").out)
    assert [(each["type"], each["origin"]["file"]) for each in found["resources"]] == [
        ("Microsoft.Resources/deployments", "main.json"),
        ("Microsoft.ContainerService/managedClusters", "child.json"),
    ]
    assert found["resources"][1]["origin"]["range"]["start"] == {"line": 4, "character": 16}
    assert found["resources"][1]["body"]["identity"] == {"type": "None"}
    assert found["problems"] == []
    assert "// child.json:5:17\n" in cli.run("expand", "main.json").out


def test_what_fails_to_evaluate_in_the_child_is_told_by_the_child(cli: Cli) -> None:
    cli.write("main.json", main())
    cli.write("child.json", CHILD.replace('"aks"', "\"[substring('a', 2)]\""))
    assert cli.run("expand", "main.json").err == ""
    assert "The evaluation fails" in cli.run("expand", "child.json").err


def test_eval_reads_the_outputs_of_the_child(cli: Cli) -> None:
    outputs = """,
  "outputs": { "kind": { "type": "string", "value": "[toUpper(parameters('kind'))]" } }
}"""
    cli.write("main.json", main())
    cli.write("child.json", CHILD.rstrip().removesuffix("}").rstrip() + outputs)
    ran = cli.run("eval", "reference('cluster').outputs.kind.value", "--in", "main.json")
    assert ran.out == '"NONE"\n'
    broken = main("none.json")
    cli.write("main.json", broken)
    ran = cli.run("eval", "reference('cluster').outputs.kind.value", "--in", "main.json")
    assert ran.out.startswith("unknown: ")


def test_links_are_told_where_they_are_broken(cli: Cli) -> None:
    cli.write("main.json", main("none.json"))
    ran = cli.run("check")
    assert ran.status == 0
    assert f"main.json:8:41 warning {LINKS}unreadable" in ran.out
    assert "'none.json' cannot be read: it does not exist." in ran.out


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not-template"),
        ("{", "not-template"),
        ("not JSON", "not-template"),
        ('{ "name": "x" }', "not-template"),
        (b"\xff\xfe\x00", "unreadable"),
        (b"a\0b", "unreadable"),
    ],
)
def test_files_that_are_no_templates(cli: Cli, text: str | bytes, code: str) -> None:
    cli.write("main.json", main())
    cli.write("child.json", text)
    assert problems(cli, "main.json") == [("main.json", 8, f"{LINKS}{code}")]


def test_a_child_with_syntax_errors_is_told_by_itself(cli: Cli) -> None:
    cli.write("main.json", main())
    cli.write("child.json", CHILD.replace('"properties": {}', '"properties": {'))
    assert problems(cli, "main.json") == []
    assert findings(cli, "main.json") == [("main.json", 9)]
    assert {file for file, _, _ in problems(cli)} == {"child.json"}


def test_a_folder_is_no_template(cli: Cli) -> None:
    cli.write("main.json", main("modules"))
    (cli.folder / "modules").mkdir()
    assert problems(cli) == [("main.json", 8, f"{LINKS}unreadable")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(cli: Cli) -> None:
    cli.write("main.json", main("pipe"))
    os.mkfifo(cli.folder / "pipe")
    assert problems(cli) == [("main.json", 8, f"{LINKS}unreadable")]


def test_circles(cli: Cli) -> None:
    cli.write("main.json", main("child.json"))
    cli.write("child.json", main("main.json"))
    cli.write("self.json", main("./self.json"))
    found = problems(cli)
    assert [(file, code) for file, _, code in found] == [
        ("child.json", f"{LINKS}cycle"),
        ("main.json", f"{LINKS}cycle"),
        ("self.json", f"{LINKS}cycle"),
    ]
    absolute = str(cli.folder / "self.json")
    assert [code for _, _, code in problems(cli, absolute)] == [f"{LINKS}cycle"]


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The real paths of all files that are read."""
    found: list[str] = []
    original = reading._read_bytes

    def noting(path: Path) -> Any:
        found.append(os.path.realpath(path))
        return original(path)

    monkeypatch.setattr(reading, "_read_bytes", noting)
    return found


@pytest.mark.parametrize(
    "path",
    [
        "../outside.json",
        "../../outside.json",
        "modules/../../outside.json",
        "..\\outside.json",
        "{absolute}",
        "file://{absolute}",
        "https://example.org/outside.json",
        "//example.org/outside.json",
        "link.json",
        "folder/outside.json",
    ],
)
def test_nothing_outside_is_read(cli: Cli, path: str, read_files: list[str]) -> None:
    outside = cli.write("outside.json", CHILD)
    path = path.replace("{absolute}", str(outside))
    cli.write("in/main.json", main(path))
    (cli.folder / "in" / "link.json").symlink_to(outside)
    (cli.folder / "in" / "folder").symlink_to(cli.folder)
    told = report(cli, "in/main.json")
    (problem,) = told["problems"]
    assert (problem["code"], problem["severity"]) == (f"{LINKS}outside", "information")
    assert problem["range"]["start"]["line"] == 7
    assert told["findings"] == []
    root = os.path.realpath(cli.folder / "in") + os.sep
    assert [each for each in read_files if not each.startswith(root)] == []
    assert cli.run("check", "in/main.json").status == 0


def test_the_repository_around_is_where_links_may_lead(cli: Cli) -> None:
    cli.write("modules/child.json", CHILD)
    cli.write("infra/main.json", main("../modules/child.json"))
    assert problems(cli, "infra/main.json") == [("infra/main.json", 8, f"{LINKS}outside")]
    # Whoever checks the folder around has it read.
    assert findings(cli, ".") == [("infra/main.json", 9)]
    (cli.folder / ".git").mkdir()
    assert findings(cli, "infra/main.json") == [("infra/main.json", 9)]
    assert findings(cli, "infra") == [("infra/main.json", 9)]
    cli.write("infra/main.json", main("../../outside.json"))
    assert problems(cli, "infra/main.json") == [("infra/main.json", 8, f"{LINKS}outside")]


def test_a_link_inside_leads_where_it_leads(cli: Cli) -> None:
    cli.write("real/child.json", CHILD)
    cli.write("main.json", main("link.json"))
    (cli.folder / "link.json").symlink_to(cli.folder / "real" / "child.json")
    assert findings(cli, "main.json") == [("main.json", 9)]


def test_a_template_that_links_itself_by_another_name(cli: Cli) -> None:
    cli.write("main.json", main("link.json"))
    (cli.folder / "link.json").symlink_to(cli.folder / "main.json")
    assert problems(cli, "main.json") == [("main.json", 8, f"{LINKS}cycle")]


def test_standard_input_has_a_folder_only_if_it_has_a_name(cli: Cli) -> None:
    cli.write("infra/child.json", CHILD)
    named = cli.run(
        "check", "-", "--stdin-filename", "infra/main.json", "--format", "json", stdin=main()
    )
    assert [each["file"] for each in json.loads(named.out)["findings"]] == ["infra/main.json"]
    cli.write("child.json", CHILD)
    without = json.loads(cli.run("check", "-", "--format", "json", stdin=main()).out)
    assert (without["findings"], without["problems"]) == ([], [])


def test_a_problem_may_be_switched_off(cli: Cli) -> None:
    cli.write("main.json", main("built-later.json"))
    assert problems(cli, "--ignore", f"{LINKS}unreadable") == []
