"""Files that lie beside each other, and what an editor shows of one when another one changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types

from lsp.editor import Editor


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path.as_uri()


async def ask(editor: Editor, method: str, **params: object) -> Any:
    answer = editor.client.protocol.send_request_async(method, params)  # type: ignore[no-untyped-call]
    return await editor.within(answer)


async def codes(editor: Editor, uri: str) -> list[object]:
    return [each.code for each in await editor.diagnostics(uri)]


async def told_of(editor: Editor, uri: str, kind: types.FileChangeType) -> None:
    """What a client says that watches files."""
    watched = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    await editor.eventually(lambda: watched in [each.method for each in editor.client.registered])
    params = types.DidChangeWatchedFilesParams([types.FileEvent(uri, kind)])
    editor.client.workspace_did_change_watched_files(params)


def related(found: types.Diagnostic) -> Sequence[tuple[str, types.Range]]:
    places = found.related_information or ()
    return [(each.location.uri, each.location.range) for each in places]


def shows(editor: Editor, uri: str, expected: list[str]) -> bool:
    published = editor.published(uri)
    return bool(published) and [each.code for each in published[-1].diagnostics] == expected
