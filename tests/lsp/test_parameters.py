"""Parameter files in the editor: which one is active, and what changes when it does."""

from __future__ import annotations

import asyncio
import gc
import json
import weakref
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from armlens.lsp.documents import Document
from armlens.lsp.parameters import Parameters
from armlens.lsp.surroundings import Trees
from lsp.editor import (
    PATIENCE,
    PROFILES,
    UTF8_PULL,
    UTF8_PUSH,
    UTF16_PULL,
    UTF16_PUSH,
    Editor,
    session,
)
from lsp.neighbours import codes, related, shows, told_of, write
from lsp.templates import RULE, cluster, template
from lsp.wire import converse
from reliability.protocol import conversation as wire

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"
TEMPLATE = template(
    cluster("""\"identity": { "type": "[parameters('kind')]" },"""),
    '  "parameters": { "kind": { "type": "string", "defaultValue": "SystemAssigned" } },\n',
)
USE = "\"[parameters('kind')]\""


def values(kind: str, more: str = "") -> str:
    return (
        f'{{\n  "$schema": "{SCHEMA}",\n  "contentVersion": "1.0.0.0",\n'
        f'  "parameters": {{ "kind": {{ "value": {kind} }}{more} }}\n}}\n'
    )


@pytest.mark.parametrize("profile", PROFILES)
async def test_the_only_file_that_belongs_is_active_and_mended(
    profile: str, tmp_path: Path
) -> None:
    main = write(tmp_path, "main.json", TEMPLATE)
    file = write(tmp_path, "main.parameters.json", "\n\n" + values('"None"'))
    async with session(profile, tmp_path) as editor:
        uri = editor.open(TEMPLATE, main)
        [found] = await editor.diagnostics(uri)
        assert found.range == editor.range(uri, USE)
        assert "'None' by parameter 'kind' in the parameter file" in found.message
        assert [place for place, _ in related(found)] == [file]
        assert related(found)[0][1].start.line == 5
        action = await editor.resolve((await editor.actions(main, USE, ["quickfix"]))[0])
        assert action.title.endswith("in parameter 'kind' in the parameter file")
        assert action.edit
        if action.edit.changes:
            assert list(action.edit.changes) == [file]
        else:
            [change] = action.edit.document_changes or ()
            assert isinstance(change, types.TextDocumentEdit)
            assert change.text_document == types.OptionalVersionedTextDocumentIdentifier(file)


@pytest.mark.parametrize("profile", [UTF16_PULL, UTF8_PUSH])
async def test_what_a_value_causes_is_suppressed_in_the_template(
    profile: str, tmp_path: Path
) -> None:
    main = write(tmp_path, "main.json", TEMPLATE)
    write(tmp_path, "armlens.json", "{}")
    file = write(tmp_path, "main.parameters.json", values('"None"'))
    async with session(profile, tmp_path) as editor:
        editor.open(TEMPLATE, main)
        editor.open(values('"None"'), file)
        assert await codes(editor, file) == [RULE]
        actions = {each.title: each for each in await editor.actions(file, '"None"')}
        assert not [title for title in actions if "armlens.json" in title]
        await editor.apply(actions[f"Ignore {RULE} on its line in the template"])
        assert f"// armlens: ignore {RULE} - reason\n    {{ " in editor.texts[main]
        assert await codes(editor, file) == []
        assert await codes(editor, main) == ["suppression.no-reason"]


@pytest.mark.parametrize("profile", PROFILES)
async def test_an_open_file_counts_as_the_editor_has_it(profile: str, tmp_path: Path) -> None:
    main = write(tmp_path, "main.json", TEMPLATE)
    file = write(tmp_path, "main.parameters.json", values('"UserAssigned"'))
    async with session(profile, tmp_path) as editor:
        editor.open(TEMPLATE, main)
        assert await codes(editor, main) == []
        editor.open(values('"UserAssigned"'), file)
        assert await codes(editor, file) == []
        editor.type_over(file, '"UserAssigned"', '"None"')
        if editor.pulls:
            await editor.eventually(lambda: editor.client.diagnostic_refresh_count > 1)
        assert await codes(editor, main) == [RULE]
        [found] = await editor.diagnostics(file)
        assert (found.code, found.range) == (RULE, editor.range(file, '"None"'))
        assert (main, editor.range(main, USE)) in related(found)
        editor.type_over(main, USE, '"SystemAssigned"')
        assert await codes(editor, file) == []
        editor.close(file)
        assert await codes(editor, main) == []


