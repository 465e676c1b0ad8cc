"""`armlens check --cache`: what is found again, what is not, and what a hostile cache can do."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from armlens.files import surroundings
from armlens.files.analysing import Analysed, Analysing
from armlens.files.check import check
from armlens.files.request import Request
from armlens.report.run import Source
from cli.running import FAIL, OPEN, PASS, RULE, Cli, Ran, spawn, template
from cli.test_changed import LINKING

PARAMETERS = (
    '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/'
    'deploymentParameters.json#", "contentVersion": "1.0.0.0",'
    ' "parameters": { "kind": { "value": "%s" } } }'
)
RULES = """{ rules: { "Contoso.Owner": {
  types: ["Microsoft.ContainerService/managedClusters"], title: "Name an owner",
  severity: "Critical", condition: { field: "tags.%s", hasValue: true },
  fails: "The cluster has no owner",
} } }"""

Run = Callable[..., list[str]]


@pytest.fixture
def analysed(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a check with the cache, compares it with one without, and tells what was analysed."""
    names: list[str] = []
    analyse = Analysing.analysed

    def noted(self: Analysing, source: Source, path: Path) -> Analysed:
        names.append(source.name)
        return analyse(self, source, path)

    monkeypatch.setattr(Analysing, "analysed", noted)

    def run(*arguments: str) -> list[str]:
        for form in ("json", "sarif"):
            without = cli.run("check", *arguments, "--format", form)
            names.clear()
            ran = cli.run("check", *arguments, "--format", form, "--cache")
            assert ran == without
            if form == "json":
                seen = [*names]
        return seen

    return run


@pytest.fixture(autouse=True)
def _files(cli: Cli) -> None:
    cli.write(".git/HEAD", "")
    cli.write("a.json")
    cli.write("b/open.json", OPEN)
    cli.write("b/open.parameters.json", PARAMETERS % "None")
    cli.write("c/main.json", LINKING)
    cli.write("linked/target.json", PASS)
    cli.write("broken.json", FAIL.replace('"aks",', '"aks"'))


ALL = ["a.json", "b/open.json", "broken.json", "c/main.json", "linked/target.json"]


def test_nothing_is_analysed_again_where_nothing_has_changed(analysed: Run) -> None:
    assert analysed() == ALL
    assert analysed() == []
    assert analysed("--jobs", "1") == []


def test_every_process_keeps_what_it_finds(cli: Cli, analysed: Run) -> None:
    # They may know all rules, where the tests are about one.
    cli.run("check", "--format", "json", "--cache", "--jobs", "2", "--select", RULE)
    assert analysed("--select", RULE) == []


def test_runs_at_the_same_time_share_a_cache(cli: Cli, analysed: Run) -> None:
    for number in range(40):
        cli.write(f"many/{number}.json", template(name=f"aks{number}"))
    expected = cli.run("check", "--format", "json")
    at_once = [
        spawn("check", "--format", "json", "--cache", "--jobs", jobs, folder=cli.folder)
        for jobs in ("1", "2", "1", "2")
    ]
    for run in at_once:
        out, err = run.communicate()
        assert (run.returncode, out.decode(), err.decode()) == expected
    assert analysed() == []


CHANGES: dict[str, tuple[str, str | None, list[str]]] = {
    "a template": ("a.json", template(name="aks2"), ["a.json"]),
    "its byte order mark alone": ("a.json", "\ufeff" + FAIL, []),
    "a parameter file": ("b/open.parameters.json", PARAMETERS % "SystemAssigned", ["b/open.json"]),
    "a parameter file gone": ("b/open.parameters.json", None, ["b/open.json"]),
    "a parameter file more": ("b/open.x.parameters.json", PARAMETERS % "None", ["b/open.json"]),
    "a linked template": ("linked/target.json", FAIL, ["c/main.json", "linked/target.json"]),
    "a linked template gone": ("linked/target.json", None, ["c/main.json"]),
    "a parameter file of a linked template": (
        "linked/target.parameters.json",
        PARAMETERS % "None",
        ["c/main.json", "linked/target.json"],
    ),
    "settings more": ("b/armlens.json", "{}", ["b/open.json"]),
    "settings for all": ("armlens.json", '{ "rules": { "AZR-000025": "error" } }', ALL),
    "settings with a mistake": ("armlens.json", '{ "rules": [] }', ALL),
    "a setting for parameters": (
        "b/armlens.json",
        '{ "parameters": { "open.json": "open.parameters.json" } }',
        ["b/open.json"],
    ),
}


