"""Reports that are written while the check goes on, and what happens if nobody reads them."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from subprocess import Popen

import pytest

from armlens.api import Request, check
from armlens.files.checking import FileChecks
from armlens.files.discovery import Found
from armlens.files.outcome import Outcome
from armlens.report.formats import FORMATS
from cli.running import FAIL, OPEN, PASS, SLOW, Cli, children_of, spawn

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")

FIRST = {
    "text": b"0.json:9:29 warning Azure.AKS.ManagedIdentity\n",
    "github": b"::warning file=0.json,line=9,",
    "azure": b"##vso[task.logissue type=warning;sourcepath=0.json;linenumber=9;",
}


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("form", FIRST)
def test_what_is_found_is_told_while_other_files_are_looked_at(
    tmp_path: Path, form: str, jobs: str
) -> None:
    process = _started(tmp_path, "--format", form, "--jobs", jobs)
    assert process.stdout
    assert process.stdout.readline().startswith(FIRST[form])
    process.send_signal(signal.SIGINT)
    rest, err = process.communicate()
    assert (process.returncode, err) == (130, b"")
    assert b"2.json" not in rest
    assert b"checked" not in rest


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_run_ends_at_once_where_nobody_reads_on(tmp_path: Path, jobs: str) -> None:
    process = _started(tmp_path, "--jobs", jobs)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    children = children_of(process.pid)
    assert process.stderr.read() == b""
    assert process.wait() == 141
    assert [each for each in children if Path(f"/proc/{each}").exists()] == []


@posix
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_files_are_written_although_nobody_reads_standard_output(
    cli: Cli, form: str, jobs: str
) -> None:
    cli.write("a.json")
    cli.write("b.json", OPEN)
    told = json.loads(cli.run("check", "--format", "json").out)
    process = spawn(
        "check", "--format", form, "--jobs", jobs, "--output", "json=all.log", folder=cli.folder
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141
    assert json.loads((cli.folder / "all.log").read_text()) == told


@posix
def test_a_baseline_is_written_although_nobody_reads_standard_output(cli: Cli) -> None:
    cli.write("a.json", FAIL.replace('"name"', '"name": "x", "name"'))
    cli.write("b.json")
    cli.run("check", "--write-baseline", "known.log")
    process = spawn("check", "--write-baseline", "other.log", folder=cli.folder)
    assert process.stdout
    process.stdout.close()
    process.communicate()
    assert process.returncode == 141
    assert (cli.folder / "other.log").read_bytes() == (cli.folder / "known.log").read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_files_are_written_although_standard_output_cannot_be(cli: Cli) -> None:
    cli.write("a.json")
    with Path("/dev/full").open("wb") as full:
        process = spawn("check", "--output", "json=all.log", folder=cli.folder, stdout=full)
        _, err = process.communicate()
    assert process.returncode == 2
    assert err == b"armlens: error: The output cannot be written: No space left on device.\n"
    assert json.loads((cli.folder / "all.log").read_text())["findings"]


def test_colours_and_counts_are_those_of_a_report_as_a_whole(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    for name, text in (("a", FAIL), ("b", PASS), ("c", OPEN)):
        cli.write(f"{name}.json", text)
    one = cli.run("check", "--statistics", "--jobs", "1")
    assert cli.run("check", "--statistics", "--jobs", "2") == one
    first, second = (
        line for line in one.out.splitlines() if ".json:" in line and line[0] == "\x1b"
    )
    rule = "\x1b[1mAzure.AKS.ManagedIdentity\x1b[0m"
    assert first == f"\x1b[1ma.json:9:29\x1b[0m \x1b[1;33mwarning\x1b[0m {rule}"
    assert second.startswith(f"\x1b[1mc.json:9:29\x1b[0m \x1b[1;34minformation\x1b[0m {rule}")


def test_from_python_each_file_is_told_before_the_next_is_looked_at(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "ab":
        cli.write(f"{name}.json")
    cli.write("armlens.json", '{ suppress: [{ rule: "Azure.AKS.DNSPrefix", reason: "no use" }] }')
    events: list[str] = []
    outcome = FileChecks.outcome

    def watched(self: FileChecks, found: Found) -> Outcome:
        events.append(f"{found.path.name}?")
        return outcome(self, found)

    monkeypatch.setattr(FileChecks, "outcome", watched)
    request = Request((Path(),), jobs=1)
    report = check(request, on_checked=lambda file: events.append(file.source.name))
    told = [file.source.name for file in report.files]
    assert told == ["a.json", "b.json", "armlens.json"]
    assert events == ["a.json?", "a.json", "armlens.json?", "b.json?", "b.json", "armlens.json"]


def _started(folder: Path, *more: str) -> Popen[bytes]:
    """A check of a template with a finding and of others that take long."""
    (folder / "0.json").write_text(FAIL)
    # Two files are handed out at once here.
    (folder / "1.json").write_text(PASS)
    for number in range(2, 9):
        (folder / f"{number}.json").write_text(SLOW)
    return spawn("check", ".", *more, folder=folder)
