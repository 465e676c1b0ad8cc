"""Suppressing findings from the editor: in the template, in the settings, and in a new file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lsprotocol import types

from armlens.lsp.client import Client
from armlens.lsp.code_actions import actions_for
from armlens.lsp.configuration import View
from armlens.lsp.documents import Document
from armlens.lsp.worker import Worker
from lsp.editor import PROFILES, UTF8_PUSH, UTF16_PULL, UTF16_PUSH, Editor, session
from lsp.templates import FAILING, RULE

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
        assert titles[2:7] == [COMMENT, METADATA, *in_settings()]
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