@pytest.mark.parametrize(("name", "text", "expected"), CHANGES.values(), ids=CHANGES)
def test_every_change_is_noticed(
    cli: Cli, analysed: Run, name: str, text: str | None, expected: list[str]
) -> None:
    analysed()
    if text is None:
        (cli.folder / name).unlink()
    else:
        cli.write(name, text)
    assert analysed() == expected
    if "gone" not in name:
        assert [each for each in analysed() if each != "c/main.json"] == []


def test_a_rule_file_is_noticed(cli: Cli, analysed: Run) -> None:
    cli.write("a/main.json")
    cli.write("a/armlens.json", '{ "ruleFiles": ["our.json5"] }')
    analysed("a")
    cli.write("a/our.json5", RULES % "owner")
    assert analysed("a") == ["a/main.json"]
    assert analysed("a") == []
    cli.write("a/our.json5", RULES % "team")
    assert analysed("a") == ["a/main.json"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--select", "AZR-000025"),
        ("--ignore", "AZR-000025"),
        ("--show", "pass"),
        ("--show", "suppressed"),
        ("--parameters", "b/open.parameters.json"),
        ("--config", "other.json"),
        ("--baseline", "known.json"),
    ],
    ids=" ".join,
)
def test_another_question_has_another_answer(
    cli: Cli, analysed: Run, arguments: tuple[str, ...]
) -> None:
    cli.write("other.json", '{ "rules": { "AZR-000025": "hint" } }')
    cli.run("check", "--write-baseline", "known.json")
    analysed(".")
    assert "a.json" in analysed(".", *arguments)
    assert "a.json" not in analysed(".", *arguments)
    assert analysed(".") == []


def test_a_baseline_that_knows_other_findings_is_noticed(cli: Cli, analysed: Run) -> None:
    cli.run("check", "--write-baseline", "known.json")
    analysed("a.json", "--baseline", "known.json")
    cli.run("check", "linked", "--write-baseline", "known.json")
    assert analysed("a.json", "--baseline", "known.json") == ["a.json"]


def test_the_day_counts_where_something_expires(cli: Cli) -> None:
    entry = '{ "rule": "AZR-000025", "path": "a.json", "reason": "x", "expires": "2030-01-01" }'
    cli.write("armlens.json", f'{{ "suppress": [{entry}] }}')
    request = Request(paths=(Path("a.json"),), cache=Path("cache"), today=date(2030, 1, 1))
    later = replace(request, today=date(2030, 1, 2))
    assert [check(each).suppressed for each in (request, request, later, request)] == [1, 1, 0, 1]


