"""Neovim, headless, with the configuration that `docs/editors.md` has for its version."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from editors.page import block
from editors.scenario import (
    DRIVERS,
    ERROR,
    INFORMATION,
    WARNING,
    Document,
    Workspace,
    beyond_latin,
    check,
    sample,
)

NVIM = shutil.which("nvim")

pytestmark = pytest.mark.skipif(
    NVIM is None, reason="Neovim is not installed (apt-get install neovim)"
)


def version() -> tuple[int, int]:
    told = subprocess.run([NVIM or "", "--version"], capture_output=True, text=True, check=True)
    found = re.search(r"v(\d+)\.(\d+)", told.stdout)
    assert found
    return int(found[1]), int(found[2])


def configuration() -> str:
    """What the page says for this version."""
    if version() >= (0, 11):
        return block("Neovim 0.11 and newer", "lua")
    return block("Neovim 0.8 to 0.10" if version() >= (0, 8) else "Neovim 0.7", "lua")


def drive(workspace: Workspace, lua: str, document: Document, severity: int) -> None:
    init = workspace.file("init.lua", lua)
    command: list[str | Path] = [NVIM or "", "--headless", "-n", "-u", init, workspace.template]
    seen = workspace.run([*command, "-c", f"luafile {DRIVERS / 'neovim.lua'}"], severity)
    check(seen, document, severity)


@pytest.mark.parametrize("document", [sample(), beyond_latin()], ids=["sample", "beyond-latin"])
def test_finds_and_fixes(tmp_path: Path, document: Document) -> None:
    workspace = Workspace(tmp_path)
    workspace.prepare(document, settings=None)
    drive(workspace, configuration(), document, WARNING)


def test_reads_the_settings_file_of_the_project(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.prepare(sample(), {"rules": {"Azure.AKS.ManagedIdentity": "error"}})
    drive(workspace, configuration(), sample(), ERROR)


def test_sends_its_own_settings(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.prepare(sample(), settings=None)
    settings = block("Settings in Neovim", "lua")
    lua = configuration().replace("local settings = {}\n", settings)
    assert settings in lua
    drive(workspace, lua, sample(), INFORMATION)
