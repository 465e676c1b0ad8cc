"""`armlens check`: what it reports and the status it exits with."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from cli.running import FAIL, OPEN, PASS, RULE, UNKNOWN, Cli, template


def json_of(cli: Cli, *arguments: str) -> Any:
    return json.loads(cli.run("check", "--format", "json", *arguments).out)


def kinds(cli: Cli, *arguments: str) -> list[tuple[str, str]]:
    found = json_of(cli, *arguments)["findings"]
    return [(finding["file"], finding["kind"]) for finding in found]


def test_report_of_a_failure(cli: Cli) -> None:
    cli.write("infra/main.json", template(parameters='{\n\t"😋": {"type": "string"} }'))
    assert cli.run("check", "infra", "--ignore", "Reliability") == (
        1,
        """\
infra/main.json:10:29 warning Azure.AKS.ManagedIdentity
  The cluster has no managed identity: 'identity.type' is 'None'.
   9 |       "name": "aks",
  10 |       "identity": { "type": "None" },
     |                             ^^^^^^
  11 |       "properties": {}
  fix: Use a system-assigned managed identity
  fix: Use a user-assigned managed identity (to be reviewed)
  see: https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.AKS.ManagedIdentity/

1 template checked: 1 warning.
""",
        "",
    )


def test_nothing_wrong_is_status_0(cli: Cli) -> None:
    cli.write("main.json", PASS)
    assert cli.run("check") == (0, "1 template checked: nothing to report.\n", "")


def test_current_folder_is_the_default(cli: Cli) -> None:
    cli.write("a.json")
    cli.write("b/c.jsonc", PASS)
    cli.write("b/d.json", "{}")
    assert kinds(cli) == [("a.json", "fail")]
    assert json_of(cli)["summary"]["files"] == 2


def test_order_of_the_results_is_that_of_the_paths_and_names(cli: Cli) -> None:
    for name in ("z.json", "b.json", "a/a.json", "a.json"):
        cli.write(name)
    files = [name for name, _ in kinds(cli, "z.json", ".")]
    assert files == ["z.json", "a/a.json", "a.json", "b.json"]


def test_names_are_those_the_user_wrote_or_relative_to_here(cli: Cli) -> None:
    path = cli.write("a b/main.json")
    (cli.folder / "c").mkdir()
    for argument, name in [
        ("./a b", "a b/main.json"),
        ("c/../a b/main.json", "c/../a b/main.json"),
        (str(path), "a b/main.json"),
    ]:
        assert kinds(cli, argument) == [(name, "fail")]


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        (None, ["fail", "open"]),
        ("fail", ["fail"]),
        ("open", ["open", "open"]),
        ("pass", ["pass"]),
        ("fail, open", ["fail", "open", "open"]),
        ("pass,fail,open", ["fail", "open", "open", "pass"]),
    ],
)
def test_show_chooses_verdicts(cli: Cli, show: str | None, expected: list[str]) -> None:
    for name, text in {"f": FAIL, "o": OPEN, "o2": UNKNOWN, "p": PASS}.items():
        cli.write(f"{name}.json", text)
    arguments = ["--show", show] if show else []
    assert [kind for _, kind in kinds(cli, *arguments)] == expected


@pytest.mark.parametrize(
    ("text", "level", "status"),
    [
        (FAIL, None, 1),
        (FAIL, "error", 0),
        (FAIL, "warning", 1),
        (FAIL, "hint", 1),
        (OPEN, None, 0),
        (OPEN, "information", 1),
        (UNKNOWN, "hint", 0),
        (PASS, "hint", 0),
    ],
)
def test_status_goes_by_the_level(cli: Cli, text: str, level: str | None, status: int) -> None:
    cli.write("main.json", text)
    assert cli.run("check", *(["--fail-on", level] if level else [])).status == status


def test_status_does_not_depend_on_what_is_shown(cli: Cli) -> None:
    cli.write("main.json")
    assert cli.run("check", "--show", "pass").status == 1


@pytest.mark.parametrize("selector", [RULE, "azr-000025", "Azure.AKS", "security", f" {RULE} ,"])
def test_rules_are_selected_and_ignored(cli: Cli, selector: str) -> None:
    cli.write("main.json")
    assert cli.run("check", "--select", selector).status == 1
    assert cli.run("check", "--ignore", selector).status == 0
    assert cli.run("check", "--select", selector, "--ignore", RULE).status == 0


def test_settings_hold_for_the_folders_below_them(cli: Cli) -> None:
    cli.write("a/armlens.json", f'{{"rules": {{"{RULE}": "error"}}}}')
    cli.write("b/armlens.json", f'{{"rules": {{"{RULE}": "off"}}}}')
    for folder in ("a/c", "b", "d"):
        cli.write(f"{folder}/main.json")
    found = [(one["file"], one["severity"]) for one in json_of(cli)["findings"]]
    assert found == [("a/c/main.json", "error"), ("d/main.json", "warning")]


def test_settings_exclude_paths_of_a_search_only(cli: Cli) -> None:
    cli.write("armlens.json", '{"exclude": ["legacy/**"]}')
    cli.write("legacy/main.json")
    cli.write("main.json", PASS)
    assert cli.run("check").status == 0
    assert cli.run("check", "legacy/main.json").status == 1


def test_config_replaces_the_discovered_settings(cli: Cli) -> None:
    cli.write("main.json")
    cli.write("armlens.json", "{")
    cli.write("ci/ours.json", '{"rules": {"Azure": "hint"}}')
    assert cli.run("check", "main.json", "--config", "ci/ours.json").status == 0


def test_warning_in_the_settings_is_told_and_harmless(cli: Cli) -> None:
    cli.write("armlens.json", '{"rules": {"Azure.KAS": "off"}}')
    cli.write("main.json", PASS)
    ran = cli.run("check")
    assert ran.status == 0
    assert ran.out.startswith("armlens.json:1:12 warning settings.unknown-rule\n")


def test_gitignored_templates_are_not_searched(cli: Cli) -> None:
    cli.write(".gitignore", "out/\n")
    cli.write("out/main.json")
    cli.write("main.json", PASS)
    assert cli.run("check").status == 0


def test_standard_input_has_the_name_and_settings_of_its_file(cli: Cli) -> None:
    cli.write("a/armlens.json", f'{{"rules": {{"{RULE}": "error"}}}}')
    ran = cli.run("check", "-", "--stdin-filename", "a/new.json", "--format", "json", stdin=FAIL)
    (finding,) = json.loads(ran.out)["findings"]
    assert (finding["file"], finding["severity"]) == ("a/new.json", "error")


def test_standard_input_without_a_name(cli: Cli) -> None:
    ran = cli.run("check", "-", stdin=b"\xef\xbb\xbf" + FAIL.replace("\n", "\r\n").encode())
    assert ran.status == 1
    assert ran.out.startswith("<stdin>:9:29 warning ")


def test_file_called_minus_can_be_checked(cli: Cli) -> None:
    cli.write("-", FAIL)
    assert kinds(cli, "./-") == [("-", "fail")]


def test_trailing_comma_is_a_warning_only(cli: Cli) -> None:
    cli.write("main.json", PASS.replace('"properties": {}', '"properties": {},'))
    report = json_of(cli)
    assert [problem["severity"] for problem in report["problems"]] == ["warning"]
    assert cli.run("check").status == 0


def test_other_json_in_a_folder_is_silent(cli: Cli) -> None:
    cli.write("main.json", PASS)
    cli.write("package.json", '{"name": "x"')
    cli.write("empty.json", "")
    cli.write("other.parameters.json", '{"parameters": {"a": {"value": 1}}}')
    assert cli.run("check") == (0, "1 template checked: nothing to report.\n", "")


def test_where_a_path_cannot_be_read_there_is_something_to_report(cli: Cli) -> None:
    ran = cli.run("check", "main.json")
    assert ran.out == "0 templates checked: no findings.\n"
    assert ran.err == "armlens: error: 'main.json' cannot be read: it does not exist.\n"


@pytest.mark.parametrize("name", ["main.bicep", "MAIN.BICEP", "main.bicepparam"])
def test_bicep_is_told_what_it_has_to_become(cli: Cli, name: str) -> None:
    cli.write(name, "param kind string\n")
    ran = cli.run("check", name)
    assert ran.status == 2
    assert f"'{name}' is Bicep and no JSON: write that with 'bicep build', and check it." in ran.err
    assert "jsonc" not in ran.out
    assert cli.run("check", "--as-found", name).status == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"name": "x"}', "is not a template: it has neither the schema of one nor its resources."),
        (
            '{"parameters": {"a": {"value": 1}}}',
            "is a parameter file, which is checked together with its template.",
        ),
    ],
)
def test_named_file_that_is_no_template_is_noted(cli: Cli, text: str, message: str) -> None:
    cli.write("other.json", text)
    ran = cli.run("check", "other.json")
    assert (ran.status, ran.err) == (0, f"armlens: note: 'other.json' {message}\n")


def test_colours_are_for_terminals_and_can_be_forced_or_refused(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.write("main.json")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b" not in cli.run("check").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;33mwarning" in cli.run("check").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "33mwarning" not in cli.run("check").out


@pytest.mark.skipif(os.name == "nt", reason="Windows does not allow such names")
def test_hostile_names_reach_no_stream_as_they_are(cli: Cli) -> None:
    hostile = "a\x1b[31m\u202eb"
    cli.write(f"{hostile}/main.json", template(f'{{ "type": "{hostile}" }}', name=hostile))
    cli.write(f"{hostile}/none.json", "\0")
    ran = cli.run("check", ".", f"missing{hostile}")
    assert "Azure.AKS.ManagedIdentity" in ran.out
    for stream in (ran.out, ran.err):
        assert r"a\x1b[31m\u202eb" in stream
        assert "\x1b" not in stream
        assert "\u202e" not in stream


@pytest.mark.skipif(os.name != "posix", reason="needs names that are no text")
def test_name_that_is_no_text_is_reported(cli: Cli) -> None:
    name = os.fsdecode(b"a\xff.json")
    try:
        cli.write(name)
    except OSError:
        pytest.skip("this file system has no such names")
    assert cli.run("check").out.startswith(r"a\udcff.json:9:29 warning")
    assert kinds(cli) == [(name, "fail")]