def test_armlens_itself_is_noticed(analysed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    analysed("a.json")
    monkeypatch.setattr(surroundings, "program_digest", lambda: "of another version")
    assert analysed("a.json") == ["a.json"]


def test_what_took_too_long_is_looked_at_again(
    cli: Cli, analysed: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = "range(0, 800)"
    limited = (
        f"[string(map({each}, lambda('a', map({each}, lambda('b', map({each}, lambda('c', 1)))))))]"
    )
    cli.write("slow/main.json", template(f'{{ "type": "{limited}" }}'))
    ticks = count(step=10)
    monkeypatch.setattr(time, "monotonic", lambda: next(ticks))
    assert "template.evaluation-limit" in cli.run("check", "slow").out
    assert analysed("slow") == ["slow/main.json"]
    assert analysed("slow") == ["slow/main.json"]


def entries(cli: Cli) -> list[Path]:
    return sorted((cli.folder / ".armlens_cache").glob("??/*.json"))


def test_a_cache_can_be_carried_to_another_folder(
    cli: Cli, analysed: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cli.write("armlens.json", '{ "suppress": [{ "rule": "AZR-000025", "reason": "x" }] }')
    analysed()
    shutil.copytree(cli.folder, tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert analysed() == []


def test_the_folder_says_what_it_is(cli: Cli, analysed: Run) -> None:
    analysed()
    folder = cli.folder / ".armlens_cache"
    assert (folder / ".gitignore").read_text() == "*\n"
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f0688")
    assert [each for each in folder.rglob("*") if each.suffix == ".tmp"] == []
    # It holds what reports say, and no text of a file.
    kept = "".join(each.read_text() for each in entries(cli))
    assert "The cluster has no managed identity" in kept
    assert "apiVersion" not in kept


def test_a_folder_of_ones_own(cli: Cli) -> None:
    cli.run("check", "--cache-dir", "x/cache")
    assert (cli.folder / "x/cache/CACHEDIR.TAG").exists()
    assert not (cli.folder / ".armlens_cache").exists()
    ran = cli.run("check", "--cache-dir", "linked")
    assert (ran.status, "has files that are not of a cache" in ran.err) == (2, True)
    assert not (cli.folder / "linked/CACHEDIR.TAG").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_link_in_the_folder_leads_out(
    cli: Cli, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (cli.folder / ".armlens_cache").symlink_to(outside)
    ran = cli.run("check", "--cache")
    assert (ran.status, "leads out of the repository" in ran.err) == (2, True)
    (cli.folder / ".armlens_cache").unlink()
    cli.run("check", "--cache")
    kept = entries(cli)
    victim = outside / "victim"
    victim.write_text("as it was")
    for each in kept:
        each.unlink()
        each.symlink_to(victim)
    for number in range(256):
        folder = cli.folder / ".armlens_cache" / f"{number:02x}"
        if not folder.exists():
            folder.symlink_to(outside)
    cli.write("a.json", FAIL + " ")
    cli.write("new.json")
    cli.run("check", "--cache")
    assert victim.read_text() == "as it was"
    assert [*outside.iterdir()] == [victim]


def spoilt(entry: Any) -> list[Any]:
    """What somebody may have written in place of an entry."""
    own, linked, sources, data = entry
    far: list[Any] = json.loads(json.dumps(data))
    for file in far[0]:
        for finding in file[2]:
            finding[7] = [0, 5, 10**9]
    unknown: list[Any] = json.loads(json.dumps(data))
    for file in unknown[0]:
        for finding in file[2]:
            finding[0] = "__import__('os').system('touch ran')"
    return [
        None,
        [],
        {},
        "x",
        [own],
        [own, linked, sources, None],
        [own, linked, [], data],
        [own, linked, [["a", "b", 1]], data],
        [own, linked, sources, [[], [], []]],
        [own, linked, sources, [[1], [], [], [], []]],
        [own, linked, sources, [data[0], data[1], data[2], [1], []]],
        [own, [["../../x", "y", "z"]], sources, data],
        [own, linked, sources, far],
        [own, linked, sources, unknown],
    ]


@pytest.mark.parametrize("number", range(14))
def test_a_hostile_entry_is_passed_over(cli: Cli, analysed: Run, number: int) -> None:
    analysed("a.json")
    for path in entries(cli):
        path.write_text(json.dumps(spoilt(json.loads(path.read_text()))[number]))
    assert analysed("a.json") == ["a.json"]
    assert not (cli.folder / "ran").exists()


@pytest.mark.parametrize("data", [b"", b"\xff\xff", b"[" * 100_000, b"{", b"\x80\x04K\x01."])
def test_a_broken_entry_is_passed_over_and_replaced(cli: Cli, analysed: Run, data: bytes) -> None:
    analysed("a.json")
    for path in entries(cli):
        path.write_bytes(data)
    assert analysed("a.json") == ["a.json"]
    assert analysed("a.json") == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_an_entry_leads_to_no_file_outside(
    cli: Cli, analysed: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret.json"
    secret.write_text("SECRET" * 100)
    analysed("a.json")
    for path in entries(cli):
        own, linked, sources, data = json.loads(path.read_text())
        named = [["secret.json", "secret.json", str(secret)] for _ in sources]
        path.write_text(json.dumps([own, linked, named, data]))
    assert analysed("a.json") == ["a.json"]


def test_where_nothing_can_be_written_all_is_checked(cli: Cli) -> None:
    expected: Ran = cli.run("check")
    cli.write("file", "")
    ran = cli.run("check", "--cache-dir", "file/cache")
    assert ran == expected
