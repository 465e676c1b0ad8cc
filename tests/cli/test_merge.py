"""`armlens merge`: the logs of shares as one, the same as the log of all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.running import FAIL, OPEN, PASS, Cli
from report.sarif_schema import valid_run


@pytest.fixture(autouse=True)
def _files(cli: Cli) -> None:
    for number in range(6):
        cli.write(f"a{number}/main.json", (FAIL, OPEN, PASS)[number % 3])
        cli.write(f"a{number}/😋 x.json")
    cli.write("a1/broken.json", FAIL.replace('"aks",', '"aks"'))
    cli.write("a2/bytes.json", b"\xff\xff")
    cli.write("armlens.json", '{ "rules": { "Azure.Nothing": "off" } }')


def log_of(cli: Cli, name: str, *arguments: str) -> str:
    ran = cli.run("check", "--format", "sarif", *arguments)
    cli.write(name, ran.out)
    return name


def notified(run: Any) -> list[str]:
    [invocation] = run["invocations"]
    lists = ("toolExecutionNotifications", "toolConfigurationNotifications")
    return sorted(json.dumps(each) for name in lists for each in invocation[name])


def test_the_shares_are_the_whole(cli: Cli) -> None:
    whole = valid_run(cli.run("check", "--format", "sarif").out)
    names = [log_of(cli, f"{share}.sarif", "--shard", f"{share}/3") for share in (3, 1, 2)]
    assert cli.run("merge", *names, "-o", "all.sarif") == (0, "", "")
    text = (cli.folder / "all.sarif").read_text()
    merged = valid_run(text)
    assert merged["results"] == whole["results"]
    assert merged["tool"] == whole["tool"]
    assert notified(merged) == notified(whole)
    assert (merged["invocations"][0]["exitCode"], len(notified(merged))) == (2, 3)
    assert not merged["invocations"][0]["executionSuccessful"]
    again = cli.run("merge", *sorted(names), names[0], "all.sarif")
    assert (again.status, json.loads(again.out)) == (0, json.loads(text))


def test_one_log_stays_as_it_is(cli: Cli) -> None:
    cli.write("none.json", "{}")
    name = log_of(cli, "a.sarif", "a0", "--config", "none.json")
    assert cli.run("merge", name, "-o", "-").out == (cli.folder / name).read_text()


BROKEN = [
    ("[", "it is not JSON"),
    ("[" * 100_000, "it is not JSON"),
    ("{}", "it does not hold one run"),
    ('{"version": "2.1.0", "runs": []}', "it does not hold one run"),
    ('{"version": "2.1.0", "runs": [1]}', "it does not hold one run"),
]


@pytest.mark.parametrize(("text", "reason"), BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_log_is_told_and_nothing_is_written(cli: Cli, text: str, reason: str) -> None:
    good = log_of(cli, "good.sarif")
    cli.write("bad.sarif", text)
    ran = cli.run("merge", good, "bad.sarif", "-o", "all.sarif")
    assert (ran.status, ran.out) == (2, "")
    assert f"'bad.sarif' is not a SARIF log of armlens: {reason}" in ran.err
    assert not (cli.folder / "all.sarif").exists()


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("results", None),
        ("results", [{"ruleId": "Unknown"}]),
        ("results", [1]),
        ("invocations", []),
        ("invocations", [{"executionSuccessful": True, "exitCode": "0"}]),
        ("tool", {"driver": {"name": "armlens", "version": "0", "rules": [{}]}}),
    ],
)
def test_a_log_of_a_wrong_shape_is_told(cli: Cli, member: str, value: object) -> None:
    log = json.loads(cli.run("check", "a0", "--format", "sarif").out)
    log["runs"][0][member] = value
    cli.write("bad.sarif", json.dumps(log))
    ran = cli.run("merge", "bad.sarif")
    assert ran.status == 2
    assert "'bad.sarif' is not a SARIF log of armlens: it does not hold one run with" in ran.err


def test_logs_of_others_and_of_other_versions_are_told(cli: Cli) -> None:
    name = log_of(cli, "a.sarif", "a0")
    log = json.loads((cli.folder / name).read_text())
    log["runs"][0]["tool"]["driver"]["version"] = "99.0.0"
    cli.write("b.sarif", json.dumps(log))
    assert "the logs are of different versions" in cli.run("merge", name, "b.sarif").err
    log["runs"][0]["tool"]["driver"]["name"] = "other"
    cli.write("b.sarif", json.dumps(log))
    assert "by 'other'" in cli.run("merge", name, "b.sarif").err


def test_what_cannot_be_read_or_written_is_told(cli: Cli) -> None:
    name = log_of(cli, "a.sarif", "a0")
    assert "'gone' cannot be read: it does not exist" in cli.run("merge", name, "gone").err
    ran = cli.run("merge", name, "-o", str(Path("no") / "such" / "all.sarif"))
    assert (ran.status, "cannot be written" in ran.err) == (2, True)
    assert cli.run("merge").status == 2
