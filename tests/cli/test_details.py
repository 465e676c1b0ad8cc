"""How much is told to people: options of the text, colours, and how far a check has come."""

from __future__ import annotations

import sys

import pytest

from armlens.commands import progress
from cli.running import FAIL, PASS, RULE, Cli

LINE = (
    f"main.json:9:29: warning {RULE}: The cluster has no managed identity: 'identity.type' is"
    " 'None'.\n"
)


def test_quiet_is_a_line_for_each_finding_and_problem(cli: Cli) -> None:
    cli.write("main.json")
    assert cli.run("check", "--quiet").out == LINE
    cli.write("main.json", FAIL.replace('"aks",', '"aks"'))
    first, second = cli.run("check", "--quiet").out.splitlines(keepends=True)
    assert first.startswith("main.json:8:20: error jsonc.missing-comma: ")
    assert second == LINE
    cli.write("main.json", PASS)
    assert cli.run("check", "--quiet").out == ""


def test_source_is_left_out_and_nothing_else(cli: Cli) -> None:
    cli.write("main.json")
    whole = cli.run("check").out
    assert whole == cli.run("check", "--show-source").out
    kept = [line for line in whole.splitlines() if " | " not in line]
    assert cli.run("check", "--no-source").out.splitlines() == kept != whole.splitlines()


def test_statistics_count_by_rule(cli: Cli) -> None:
    cli.write("a.json")
    cli.write("b.json", FAIL.replace('"aks",', '"aks"'))
    assert cli.run("check", "--statistics").out.endswith(
        "problem.\n\ncount  severity  rule\n"
        f"    2  warning   {RULE}\n"
        "    1  error     jsonc.missing-comma\n"
    )
    cli.write("b.json", PASS)
    cli.write("a.json", PASS)
    assert cli.run("check", "--statistics") == cli.run("check")


def test_help_stands_where_there_is_no_fix(cli: Cli) -> None:
    cli.write("main.json", FAIL.replace('{ "type": "None" }', "\"[parameters('x')]\""))
    told = cli.run("check", "--show", "fail,open").out
    assert ("\n  fix: " in told) != ("\n  help: " in told)


@pytest.mark.parametrize("option", ["--quiet", "--statistics", "--no-source"])
@pytest.mark.parametrize("other", ["--format=json", "--output=json=-", "--diff"])
def test_details_are_for_text(cli: Cli, option: str, other: str) -> None:
    cli.write("main.json")
    ran = cli.run("check", option, other)
    assert (ran.status, ran.out) == (2, "")
    assert "--quiet, --statistics and --no-source are for text on standard output" in " ".join(
        ran.err.split()
    )


def test_colours_go_by_the_environment(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write("main.json")
    plain = cli.run("check").out
    assert "\x1b" not in plain
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = cli.run("check").out
    assert "\x1b[1;33mwarning\x1b[0m" in coloured
    assert "\x1b]8;" not in coloured, "links are for terminals"
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;33m" not in cli.run("check").out


@pytest.mark.parametrize("patience", [0.0, 1000.0])
def test_progress_is_told_to_those_who_wait(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], patience: float
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    monkeypatch.setattr(progress, "_PERIOD", 0.0)
    with progress.progress() as bar:
        assert bar
        bar.tell(1, 200)
        bar.tell(199, 200)
    told = capsys.readouterr()
    assert told.out == ""
    assert ("199/200" in told.err) == (patience == 0)


@pytest.mark.parametrize("arguments", [[], ["--fix"], ["--diff"]])
def test_progress_is_told_on_a_terminal_and_gone_in_the_end(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    cli.write("a.json", FAIL)
    cli.write("b.json", FAIL)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_PERIOD", 0.0)
    ran = cli.run("check", ".", *arguments)
    assert "2/2" in ran.err
    assert "left" in ran.err
    assert "files," not in ran.out
    # What is written last of the bar takes its line away.
    assert "\x1b[2K" in ran.err.rpartition("2/2")[2]


def test_progress_is_not_told_to_a_log() -> None:
    with progress.progress() as bar:
        assert bar is None
