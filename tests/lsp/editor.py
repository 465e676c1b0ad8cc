"""An editor for tests: it keeps documents as an editor does and talks to a real server process."""

from __future__ import annotations

import asyncio
import itertools
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

import one_rule
from reliability.sessions import oracle

PATIENCE = 60
"""Seconds to wait for what must come: far beyond what a slow machine needs."""

SERVER = [sys.executable, one_rule.__file__, "server"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

UTF16_PUSH, UTF16_PULL, UTF8_PUSH, UTF8_PULL = "utf16-push", "utf16-pull", "utf8-push", "utf8-pull"
PROFILES = (UTF16_PUSH, UTF16_PULL, UTF8_PUSH, UTF8_PULL)


class TestClient(LanguageClient):
    """A client that remembers what was published, version by version, and what was registered."""

    __test__ = False

    def __init__(self) -> None:
        super().__init__()
        self.published: list[types.PublishDiagnosticsParams] = []
        self.registered: list[types.Registration] = []
        register_lsp_features(
            self,
            {
                **DEFAULT_CLIENT_FEATURES,
                types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: _publish,
                types.CLIENT_REGISTER_CAPABILITY: _register,
            },
        )


def _publish(client: TestClient, params: types.PublishDiagnosticsParams) -> None:
    client.published.append(params)


def _register(client: TestClient, params: types.RegistrationParams) -> None:
    client.registered += params.registrations


def capabilities(profile: str) -> types.ClientCapabilities:
    """VS Code counts in UTF-16 and knows every ability; Neovim prefers UTF-8 and knows fewer."""
    known = client_capabilities("visual-studio-code" if "utf16" in profile else "neovim")
    assert known.text_document
    assert known.workspace
    if "utf16" in profile:
        assert known.general
        known.general.position_encodings = [types.PositionEncodingKind.Utf16]
    # lsprotocol's reader takes a code action with a command for a bare command.
    assert known.window
    known.window.show_document = None
    known.text_document.diagnostic = None
    if "pull" in profile:
        known.text_document.diagnostic = types.DiagnosticClientCapabilities(
            related_document_support="utf16" in profile
        )
        known.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(
            refresh_support=True
        )
    return known


class Editor:
    """What a test does in the editor. `profile` says which editor this is."""

    def __init__(self, client: TestClient, profile: str) -> None:
        self.client = client
        self.profile = profile
        self.encoding = "utf-16" if "utf16" in profile else "utf-8"
        self.pulls = "pull" in profile
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self._numbers = itertools.count(1)

    def open(self, text: str, uri: str | None = None) -> str:
        uri = uri or f"file:///{self.profile}/d%C3%A9pl%20{next(self._numbers)}/main.json"
        self.texts[uri], self.versions[uri] = text, 1
        item = types.TextDocumentItem(uri=uri, language_id="json", version=1, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def close(self, uri: str) -> None:
        identifier = types.TextDocumentIdentifier(uri)
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))

    def type_over(self, uri: str, piece: str, new: str) -> None:
        """Replaces the one place where the piece stands."""
        self.edit(uri, oracle.range_of(self.texts[uri], piece, self.encoding), new)

    def edit(self, uri: str, at: types.Range, new: str) -> None:
        edits = [types.TextEdit(at, new)]
        self.texts[uri] = oracle.edited(self.texts[uri], edits, self.encoding)
        self.versions[uri] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri]),
                [types.TextDocumentContentChangePartial(range=at, text=new)],
            )
        )

    def range(self, uri: str, piece: str) -> types.Range:
        return oracle.range_of(self.texts[uri], piece, self.encoding)

    async def settle(self, uri: str) -> None:
        """Waits until the server has dealt with the newest text: a request comes after that."""
        at = types.Position(0, 0)
        params = types.HoverParams(types.TextDocumentIdentifier(uri), at)
        await self.within(self.client.text_document_hover_async(params))

    async def diagnostics(self, uri: str) -> Sequence[types.Diagnostic]:
        """What the editor shows of a document once the server has come to rest."""
        if self.pulls:
            report = await self.pull(uri)
            assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
            return report.items
        await self.settle(uri)
        published = self.published(uri)
        return published[-1].diagnostics if published else []

    async def pull(self, uri: str, previous: str | None = None) -> types.DocumentDiagnosticReport:
        identifier = types.TextDocumentIdentifier(uri)
        params = types.DocumentDiagnosticParams(identifier, previous_result_id=previous)
        report: types.DocumentDiagnosticReport = await self.within(
            self.client.text_document_diagnostic_async(params)
        )
        return report

    def published(self, uri: str) -> list[types.PublishDiagnosticsParams]:
        return [params for params in self.client.published if params.uri == uri]

    async def hover(self, uri: str, piece: str) -> types.Hover | None:
        at = self.range(uri, piece).start
        params = types.HoverParams(types.TextDocumentIdentifier(uri), at)
        answer: types.Hover | None = await self.within(
            self.client.text_document_hover_async(params)
        )
        return answer

    async def actions(
        self,
        uri: str,
        piece: str,
        only: Sequence[str] | None = None,
        known: Sequence[types.Diagnostic] = (),
    ) -> list[types.CodeAction]:
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(uri),
            self.range(uri, piece),
            types.CodeActionContext(list(known), only=list(only) if only else None),
        )
        found = await self.within(self.client.text_document_code_action_async(params))
        assert all(isinstance(each, types.CodeAction) for each in found or ())
        return list(found or ())

    async def resolve(self, action: types.CodeAction) -> types.CodeAction:
        resolved: types.CodeAction = await self.within(
            self.client.code_action_resolve_async(action)
        )
        return resolved

    async def apply(self, action: types.CodeAction) -> None:
        """Applies an action as an editor does: resolves it and sends what has changed."""
        if action.edit is None:
            action = await self.resolve(action)
        assert action.edit
        for uri, edits in _edits(action.edit):
            self.texts[uri] = oracle.edited(self.texts[uri], edits, self.encoding)
            self.versions[uri] += 1
            self.client.text_document_did_change(
                types.DidChangeTextDocumentParams(
                    types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri]),
                    [types.TextDocumentContentChangeWholeDocument(self.texts[uri])],
                )
            )

    async def eventually(self, is_so: Callable[[], bool]) -> None:
        """Waits for something that nothing announces."""
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                await asyncio.sleep(0.01)

    async def within(self, answer: Any) -> Any:
        return await asyncio.wait_for(answer, PATIENCE)


