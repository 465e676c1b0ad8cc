"""Linked templates in the editor: what is told, and what changes when the linked one does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lsprotocol import types

from lsp.editor import PROFILES, UTF8_PULL, UTF16_PULL, UTF16_PUSH, Editor, session
from lsp.neighbours import ask, related, shows, told_of, write
from lsp.templates import PASSING, RULE, cluster, template
from reliability.sessions import oracle

DECLARED = '  "parameters": { "kind": { "type": "string", "defaultValue": %s } },\n'
IDENTITY = """\"identity": { "type": "[parameters('kind')]" },"""
GOOD = '"SystemAssigned"'
USE = "\"[parameters('kind')]\""
CYCLE, OUTSIDE = "template.link-cycle", "template.link-outside"
UNREADABLE, NO_TEMPLATE = "template.link-unreadable", "template.link-not-template"


def linking(path: str, kind: str = '"None"') -> str:
    return template(
        f"""{{
      "type": "Microsoft.Resources/deployments",
      "apiVersion": "2022-09-01",
      "name": "😀",
      "properties": {{
        "templateLink": {{ "relativePath": {json.dumps(path)} }},
        "parameters": {{ "kind": {{ "value": {kind} }} }}
      }}
    }}"""
    )


def child(default: str = GOOD) -> str:
    return template(cluster(IDENTITY), DECLARED % default)


async def codes(editor: Editor, uri: str) -> list[object]:
    """What is told of a document but for what is passed to templates that do not want it."""
    found = [each.code for each in await editor.diagnostics(uri)]
    return [code for code in found if code != "parameters.undeclared"]


@pytest.mark.parametrize("profile", PROFILES)
async def test_a_finding_is_told_at_what_is_passed(profile: str, tmp_path: Path) -> None:
    main = write(tmp_path, "main.json", linking("modules/child.json"))
    there = write(tmp_path, "modules/child.json", "\n" + child())
    async with session(profile, tmp_path) as editor:
        editor.open(linking("modules/child.json"), main)
        [found] = await editor.diagnostics(main)
        assert (found.code, found.range) == (RULE, editor.range(main, '"None"'))
        (uri, place), *_ = related(found)
        assert uri == there
        assert place == oracle.range_of("\n" + child(), USE, editor.encoding)


async def test_it_is_mended_where_it_comes_from_or_there(tmp_path: Path) -> None:
    main = write(tmp_path, "main.json", linking("child.json"))
    there = write(tmp_path, "child.json", child())
    async with session(UTF16_PUSH, tmp_path) as editor:
        editor.open(linking("child.json"), main)
        actions = await editor.actions(main, '"None"', ["quickfix"])
        edited = []
        for action in actions:
            resolved = await editor.resolve(action)
            if resolved.edit:
                changes = resolved.edit.document_changes or ()
                edited += [
                    each.text_document.uri
                    for each in changes
                    if isinstance(each, types.TextDocumentEdit)
                ]
        assert edited[:2] == [main, there]
        [change] = await editor.actions(main, '"contentVersion"', ["source.fixAll"])
        await editor.apply(change)
        assert await codes(editor, main) == []
        assert '"value": "SystemAssigned"' in editor.texts[main]


@pytest.mark.parametrize("profile", [UTF16_PULL, UTF16_PUSH, UTF8_PULL])
async def test_the_linked_template_counts_as_the_editor_has_it(
    profile: str, tmp_path: Path
) -> None:
    main = write(tmp_path, "main.json", linking("child.json"))
    there = write(tmp_path, "child.json", PASSING)
    async with session(profile, tmp_path) as editor:
        editor.open(linking("child.json"), main)
        assert await codes(editor, main) == []
        editor.open(child(), there)
        if editor.pulls:
            await editor.eventually(lambda: editor.client.diagnostic_refresh_count > 0)
        assert await codes(editor, main) == [RULE]
        assert await codes(editor, there) == []
        editor.type_over(there, "Microsoft.ContainerService", "Contoso.Paint")
        assert await codes(editor, main) == []
        editor.type_over(there, "Contoso.Paint", "Microsoft.ContainerService")
        assert await codes(editor, main) == [RULE]
        # Once it is closed, what was typed and not saved does not count any more.
        editor.close(there)
        assert await codes(editor, main) == []


async def test_a_change_of_the_linked_template_is_published_for_the_other_unasked(
    tmp_path: Path,
) -> None:
    main = write(tmp_path, "main.json", linking("child.json"))
    there = write(tmp_path, "child.json", child())
    async with session(UTF16_PUSH, tmp_path) as editor:
        editor.open(linking("child.json"), main)
        editor.open(child(), there)
        await editor.eventually(lambda: shows(editor, main, [RULE]))
        editor.type_over(there, USE, '"UserAssigned"')
        await editor.eventually(lambda: shows(editor, main, []))
        editor.type_over(there, '"UserAssigned"', USE)
        await editor.eventually(lambda: shows(editor, main, [RULE]))


async def test_linked_templates_come_and_go_on_disk(tmp_path: Path) -> None:
    main = write(tmp_path, "main.json", linking("child.json"))
    async with session(UTF16_PULL, tmp_path) as editor:
        editor.open(linking("child.json"), main)
        [found] = await editor.diagnostics(main)
        assert (found.code, found.range) == (UNREADABLE, editor.range(main, '"child.json"'))
        there = write(tmp_path, "child.json", child())
        await told_of(editor, there, types.FileChangeType.Created)
        assert await codes(editor, main) == [RULE]
        write(tmp_path, "child.json", PASSING)
        await told_of(editor, there, types.FileChangeType.Changed)
        assert await codes(editor, main) == []
        write(tmp_path, "child.json", "{}")
        await told_of(editor, there, types.FileChangeType.Changed)
        assert await codes(editor, main) == [NO_TEMPLATE]
        (tmp_path / "child.json").unlink()
        await told_of(editor, there, types.FileChangeType.Deleted)
        assert await codes(editor, main) == [UNREADABLE]


async def test_what_is_linked_further_counts_as_well(tmp_path: Path) -> None:
    main = write(tmp_path, "main.json", linking("middle/middle.json"))
    text = linking("../child.json", USE).replace(
        '  "resources"', f'{DECLARED % GOOD}  "resources"', 1
    )
    write(tmp_path, "middle/middle.json", text)
    there = write(tmp_path, "child.json", child())
    async with session(UTF16_PUSH, tmp_path) as editor:
        editor.open(linking("middle/middle.json"), main)
        editor.open(child(), there)
        assert await codes(editor, main) == [RULE]
        editor.type_over(there, USE, '"UserAssigned"')
        assert await codes(editor, main) == []


async def test_circles_end(tmp_path: Path) -> None:
    main = write(tmp_path, "main.json", linking("child.json"))
    there = write(tmp_path, "child.json", linking("main.json"))
    async with session(UTF16_PUSH, tmp_path) as editor:
        editor.open(linking("child.json"), main)
        editor.open(linking("main.json"), there)
        found, _ = sorted(await editor.diagnostics(main), key=lambda each: str(each.code))[::-1]
        assert (found.code, found.range) == (CYCLE, editor.range(main, '"child.json"'))
        assert await codes(editor, there) == [CYCLE]
        editor.type_over(there, '"main.json"', '"there.json"')
        assert await codes(editor, main) == []
        editor.type_over(main, '"child.json"', '"./main.json"')
        assert await codes(editor, main) == [CYCLE]


async def test_values_of_a_parameter_file_pass_through(tmp_path: Path) -> None:
    text = linking("child.json", USE).replace('  "resources"', f'{DECLARED % GOOD}  "resources"', 1)
    main = write(tmp_path, "main.json", text)
    write(tmp_path, "child.json", child())
    values = '{ "parameters": { "kind": { "value": "None" } } }'
    file = write(tmp_path, "main.parameters.json", values)
    async with session(UTF16_PUSH, tmp_path) as editor:
        editor.open(text, main)
        editor.open(values, file)
        [found] = await editor.diagnostics(main)
        assert found.range == editor.range(main, USE)
        [found] = await editor.diagnostics(file)
        assert found.range == editor.range(file, '"None"')
        editor.type_over(file, '"None"', '"UserAssigned"')
        assert await codes(editor, main) == []


async def test_the_parameter_file_of_the_linked_template_counts_for_what_it_has_by_itself(
    tmp_path: Path,
) -> None:
    text = linking("child.json").replace('"kind": { "value": "None" }', "")
    main = write(tmp_path, "main.json", text)
    there = write(tmp_path, "child.json", child('"None"'))
    values = '{ "parameters": { "kind": { "value": "None" } } }'
    file = write(tmp_path, "child.parameters.json", values)
    async with session(UTF16_PUSH, tmp_path) as editor:
        editor.open(text, main)
        editor.open(child('"None"'), there)
        assert await codes(editor, there) == [RULE]
        editor.open(values, file)
        editor.type_over(file, '"None"', '"UserAssigned"')
        assert await codes(editor, there) == []
        [found] = await editor.diagnostics(main)
        assert (found.code, found.range) == (RULE, editor.range(main, '"child.json"'))


async def test_hover_reads_the_outputs_of_a_linked_template(tmp_path: Path) -> None:
    expression = "[reference('😀').outputs.kind.value]"
    output = f'{{ "type": "string", "value": "{expression}" }}'
    text = linking("child.json").replace(
        '  "resources"', f'  "outputs": {{ "o": {output} }},\n  "resources"', 1
    )
    main = write(tmp_path, "main.json", text)
    own = '  "outputs": { "kind": { "type": "string", "value": "[parameters(\'kind\')]" } },\n'
    write(tmp_path, "child.json", child().replace('  "resources"', f'{own}  "resources"', 1))
    async with session(UTF16_PUSH, tmp_path) as editor:
        editor.open(text, main)
        answer = await editor.hover(main, "value]")
        assert answer
        assert isinstance(answer.contents, types.MarkupContent)
        assert '"None"' in answer.contents.value
        answer = await editor.hover(main, '"None"')
        assert answer
        assert isinstance(answer.contents, types.MarkupContent)
        assert "It takes effect in child.json ([line" in answer.contents.value


@pytest.mark.parametrize(
    "path",
    ["../outside.json", "link.json", "folder/outside.json", "{absolute}", "file://{absolute}"],
)
async def test_nothing_outside_the_workspace_is_read(path: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    write(tmp_path, "outside.json", child())
    text = linking(path.replace("{absolute}", str(outside)))
    main = write(tmp_path, "in/main.json", text)
    (tmp_path / "in" / "link.json").symlink_to(outside)
    (tmp_path / "in" / "folder").symlink_to(tmp_path)
    async with session(UTF16_PUSH, tmp_path / "in") as editor:
        editor.open(text, main)
        [found] = await editor.diagnostics(main)
        assert (found.code, found.severity) == (OUTSIDE, types.DiagnosticSeverity.Information)


async def test_a_document_without_a_file_links_nothing(tmp_path: Path) -> None:
    write(tmp_path, "child.json", child())
    async with session(UTF16_PUSH, tmp_path) as editor:
        uri = editor.open(linking("child.json"), "untitled:Untitled-1")
        assert await codes(editor, uri) == []


async def test_the_check_of_the_workspace_follows_links(tmp_path: Path) -> None:
    main = write(tmp_path, "main.json", linking("child.json"))
    write(tmp_path, "child.json", child())
    async with session(UTF16_PUSH, tmp_path) as editor:
        checked = await ask(editor, "armlens/checkWorkspace")
        assert [each.uri for each in checked.files] == [main]


async def test_the_client_is_asked_to_watch_whatever_may_be_linked(tmp_path: Path) -> None:
    async with session(UTF16_PUSH, tmp_path) as editor:
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registered = editor.client.registered
        await editor.eventually(lambda: method in [each.method for each in registered])
        [options] = [each.register_options for each in registered if each.method == method]
        watched = {each["globPattern"] for each in options["watchers"]}  # type: ignore[index]
        assert watched >= {"**/*.json", "**/*.jsonc"}
