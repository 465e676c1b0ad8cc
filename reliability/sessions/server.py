"""A real server in this process, and a client at its other end that shows what it is told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from armlens.lsp.server import create_server

_PATIENCE = 60.0
_TURNS = 20
"""Turns of the event loop without anything under way after which the server is at rest."""


class InProcess:
    """A session with a folder. `section` is what the client says when asked for settings."""

    def __init__(self, folder: Path, section: object, *, pulls: bool) -> None:
        self.shown: dict[str, Any] = {}
        self.answers: dict[int, Any] = {}
        self.section = section
        self.pulls = pulls
        self._ident = 0
        self._loop = asyncio.new_event_loop()
        self._server = create_server()
        self._server.protocol.set_writer(self, include_headers=False)
        self.ask("initialize", _introduction(folder, pulls=pulls))
        self.tell("initialized", {})
        self.rest()

    def tell(self, method: str, params: object) -> None:
        """Sends a notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: object) -> int:
        """Sends a request and does not wait; returns its id."""
        self._ident += 1
        self._send({"id": self._ident, "method": method, "params": params})
        return self._ident

    def turn(self, turns: int) -> None:
        """Lets the server work for some turns of its loop."""
        for _ in range(turns):
            self._loop.run_until_complete(asyncio.sleep(0))

    def rest(self) -> None:
        """Waits until nothing is under way."""
        self._loop.run_until_complete(self._at_rest())

    def diagnostics(self, uri: str) -> Any:
        """What the client shows of a document, once the server is at rest."""
        if not self.pulls:
            return self.shown.get(uri) or []
        ident = self.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        self.rest()
        return self.answers[ident]["result"]["items"]

    def end(self) -> None:
        """Ends the session."""
        self._server.schedule.stop()
        self.ask("shutdown", None)
        self.turn(3)
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def write(self, data: bytes) -> None:
        """Takes a message of the server, and answers what it asks."""
        # What is sent past pygls's own converter has a header whatever was asked for.
        message: dict[str, Any] = json.loads(data.rpartition(b"\r\n\r\n")[2])
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self.shown[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method is None:
            self.answers[message["id"]] = message
        elif "id" in message:
            self._loop.call_soon(self._answer, message)

    def close(self) -> None:
        """There is nothing to close."""

    def _answer(self, message: Mapping[str, Any]) -> None:
        result: object = None
        if message["method"] == "workspace/configuration":
            result = [self.section for _ in message["params"]["items"]]
        self._receive({"id": message["id"], "result": result})

    def _send(self, message: Mapping[str, Any]) -> None:
        async def send() -> None:
            self._receive(message)

        self._loop.run_until_complete(send())

    def _receive(self, message: Mapping[str, Any]) -> None:
        self._server.protocol.receive(json.dumps({"jsonrpc": "2.0", **message}).encode())

    async def _at_rest(self) -> None:
        async with asyncio.timeout(_PATIENCE):
            turns = 0
            while turns < _TURNS:
                busy = asyncio.all_tasks() - {asyncio.current_task()}
                if busy:
                    await asyncio.wait(busy, timeout=1)
                turns = 0 if busy or self._server.schedule.is_busy else turns + 1
                await asyncio.sleep(0)


def _introduction(folder: Path, *, pulls: bool) -> Mapping[str, Any]:
    watched = {"dynamicRegistration": True}
    document: dict[str, Any] = {"publishDiagnostics": {"relatedInformation": True}}
    if pulls:
        document["diagnostic"] = {"relatedDocumentSupport": True}
    return {
        "processId": None,
        "rootUri": folder.as_uri(),
        "workspaceFolders": [{"uri": folder.as_uri(), "name": "folder"}],
        "capabilities": {
            "textDocument": document,
            "workspace": {
                "configuration": True,
                "didChangeWatchedFiles": watched,
                "didChangeConfiguration": watched,
                "diagnostics": {"refreshSupport": True},
            },
        },
    }