async def test_a_change_of_one_is_published_for_the_other_unasked(tmp_path: Path) -> None:
    main = write(tmp_path, "main.json", TEMPLATE)
    file = write(tmp_path, "main.parameters.json", values('"None"'))
    async with session(UTF16_PUSH, tmp_path) as editor:
        editor.open(TEMPLATE, main)
        editor.open(values('"None"'), file)
        await editor.eventually(lambda: shows(editor, main, [RULE]))
        await editor.eventually(lambda: shows(editor, file, [RULE]))
        editor.type_over(file, '"None"', '"UserAssigned"')
        await editor.eventually(lambda: shows(editor, main, []))
        editor.type_over(main, "'kind'", "'other'")
        editor.type_over(main, '"kind"', '"other"')
        await editor.eventually(lambda: shows(editor, file, ["parameters.undeclared"]))


async def test_problems_of_the_file_itself(tmp_path: Path) -> None:
    write(tmp_path, "main.json", TEMPLATE)
    text = values("1", ', "other": { "value": 2 }')
    async with session(UTF8_PUSH, tmp_path) as editor:
        file = editor.open(text, write(tmp_path, "main.dev.parameters.json", text))
        wrong, undeclared, caused = await editor.diagnostics(file)
        assert caused.code == RULE
        assert (wrong.code, wrong.severity) == (
            "parameters.wrong-type",
            types.DiagnosticSeverity.Error,
        )
        assert undeclared.code == "parameters.undeclared"
        assert undeclared.range == editor.range(file, '"other"')
        editor.type_over(file, ', "other": { "value": 2 }', "")
        editor.type_over(file, '"value": 1', '"value": "UserAssigned"')
        assert await codes(editor, file) == []


async def test_files_come_and_go_on_disk(tmp_path: Path) -> None:
    main = write(tmp_path, "main.json", TEMPLATE)
    async with session(UTF16_PULL, tmp_path) as editor:
        editor.open(TEMPLATE, main)
        assert await codes(editor, main) == []
        file = write(tmp_path, "main.parameters.json", values('"None"'))
        await told_of(editor, file, types.FileChangeType.Created)
        assert await codes(editor, main) == [RULE]
        write(tmp_path, "main.parameters.json", values('"UserAssigned"'))
        await told_of(editor, file, types.FileChangeType.Changed)
        assert await codes(editor, main) == []
        write(tmp_path, "main.parameters.json", values('"None"'))
        await told_of(editor, file, types.FileChangeType.Changed)
        assert await codes(editor, main) == [RULE]
        (tmp_path / "main.parameters.json").unlink()
        await told_of(editor, file, types.FileChangeType.Deleted)
        assert await codes(editor, main) == []


async def test_of_several_files_the_settings_choose(tmp_path: Path) -> None:
    main = write(tmp_path, "infra/main.json", TEMPLATE)
    write(tmp_path, "infra/main.dev.parameters.json", values('"None"'))
    write(tmp_path, "infra/main.prod.parameters.json", values('"Never"'))
    async with session(UTF16_PUSH, tmp_path) as editor:
        editor.open(TEMPLATE, main)
        assert await codes(editor, main) == []
        chosen = json.dumps({"parameters": {"infra/main.json": "infra/main.prod.parameters.json"}})
        settings = write(tmp_path, "armlens.json", chosen)
        await told_of(editor, settings, types.FileChangeType.Created)
        [found] = await editor.diagnostics(main)
        assert "'Never'" in found.message
        write(tmp_path, "armlens.json", chosen.replace("prod", "test"))
        await told_of(editor, settings, types.FileChangeType.Changed)
        [found] = await editor.diagnostics(main)
        assert found.code == "parameters.unusable"
        assert "'main.test.parameters.json'" in found.message


async def test_the_settings_of_the_editor_choose_any_file(tmp_path: Path) -> None:
    main = write(tmp_path, "main.json", TEMPLATE)
    file = write(tmp_path, "values/prod.json", values('"None"'))
    chosen = {"main.json": "values/prod.json"}
    async with session(UTF16_PUSH, tmp_path, parameters=chosen) as editor:
        editor.open(TEMPLATE, main)
        await editor.eventually(lambda: shows(editor, main, [RULE]))
        editor.open(values('"None"'), file)
        assert await codes(editor, file) == [RULE]
        editor.type_over(file, '"None"', '"UserAssigned"')
        assert await codes(editor, main) == []


async def test_a_file_that_is_not_active_shows_what_it_would_cause(tmp_path: Path) -> None:
    main = write(tmp_path, "main.json", TEMPLATE)
    text = values('"None"').replace(
        '"parameters"', '"metadata": { "template": "../main.json" },\n  "parameters"'
    )
    async with session(UTF16_PUSH, tmp_path) as editor:
        editor.open(TEMPLATE, main)
        file = editor.open(text, write(tmp_path, "test/any.json", text))
        [found] = await editor.diagnostics(file)
        assert found.range == editor.range(file, '"None"')
        assert await codes(editor, main) == []
        answer = await editor.hover(file, '"None"')
        assert answer
        assert answer.range == editor.range(file, '"None"')


