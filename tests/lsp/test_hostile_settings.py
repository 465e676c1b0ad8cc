"""Settings and rule files of every wrong shape, typed into an editor and put on disk under it."""

from __future__ import annotations

import json
from pathlib import Path

from lsprotocol import types

from lsp.editor import UTF8_PUSH, UTF16_PULL, UTF16_PUSH, Editor, session
from lsp.templates import FAILING, RULE

GOOD = f'{{ "rules": {{ "{RULE}": "error" }} }}'
SHAPES: tuple[object, ...] = (
    None, True, 0, -1.5, 1e999, "", "x", [], {}, [[]], [None], [{}], {"": {}}, {"a": [{"b": None}]},
    {RULE: None}, {RULE: []}, {RULE: {"off": "off"}}, {"Contoso.A": {"types": {}, "condition": 1}},
    {"Contoso.A": {"condition": {"allOf": [{"field": [], "in": {}}]}}},
    ["../../../etc/passwd", "/dev/zero", "\0", "**", "![", "\ud800"],
    [{"rule": 1, "path": {}, "resource": [], "reason": None, "expires": "yesterday"}],
)  # fmt: skip
MEMBERS = ("rules", "options", "exclude", "suppress", "parameters", "ruleFiles")
BROKEN = ("{", "[", '"', "{ rules: ", "\x00", "]" * 50, "[" * 3_000, '{"a":' * 3_000, "// only")


def settings_texts() -> list[str]:
    whole = [json.dumps(dict.fromkeys(MEMBERS, shape)) for shape in SHAPES]
    return [*map(json.dumps, SHAPES), *whole, *BROKEN]


def rule_texts() -> list[str]:
    whole = [json.dumps({"rules": shape}) for shape in SHAPES]
    return [*whole, *(json.dumps({"rules": {"Contoso.A": shape}}) for shape in SHAPES), *BROKEN]


def retype(editor: Editor, uri: str, text: str) -> None:
    """Another text for the whole document."""
    editor.type_over(uri, editor.texts[uri], text)


async def severities(editor: Editor, uri: str) -> list[types.DiagnosticSeverity | None]:
    return [each.severity for each in await editor.diagnostics(uri)]


async def test_settings_of_any_shape_are_typed_and_good_ones_count_again(tmp_path: Path) -> None:
    (tmp_path / "armlens.json").write_text(GOOD)
    for profile in (UTF16_PUSH, UTF16_PULL):
        async with session(profile, tmp_path) as editor:
            uri = editor.open(FAILING, (tmp_path / "main.json").as_uri())
            settings = editor.open(GOOD, (tmp_path / "armlens.json").as_uri())
            for text in settings_texts():
                retype(editor, settings, text)
                await editor.diagnostics(settings)
                await editor.diagnostics(uri)
            retype(editor, settings, GOOD)
            assert await severities(editor, settings) == []
            assert await severities(editor, uri) == [types.DiagnosticSeverity.Error]


async def test_rule_files_of_any_shape_are_typed_and_good_rules_stay(tmp_path: Path) -> None:
    (tmp_path / "armlens.json").write_text('{ "ruleFiles": ["our.rules.json5"] }')
    (tmp_path / "our.rules.json5").write_text("{}")
    async with session(UTF16_PUSH, tmp_path) as editor:
        uri = editor.open(FAILING, (tmp_path / "main.json").as_uri())
        expected = await severities(editor, uri)
        rules = editor.open("{}", (tmp_path / "our.rules.json5").as_uri())
        for text in rule_texts():
            retype(editor, rules, text)
            await editor.diagnostics(rules)
            # What is wrong with rules of one's own never silences the others.
            assert await severities(editor, uri) == expected


async def test_settings_of_any_shape_on_disk_are_read_and_good_ones_count_again(
    tmp_path: Path,
) -> None:
    path = tmp_path / "armlens.json"
    path.write_text(GOOD)
    saved = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(path.as_uri()))
    # Without a file watcher, what is saved is what has changed.
    async with session(UTF8_PUSH, tmp_path) as editor:
        uri = editor.open(FAILING, (tmp_path / "main.json").as_uri())
        for data in (*map(str.encode, settings_texts()), b"\xff\xfe{", b"\x80", b""):
            path.write_bytes(data)
            editor.client.text_document_did_save(saved)
            await editor.diagnostics(uri)
        path.unlink()
        path.mkdir()
        editor.client.text_document_did_save(saved)
        await editor.diagnostics(uri)
        path.rmdir()
        path.write_text(GOOD.replace("error", "off"))
        editor.client.text_document_did_save(saved)
        assert await severities(editor, uri) == []
        path.write_text(GOOD)
        editor.client.text_document_did_save(saved)
        assert await severities(editor, uri) == [types.DiagnosticSeverity.Error]
