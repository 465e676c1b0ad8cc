"""Processes that share a run: the same result as that of one process, and what happens if one dies."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from armlens.files import workers
from armlens.files.checking import FileChecks
from armlens.files.discovery import Found
from armlens.files.outcome import Outcome
from armlens.files.sharing import batches, processes_for
from armlens.report.formats import FORMATS
from cli.running import (
    FAIL,
    OPEN,
    PASS,
    RULE,
    SLOW,
    Cli,
    children_of,
    spawn,
    template,
)

RULES = """{ rules: { "Contoso.Owner": {
  types: ["Microsoft.ContainerService/managedClusters"], title: "Name an owner",
  severity: "Critical", condition: { field: "tags.owner", hasValue: true },
  fails: "The cluster has no owner",
} } }"""

needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")


@pytest.fixture
def repository(cli: Cli) -> Cli:
    """Files of every kind, with something that only the whole run can tell of each."""
    cli.write("a/fail.json")
    cli.write("a/pass.json", PASS)
    cli.write("a/open.json", OPEN)
    cli.write(
        "a/open.parameters.json",
        '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/'
        'deploymentParameters.json#", "contentVersion": "1.0.0.0",'
        ' "parameters": { "kind": { "value": "None" }, "other": { "value": 1 } } }',
    )
    cli.write("a/broken.json", FAIL.replace('"name"', "name: ["))
    cli.write("a/bytes.json", b"\xff\xfe\xff")
    cli.write("a/other.json", "{}")
    cli.write(
        "a/armlens.json",
        """{
          rules: { "Contoso.Owner": "error" },
          ruleFiles: ["our.rules.json5"],
          suppress: [
            { rule: "Azure.AKS.ManagedIdentity", path: "fail.json", reason: "used" },
            { rule: "Azure.AKS.ManagedIdentity", path: "pass.json", reason: "not used" },
          ],
        }""",
    )
    cli.write("a/our.rules.json5", RULES)
    for number in range(5):
        cli.write(f"b/{number}/main.json", template(name=f"aks{number}"))
    return cli


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("more", [(), ("--show", "fail,open,pass,suppressed"), ("gone.json",)])
def test_two_processes_say_what_one_does(repository: Cli, form: str, more: tuple[str, ...]) -> None:
    one = repository.run("check", ".", *more, "--format", form, "--jobs", "1")
    two = repository.run("check", ".", *more, "--format", form, "--jobs", "2")
    assert two == one
    assert one.status == 2
    assert "bytes.json" in one.err


def test_two_processes_know_a_baseline(repository: Cli) -> None:
    one = repository.run("check", "b", "--write-baseline", "one.json", "--jobs", "1")
    two = repository.run("check", "b", "--write-baseline", "two.json", "--jobs", "2")
    folder = repository.folder
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()
    assert one == two
    told = repository.run("check", "b", "--baseline", "one.json", "--jobs", "2")
    assert (told.status, "in the baseline" in told.out) == (0, True)


def test_processes_that_begin_anew_say_the_same(
    repository: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    # They know all rules, where the tests are about one.
    asked = ("check", ".", "--format", "json", "--select", RULE)
    one = repository.run(*asked, "--jobs", "1")
    monkeypatch.setattr(workers, "can_fork", lambda: False)
    assert repository.run(*asked, "--jobs", "2") == one


def test_standard_input_is_checked_along_with_files(repository: Cli) -> None:
    one = repository.run("check", "-", "b", "--jobs", "1", stdin=FAIL)
    assert repository.run("check", "-", "b", "--jobs", "2", stdin=FAIL) == one
    assert one.out.startswith("<stdin>:9:")


@needs_fork
def test_a_file_that_kills_its_process_is_told_and_all_others_are_checked(
    repository: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = json.loads(repository.run("check", "b", "--format", "json", "--jobs", "1").out)
    outcome = FileChecks.outcome
    own = os.getpid()

    def deadly(self: FileChecks, found: Found) -> Outcome:
        if found.path.parts[:2] == ("b", "3") and os.getpid() != own:
            os.kill(os.getpid(), signal.SIGKILL)
        return outcome(self, found)

    monkeypatch.setattr(FileChecks, "outcome", deadly)
    ran = repository.run("check", "b", "--format", "json", "--jobs", "2")
    assert ran.status == 2
    assert ran.err == (
        "armlens: error: 'b/3/main.json' could not be analysed because its process has died"
        " (signal SIGKILL).\n"
    )
    assert json.loads(ran.out)["findings"] == [
        each for each in whole["findings"] if each["file"] != "b/3/main.json"
    ]


@needs_fork
def test_where_no_process_can_be_started_this_one_does_the_work(
    repository: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = repository.run("check", ".", "--jobs", "1")

    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    assert repository.run("check", ".", "--jobs", "2") == one


@needs_fork
def test_ctrl_c_ends_all_processes(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.json").write_text(SLOW)
    process = spawn("check", ".", "--jobs", "2", folder=tmp_path)
    while len(children := children_of(process.pid)) < 2 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    assert process.communicate() == (b"", b"")
    assert process.returncode == 130
    assert [each for each in children if Path(f"/proc/{each}").exists()] == []


@pytest.mark.parametrize("wrong", ["0", "-1", "two", ""])
def test_a_wrong_number_of_processes_is_told(cli: Cli, wrong: str) -> None:
    ran = cli.run("check", f"--jobs={wrong}")
    assert ran.status == 2
    assert f"argument --jobs: '{wrong}' is not a number from 1" in ran.err


def test_a_small_run_stays_in_its_process(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.json" for number in range(3)]
    for file in files:
        file.write_text("{}")
    assert processes_for(files, None) == 1
    assert processes_for(files, 2) == 2
    assert processes_for(files, 8) == 3
    assert processes_for([], 8) == 1


def test_what_takes_long_is_handed_out_first_and_the_rest_in_order_small_ones_together() -> None:
    sizes = [(0, 10), (1, 90_000), (2, 3_000), (3, 20_000), (4, 10), (5, 10), (6, 10), (7, 10)]
    assert batches(sizes, 1) == [[1], [0, 2, 3], [4, 5, 6], [7]]
    assert batches(sizes, 8) == [[1], [0], [2], [3], [4], [5], [6], [7]]
    alike = [(number, 1000) for number in range(100)]
    assert [each for batch in batches(alike, 2) for each in batch] == [*range(100)]
