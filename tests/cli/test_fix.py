"""`armlens check --fix` and `--diff`: what they write, leave alone, and say."""

from __future__ import annotations

import json
import os
import signal
import stat
import time
from dataclasses import replace
from pathlib import Path

import pytest

import one_rule
from armlens.files import mending, writing
from armlens.files.reading import Unreadable, read_text
from armlens.rules import catalogue
from armlens.rules.language.fields import field
from cli.running import FAIL, OPEN, PASS, RULE, Cli, spawn, template
from report.sarif_schema import valid_run

NONE = '{ "type": "None" }'
USED = """{ "type": "[parameters('kind')]" }"""
GIVEN = '{ "contentVersion": "1.0.0.0", "parameters": { "kind": { "value": "None" } } }'
LINKING = """\
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [{
    "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "linked",
    "properties": { "mode": "Incremental", "templateLink": { "relativePath": "linked.json" } }
  }]
}
"""


def given(kind: str = '"kind": { "type": "string" }') -> str:
    return template(USED, parameters=f"{{ {kind} }}")


def test_fix_writes_and_tells_what_is_left(cli: Cli) -> None:
    cli.write("a.json")
    cli.write("b.json", OPEN)
    cli.write("c.json", PASS)
    ran = cli.run("check", "--fix")
    assert ran.status == 0
    assert ran.out.startswith(f"b.json:9:29 information {RULE} (open)\n")
    assert ran.out.endswith(
        "3 templates checked: 1 information.\n"
        "Fixed 1 finding in 1 file. 1 more has a fix to be reviewed:"
        " see the report, an editor, or '--unsafe-fixes'.\n"
    )
    assert ran.err == ""
    assert [(cli.folder / name).read_text() for name in ("a.json", "b.json", "c.json")] == [
        PASS,
        OPEN,
        PASS,
    ]
    ran = cli.run("check", "--fix", "a.json")
    assert ran == (0, "1 template checked: nothing to report.\nThere was no safe fix.\n", "")


def test_diff_shows_the_same_and_changes_nothing(cli: Cli) -> None:
    path = cli.write("a.json")
    os.utime(path, (1, 1))
    ran = cli.run("check", "--diff")
    assert ran.status == 1
    assert ran.out == (
        "--- a/a.json\n+++ b/a.json\n@@ -6,7 +6,7 @@\n"
        '       "type": "Microsoft.ContainerService/managedClusters",\n'
        '       "apiVersion": "2024-09-01",\n'
        '       "name": "aks",\n'
        '-      "identity": { "type": "None" },\n'
        '+      "identity": { "type": "SystemAssigned" },\n'
        '       "properties": {}\n'
        "   }]\n"
        " }\n"
    )
    assert ran.err == "armlens: note: Would fix 1 finding in 1 file.\n"
    assert path.read_text() == FAIL
    assert path.stat().st_mtime == 1
    cli.write("a.json", PASS)
    assert cli.run("check", "--diff") == (0, "", "armlens: note: There was no safe fix.\n")


def test_fixes_that_are_to_be_reviewed_are_applied_if_that_is_asked_for(cli: Cli) -> None:
    cli.write("a.json", OPEN)
    ran = cli.run("check", "--fix", "--unsafe-fixes")
    assert ran.status == 0
    assert ran.out == "1 template checked: nothing to report.\nFixed 1 finding in 1 file.\n"
    assert (cli.folder / "a.json").read_text() == OPEN.replace('"None", ', "")


def test_bytes_outside_the_edit_stay_in_every_encoding(cli: Cli) -> None:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"", "utf-8")):
        text = FAIL.replace("\n", "\r\n").replace('"aks"', '"aks-😋"') + "\t// end"
        path = cli.write("a.json", mark + text.encode(encoding))
        assert cli.run("check", "--fix", "a.json").status == 0
        fixed = text.replace('"None"', '"SystemAssigned"')
        assert path.read_bytes() == mark + fixed.encode(encoding)


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
def test_permissions_and_links_stay(cli: Cli) -> None:
    target = cli.write("real/target.json")
    target.chmod(0o640)
    (cli.folder / "link.json").symlink_to(Path("real") / "target.json")
    assert cli.run("check", "--fix", "link.json").status == 0
    assert (cli.folder / "link.json").is_symlink()
    assert target.read_text() == PASS
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(each.name for each in cli.folder.rglob("*")) == [
        "link.json",
        "real",
        "target.json",
    ]


def test_one_file_by_two_names_is_mended_once(cli: Cli) -> None:
    path = cli.write("a.json")
    (cli.folder / "b.json").symlink_to("a.json")
    ran = cli.run("check", "--fix", "a.json", "b.json")
    assert ran.status == 0
    assert ran.out.endswith("Fixed 1 finding in 1 file.\n")
    assert path.read_text() == PASS


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_only_what_is_checked_is_mended(cli: Cli, option: str) -> None:
    path = cli.write("a.json")
    assert cli.run("check", "--fix", option, RULE if option == "--ignore" else "jsonc").status == 0
    assert path.read_text() == FAIL


