"""The page on pipelines is true: its files are what the platforms take, and their commands run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from armlens import __version__

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "pipelines.md").read_text("utf-8")
SCHEMAS = {
    ".github/workflows/": "vendor.github-workflows",
    "azure-pipelines": "vendor.azure-pipelines",
    ".gitlab-ci": "vendor.gitlab-ci",
}
VARIABLE = re.compile(r"\$\(([\w.]+)\)")
"""A variable of Azure Pipelines, which it puts in before the shell sees the line."""


class Snippet(NamedTuple):
    """A block of the page. `name` is the file that it is to become, if it is one."""

    kind: str
    name: str
    text: str


SNIPPETS = [
    Snippet(kind, name.strip(), text)
    for kind, name, text in re.findall(
        r"^```(\w+)( \S+)?\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL
    )
]
FILES = [each for each in SNIPPETS if each.kind == "yaml"]


def scripts(value: Any) -> Iterator[str]:
    """The shell scripts in a pipeline, wherever they are."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("run", "script", "bash", "before_script", "after_script"):
                yield from [inner] if isinstance(inner, str) else inner
            else:
                yield from scripts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scripts(inner)


def programs(folder: Path) -> Path:
    """Programs that do nothing but what armlens does: install nothing, and run no container."""
    made = folder / "programs"
    made.mkdir()
    armlens = f'exec "{sys.executable}" -m armlens'
    for name, text in {
        "armlens": f'{armlens} "$@"',
        "pip": "exit 0",
        "docker": f'case $1 in build) exit 0 ;; esac; while [ "$1" != armlens ]; do shift; done; shift; {armlens} "${{@:-check}}"',
    }.items():
        path = made / name
        path.write_text(f"#!/bin/bash\n{text}\n")
        path.chmod(0o755)
    return made


class Job:
    """A folder with the samples, in which scripts run as on a platform."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.temporary = folder / "workspace", folder / "temporary"
        shutil.copytree(ROOT / "samples", self.workspace / "infra")
        self.temporary.mkdir()
        self._environment = {
            **os.environ,
            "PATH": f"{programs(folder)}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_STEP_SUMMARY": str(self.temporary / "summary.md"),
            "PYTHONPATH": str(ROOT / "server"),
        }

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        text = VARIABLE.sub(lambda _match: str(self.temporary), script)
        return subprocess.run(
            ["/bin/bash", "-eo", "pipefail", "-c", text],
            cwd=self.workspace,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path)


needs_bash = pytest.mark.skipif(os.name == "nt", reason="its scripts are for a POSIX shell")


def named(snippet: Snippet) -> str:
    return snippet.name


@pytest.mark.parametrize("snippet", FILES, ids=named)
def test_each_file_is_what_its_platform_takes(snippet: Snippet, tmp_path: Path) -> None:
    path = tmp_path / "snippet.yaml"
    path.write_text(snippet.text, "utf-8")
    if snippet.name == ".pre-commit-config.yaml":
        command = ["pre_commit", "validate-config"]
    else:
        [schema] = [name for start, name in SCHEMAS.items() if snippet.name.startswith(start)]
        # The patterns in Microsoft's schema are older than those that know of Unicode.
        command = ["check_jsonschema", "--regex-variant", "nonunicode", "--builtin-schema", schema]
    ran = subprocess.run(
        [sys.executable, "-m", *command, str(path)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@needs_bash
@pytest.mark.parametrize("snippet", SNIPPETS, ids=named)
def test_the_commands_of_each_file_run(snippet: Snippet, job: Job) -> None:
    """The samples have findings, so that a check that looked at them ends with 1."""
    if snippet.name.startswith((".pre-commit", ".git/")):
        pytest.skip("hooks have tests of their own")
    if "uses: OWNER/armlens@" in snippet.text:
        pytest.skip("the action has tests of its own")
    lines = (
        list(scripts(yaml.safe_load(snippet.text)))
        if snippet.kind == "yaml"
        else snippet.text.splitlines()
    )
    statuses = {}
    for script in lines:
        ran = job.run(script)
        statuses[script] = ran.returncode
        assert ran.returncode == (
            1 if "armlens check" in script or "docker run" in script else 0
        ), ran
    assert any(statuses.values()) or "docker build" in snippet.text
    for written in job.temporary.iterdir():
        assert written.stat().st_size > 1000


@needs_bash
def test_the_hook_without_pre_commit_looks_at_what_is_committed(job: Job) -> None:
    [hook] = [each for each in SNIPPETS if each.name == ".git/hooks/pre-commit"]
    script = hook.text.partition("\n")[2]
    job.run(
        "git init --quiet && git add infra/pass-aks-baseline.json && echo '{' > other.json && git add ."
    )
    assert job.run(script).returncode != 0
    job.run("git reset --quiet infra && git add other.json infra/pass-aks-baseline.json")
    assert job.run(script).returncode == 0


def test_the_page_tells_every_input_of_the_action() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    rows = re.findall(r"^\| `([\w-]+)` \| .*? \| (?:`(.*)` )?\|$", PAGE, re.MULTILINE)
    defaults = {name: each["default"] for name, each in action["inputs"].items()}
    assert {name: default for name, default in rows if name in defaults} == defaults
    [used] = [each for each in FILES if "uses: OWNER/armlens@" in each.text]
    [given] = [
        each["with"]
        for each in yaml.safe_load(used.text)["jobs"]["templates"]["steps"]
        if each["uses"].startswith("OWNER/")
    ]
    assert set(given) <= set(defaults)


def test_the_versions_on_the_page_are_this_one() -> None:
    assert set(re.findall(r"armlens==(\S+)", PAGE)) == {__version__}
    assert set(re.findall(r"(?:rev: |armlens@)(\S+)", PAGE)) == {f"v{__version__}"}
