"""What a user does in each editor, and what must be seen there.

Each editor has a driver in its own language. It opens the file, waits for a diagnostic of the
severity expected (the editor's settings may reach the server after the document), applies the
first code action offered there, waits until no diagnostic is left, and writes down what it saw as
JSON. All of them are held to the same expectation.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import one_rule
from editors.page import ROOT

PATIENCE = 120
"""Seconds for one editor: far beyond what a slow machine needs. The drivers give up earlier."""

DRIVERS = Path(__file__).parent / "drivers"
TITLE = "Use a system-assigned managed identity"

ERROR, WARNING, INFORMATION = 1, 2, 3


@dataclass(frozen=True)
class Document:
    """A template with one finding, before and after the first fix."""

    text: str
    fixed: str
    start: tuple[int, int]
    end: tuple[int, int]

    @property
    def piece(self) -> str:
        """The text that the finding sits on."""
        return self.text.split("\n")[self.start[0]][self.start[1] : self.end[1]]


def sample() -> Document:
    """A sample whose fix is several edits, some of them side by side."""
    text = (ROOT / "samples" / "identity" / "fail-identity-none.json").read_text("utf-8")
    bad = '"None",\n                "userAssignedIdentities": {}'
    assert bad in text
    return Document(text, text.replace(bad, '"SystemAssigned"'), start=(10, 24), end=(10, 30))


def beyond_latin() -> Document:
    """A template on one line, with characters that each encoding of positions counts otherwise."""
    before = (
        '{"resources": [{"type": "Microsoft.ContainerService/managedClusters", "apiVersion":'
        ' "2024-09-01", "name": "é日😀", "identity": {"type": '
    )
    start = len(before)
    return Document(
        f'{before}"None"}}}}]}}\n',
        f'{before}"SystemAssigned"}}}}]}}\n',
        start=(0, start),
        end=(0, start + len('"None"')),
    )


@dataclass(frozen=True)
class Workspace:
    """A folder of its own for one run: the opened project, a home, and `armlens` on the path."""

    folder: Path

    @property
    def project(self) -> Path:
        return self.folder / "my project"

    @property
    def template(self) -> Path:
        return self.project / "deploy" / "main.json"

    @property
    def seen(self) -> Path:
        return self.folder / "seen.json"

    def prepare(self, document: Document, settings: Mapping[str, object] | None) -> None:
        self.template.parent.mkdir(parents=True)
        self.template.write_text(document.text, "utf-8", newline="\n")
        git = shutil.which("git") or "git"
        subprocess.run([git, "init", "--quiet", self.project], check=True)
        if settings is not None:
            (self.project / "armlens.json").write_text(json.dumps(settings), "utf-8")
        command = self.folder / "bin" / "armlens"
        command.parent.mkdir()
        program = shlex.join([sys.executable, one_rule.__file__])
        command.write_text(f'#!/bin/sh\nexec {program} "$@"\n')
        command.chmod(0o755)

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def environment(self) -> dict[str, str]:
        """As a user has it who has installed armlens, without this user's own settings."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        kept = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
        return {
            **kept,
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "TERM": "xterm",
            "ARMLENS_SEEN": str(self.seen),
            "ARMLENS_TEMPLATE": str(self.template),
        }

    def run(self, command: Sequence[str | Path], severity: int) -> Any:
        """Runs an editor with its driver, and returns what the driver saw."""
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.project,
            env={**self.environment(), "ARMLENS_SEVERITY": str(severity)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        told = b"".join((done.stdout, done.stderr)).decode(errors="replace")
        assert self.seen.exists(), f"the driver wrote nothing; status {done.returncode}:\n{told}"
        seen = json.loads(self.seen.read_text("utf-8"))
        assert "error" not in seen, f"{seen}\n{told}"
        return seen


def check(seen: Any, document: Document, severity: int) -> None:
    """Everything that every editor must have seen; that the finding went, its driver waited for."""
    (diagnostic,) = seen["before"]
    assert diagnostic["piece"] == document.piece
    assert (diagnostic["line"], diagnostic["character"]) == document.start
    assert diagnostic["severity"] == severity
    assert diagnostic["code"] == "Azure.AKS.ManagedIdentity"
    message = "The cluster has no managed identity: 'identity.type' is 'None'."
    assert message in diagnostic["message"]
    assert TITLE in seen["actions"][0]
    assert seen["text"] == document.fixed
