"""Emacs in batch mode, with eglot and with lsp-mode, as `docs/editors.md` sets them up."""

from __future__ import annotations

import functools
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

EMACS = shutil.which("emacs")
PACKAGES = {"eglot": "elpa-eglot", "lsp-mode": "elpa-lsp-mode"}
INSTALL = f"apt-get install emacs-nox {' '.join(PACKAGES.values())}; Emacs 29 has eglot within"

BATCH = [EMACS or "", "--batch", "--no-init-file", "--funcall", "package-initialize"]


@functools.cache
def has(package: str) -> bool:
    command = [*BATCH, "--eval", f"(kill-emacs (if (require '{package} nil t) 0 1))"]
    return EMACS is not None and subprocess.run(command, check=False).returncode == 0


def counts_in_utf16(client: str) -> bool:
    """Whether the client counts positions as the protocol says; lsp-mode 8 counts characters."""
    lisp = "(princ (package-desc-version (cadr (assq 'lsp-mode package-alist))))"
    if client != "lsp-mode":
        return True
    told = subprocess.run([*BATCH, "--eval", lisp], capture_output=True, text=True, check=True)
    return int(told.stdout.strip("( ").split()[0]) >= 9


@pytest.fixture(params=PACKAGES)
def client(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if not has(name):
        pytest.skip(f"{name} is not installed ({INSTALL})")
    return name


def drive(workspace: Workspace, client: str, lisp: str, document: Document, severity: int) -> None:
    init = workspace.file("init.el", f";; -*- lexical-binding: t -*-\n{lisp}")
    command: list[str | Path] = [*BATCH]
    for file in (init, DRIVERS / "common.el", DRIVERS / f"{client}.el"):
        command += ["--load", file]
    check(workspace.run(command, severity), document, severity)


def configuration(client: str) -> str:
    return block(f"Emacs with {client}", "elisp")


@pytest.mark.parametrize("document", [sample(), beyond_latin()], ids=["sample", "beyond-latin"])
def test_finds_and_fixes(tmp_path: Path, client: str, document: Document) -> None:
    if document != sample() and not counts_in_utf16(client):
        pytest.skip("this version of lsp-mode misplaces everything behind an emoji")
    workspace = Workspace(tmp_path)
    workspace.prepare(document, settings=None)
    drive(workspace, client, configuration(client), document, WARNING)


def test_reads_the_settings_file_of_the_project(tmp_path: Path, client: str) -> None:
    workspace = Workspace(tmp_path)
    workspace.prepare(sample(), {"rules": {"Azure.AKS.ManagedIdentity": "error"}})
    drive(workspace, client, configuration(client), sample(), ERROR)


def test_sends_its_own_settings(tmp_path: Path, client: str) -> None:
    workspace = Workspace(tmp_path)
    workspace.prepare(sample(), settings=None)
    lisp = configuration(client) + block(f"Settings in Emacs with {client}", "elisp")
    drive(workspace, client, lisp, sample(), INFORMATION)