def _edits(edit: types.WorkspaceEdit) -> list[tuple[str, list[types.TextEdit]]]:
    if edit.changes:
        return [(uri, list(edits)) for uri, edits in edit.changes.items()]
    found = []
    for change in edit.document_changes or ():
        assert isinstance(change, types.TextDocumentEdit)
        edits = [each for each in change.edits if isinstance(each, types.TextEdit)]
        found.append((change.text_document.uri, edits))
    return found


@asynccontextmanager
async def session(
    profile: str, folder: Path, *options: str, **settings: object
) -> AsyncIterator[Editor]:
    """An editor with one folder open, with a server process of its own under some options."""
    client = TestClient()
    client.set_configuration({"armlens": settings} if settings else {})
    await client.start_io(*SERVER, *options, env=ENVIRONMENT)
    await client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities(profile),
            workspace_folders=[types.WorkspaceFolder(folder.as_uri(), "folder")],
        )
    )
    yield Editor(client, profile)
    await client.shutdown_session()
    await client.stop()  # type: ignore[no-untyped-call]


async def refused(answer: Any) -> JsonRpcException:
    """The error that a request is answered with."""
    try:
        await asyncio.wait_for(answer, PATIENCE)
    except JsonRpcException as error:
        return error
    raise AssertionError("the request was answered")
