"""A server process with one document, from its start to its end."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.documents.document import Document
from benchmarks.servers.client import Client
from benchmarks.servers.contenders import Contender
from benchmarks.servers.session import Session

_PATIENCE_AT_THE_END = 5


@dataclass(frozen=True, slots=True)
class Life:
    """A session with a process of its own; `start` is the seconds from nothing to `initialize`."""

    session: Session
    pid: int
    start: float


@contextmanager
def life(contender: Contender, document: Document) -> Iterator[Life]:
    """Starts a server in an empty folder that holds the document only, and ends it afterwards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / document.file_name).write_bytes(document.text.encode())
        started = time.perf_counter()
        with subprocess.Popen(
            contender.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, **contender.environment},
        ) as process:
            if process.stdin is None or process.stdout is None:
                raise AssertionError("both are pipes")
            client = Client(process.stdout, process.stdin, contender.answer)
            session = Session(client, document, folder, contender.pulls)
            try:
                answered = session.initialize(contender.options, contender.settings)
                yield Life(session, process.pid, answered - started)
                client.close()
                process.wait(_PATIENCE_AT_THE_END)
            except subprocess.TimeoutExpired:
                pass  # It does not leave when it is told to; that is not what is measured.
            finally:
                process.kill()
