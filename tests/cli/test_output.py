"""Several reports of one run: `--output FORMAT=FILE`."""

from __future__ import annotations

import json
import os
import stat

import pytest

from cli.running import FAIL, PASS, Cli

SUPPRESSED = FAIL.replace(
    '"identity"', '// armlens: ignore Azure.AKS.ManagedIdentity - for a test\n      "identity"'
)


def test_each_report_goes_to_its_file_and_text_to_standard_output(cli: Cli) -> None:
    cli.write("main.json")
    plain = cli.run("check")
    ran = cli.run(
        "check",
        "main.json",
        "--output",
        "sarif=a.sarif",
        "--output",
        "junit=a.xml",
        "--output=text=a.txt",
    )
    assert ran == cli.run("check", "main.json") == plain
    assert json.loads((cli.folder / "a.sarif").read_text())["runs"][0]["results"]
    assert (cli.folder / "a.xml").read_text().endswith("</testsuites>\n")
    assert (cli.folder / "a.txt").read_text(encoding="utf-8") == plain.out


def test_a_format_may_take_standard_output(cli: Cli) -> None:
    cli.write("main.json")
    assert cli.run("check", "--output", "json=-") == cli.run("check", "--format", "json")


def test_what_is_put_aside_is_in_the_sarif_file_only(cli: Cli) -> None:
    cli.write("main.json", SUPPRESSED)
    ran = cli.run("check", "--format", "json", "--output", "sarif=a.sarif")
    assert ran.status == 0
    assert json.loads(ran.out)["findings"] == []
    [result] = json.loads((cli.folder / "a.sarif").read_text())["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "for a test"}]


def test_files_are_replaced_in_one_step(cli: Cli) -> None:
    cli.write("main.json")
    path = cli.write("a.json", "what was there")
    path.chmod(0o640)
    cli.run("check", "main.json", "--output", "json=a.json")
    assert json.loads(path.read_text())["findings"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640 or os.name == "nt"
    assert sorted(each.name for each in cli.folder.iterdir()) == ["a.json", "main.json"]


def test_reports_tell_what_is_left_after_fixing(cli: Cli) -> None:
    cli.write("main.json")
    ran = cli.run("check", "--fix", "--output", "gitlab=a.json")
    assert (ran.status, json.loads((cli.folder / "a.json").read_text())) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--output", "a.sarif"],
            "'a.sarif' is not of the form FORMAT=FILE, such as sarif=armlens.sarif",
        ),
        (["--output", "json"], "'json' is not of the form FORMAT=FILE, such as json=FILE"),
        (["--output", "html=a"], "'html' is none of the formats text, json, sarif, github"),
        (["--output", "json=none/a.json"], "the folder 'none' does not exist; make it first"),
        (["--output", "json=."], "'.' is a folder; name a file in it"),
        (["--output", "json=a", "--output", "sarif=a"], "'a' takes one format only"),
        (["--output", "json=-", "--output", "sarif=-"], "standard output takes one format only"),
        (["--output", "json=-", "--format", "text"], "leave one out"),
        (["--output", "json=a", "--diff"], "--diff takes neither --format nor --output"),
    ],
)
def test_wrong_usage_says_what_to_do_before_anything_is_read(
    cli: Cli, arguments: list[str], message: str
) -> None:
    cli.write("main.json")
    ran = cli.run("check", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert [each.name for each in cli.folder.iterdir()] == ["main.json"]


def test_one_that_cannot_be_written_is_told_and_the_others_are(cli: Cli) -> None:
    cli.write("main.json", PASS)
    cli.write("a.json", "read-only").chmod(0o444)
    ran = cli.run("check", "main.json", "--output", "json=a.json", "--output", "junit=b.xml")
    assert ran.status == 2
    assert "error: The report 'a.json' is not written: permission is denied.\n" in ran.err
    assert (cli.folder / "a.json").read_text() == "read-only"
    assert (cli.folder / "b.xml").exists()
