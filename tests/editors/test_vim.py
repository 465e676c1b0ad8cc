"""Vim with ALE, without a terminal, as `docs/editors.md` sets it up."""

from __future__ import annotations

import functools
import shutil
import subprocess
from pathlib import Path

import pytest

from editors.page import block
from editors.scenario import DRIVERS, ERROR, WARNING, Workspace, check, sample

VIM = shutil.which("vim")
SILENT = [VIM or "", "--not-a-term", "-n", "-N", "-i", "NONE", "-es"]


@functools.cache
def has_ale() -> bool:
    """Whether this Vim can run jobs and has ALE as a package."""
    ask = "if !has('job') || !has('timers') | cquit | endif | packadd ale | qall"
    command = [*SILENT, "-u", "NONE", "-c", f"try | {ask} | catch | cquit | endtry"]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
    )
    return done.returncode == 0


@pytest.fixture(autouse=True)
def vim() -> None:
    if VIM is None or not has_ale():
        pytest.skip("Vim with ALE is not installed (apt-get install vim vim-ale)")


def drive(workspace: Workspace, vimrc: str, severity: int) -> None:
    # ALE begins when Vim has entered, which it does not do by itself in silent mode.
    vimrc = f"set encoding=utf-8\nfiletype plugin on\n{vimrc}"
    rc, driver = workspace.file("vimrc", vimrc), DRIVERS / "ale.vim"
    command: list[str | Path] = [*SILENT, "-u", rc, workspace.template, "-c", "doautocmd VimEnter"]
    check(workspace.run([*command, "-c", f"source {driver}"], severity), sample(), severity)


def test_finds_and_fixes(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.prepare(sample(), settings=None)
    drive(workspace, block("Vim with ALE", "vim"), WARNING)


def test_sends_its_own_settings(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.prepare(sample(), settings=None)
    settings = block("Settings in Vim with ALE", "vim")
    vimrc = block("Vim with ALE", "vim").replace("let g:armlens_settings = {}\n", settings)
    assert settings in vimrc
    drive(workspace, vimrc, ERROR)