@pytest.mark.parametrize("profile", [UTF16_PUSH, UTF8_PULL])
async def test_a_fix_edits_the_file_that_is_open_from_either_side(
    profile: str, tmp_path: Path
) -> None:
    main = write(tmp_path, "main.json", TEMPLATE)
    file = write(tmp_path, "main.parameters.json", "")
    async with session(profile, tmp_path) as editor:
        editor.open(TEMPLATE, main)
        editor.open(values('"😀"', ', "x": { "value": 1 }'), file)
        for uri, piece in ((main, USE), (file, '"😀"')):
            action = await editor.resolve((await editor.actions(uri, piece, ["quickfix"]))[0])
            assert action.edit
            await editor.apply(action)
            assert '"value": "SystemAssigned"' in editor.texts[file]
            assert editor.texts[main] == TEMPLATE
            assert await codes(editor, main) == []
            editor.type_over(file, '"SystemAssigned"', '"😀"')
        [change] = await editor.actions(file, '"contentVersion"', ["source.fixAll"])
        await editor.apply(change)
        assert await codes(editor, file) == ["parameters.undeclared"]


async def test_nothing_outside_the_workspace_is_read(tmp_path: Path) -> None:
    write(tmp_path, "outside.json", values('"None"'))
    main = write(tmp_path, "in/main.json", TEMPLATE)
    (tmp_path / "in" / "main.parameters.json").symlink_to(tmp_path / "outside.json")
    other = write(tmp_path, "in/other.json", TEMPLATE)
    chosen = {"other.json": "../outside.json"}
    async with session(UTF16_PUSH, tmp_path / "in", parameters=chosen) as editor:
        editor.open(TEMPLATE, other)
        await editor.eventually(lambda: shows(editor, other, ["parameters.unusable"]))
        editor.open(TEMPLATE, main)
        assert await codes(editor, main) == []


async def files_of(editor: Editor, uri: str) -> Any:
    answer = editor.client.protocol.send_request_async(  # type: ignore[no-untyped-call]
        "armlens/parameterFiles", {"uri": uri}
    )
    return await editor.within(answer)


async def test_an_extension_learns_which_parameter_files_there_are(tmp_path: Path) -> None:
    main = write(tmp_path, "main.json", TEMPLATE)
    dev = write(tmp_path, "main.dev.parameters.json", values('"None"'))
    prod = write(tmp_path, "main.prod.parameters.json", values('"UserAssigned"'))
    async with session(UTF16_PULL, tmp_path) as editor:
        assert await files_of(editor, main) is None
        editor.open(TEMPLATE, main)
        several = await files_of(editor, main)
        assert (several.active, several.belonging, several.decidedBy) == (None, [dev, prod], None)
        editor.open(TEMPLATE, "untitled:main")
        assert await files_of(editor, "untitled:main") is None
        editor.open('{ "a": 1 }', write(tmp_path, "other.json", ""))
        assert await files_of(editor, (tmp_path / "other.json").as_uri()) is None


@pytest.mark.parametrize("where", ["project", "editor"])
async def test_an_extension_learns_which_file_is_chosen_and_where(
    where: str, tmp_path: Path
) -> None:
    main = write(tmp_path, "main.json", TEMPLATE)
    only = write(tmp_path, "main.parameters.json", values('"None"'))
    chosen = write(tmp_path, "prod.json", values('"UserAssigned"'))
    pair = {"parameters": {"main.json": "prod.json"}}
    is_project = where == "project"
    settings = write(tmp_path, "armlens.json", json.dumps(pair)) if is_project else None
    async with session(UTF16_PULL, tmp_path, **({} if is_project else pair)) as editor:
        editor.open(TEMPLATE, main)
        async with asyncio.timeout(PATIENCE):  # The editor's settings come when they are asked for.
            while (found := await files_of(editor, main)).active != chosen:
                await asyncio.sleep(0.01)
        assert (found.belonging, found.decidedBy) == ([only], settings)


def test_an_extension_is_told_when_to_ask_again() -> None:
    for commands, times in (["armlens.chooseParameterFile"], 1), ([], 0):
        conversation = converse(
            [
                wire.initialize(initializationOptions={"commands": commands}),
                wire.INITIALIZED,
                {"method": "workspace/didChangeConfiguration", "params": {"settings": CHOSEN}},
                wire.SHUTDOWN,
                wire.EXIT,
            ]
        )
        methods = [message.get("method") for message in conversation.messages]
        assert methods.count("armlens/parameterFilesChanged") == times


CHOSEN = {"armlens": {"parameters": {"main.json": "prod.json"}}}


def test_a_parameter_file_is_forgotten_with_its_document(tmp_path: Path) -> None:
    parameters = Parameters(Trees())
    path = tmp_path / "main.parameters.json"
    document = Document(path.as_uri(), 1, values('"None"'))
    read = parameters.read(document, path)
    assert parameters.read(document, path) is read
    gone: list[weakref.ref[Any]] = [weakref.ref(document), weakref.ref(read.tree)]
    del document, read
    gc.collect()
    assert [each() for each in gone] == [None, None]
