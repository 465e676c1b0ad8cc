"""Baselines: written once, and from then on only what is new is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cli.running import FAIL, PASS, RULE, Cli, template
from report.sarif_schema import valid_run

NEW = template(name="new")


def written(cli: Cli, *paths: str) -> Any:
    ran = cli.run("check", *paths, "--write-baseline", "known.json")
    assert ran.status == 0, ran
    return json.loads((cli.folder / "known.json").read_text())


def found(cli: Cli, *arguments: str) -> list[tuple[str, str | None]]:
    out = cli.run("check", "--format", "json", "--baseline", "known.json", *arguments).out
    return [(each["file"], each["baseline"]) for each in json.loads(out)["findings"]]


def test_known_findings_are_counted_and_only_new_ones_are_told(cli: Cli) -> None:
    cli.write("a.json")
    cli.write("b.json")
    ran = cli.run("check", "--write-baseline", "known.json")
    assert ran == (0, "2 templates checked: 2 in the baseline.\n", "")
    ran = cli.run("check", "--baseline", "known.json")
    assert ran == (0, "2 templates checked: 2 in the baseline.\n", "")
    cli.write("c.json", NEW)
    ran = cli.run("check", "--baseline", "known.json")
    assert ran.status == 1
    assert ran.out.startswith(f"c.json:9:29 warning {RULE}\n")
    assert ran.out.endswith("3 templates checked: 1 warning, 2 in the baseline.\n")


def test_file_names_each_finding_in_a_stable_order(cli: Cli) -> None:
    cli.write("b.json")
    parameters = '{ "😋": { "type": "string" } }'
    cli.write("a b/c.json", template(name="[parameters('😋')]", parameters=parameters))
    entry = {"rule": RULE, "resource": "Microsoft.ContainerService/managedClusters"}
    end = {"path": "identity.type", "count": 1}
    assert written(cli, "b.json", "a b") == {
        "version": 1,
        "findings": [
            {"file": "a%20b/c.json", **entry, "name": "[parameters('😋')]", **end},
            {"file": "b.json", **entry, "name": "aks", **end},
        ],
    }
    first = (cli.folder / "known.json").read_bytes()
    written(cli, "a b", "b.json")
    assert (cli.folder / "known.json").read_bytes() == first


def test_moved_and_reformatted_text_stays_known(cli: Cli) -> None:
    cli.write("main.json")
    written(cli)
    text = json.dumps(json.loads(FAIL)).replace("{", "{\r\n\t\t")
    cli.write("main.json", f"\n\n// {text.count('{')} objects\n{text}")
    assert cli.run("check", "--baseline", "known.json").status == 0


def test_paths_are_those_of_the_repository_wherever_it_is_run(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    (cli.folder / ".git").mkdir()
    cli.write("infra/main.json")
    assert written(cli)["findings"][0]["file"] == "infra/main.json"
    monkeypatch.chdir(cli.folder / "infra")
    assert cli.run("check", "main.json", "--baseline", "../known.json").status == 0
    assert cli.run("check", ".", "--write-baseline", "../again.json").status == 0
    assert (cli.folder / "again.json").read_bytes() == (cli.folder / "known.json").read_bytes()


def test_known_findings_are_shown_when_asked_for(cli: Cli) -> None:
    cli.write("a.json")
    written(cli)
    cli.write("b.json", NEW)
    assert found(cli, "--show", "known") == [("a.json", "unchanged")]
    assert found(cli, "--show", "fail,known") == [("a.json", "unchanged"), ("b.json", "new")]
    assert found(cli) == [("b.json", "new")]


def test_sarif_tells_new_from_unchanged_with_the_same_fingerprints(cli: Cli) -> None:
    cli.write("a.json")
    before = valid_run(cli.run("check", "--format", "sarif").out)
    written(cli)
    cli.write("b.json", NEW)
    after = valid_run(cli.run("check", "--format", "sarif", "--baseline", "known.json").out)
    assert [each["baselineState"] for each in after["results"]] == ["unchanged", "new"]
    assert "baselineState" not in before["results"][0]
    known = after["results"][0]["partialFingerprints"]
    assert known == before["results"][0]["partialFingerprints"]


def test_entries_that_match_nothing_any_more_are_named(cli: Cli) -> None:
    for name in ("a", "b", "c", "d", "e"):
        cli.write(f"{name}.json")
    written(cli)
    cli.write("a.json", PASS)
    ran = cli.run("check", "a.json", "--baseline", "known.json")
    gone = "armlens: note: The baseline 'known.json' has"
    assert ran.status == 0
    assert ran.err == f"{gone} an entry that matches nothing any more: {RULE} in 'a.json'.\n"
    for name in ("b", "c", "d"):
        (cli.folder / f"{name}.json").unlink()
    ran = cli.run("check", "a.json", "--baseline", "known.json")
    listed = ", ".join(f"{RULE} in '{name}.json'" for name in ("a", "b", "c"))
    assert ran.err == f"{gone} 4 entries that match nothing any more: {listed}, 1 more.\n"
    report = json.loads(cli.run("check", "--format", "json", "--baseline", "known.json").out)
    assert [each["code"] for each in report["problems"]] == ["baseline.stale"]
    assert len(written(cli)["findings"]) == 1
    assert cli.run("check", "--baseline", "known.json").err == ""


def test_nothing_is_said_of_rules_that_are_not_checked(cli: Cli) -> None:
    cli.write("main.json")
    written(cli)
    for arguments in (["--ignore", RULE], ["--select", "Critical"]):
        ran = cli.run("check", "--baseline", "known.json", *arguments)
        assert ran == (0, "1 template checked: nothing to report.\n", "")


def test_suppressed_findings_are_not_written(cli: Cli) -> None:
    comment = f"// armlens: ignore {RULE} - private"
    cli.write("main.json", FAIL.replace('"None" },', f'"None" }}, {comment}'))
    ran = cli.run("check", "--write-baseline", "known.json")
    assert ran.out == "1 template checked: 1 suppressed.\n"
    assert json.loads((cli.folder / "known.json").read_text())["findings"] == []


def test_baseline_is_written_although_a_template_is_broken(cli: Cli) -> None:
    cli.write("a.json")
    cli.write("b.json", FAIL[:-3])
    ran = cli.run("check", "--write-baseline", "known.json")
    assert ran.status == 2
    assert "b.json" in ran.out
    assert (cli.folder / "known.json").exists()


@pytest.mark.parametrize("text", ["", "{", '{"version": 2, "findings": []}', "nonsense"])
def test_bad_baseline_is_an_error_and_nothing_is_checked(cli: Cli, text: str) -> None:
    cli.write("main.json")
    cli.write("known.json", text)
    ran = cli.run("check", "--baseline", "known.json")
    assert ran.status == 2
    assert ran.out.splitlines()[0].endswith(" error baseline.invalid")
    assert "known.json:1:" in ran.out
    assert RULE not in ran.out
    valid_run(cli.run("check", "--baseline", "known.json", "--format", "sarif").out)


def test_baseline_that_cannot_be_read_or_written_is_an_error(cli: Cli) -> None:
    cli.write("main.json")
    ran = cli.run("check", "--baseline", "none.json")
    assert (ran.status, ran.err) == (
        2,
        "armlens: error: 'none.json' cannot be read: it does not exist.\n",
    )
    ran = cli.run("check", "--write-baseline", "no/folder.json")
    assert (ran.status, ran.err) == (
        2,
        "armlens: error: The baseline 'no/folder.json' cannot be written: it does not exist.\n",
    )


def test_baseline_is_either_read_or_written(cli: Cli) -> None:
    ran = cli.run("check", "--baseline", "a", "--write-baseline", "b")
    assert ran.status == 2
    assert "not allowed with argument --baseline" in ran.err
