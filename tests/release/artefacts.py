"""The files of a release, and a conversation with the server in each of them.

`.ci/release` builds them and names their folder in ARMLENS_DIST; there, nothing may be missing.
Elsewhere the tests build the Python packages and take the extension if somebody has built it.
"""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from armlens import __version__

ROOT = Path(__file__).parents[2]
CLIENT = ROOT / "client-vscode"
DIST = os.environ.get("ARMLENS_DIST")
PATIENCE = 120
"""Seconds for one process: far beyond what a slow machine needs."""

CLEAN = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
"""An environment in which Python finds nothing but what is installed."""


def missing(reason: str) -> None:
    """Skips the test, except where a release is checked."""
    if DIST:
        pytest.fail(reason)
    pytest.skip(reason)


@functools.cache
def folder() -> Path:
    """Where wheel and sdist are, built now if need be."""
    if DIST:
        return Path(DIST)
    made = tempfile.mkdtemp(prefix="armlens-dist-")
    run([sys.executable, "-m", "hatchling", "build", "-d", made], cwd=ROOT)
    return Path(made)


def wheel() -> Path:
    return folder() / f"armlens-{__version__}-py3-none-any.whl"


def sdist() -> Path:
    return folder() / f"armlens-{__version__}.tar.gz"


def vsix() -> Path:
    """The extension's package."""
    path = folder() / f"armlens-{__version__}.vsix" if DIST else CLIENT / "armlens.vsix"
    if not path.exists():
        missing("the extension is not built (npm run package in client-vscode)")
    return path


def pins(path: Path) -> str:
    """The versions that the development environment has, as constraints without hashes."""
    pinned = re.findall(r"^[\w.-]+==\S+", path.read_text("utf-8"), re.MULTILINE)
    return "\n".join(pinned)


def run(command: Sequence[str | Path], cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=CLEAN,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    return done


def server_info(command: Sequence[str | Path], cwd: Path) -> Any:
    """Who answers `initialize` when the command is run in that folder."""
    messages: list[dict[str, Any]] = [
        {"id": 1, "method": "initialize", "params": {"processId": None, "capabilities": {}}},
        {"method": "initialized", "params": {}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    ]
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=CLEAN,
        input=b"".join(map(_frame, messages)),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return _first(done.stdout)["result"]["serverInfo"]


def _frame(message: dict[str, Any]) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def _first(output: bytes) -> Any:
    """The body of the first message."""
    header, _, rest = output.partition(b"\r\n\r\n")
    length = re.search(rb"Content-Length: (\d+)", header)
    assert length, output
    return json.loads(rest[: int(length[1])])
