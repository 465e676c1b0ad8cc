"""The hooks, run by pre-commit in a repository of a user."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import one_rule
from cli.running import FAIL, PASS, RULE, SERVER
from pipelines.installing import need_an_index

ROOT = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
NO_TEMPLATE = '{ "compilerOptions": {} }'
# What surrounds the tests, a commit for example, is not to reach the git of the scratch repository.
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}

GIT = shutil.which("git") or "git"
pytestmark = pytest.mark.skipif(shutil.which(GIT) is None, reason="git is not installed")


class Repository:
    """A repository with hooks of ours in its `.pre-commit-config.yaml`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.folder.mkdir()
        self.environment = CLEAN | {"PRE_COMMIT_HOME": str(folder / "pre-commit")}
        self.git("init", "--quiet")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.git("add", name)

    def git(self, *arguments: str) -> None:
        subprocess.run([GIT, *arguments], cwd=self.folder, env=CLEAN, check=True)

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def installed(hook: Mapping[str, Any]) -> dict[str, Any]:
    """The hook as if pre-commit had installed armlens: it calls the one under test."""
    program, _, arguments = hook["entry"].partition(" ")
    assert program == "armlens"
    python, script = Path(sys.executable).as_posix(), Path(one_rule.__file__).as_posix()
    return {**hook, "language": "system", "entry": f'"{python}" "{script}" {arguments}'}


@pytest.fixture
def configured(repository: Repository) -> Repository:
    """The repository with both hooks, of an armlens that need not be installed."""
    config = {"repos": [{"repo": "local", "hooks": [installed(hook) for hook in HOOKS]}]}
    repository.write(".pre-commit-config.yaml", yaml.safe_dump(config))
    repository.environment["PYTHONPATH"] = str(SERVER)
    return repository


def test_the_hooks_are_what_pre_commit_takes(repository: Repository) -> None:
    ran = repository.pre_commit("validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [
        ("main.json", True),
        ("infra/main.prod.parameters.json", True),
        ("main.jsonc", True),
        ("main.json5", False),
        ("main.json.txt", False),
        ("main.bicep", False),
    ],
)
def test_only_json_is_handed_over(name: str, *, is_taken: bool) -> None:
    for hook in HOOKS:
        assert bool(re.search(hook["files"], name)) is is_taken


def test_a_commit_with_a_finding_fails(configured: Repository) -> None:
    configured.write("infra/main.json", FAIL)
    ran = configured.pre_commit("run", "armlens")
    assert ran.returncode == 1, ran.stdout
    assert "infra/main.json:9:29 warning Azure.AKS.ManagedIdentity" in ran.stdout


def test_files_that_are_no_templates_do_no_harm(configured: Repository) -> None:
    configured.write("main.json", PASS)
    configured.write("tsconfig.json", NO_TEMPLATE)
    configured.write("fixtures/broken.json", "{ nothing")
    configured.write("fixtures/empty.json", "")
    configured.write("README.md", "text")
    ran = configured.pre_commit("run", "armlens", "--verbose")
    assert ran.returncode == 0, ran.stdout
    assert "1 template checked: nothing to report." in ran.stdout


def test_what_is_not_staged_is_not_looked_at(configured: Repository) -> None:
    configured.write("main.json", PASS)
    (configured.folder / "later.json").write_text(FAIL)
    assert configured.pre_commit("run", "armlens").returncode == 0


def test_the_settings_exclude_what_they_exclude_elsewhere(configured: Repository) -> None:
    configured.write("armlens.json", '{ "exclude": ["legacy/"] }')
    configured.write("legacy/main.json", FAIL)
    assert configured.pre_commit("run", "armlens").returncode == 0


def test_a_fix_is_applied_and_has_to_be_staged(configured: Repository) -> None:
    configured.write("main.json", FAIL)
    ran = configured.pre_commit("run", "armlens-fix", "--verbose")
    assert ran.returncode == 1, ran.stdout
    assert "files were modified by this hook" in ran.stdout
    assert "Fixed 1 finding in 1 file." in ran.stdout
    assert (configured.folder / "main.json").read_text() == PASS
    configured.git("add", "main.json")
    assert configured.pre_commit("run", "armlens-fix").returncode == 0


def test_arguments_of_the_configuration_are_added(configured: Repository) -> None:
    path = configured.folder / ".pre-commit-config.yaml"
    config = yaml.safe_load(path.read_text())
    config["repos"][0]["hooks"][0]["args"] = ["--fail-on", "error"]
    configured.write(path.name, yaml.safe_dump(config))
    configured.write("main.json", FAIL)
    assert configured.pre_commit("run", "armlens").returncode == 0


def test_pre_commit_installs_armlens_from_a_clone(repository: Repository) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a clone")
    need_an_index()
    repository.write("main.json", FAIL)
    repository.write("package.json", NO_TEMPLATE)
    ran = repository.pre_commit("try-repo", str(ROOT), "armlens", "--all-files")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert f"main.json:9:29 warning {RULE}" in ran.stdout
