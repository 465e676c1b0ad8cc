"""Random sessions: whatever happened, what is shown in the end is what a fresh server shows."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from reliability.sessions import oracle
from reliability.sessions.server import InProcess
from reliability.sessions.texts import (
    INVALID_SECTION,
    INVALID_SETTINGS,
    SECTIONS,
    SETTINGS,
    TEXTS,
    TYPED,
)

NAMES = st.sampled_from(sorted(TEXTS))
_PLACES = st.tuples(st.integers(0, 40), st.integers(0, 60)) | st.just((10**6, 10**6))
_CREATED, _CHANGED, _DELETED = 1, 2, 3
_ENCODING = "utf-16"


class Sessions(RuleBasedStateMachine):
    """A client with a folder. `texts` is what it has open, by name."""

    pulls = False
    compared: ClassVar[list[str]] = []
    """Names of the documents that were compared, for whoever counts."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()).resolve()
        self.texts: dict[str, str] = {}
        self.section: object = None
        self.server: InProcess | None = None

    @initialize(data=st.data(), section=st.sampled_from(SECTIONS))
    def begin(self, data: st.DataObject, section: object) -> None:
        """Some files are there, and some documents open."""
        for name in data.draw(st.lists(NAMES, unique=True)):
            self._write(name, data.draw(st.sampled_from(TEXTS[name])))
        self.section = section
        self.server = InProcess(self.folder, section, pulls=self.pulls)
        for name in data.draw(st.lists(NAMES, unique=True, max_size=3)):
            self.open(name, data)

    @rule(name=NAMES, data=st.data())
    def open(self, name: str, data: st.DataObject) -> None:
        """A document is opened, or opened again."""
        text = data.draw(st.sampled_from(TEXTS[name]))
        self.texts[name] = text
        item = {"uri": self._uri(name), "languageId": "json", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": item})

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), version=st.integers(-2, 9), start=_PLACES, end=_PLACES)
    def edit(
        self, data: st.DataObject, version: int, start: oracle.Place, end: oracle.Place
    ) -> None:
        """A document changes, also outside of its text, and under any version."""
        name = data.draw(st.sampled_from(sorted(self.texts)))
        if name == SETTINGS:
            new = data.draw(st.sampled_from(TEXTS[name]))
            change: dict[str, Any] = {"text": new}
            self.texts[name] = new
        else:
            new = data.draw(st.sampled_from(TYPED))
            ends = ({"line": line, "character": at} for line, at in (start, end))
            change = {"range": dict(zip(("start", "end"), ends, strict=True)), "text": new}
            text = self.texts[name]
            self.texts[name] = oracle.replaced(text, start, end, new, _ENCODING)
        self._change(name, version, change)

    @rule(name=NAMES)
    def edit_what_is_not_open(self, name: str) -> None:
        """A change that comes too late, or for nothing."""
        if name not in self.texts:
            self._change(name, 2, {"text": "{}"})

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), name=NAMES)
    def close(self, data: st.DataObject, name: str) -> None:
        """A document is closed; now and then one that is not open."""
        name = data.draw(st.sampled_from([*sorted(self.texts), name]))
        self.texts.pop(name, None)
        self._tell("textDocument/didClose", {"textDocument": {"uri": self._uri(name)}})

    @rule(name=NAMES, data=st.data())
    def write_file(self, name: str, data: st.DataObject) -> None:
        """A file comes or changes on disk."""
        kind = _CHANGED if (self.folder / name).exists() else _CREATED
        self._write(name, data.draw(st.sampled_from(TEXTS[name])))
        self._watched((name, kind))

    @rule(name=NAMES)
    def delete_file(self, name: str) -> None:
        """A file goes."""
        if (self.folder / name).exists():
            (self.folder / name).unlink()
            self._watched((name, _DELETED))

    @rule(name=NAMES, other=NAMES)
    def rename(self, name: str, other: str) -> None:
        """A file gets another name, and the document with it."""
        if name == other or SETTINGS in (name, other) or not (self.folder / name).exists():
            return
        (self.folder / other).parent.mkdir(exist_ok=True)
        (self.folder / name).replace(self.folder / other)
        self._watched((name, _DELETED), (other, _CREATED))
        if name in self.texts:
            text = self.texts[other] = self.texts.pop(name)
            self._tell("textDocument/didClose", {"textDocument": {"uri": self._uri(name)}})
            item = {"uri": self._uri(other), "languageId": "json", "version": 1, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": item})

    @rule(section=st.sampled_from(SECTIONS))
    def change_settings(self, section: object) -> None:
        """The settings of the editor change."""
        self.section = self._server.section = section
        self._tell("workspace/didChangeConfiguration", {"settings": None})

    @rule(name=NAMES, place=_PLACES, turns=st.integers(0, 6), cancelled=st.booleans())
    def ask(self, name: str, place: oracle.Place, turns: int, *, cancelled: bool) -> None:
        """Somebody asks something, and may not wait for the answer."""
        at = {"line": place[0], "character": place[1]}
        document = {"textDocument": {"uri": self._uri(name)}}
        more = {"range": {"start": at, "end": at}, "context": {"diagnostics": []}}
        ident = self._server.ask("textDocument/hover", {**document, "position": at})
        self._server.ask("textDocument/codeAction", {**document, **more})
        self._server.turn(turns)
        if cancelled:
            self._tell("$/cancelRequest", {"id": ident})

    @rule(turns=st.integers(1, 20))
    def wait(self, turns: int) -> None:
        """Nothing happens for a moment."""
        self._server.turn(turns)

    @rule()
    def look(self) -> None:
        """Nothing happens until the server is at rest: it shows what a fresh one shows."""
        self._server.rest()
        assert all(
            "error" not in each or each["error"]["code"] == -32800
            for each in self._server.answers.values()
        )
        if self._settings() == INVALID_SETTINGS or self.section == INVALID_SECTION:
            return
        fresh = InProcess(self.folder, self.section, pulls=self.pulls)
        try:
            for name, text in self.texts.items():
                item = {"uri": self._uri(name), "languageId": "json", "version": 1, "text": text}
                fresh.tell("textDocument/didOpen", {"textDocument": item})
            fresh.rest()
            for name in self.texts:
                uri = self._uri(name)
                self.compared.append(name)
                shown, right = self._server.diagnostics(uri), fresh.diagnostics(uri)
                assert shown == right, f"{name}: {_told(shown)} and not {_told(right)}"
        finally:
            fresh.end()

    def teardown(self) -> None:
        """Looks once more, and ends the session."""
        try:
            if self.server is not None:
                self.look()
        finally:
            if self.server is not None:
                self.server.end()
            shutil.rmtree(self.folder)

    @property
    def _server(self) -> InProcess:
        assert self.server
        return self.server

    def _settings(self) -> str | None:
        path = self.folder / SETTINGS
        on_disk = path.read_text("utf-8") if path.exists() else None
        return self.texts.get(SETTINGS, on_disk)

    def _uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def _tell(self, method: str, params: object) -> None:
        self._server.tell(method, params)

    def _change(self, name: str, version: int, change: object) -> None:
        identifier = {"uri": self._uri(name), "version": version}
        params = {"textDocument": identifier, "contentChanges": [change]}
        self._tell("textDocument/didChange", params)

    def _watched(self, *changes: tuple[str, int]) -> None:
        events = [{"uri": self._uri(name), "type": kind} for name, kind in changes]
        self._tell("workspace/didChangeWatchedFiles", {"changes": events})

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())


def _told(diagnostics: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    """Lines, codes and messages, for whoever reads of a difference."""
    return [(each["range"]["start"]["line"], each["code"], each["message"]) for each in diagnostics]


class PullingSessions(Sessions):
    """The same with a client that asks for diagnostics."""

    pulls = True
