"""The SARIF that users get, against the published schema."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cli.running import FAIL, OPEN, PASS, UNKNOWN, Cli, template
from report.sarif_conventions import departures
from report.sarif_schema import valid_run

CASES: dict[str, dict[str, str | bytes]] = {
    "one failure": {"main.json": FAIL},
    "nothing wrong": {"main.json": PASS},
    "open with a witness": {"main.json": OPEN},
    "open without one": {"main.json": UNKNOWN},
    "several files": {"a.json": FAIL, "b/c.json": OPEN, "d.jsonc": PASS},
    "spaces and other characters in names": {"a b/käse #1 %20?.json": FAIL},
    "astral characters before the span": {"main.json": template('{ "😋": 1, "type": "None" }')},
    "carriage returns": {"main.json": FAIL.replace("\n", "\r\n")},
    "byte order mark": {"main.json": b"\xef\xbb\xbf" + FAIL.encode()},
    "UTF-16": {"main.json": b"\xff\xfe" + FAIL.encode("utf-16-le")},
    "line separator": {"main.json": template(name="a\u2028b")},
    "lone surrogate": {"main.json": template(name="\\ud800")},
    "syntax error": {"main.json": FAIL.replace('"aks",', '"aks"')},
    "trailing comma": {"main.json": FAIL.replace('"properties": {}', '"properties": {},')},
    "binary file": {"main.json": "\0", "b.json": FAIL},
    "no template": {"main.json": "{}"},
    "bad settings": {"armlens.json": '{"rule": 1}', "main.json": FAIL},
    "default of a parameter": {
        "main.json": template(
            '{ "type": "[parameters(\'kind\')]" }',
            parameters='{ "kind": { "type": "string", "defaultValue": "None" } }',
        )
    },
}


def run_of(cli: Cli, *arguments: str) -> Any:
    log = cli.run("check", "--format", "sarif", *arguments).out
    assert departures(json.loads(log)) == []
    return valid_run(log)


@pytest.mark.parametrize("case", CASES)
def test_log_is_valid(cli: Cli, case: str) -> None:
    for name, content in CASES[case].items():
        cli.write(name, content)
    run_of(cli)
    run_of(cli, "--show", "fail,open,pass")


def test_uris_are_relative_to_the_repository_and_encoded(cli: Cli) -> None:
    cli.write("sub/a b/main.json")
    (cli.folder / ".git").mkdir()
    inner = Cli(cli.folder / "sub", cli._monkeypatch, cli._capsys)
    (result,) = run_of(inner)["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "sub/a%20b/main.json", "uriBaseId": "%SRCROOT%"}


def test_log_names_no_folder_of_this_machine(cli: Cli) -> None:
    cli.write("main.json")
    log = cli.run("check", "--format", "sarif", str(cli.folder / "main.json")).out
    assert cli.folder.name not in log


def test_file_outside_the_root_has_its_whole_uri(cli: Cli) -> None:
    path = cli.write("outside/main.json")
    (cli.folder / "root").mkdir()
    inner = Cli(cli.folder / "root", cli._monkeypatch, cli._capsys)
    (result,) = run_of(inner, "../outside/main.json")["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": path.as_uri()}


def test_open_finding_is_no_failure(cli: Cli) -> None:
    cli.write("main.json", OPEN)
    (result,) = run_of(cli)["results"]
    assert (result["kind"], result["level"]) == ("open", "none")
    assert result["relatedLocations"][0]["message"]["text"] == (
        "The value comes from parameter 'kind'."
    )


def test_fix_says_what_to_replace(cli: Cli) -> None:
    cli.write("main.json")
    (result,) = run_of(cli)["results"]
    fix = result["fixes"][0]
    assert fix["description"] == {"text": "Use a system-assigned managed identity"}
    (change,) = fix["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 9, "startColumn": 29, "endLine": 9, "endColumn": 35},
            "insertedContent": {"text": '"SystemAssigned"'},
        }
    ]


def test_equal_checks_give_equal_logs(cli: Cli) -> None:
    cli.write("main.json")
    assert cli.run("check", "--format", "sarif") == cli.run("check", "--format", "sarif")


def test_place_has_its_text_and_the_lines_around(cli: Cli) -> None:
    cli.write("main.json")
    (result,) = run_of(cli)["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["region"]["snippet"] == {"text": '"None"'}
    context = place["contextRegion"]
    assert (context["startLine"], context["endLine"]) == (8, 10)
    assert context["snippet"]["text"].splitlines() == FAIL.splitlines()[7:10]


def test_megabytes_in_one_line_are_not_repeated(cli: Cli) -> None:
    cli.write("main.json", " ".join(FAIL.split()) + " " * 100_000)
    (result,) = run_of(cli)["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["region"]["snippet"] == {"text": '"None"'}
    assert "contextRegion" not in place


def test_code_scanning_is_told_how_sure_a_rule_is(cli: Cli) -> None:
    cli.write("main.json")
    (rule,) = run_of(cli)["tool"]["driver"]["rules"]
    told = rule["properties"]
    assert (told["precision"], told["problem.severity"]) == ("very-high", "warning")
