"""The session itself, and what is looked at while it goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.servers.client import Client
from benchmarks.servers.processes import memory, processor_time
from reliability.paths import ROOT
from reliability.soak.document import Open
from reliability.soak.folder import documents
from reliability.soak.observed import COUNTS

_MOST_AT_ONCE = 5
"""Edits before diagnostics are asked for."""

_CAPABILITIES = {
    "general": {"positionEncodings": ["utf-32"]},
    "textDocument": {
        "diagnostic": {"relatedDocumentSupport": True},
        "publishDiagnostics": {"relatedInformation": True},
    },
    "workspace": {
        "configuration": True,
        "diagnostics": {"refreshSupport": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
}


@dataclass(frozen=True, slots=True)
class Look:
    """What there is at one moment. Memory in bytes; `files` are open handles.

    `steps` is how many times the diagnostics were waited for so far.
    """

    edits: int
    steps: int
    memory: float
    files: int
    counts: dict[str, int]


@dataclass(slots=True)
class Soaked:
    """What a session has shown: looks, seconds from edits to diagnostics, processor time at rest.

    `same` says whether a fresh server shows the same of the texts as they were at the end.
    """

    looks: list[Look] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    idle: float = 0.0
    taken: float = 0.0
    same: bool = False

    def lately(self) -> list[float]:
        """The seconds between the last two looks."""
        before = self.looks[-2].steps if len(self.looks) > 1 else 0
        return self.seconds[before : self.looks[-1].steps]


class Session:
    """An editor with many documents open."""

    def __init__(self, client: Client, pid: int, opened: list[Open], seed: int) -> None:
        self._client = client
        self._pid = pid
        self._opened = opened
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self.edits = self.steps = 0

    def start(self, folder: Path) -> None:
        """Introduces itself and opens everything."""
        params = {
            "processId": os.getpid(),
            "rootUri": folder.as_uri(),
            "workspaceFolders": [{"uri": folder.as_uri(), "name": "folder"}],
            "capabilities": _CAPABILITIES,
        }
        self._client.request("initialize", params)
        self._client.notify("initialized", {})
        for each in self._opened:
            self._client.notify("textDocument/didOpen", each.opening())

    def step(self) -> float:
        """Some edits of one document; the seconds from the last one to the diagnostics."""
        one = self._chance.choice(self._opened)
        self._now_and_then(one)
        self.steps += 1
        sent = 0.0
        for _ in range(self._chance.randint(1, _MOST_AT_ONCE)):
            self.edits += 1
            sent = self._client.notify("textDocument/didChange", one.edit(self._chance))
        return self._client.request("textDocument/diagnostic", _of(one)).at - sent

    def look(self) -> Look:
        """What the server holds now."""
        found = self._client.request(COUNTS, {}).result
        files = len(os.listdir(f"/proc/{self._pid}/fd"))  # noqa: PTH208 - names that may vanish
        return Look(self.edits, self.steps, memory(self._pid) or 0.0, files, found)

    def shown(self) -> dict[str, Any]:
        """The diagnostics of every document."""
        return {
            each.uri: self._client.request("textDocument/diagnostic", _of(each)).result["items"]
            for each in self._opened
        }

    def _now_and_then(self, one: Open) -> None:
        """What else happens in an editor."""
        chance = self._chance.random()
        at = {"line": self._chance.randrange(60), "character": 20}
        if chance < 0.02:
            self._client.notify("textDocument/didClose", _of(one))
            self._client.notify("textDocument/didOpen", one.opening())
        elif chance < 0.05:
            self._client.request("textDocument/hover", {**_of(one), "position": at})
        elif chance < 0.07:
            span = {"start": at, "end": {"line": 999, "character": 0}}
            more = {"range": span, "context": {"diagnostics": []}}
            self._client.request("textDocument/codeAction", {**_of(one), **more})
        elif chance < 0.072:
            self._client.notify("workspace/didChangeConfiguration", {"settings": None})
        elif chance < 0.074:
            changes = [{"uri": one.uri, "type": 2}]
            self._client.notify("workspace/didChangeWatchedFiles", {"changes": changes})


def soak(edits: int, seed: int, rest: float, progress: Callable[[Soaked], None]) -> Soaked:
    """A session of so many edits, and then some seconds in which nothing happens."""
    soaked = Soaked()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        opened = documents(folder)
        with _server() as (client, pid):
            session = Session(client, pid, opened, seed)
            session.start(folder)
            _edit(session, edits, soaked, progress)
            soaked.idle = _processor_time_at_rest(pid, rest)
            shown = session.shown()
        with _server() as (client, pid):
            soaked.same = _fresh(client, pid, opened, folder) == shown
    return soaked


def _edit(session: Session, edits: int, soaked: Soaked, progress: Callable[[Soaked], None]) -> None:
    """Edits, with a look when everything has been used once, now and then, and at the end.

    Whoever does not want to wait any longer may interrupt.
    """
    started = time.monotonic()
    after = edits // 50
    with _interrupted() as is_interrupted:
        while session.edits < edits and not is_interrupted():
            soaked.seconds.append(session.step())
            if session.edits >= after:
                soaked.looks.append(session.look())
                progress(soaked)
                after += edits // 50
    soaked.looks.append(session.look())
    soaked.taken = time.monotonic() - started


@contextmanager
def _interrupted() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C was pressed, which does not stop anything halfway."""
    pressed = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: pressed.set())
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _fresh(client: Client, pid: int, opened: list[Open], folder: Path) -> dict[str, Any]:
    """What a server shows that gets the texts as they are."""
    copies = [Open(each.path, each.text, each.text) for each in opened]
    session = Session(client, pid, copies, 0)
    session.start(folder)
    return session.shown()


def _processor_time_at_rest(pid: int, rest: float) -> float:
    before = processor_time(pid) or 0.0
    time.sleep(rest)
    return ((processor_time(pid) or 0.0) - before) / rest


@contextmanager
def _server() -> Iterator[tuple[Client, int]]:
    command = [sys.executable, "-m", "reliability.soak.observed"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        start_new_session=True,  # so that an interrupt is for the client alone
    ) as process:
        assert process.stdin
        assert process.stdout
        client = Client(process.stdout, process.stdin, _answer)
        try:
            yield client, process.pid
            client.close()
            process.wait(30)
        finally:
            process.kill()


def _answer(method: str, params: Any) -> Any:
    return [None for _ in params["items"]] if method == "workspace/configuration" else None


def _of(one: Open) -> dict[str, Any]:
    return {"textDocument": {"uri": one.uri}}
