"""What docs/security.md promises of execution, the network and reading, under a guard."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from cli.running import SCHEMA, template
from security.watching import SERVER, Watched, questions, run, serve

LINKED = {
    "type": "Microsoft.Resources/deployments",
    "apiVersion": "2022-09-01",
    "name": "linked",
    "properties": {"mode": "Incremental", "templateLink": {"relativePath": "../outside.json"}},
}
REMOTE = {
    "type": "Microsoft.Resources/deployments",
    "apiVersion": "2022-09-01",
    "name": "remote",
    "properties": {
        "mode": "Incremental",
        "templateLink": {"uri": "https://example.com/azuredeploy.json"},
        "parametersLink": {"uri": "http://169.254.169.254/metadata"},
    },
}
CLUSTER = json.loads(template())["resources"][0]
SETTINGS = {
    "$schema": "https://example.com/settings.json",
    "parameters": {"main.json": "../outside.parameters.json"},
    "ruleFiles": ["../outside.rules.json5", "link.rules.json5", "/etc/hostname"],
    "suppress": [{"rule": "Azure", "path": "../**", "reason": "x"}],
}
PLANTED = """raise SystemExit("A module of the workspace was run.")"""
MODULES = (
    "json5 json rich pygls lsprotocol pathspec sitecustomize usercustomize argparse encodings"
    " armlens_plugin readline typing_extensions attrs attr cattrs logging conftest"
)
_COMMANDS = (
    ("check", "."),
    ("check", "main.json", "--format", "sarif"),
    ("check", ".", "--format", "json", "--show", "fail,open,pass"),
    ("check", ".", "--diff"),
    ("expand", "main.json"),
    ("eval", "[resourceGroup().location]", "--in", "main.json"),
    ("rules",),
    ("explain", "Azure.AKS.ManagedIdentity"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace that tries to lead armlens elsewhere, and to have modules of its own run."""
    folder = tmp_path / "workspace"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "config").write_text("[core]\n\tfsmonitor = touch owned\n")
    for name in MODULES.split():
        (folder / f"{name}.py").write_text(PLANTED)
    (folder / "encodings").mkdir()
    (folder / "encodings" / "__init__.py").write_text(PLANTED)
    (folder / ".env").write_text("PYTHONPATH=.")
    (folder / "pyvenv.cfg").write_text("home = .")
    (folder / "armlens.toml").write_text("[plugins]")
    whole = {
        "$schema": SCHEMA,
        "contentVersion": "1.0.0.0",
        "resources": [CLUSTER, LINKED, REMOTE],
        "outputs": {"x": {"type": "string", "value": "[reference('remote').outputs.a]"}},
    }
    (folder / "main.json").write_text(json.dumps(whole, indent=1))
    (folder / "armlens.json").write_text(json.dumps(SETTINGS))
    for name in ("outside.json", "outside.parameters.json", "outside.rules.json5", "ignored"):
        (tmp_path / name).write_text(json.dumps(whole))
    (folder / "link.json").symlink_to(tmp_path / "outside.json")
    (folder / "main.parameters.json").symlink_to(tmp_path / "outside.parameters.json")
    (folder / "link.rules.json5").symlink_to(tmp_path / "outside.rules.json5")
    (folder / ".gitignore").symlink_to(tmp_path / "ignored")
    (folder / "folder").symlink_to(tmp_path)
    return folder


@pytest.fixture(params=[*_COMMANDS, ("server",)], ids=" ".join)
def watched(request: pytest.FixtureRequest, workspace: Path) -> Watched:
    """What armlens does in that workspace."""
    log = workspace.parent / "log"
    if request.param == ("server",):
        return serve(workspace, log, questions(workspace / "main.json"))
    return run(workspace, log, *request.param)


def test_a_hostile_workspace(watched: Watched, workspace: Path) -> None:
    """One run for all promises: it takes a second or more to start."""
    _check_that_nothing_of_it_is_run(watched, workspace)
    _check_that_nothing_is_asked_of_the_network(watched)
    _check_that_nothing_else_is_read(watched, workspace)
    _check_that_nothing_is_written(watched)


def _check_that_nothing_of_it_is_run(watched: Watched, workspace: Path) -> None:
    assert "A module of the workspace was run." not in watched.printed
    assert {path for path in watched.of("run") if Path(path).is_relative_to(workspace)} == set()
    assert watched.of("program") == set()
    assert not (workspace / "owned").exists()


def _check_that_nothing_is_asked_of_the_network(watched: Watched) -> None:
    assert watched.of("network") == set()
    assert watched.of("run") != set()  # The guard was there.


def _check_that_nothing_else_is_read(watched: Watched, workspace: Path) -> None:
    """But for Python itself, with what is installed in it, and what the system has for it."""
    own = [sys.prefix, sys.base_prefix, str(SERVER), *sys.path[1:]]
    allowed = [workspace, *(Path(os.path.realpath(each)) for each in own if each)]
    opened = {Path(path) for path in watched.of("open")}
    outside = [path for path in opened if not any(path.is_relative_to(each) for each in allowed)]
    system = (Path("/proc"), Path("/dev"), Path("/etc/localtime"), Path("/usr/share"))
    assert [path for path in outside if not any(path.is_relative_to(each) for each in system)] == []
    assert not any(path.is_relative_to(workspace.parent) for path in outside)


def _check_that_nothing_is_written(watched: Watched) -> None:
    """`w`, `a`, `x` and `+` are the modes of `open` that write."""
    written = {
        path
        for kind, path, *mode in watched.notes
        if kind == "open" and set("".join(mode)) & set("wax+") and not path.startswith("/dev")
    }
    assert written == set()


def test_the_guard_sees_what_it_is_there_for(tmp_path: Path) -> None:
    (tmp_path / "main.json").write_text(template())
    log = tmp_path.parent / "guard.log"
    seen = run(tmp_path, log, "check", "main.json")
    assert str((tmp_path / "main.json").resolve()) in seen.of("open")
    assert any(path.endswith("cli.py") for path in seen.of("run"))