def test_rules_that_are_not_selected_are_not_harmed(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(
        one_rule.RULES[0],
        name="Azure.AKS.Other",
        ref="AZR-000001",
        condition=field("identity.type").differs_from("SystemAssigned"),
    )
    monkeypatch.setattr(catalogue, "RULES", (*one_rule.RULES, other))
    path = cli.write("a.json")
    ran = cli.run("check", "--fix", "--unsafe-fixes", "--select", RULE)
    assert ran.status == 1
    assert ran.out.endswith(
        "There was nothing to fix. 1 more has a fix that would cause something else,"
        " or that concern other files.\n"
    )
    assert path.read_text() == FAIL


def test_what_is_put_aside_is_not_mended(cli: Cli) -> None:
    comment = f'"None" }}, // armlens: ignore {RULE} - private'
    suppressed = FAIL.replace('"None" },', comment)
    path = cli.write("a.json", suppressed)
    assert cli.run("check", "--fix").out.endswith("There was no safe fix.\n")
    assert path.read_text() == suppressed
    path = cli.write("a.json")
    assert cli.run("check", "--write-baseline", "known.json").status == 0
    cli.write("b.json", template(name="new"))
    ran = cli.run("check", "--fix", "--baseline", "known.json")
    assert ran.out.endswith("1 in the baseline.\nFixed 1 finding in 1 file.\n")
    assert path.read_text() == FAIL
    cli.write("known.json", "nonsense")
    ran = cli.run("check", "--fix", "--baseline", "known.json")
    assert ran.status == 2
    assert path.read_text() == FAIL


def test_baseline_is_written_of_what_fixes_leave(cli: Cli) -> None:
    cli.write("a.json")
    cli.write("b.json", OPEN)
    ran = cli.run("check", "--fix", "--write-baseline", "known.json")
    assert ran.status == 0
    known = json.loads((cli.folder / "known.json").read_text())["findings"]
    assert [each["file"] for each in known] == ["b.json"]


def test_standard_input_is_mended_on_standard_output(cli: Cli) -> None:
    data = b"\xef\xbb\xbf" + FAIL.replace("\n", "\r\n").encode()
    ran = cli.run("check", "--fix", "-", stdin=data)
    assert ran.status == 0
    assert ran.out == "\ufeff" + PASS.replace("\n", "\r\n")
    assert ran.err == "1 template checked: nothing to report.\nFixed 1 finding in 1 file.\n"
    ran = cli.run("check", "--diff", "-", "--stdin-filename", "infra/main.json", stdin=FAIL)
    assert ran.status == 1
    assert ran.out.startswith("--- a/infra/main.json\n")
    ran = cli.run("check", "--fix", "--format", "json", "-", stdin=OPEN)
    assert ran.out == OPEN
    report, _, note = ran.err.rpartition("\narmlens: note: ")
    assert json.loads(report)["summary"]["kinds"]["open"] == 1
    assert note.startswith("There was no safe fix. 1 more has a fix to be reviewed")


@pytest.mark.parametrize("data", ["", "nonsense {", '{ "a": 1 }'])
def test_what_is_no_template_goes_through_as_it_is(cli: Cli, data: str) -> None:
    assert cli.run("check", "--fix", "-", stdin=data).out == data


def test_reports_for_programs_are_of_what_is_left(cli: Cli) -> None:
    cli.write("a.json")
    cli.write("b.json", OPEN)
    ran = cli.run("check", "--fix", "--format", "json")
    assert [each["file"] for each in json.loads(ran.out)["findings"]] == ["b.json"]
    assert ran.err.startswith("armlens: note: Fixed 1 finding in 1 file. 1 more has a fix")
    cli.write("a.json")
    ran = cli.run("check", "--fix", "--format", "sarif")
    assert len(valid_run(ran.out)["results"]) == 1
    assert (cli.folder / "a.json").read_text() == PASS


def test_file_with_a_syntax_error_is_left_alone(cli: Cli) -> None:
    broken = FAIL[:-3]
    path = cli.write("a.json", broken)
    cli.write("b.json")
    ran = cli.run("check", "--fix")
    assert ran.status == 2
    assert ran.out.endswith(
        "Fixed 1 finding in 1 file. 1 file is left alone because of syntax errors.\n"
    )
    assert path.read_text() == broken
    ran = cli.run("check", "--diff")
    assert (ran.status, ran.out) == (2, "")
    assert "armlens: error: a.json:11:5: " in ran.err


def test_file_that_cannot_be_written_is_an_error_and_the_others_are_mended(cli: Cli) -> None:
    first, second = cli.write("a.json"), cli.write("b.json")
    first.chmod(0o444)
    ran = cli.run("check", "--fix")
    assert ran.status == 2
    assert ran.err == "armlens: error: 'a.json' is not written: it is read-only.\n"
    assert ran.out.endswith("Fixed 1 finding in 1 file.\n")
    assert [first.read_text(), second.read_text()] == [FAIL, PASS]
    report = json.loads(cli.run("check", "--fix", "--format", "json").out)
    assert [each["code"] for each in report["problems"]] == ["file.unwritten"]


def test_file_that_has_changed_since_it_was_read_is_left_alone(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = cli.write("a.json")
    rewrite = writing.rewrite

    def change_first(path: Path, before: str, after: str) -> object:
        path.write_text(OPEN)
        return rewrite(path, before, after)

    monkeypatch.setattr(mending, "rewrite", change_first)
    ran = cli.run("check", "--fix")
    assert ran.status == 2
    assert ran.err == "armlens: error: 'a.json' is not written: it has changed since it was read.\n"
    assert path.read_text() == OPEN


def test_parameter_file_of_the_template_is_mended(cli: Cli) -> None:
    template_path = cli.write("main.json", given())
    path = cli.write("main.parameters.json", GIVEN)
    ran = cli.run("check", "--fix", "main.json")
    assert ran.status == 0
    assert ran.out.endswith("Fixed 1 finding in 1 file.\n")
    assert template_path.read_text() == given()
    assert path.read_text() == GIVEN.replace("None", "SystemAssigned")


def test_each_parameter_file_is_mended(cli: Cli) -> None:
    cli.write("main.json", given())
    one = cli.write("main.parameters.one.json", GIVEN)
    two = cli.write("main.parameters.two.json", GIVEN)
    cli.write("main.parameters.good.json", GIVEN.replace("None", "UserAssigned"))
    ran = cli.run("check", "--fix", "main.json")
    assert ran.status == 0
    assert ran.out.endswith("Fixed 1 finding in 2 files.\n")
    assert one.read_text() == two.read_text() == GIVEN.replace("None", "SystemAssigned")


def test_parameter_file_that_is_not_for_this_template_is_left_alone(cli: Cli) -> None:
    cli.write("a.json", given())
    cli.write("b.json", given())
    path = cli.write("shared.json", GIVEN)
    ran = cli.run("check", "--fix", "--parameters", "shared.json", "a.json", "b.json")
    assert ran.status == 1
    assert path.read_text() == GIVEN


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
def test_parameter_file_outside_of_the_repository_is_left_alone(cli: Cli) -> None:
    (cli.folder / "repository" / ".git").mkdir(parents=True)
    cli.write("repository/main.json", given())
    outside = cli.write("outside.json", GIVEN)
    (cli.folder / "repository" / "main.parameters.json").symlink_to(outside)
    ran = cli.run("check", "--fix", "repository")
    assert ran.status == 2
    assert "it lies outside of 'repository'" in ran.err
    assert outside.read_text() == GIVEN


def test_what_a_parameter_file_is_given_is_allowed_in_its_template(cli: Cli) -> None:
    allowed = '"kind": { "type": "string", "allowedValues": ["None", "UserAssigned"] }'
    main = cli.write("main.json", given(allowed))
    path = cli.write("main.parameters.json", GIVEN)
    ran = cli.run("check", "--fix", "main.json")
    assert ran == (
        0,
        "1 template checked: nothing to report.\nFixed 1 finding in 2 files.\n",
        "",
    )
    assert path.read_text() == GIVEN.replace("None", "SystemAssigned")
    longer = '"None", "UserAssigned", "SystemAssigned"'
    assert main.read_text() == given(allowed).replace('"None", "UserAssigned"', longer)


def test_parameter_file_is_not_given_what_its_template_refuses(cli: Cli) -> None:
    cli.write("main.json", given('"kind": { "type": "string", "maxLength": 6 }'))
    path = cli.write("main.parameters.json", GIVEN)
    assert cli.run("check", "--fix", "main.json").status == 0
    assert path.read_text() == GIVEN
    assert '"SystemAssigned"' in (cli.folder / "main.json").read_text()


def test_a_linked_template_is_mended_only_if_it_was_asked_for(cli: Cli) -> None:
    cli.write("main.json", LINKING)
    path = cli.write("linked.json")
    cli.run("check", "--fix", "--unsafe-fixes", "main.json")
    assert path.read_text() == FAIL
    assert cli.run("check", "--fix").status == 0
    assert path.read_text() == PASS


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX")
def test_killed_at_any_moment_leaves_every_file_as_it_was_or_as_it_is_to_be(cli: Cli) -> None:
    names = [f"{number}.json" for number in range(12)]
    for delay in (0, 2, 8):
        for name in names:
            cli.write(name)
        process = spawn("check", "--fix", folder=cli.folder)
        deadline = time.monotonic() + 30
        while not any(is_mended(cli.folder / name) for name in names):
            assert time.monotonic() < deadline
            time.sleep(0.002)
        time.sleep(delay / 1000)
        process.kill()
        process.communicate()
        texts = [(cli.folder / name).read_text() for name in names]
        assert set(texts) <= {FAIL, PASS}
        left = {each.name for each in cli.folder.iterdir()} - set(names)
        assert all(name.startswith(".armlens-") for name in left)


def is_mended(path: Path) -> bool:
    read = read_text(path)
    assert not isinstance(read, Unreadable)
    return read.text == PASS
