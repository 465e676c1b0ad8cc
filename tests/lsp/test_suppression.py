"""Suppressing findings from the editor: in the template, in the settings, and in a new file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import converters, types

from armlens.lsp.client import Client
from armlens.lsp.code_actions import actions_for
from armlens.lsp.configuration import View
from armlens.lsp.documents import Document
from armlens.lsp.worker import Worker
from lsp.editor import PROFILES, UTF8_PUSH, UTF16_PULL, UTF16_PUSH, Editor, session
from lsp.templates import FAILING, RULE
from lsp.wire import converse
from reliability.protocol import conversation as wire
from reliability.sessions import oracle

COMMENT = f"Ignore {RULE} on this line"
METADATA = f"Ignore {RULE} in the metadata of this resource"


def in_settings(file: str = "armlens.json", path: str = "main.json") -> list[str]:
    return [
        f"Ignore {RULE} for resource 'aks' in {file}",
        f"Ignore {RULE} for '{path}' in {file}",
        f"Turn off {RULE} in {file}",
    ]


async def offered(editor: Editor, uri: str, piece: str = '"None"') -> dict[str, types.CodeAction]:
    return {action.title: action for action in await editor.actions(uri, piece)}


async def codes(editor: Editor, uri: str) -> list[object]:
    return [each.code for each in await editor.diagnostics(uri)]


@pytest.mark.parametrize("profile", PROFILES)
async def test_every_finding_can_be_suppressed_after_the_ways_to_mend_it(
    profile: str, tmp_path: Path
) -> None:
    (tmp_path / "armlens.json").write_text("{}")
    async with session(profile, tmp_path) as editor:
        uri = editor.open(FAILING, (tmp_path / "main.json").as_uri())
        [finding] = await editor.diagnostics(uri)
        actions = await editor.actions(uri, '"None"', known=[finding])
        titles = [action.title for action in actions if action.kind == "quickfix"]
        assert titles[:2] == [
            "Use a system-assigned managed identity",
            "Use a user-assigned managed identity",
        ]
        assert titles[2:7] == [METADATA, COMMENT, *in_settings()]
        for action in actions[2:7]:
            assert list(action.diagnostics or ()) == [finding]
            assert not action.is_preferred


@pytest.mark.parametrize("title", [COMMENT, METADATA])
@pytest.mark.parametrize("profile", [UTF16_PULL, UTF8_PUSH])
async def test_suppressing_in_the_template_leaves_the_reason_to_be_written(
    profile: str, title: str, tmp_path: Path
) -> None:
    async with session(profile, tmp_path) as editor:
        uri = editor.open(FAILING, (tmp_path / "main.json").as_uri())
        await editor.diagnostics(uri)
        await editor.apply((await offered(editor, uri))[title])
        assert await codes(editor, uri) == ["suppression.no-reason"]
        reason = '"reason"' if title == METADATA else " reason"
        editor.type_over(uri, reason, reason.replace("reason", "a test bed"))
        assert await codes(editor, uri) == []


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("profile", PROFILES)
async def test_settings_that_are_open_are_edited_and_count_at_once(
    profile: str, number: int, tmp_path: Path
) -> None:
    text = "{\n  // ours 😋\n}\n"
    (tmp_path / "armlens.json").write_text(text, encoding="utf-8")
    async with session(profile, tmp_path) as editor:
        uri = editor.open(FAILING, (tmp_path / "a" / "main.json").as_uri())
        settings = editor.open(text, (tmp_path / "armlens.json").as_uri())
        await editor.diagnostics(uri)
        action = (await offered(editor, uri))[in_settings(path="a/main.json")[number]]
        await editor.apply(action)
        assert "// ours 😋" in editor.texts[settings]
        assert await codes(editor, uri) == []
        expected = [] if number == 2 else ["suppression.no-reason"]
        assert await codes(editor, settings) == expected


async def test_settings_on_disk_are_edited_without_a_version(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "armlens.json").write_text("{}")
    (tmp_path / "a" / "armlens.json").write_text('{ "exclude": [] }')
    async with session(UTF16_PUSH, tmp_path) as editor:
        uri = editor.open(FAILING, (tmp_path / "a" / "b" / "main.json").as_uri())
        action = (await offered(editor, uri))[in_settings(path="b/main.json")[1]]
        edit = (await editor.resolve(action)).edit
        assert edit
        assert edit.document_changes
        [change] = edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        nearest = (tmp_path / "a" / "armlens.json").as_uri()
        assert change.text_document == types.OptionalVersionedTextDocumentIdentifier(nearest)


async def test_settings_file_is_created_where_there_is_none(tmp_path: Path) -> None:
    async with session(UTF16_PUSH, tmp_path) as editor:
        uri = editor.open(FAILING, (tmp_path / "a" / "main.json").as_uri())
        title = in_settings("a new armlens.json", "a/main.json")[1]
        edit = (await editor.resolve((await offered(editor, uri))[title])).edit
        assert edit
        assert edit.document_changes
        create, write = edit.document_changes
        new = (tmp_path / "armlens.json").as_uri()
        assert create == types.CreateFile(new)
        assert isinstance(write, types.TextDocumentEdit)
        [written] = write.edits
        assert isinstance(written, types.TextEdit)
        entry = {"rule": RULE, "path": "/a/main.json", "reason": "reason"}
        assert json.loads(written.new_text) == {"suppress": [entry]}


@pytest.mark.parametrize(("creates", "count"), [(True, 3), (False, 0)])
def test_new_file_is_offered_to_clients_that_create_files(
    tmp_path: Path,
    creates: bool,  # noqa: FBT001 - from the table above
    count: int,
) -> None:
    client = Client(versions_edits=True, creates_files=creates)
    document = Document((tmp_path / "main.json").as_uri(), 1, FAILING)
    result = Worker(client).result(document, View(folders=(tmp_path.as_uri(),)))
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    identifier = types.TextDocumentIdentifier(document.uri)
    params = types.CodeActionParams(identifier, whole, types.CodeActionContext([]))
    titles = [each.title for each in actions_for(result, params, client, lambda _: result.analysis)]
    assert COMMENT in titles
    assert len([title for title in titles if "a new armlens.json" in title]) == count


async def test_template_outside_of_all_folders_has_no_settings_to_edit(tmp_path: Path) -> None:
    async with session(UTF16_PUSH, tmp_path) as editor:
        titles = list(await offered(editor, editor.open(FAILING)))
        assert METADATA in titles
        assert not [title for title in titles if "armlens.json" in title]


@pytest.mark.parametrize("profile", [UTF16_PULL, UTF8_PUSH])
async def test_misspelt_words_in_the_settings_are_corrected(profile: str, tmp_path: Path) -> None:
    text = '{ "rulez": { "Azure.AKS.ManagedIdentiy": "off" } }'
    async with session(profile, tmp_path) as editor:
        uri = editor.open(text, (tmp_path / "armlens.json").as_uri())
        [problem] = await editor.diagnostics(uri)
        [action] = await editor.actions(uri, '"rulez"', known=[problem])
        assert action.title == "Change to 'rules'"
        assert action.is_preferred
        assert list(action.diagnostics or ()) == [problem]
        await editor.apply(action)
        [action] = await editor.actions(uri, '"Azure.AKS.ManagedIdentiy"')
        assert action.title == f"Change to '{RULE}'"
        await editor.apply(action)
        assert editor.texts[uri] == f'{{ "rules": {{ "{RULE}": "off" }} }}'
        assert await codes(editor, uri) == []


async def test_unused_suppression_in_a_template_is_removed(tmp_path: Path) -> None:
    fine = FAILING.replace('"None"', '"SystemAssigned"')
    text = fine.replace("    {", f"    // armlens: ignore {RULE} - x\n    {{")
    async with session(UTF8_PUSH, tmp_path) as editor:
        uri = editor.open(text)
        [problem] = await editor.diagnostics(uri)
        assert problem.code == "suppression.unused"
        assert problem.tags == (types.DiagnosticTag.Unnecessary,)
        [action] = await editor.actions(uri, RULE)
        assert action.title == "Remove this suppression"
        await editor.apply(action)
        assert editor.texts[uri] == fine


SHOWS = {"window": {"showDocument": {"support": True}}}
CREATES = {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]}}


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        (FAILING, None),
        (FAILING.replace("\n", "\r\n"), '{ "suppress": [] } // 😋\r\n'),
        (" ".join(FAILING.split()), "{\n  // ours 😋\n}\n"),
    ],
)
def test_clients_that_show_documents_are_led_to_the_reason(
    tmp_path: Path, text: str, settings: str | None
) -> None:
    if settings is not None:
        (tmp_path / "armlens.json").write_bytes(settings.encode())
    uri = (tmp_path / "main.json").as_uri()
    file = "armlens.json" if settings else "a new armlens.json"
    actions = {each["title"]: each for each in _actions(text, uri, tmp_path.as_uri())}
    *leading, last = [COMMENT, METADATA, *in_settings(file)]
    assert "command" not in actions[last]
    for title in leading:
        assert actions[title]["command"]["command"] == "armlens.writeReason"
        [place] = actions[title]["command"]["arguments"]
        *_, change = actions[title]["edit"]["documentChanges"]
        assert change["textDocument"]["uri"] == place["uri"]
        edits = converters.get_converter().structure(change["edits"], list[types.TextEdit])
        before = text if place["uri"] == uri else settings or ""
        after = oracle.edited(before, edits, "utf-16")
        start, end = (
            oracle.offset(after, (at["line"], at["character"]), "utf-16")
            for at in (place["range"]["start"], place["range"]["end"])
        )
        assert after[start:end] == "reason"
        marks = after[start - 2 : start] + after[end : end + 1]
        assert marks in ("- \r", "- \n", ' ""'), title


def test_the_reason_is_shown_where_it_is_to_be_written() -> None:
    place = {
        "uri": "file:///main.json",
        "range": {"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 8}},
    }

    def executed(ident: int, *arguments: object) -> wire.Message:
        params = {"command": "armlens.writeReason", "arguments": arguments}
        return {"id": ident, "method": "workspace/executeCommand", "params": params}

    asked = [executed(2, place), executed(3, {"uri": 1}), executed(4)]
    start = [wire.initialize(SHOWS), wire.INITIALIZED]
    conversation = converse([*start, *asked, wire.SHUTDOWN, wire.EXIT])
    shown = [each for each in conversation.messages if each.get("method") == "window/showDocument"]
    assert [each["params"] for each in shown] == [
        {"uri": place["uri"], "takeFocus": True, "selection": place["range"]}
    ]
    assert "error" in conversation.reply(3)
    assert "error" in conversation.reply(4)


def _actions(text: str, uri: str, folder: str) -> list[Any]:
    """The code actions of a whole document, as a client sees them that makes no edit lazily."""
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    params = {"textDocument": {"uri": uri}, "range": whole, "context": {"diagnostics": []}}
    conversation = converse(
        [
            wire.initialize({**SHOWS, "workspace": CREATES}, rootUri=folder),
            wire.INITIALIZED,
            wire.did_open(uri, text),
            {"id": 2, "method": "textDocument/codeAction", "params": params},
            wire.SHUTDOWN,
            wire.EXIT,
        ]
    )
    return list(conversation.reply(2)["result"])
