"""One life of a server with one document open."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.documents.document import Document
from benchmarks.documents.keys import Edit
from benchmarks.documents.places import Place
from benchmarks.servers.client import Client, Reply, ServerError

_INCREMENTAL = 2


@dataclass(frozen=True, slots=True)
class _Report:
    """The last diagnostics that were asked for, and what the server calls them."""

    ident: str
    items: list[dict[str, Any]]


@dataclass(slots=True)
class Session:
    """What an editor does with a server; all figures are seconds from the client's side.

    `last` lets a server say that its diagnostics have not changed, as it may to editors. `words`
    are numbers of words that were not typed yet.
    """

    client: Client
    document: Document
    folder: Path
    pulls: bool
    version: int = 1
    is_incremental: bool = True
    last: _Report | None = None
    words: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def uri(self) -> str:
        """The URI of the document."""
        return (self.folder / self.document.file_name).as_uri()

    def initialize(self, options: object, settings: object) -> float:
        """Introduces itself; returns the moment of the answer."""
        folder = {"uri": self.folder.as_uri(), "name": "folder"}
        params = {
            "processId": os.getpid(),
            "rootUri": folder["uri"],
            "workspaceFolders": [folder],
            "capabilities": _capabilities(self.pulls),
            "initializationOptions": options,
        }
        reply = self.client.request("initialize", params)
        offered = reply.result["capabilities"]
        if self.pulls and "diagnosticProvider" not in offered:
            raise ServerError("the server has no diagnostics to be asked for")
        sync = offered.get("textDocumentSync", 1)
        kind = sync.get("change", 1) if isinstance(sync, dict) else sync
        self.is_incremental = kind == _INCREMENTAL
        self.client.notify("initialized", {})
        if settings:
            self.client.notify("workspace/didChangeConfiguration", {"settings": settings})
        return reply.at

    def open(self) -> float:
        """Opens the document; returns the seconds until its first diagnostics."""
        item = {
            "uri": self.uri,
            "languageId": self.document.language,
            "version": self.version,
            "text": self.document.text,
        }
        sent = self.client.notify("textDocument/didOpen", {"textDocument": item})
        return self.diagnostics(sent).at - sent

    def send(self, edit: Edit) -> float:
        """Sends an edit and does not wait; returns the moment before it left."""
        self.version += 1
        change = edit.change()
        if not self.is_incremental:
            change = {"text": edit.applied_to(self.document.text)}
        identifier = {"uri": self.uri, "version": self.version}
        params = {"textDocument": identifier, "contentChanges": [change]}
        return self.client.notify("textDocument/didChange", params)

    def edit(self, edit: Edit) -> float:
        """Makes an edit; returns the seconds until the diagnostics for it."""
        sent = self.send(edit)
        return self.diagnostics(sent).at - sent

    def diagnostics(self, since: float) -> Reply:
        """The diagnostics of the newest text."""
        if not self.pulls:
            return self.client.published(self.uri, self.version, since)
        params: dict[str, Any] = {"textDocument": {"uri": self.uri}}
        if self.last is not None:
            params["previousResultId"] = self.last.ident
        reply = self.client.request("textDocument/diagnostic", params)
        if self.last is not None and reply.result["kind"] == "unchanged":
            return Reply(reply.at, self.last.items)
        items, ident = reply.result["items"], reply.result.get("resultId")
        self.last = None if ident is None else _Report(ident, items)
        return Reply(reply.at, items)

    def hover(self, place: Place) -> float:
        """Asks what there is to say at a place; returns the seconds until the answer."""
        params = {"textDocument": {"uri": self.uri}, "position": _position(place)}
        return self._asked("textDocument/hover", params)

    def code_action(self, place: Place, known: list[dict[str, Any]]) -> float:
        """Asks what can be done at a place, given the diagnostics; returns the seconds."""
        at = _position(place)
        context = {"diagnostics": [each for each in known if _covers(each["range"], place)]}
        selected = {"start": at, "end": at}
        params = {"textDocument": {"uri": self.uri}, "range": selected, "context": context}
        return self._asked("textDocument/codeAction", params)

    def _asked(self, method: str, params: dict[str, Any]) -> float:
        sent = time.perf_counter()
        return self.client.request(method, params).at - sent


def _position(place: Place) -> dict[str, int]:
    return {"line": place.line, "character": place.character}


def _covers(area: dict[str, Any], place: Place) -> bool:
    start, end = area["start"], area["end"]
    at = (place.line, place.character)
    return (start["line"], start["character"]) <= at <= (end["line"], end["character"])


def _capabilities(pulls: bool) -> dict[str, Any]:  # noqa: FBT001 - one setting of many
    document: dict[str, Any] = {
        "synchronization": {"didSave": True},
        "publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
    }
    if pulls:
        document["diagnostic"] = {"dynamicRegistration": False, "relatedDocumentSupport": True}
    return {
        "textDocument": document,
        "general": {"positionEncodings": ["utf-16"]},
        "workspace": {"configuration": True, "workspaceFolders": True},
    }
