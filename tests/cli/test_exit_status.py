"""Every exit status of the table in `docs/command-line.md`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from armlens import api
from armlens.report.formats import FORMATS
from cli.running import FAIL, PASS, SCHEMA, Cli, spawn

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"


def test_the_table_has_the_statuses_that_are_tested_here() -> None:
    rows = re.findall(r"^\| (\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == ["0", "1", "2", "130", "141"]


@pytest.mark.parametrize(
    ("text", "arguments", "status"),
    [
        (PASS, [], 0),
        (FAIL, [], 1),
        (FAIL, ["--fail-on", "error"], 0),
        (FAIL, ["--show", "pass"], 1),
        (FAIL, ["--ignore", "Azure"], 0),
        (FAIL, ["--quiet"], 1),
        (FAIL, ["--nothing"], 2),
        (FAIL, ["missing.json"], 2),
        (FAIL, ["--config", "missing.json"], 2),
        (FAIL.replace('"aks",', '"aks"'), [], 2),
    ],
)
def test_status(cli: Cli, text: str, arguments: list[str], status: int) -> None:
    cli.write("main.json", text)
    assert cli.run("check", "main.json", *arguments).status == status


HOSTILE = f'{{"$schema": "{SCHEMA}", "resources": ' + "[" * 5_000


@pytest.mark.parametrize("form", FORMATS)
def test_bad_files_among_many_are_named_and_all_others_are_told(cli: Cli, form: str) -> None:
    for number in range(5):
        cli.write(f"good{number}.json", FAIL)
    cli.write("binary.json", b"\0\1\2")
    cli.write("broken.json", FAIL.replace('"aks",', '"aks"'))
    cli.write("hostile.json", HOSTILE)
    named = [path.name for path in sorted(cli.folder.iterdir())]
    ran = cli.run("check", *named, "missing.json", "--format", form)
    assert ran.status == 2
    told = ran.out + (ran.err if form == "text" else "")
    for name in (*named, "missing.json"):
        assert name in told


def test_interrupted(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write("main.json")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "check", interrupted)
    assert cli.run("check", "main.json", "--output", "json=a.json") == (130, "", "")
    assert not (cli.folder / "a.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_nobody_reads_on(tmp_path: Path) -> None:
    (tmp_path / "main.json").write_text(FAIL, encoding="utf-8")
    for form in FORMATS:
        process = spawn("check", "main.json", "--format", form, folder=tmp_path)
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        err = process.stderr.read()
        assert (process.wait(), err) == (141, b""), form
