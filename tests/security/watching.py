"""Runs armlens under the guard of `watched.py` and gives what it has noted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lsp.editor import PATIENCE
from reliability.protocol.conversation import (
    EXIT,
    INITIALIZED,
    SHUTDOWN,
    Conversation,
    Message,
    converse,
    did_open,
    initialize,
)

GUARD = Path(__file__).with_name("watched.py")
SERVER = Path(__file__).parents[2] / "server"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(SERVER), "PYTHONDONTWRITEBYTECODE": "1"}


@dataclass(frozen=True)
class Watched:
    """What was printed or answered, and what the guard has noted: kind, and what of it."""

    printed: str
    notes: list[list[str]]

    def of(self, kind: str) -> set[str]:
        return {note[1] for note in self.notes if note[0] == kind}


def command(log: Path, *arguments: str) -> list[str]:
    return [sys.executable, str(GUARD), str(log), *arguments]


def run(folder: Path, log: Path, *arguments: str) -> Watched:
    """A command in a folder, as a process of its own."""
    ran = subprocess.run(
        command(log, *arguments),
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    printed = (ran.stdout + ran.stderr).decode(errors="replace")
    assert ran.returncode in (0, 1, 2), printed
    return Watched(printed, _notes(log))


def serve(folder: Path, log: Path, asked: Sequence[Message]) -> Watched:
    """A conversation with a server that is started in a folder, its workspace."""
    root = folder.as_uri()
    hello = initialize(
        {
            "workspace": {"workspaceFolders": True},
            "textDocument": {"hover": {"contentFormat": ["markdown"]}},
        },
        rootUri=root,
        workspaceFolders=[{"uri": root, "name": "untrusted"}],
    )
    before = Path.cwd()
    os.chdir(folder)
    try:
        talk = converse(
            [hello, INITIALIZED, *asked, SHUTDOWN, EXIT],
            command(log, "server"),
            ENVIRONMENT,
            PATIENCE,
        )
    finally:
        os.chdir(before)
    return Watched(json.dumps(talk.messages, ensure_ascii=False) + talk.log, _notes(log))


def questions(path: Path) -> list[Message]:
    """Opens a file and asks all that an editor asks of a document."""
    text = path.read_text("utf-8")
    document = {"textDocument": {"uri": path.as_uri()}}
    lines = text.split("\n")
    whole = {
        "start": {"line": 0, "character": 0},
        "end": {"line": len(lines), "character": 0},
    }
    asked: list[Message] = [did_open(path.as_uri(), text)]
    ident = 100
    for line, content in enumerate(lines):
        for character in range(2, len(content), 15):
            ident += 1
            at = {"position": {"line": line, "character": character}}
            asked.append({"id": ident, "method": "textDocument/hover", "params": document | at})
    context = {"context": {"diagnostics": []}, "range": whole}
    asked.append({"id": 50, "method": "textDocument/codeAction", "params": document | context})
    asked.append({"id": 51, "method": "textDocument/diagnostic", "params": document})
    return asked


def _notes(log: Path) -> list[list[str]]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


__all__ = ["Conversation", "Watched", "questions", "run", "serve"]
