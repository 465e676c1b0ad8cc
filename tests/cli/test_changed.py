"""`armlens check --changed`: what differs in git, and the templates that depend on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from armlens.files.analysing import Analysed, Analysing
from armlens.report.run import Source
from cli.running import FAIL, PASS, Cli, template

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

PARAMETERS = (
    '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/'
    'deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": {%s} }'
)
LINKING = """{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [{
    "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "linked",
    "properties": { "mode": "Incremental",
      "templateLink": { "relativePath": "[concat('../linked/', 'target.json')]" } }
  }, {
      "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2024-09-01",
      "name": "aks", "identity": { "type": "None" }, "properties": {}
  }]
}
"""


def git(folder: Path, *arguments: str) -> str:
    named = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    ran = subprocess.run(
        [shutil.which("git") or "git", *named, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return ran.stdout.strip()


def commit(cli: Cli) -> str:
    git(cli.folder, "add", "--all")
    git(cli.folder, "commit", "--quiet", "--allow-empty", "--message", "x")
    return git(cli.folder, "rev-parse", "HEAD")


def checked(cli: Cli, *arguments: str) -> list[str]:
    ran = cli.run("check", "--format", "json", *arguments)
    assert not ran.err, ran.err
    return [each["file"] for each in json.loads(ran.out)["findings"]]


@pytest.fixture(autouse=True)
def _repository(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in os.environ if each.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git(cli.folder, "init", "--quiet")
    cli.write("a.json")
    cli.write("sub/b.json")
    cli.write("sub/c.json")
    cli.write("sub/c.parameters.json", PARAMETERS % "")
    cli.write("linking/main.json", LINKING)
    cli.write("linked/target.json", PASS)
    cli.write("linked/other.json")
    commit(cli)


def test_nothing_has_changed(cli: Cli) -> None:
    assert cli.run("check", "--changed") == (0, "0 templates checked: nothing to report.\n", "")


def test_a_cache_answers_for_what_has_changed_itself(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    analyse = Analysing.analysed

    def noted(self: Analysing, source: Source, path: Path) -> Analysed:
        names.append(source.name)
        return analyse(self, source, path)

    monkeypatch.setattr(Analysing, "analysed", noted)

    def seen(expected: list[str], *arguments: str) -> list[str]:
        assert checked(cli, "--changed", *arguments) == expected
        names.clear()
        assert checked(cli, "--changed", "--cache", *arguments) == expected
        return [*names]

    cli.write("a.json", template('{ "type": "None" }', name="other"))
    cli.write("sub/c.parameters.json", PARAMETERS % ' "x": { "value": 1 } ')
    cli.write("linked/target.json", FAIL)
    changed = ["a.json", "linked/target.json", "linking/main.json", "sub/c.json"]
    looked_into = ["linking/main.json", "sub/b.json", "sub/c.json"]
    assert seen(changed) == ["a.json", "linked/target.json", *looked_into]
    assert seen(changed) == looked_into
    cli.write("a.json", template('{ "type": "None" }', name="third"))
    assert seen(changed) == ["a.json", *looked_into]
    assert seen(changed) == looked_into
    assert checked(cli, "--cache") == checked(cli)
    cli.write("armlens.json", "{}")
    everything = checked(cli)
    seen(everything)
    assert seen(everything) == []


def test_what_is_edited_staged_or_new_and_not_what_is_ignored(cli: Cli) -> None:
    cli.write("a.json", FAIL + " ")
    cli.write("sub/b.json", FAIL + " ")
    git(cli.folder, "add", "sub/b.json")
    cli.write("new/d.json")
    cli.write("new/e.json")
    cli.write("new/.gitignore", "e.json\n")
    assert checked(cli, "--changed") == ["a.json", "new/d.json", "sub/b.json"]
    assert checked(cli, "sub", "--changed") == ["sub/b.json"]


def test_against_a_commit_or_a_branch(cli: Cli) -> None:
    git(cli.folder, "branch", "base")
    cli.write("a.json", FAIL + " ")
    commit(cli)
    assert checked(cli, "--changed") == []
    assert checked(cli, "--changed=base") == ["a.json"]
    assert checked(cli, ".", "--changed", "HEAD~1") == ["a.json"]


def test_a_parameter_file_that_is_edited_new_or_gone_has_its_template_checked(cli: Cli) -> None:
    cli.write("sub/c.parameters.json", PARAMETERS % " ")
    assert checked(cli, "--changed") == ["sub/c.json"]
    commit(cli)
    cli.write("sub/b.parameters.json", PARAMETERS % "")
    assert checked(cli, "--changed") == ["sub/b.json"]
    commit(cli)
    (cli.folder / "sub/c.parameters.json").unlink()
    assert checked(cli, "--changed") == ["sub/c.json"]


def test_a_link_to_what_is_edited_or_gone_has_its_template_checked(cli: Cli) -> None:
    cli.write("linked/target.json", PASS + " ")
    assert checked(cli, "--changed") == ["linking/main.json"]
    (cli.folder / "linked/target.json").unlink()
    assert checked(cli, "--changed") == ["linking/main.json"]


def test_settings_that_are_edited_or_gone_have_their_templates_checked(cli: Cli) -> None:
    cli.write("sub/armlens.json", "{}")
    assert checked(cli, "--changed") == ["sub/b.json", "sub/c.json"]
    commit(cli)
    assert checked(cli, "--changed") == []
    (cli.folder / "sub/armlens.json").unlink()
    assert checked(cli, "--changed") == ["sub/b.json", "sub/c.json"]


def test_what_cannot_be_read_counts_only_if_it_has_changed(cli: Cli) -> None:
    cli.write("bytes.json", b"\xff\xff")
    assert cli.run("check", "--changed").status == 2
    commit(cli)
    assert cli.run("check", "--changed").status == 0


def test_processes_look_at_the_same(cli: Cli) -> None:
    cli.write("a.json", FAIL + " ")
    cli.write("linked/target.json", PASS + " ")
    assert checked(cli, "--changed", "--jobs", "2") == ["a.json", "linking/main.json"]


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("nowhere", "there is no commit 'nowhere' in this repository."),
        ("--output=x", "there is no commit '--output=x' in this repository."),
        ("linked", "there is no commit 'linked' in this repository; paths go before '--changed'."),
    ],
)
def test_a_commit_that_is_not_there_is_told(cli: Cli, revision: str, words: str) -> None:
    ran = cli.run("check", f"--changed={revision}")
    assert ran.status == 2
    assert "'.' cannot be asked what has changed: " in ran.err
    assert words in ran.err
    assert not (cli.folder / "x").exists()


def test_without_a_repository_or_git_that_is_told(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    ran = cli.run("check", "--changed")
    assert (ran.status, "there is no git on the path" in ran.err) == (2, True)


def test_a_program_named_git_in_the_workspace_is_not_run(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = cli.write("bin/git", "#!/bin/sh\ntouch ran\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent) + os.pathsep + os.environ["PATH"])
    assert "there is no git on the path" in cli.run("check", "--changed").err
    assert not (cli.folder / "ran").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="its traps are shell scripts")
def test_the_configuration_of_a_repository_runs_nothing(cli: Cli) -> None:
    trap = cli.write(".git/trap", f"#!/bin/sh\necho ran >> {cli.folder}/ran\ncat\n")
    trap.chmod(0o755)
    hooks = cli.folder / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "fsmonitor-watchman", "post-checkout", "query-watchman"):
        shutil.copy(trap, hooks / hook)
    for name in ("core.fsmonitor", "diff.external", "core.pager", "diff.bad.command"):
        git(cli.folder, "config", name, str(trap))
    for name in ("diff.bad.textconv", "filter.bad.clean", "filter.bad.smudge"):
        git(cli.folder, "config", name, str(trap))
    git(cli.folder, "config", "filter.odd=name.clean", str(trap))
    git(cli.folder, "config", "filter.bad.process", str(trap))
    git(cli.folder, "config", "filter.bad.required", "true")
    cli.write(".git/info/attributes", "*.json diff=bad filter=bad\nsub/*.json filter=odd=name\n")
    cli.write(".gitattributes", "*.json diff=bad filter=bad\n")
    cli.write("a.json", template(name="b"))
    # Of what is as new as the index, git has to look at the contents.
    index = (cli.folder / ".git/index").stat()
    os.utime(cli.folder / "sub/b.json", ns=(index.st_mtime_ns, index.st_mtime_ns))
    before = (cli.folder / ".git/index").read_bytes()
    (cli.folder / "ran").unlink(missing_ok=True)
    assert "a.json" in checked(cli, "--changed")
    assert not (cli.folder / "ran").exists()
    assert (cli.folder / ".git/index").read_bytes() == before
