"""The command line as a user runs it, and small templates to run it on."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import IO, NamedTuple

import pytest

import one_rule
from armlens.cli import main

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
RULE = "Azure.AKS.ManagedIdentity"
SERVER = Path(__file__).parents[2] / "server"


def template(
    identity: str = '{ "type": "None" }', name: str = "aks", parameters: str = "{}"
) -> str:
    """A template with one cluster; its identity is on line 9."""
    return f"""\
{{
  "$schema": "{SCHEMA}",
  "contentVersion": "1.0.0.0",
  "parameters": {parameters},
  "resources": [{{
      "type": "Microsoft.ContainerService/managedClusters",
      "apiVersion": "2024-09-01",
      "name": "{name}",
      "identity": {identity},
      "properties": {{}}
  }}]
}}
"""


FAIL = template()
PASS = template('{ "type": "SystemAssigned" }')
OPEN = template(
    '{ "type": "[parameters(\'kind\')]" }',
    parameters='{ "kind": { "type": "string", "allowedValues": ["None", "SystemAssigned"] } }',
)
UNKNOWN = template(
    '{ "type": "[parameters(\'kind\')]" }', parameters='{ "kind": { "type": "string" } }'
)


_RANGE = "range(0, 800)"
_LONG = f"map({_RANGE}, lambda('b', map({_RANGE}, lambda('c', 1))))"
SLOW = template(f"""{{ "type": "[string(map({_RANGE}, lambda('a', {_LONG})))]" }}""")
"""A template that is looked at until the time for one ends, which is seconds."""


class Ran(NamedTuple):
    """What a run gave."""

    status: int
    out: str
    err: str


class Cli:
    """Runs commands in this process; `folder` is the current folder."""

    def __init__(
        self,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        monkeypatch.chdir(folder)

    def write(self, name: str, text: str | bytes = FAIL) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def run(self, *arguments: str, stdin: str | bytes = b"") -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        try:
            status = main(arguments)
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else -1
        captured = self._capsys.readouterr()
        return Ran(status, captured.out, captured.err)


def children_of(process: int) -> list[int]:
    """The processes that one has started, on Linux."""
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(each) for each in listed.split()]


def spawn(
    *arguments: str,
    folder: Path,
    environment: dict[str, str] | None = None,
    stdout: int | IO[bytes] = subprocess.PIPE,
) -> subprocess.Popen[bytes]:
    """Runs the command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, one_rule.__file__, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(SERVER)} | (environment or {}),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )
