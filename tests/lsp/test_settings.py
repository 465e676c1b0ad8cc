"""Settings of the editor and of the project, and what the client hears when they change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from lsprotocol import types

from armlens.analysis.settings import Level, Settings
from armlens.lsp.settings import layered, read_section
from armlens.rules.catalogue import RULES
from lsp.editor import PROFILES, UTF8_PUSH, UTF16_PULL, UTF16_PUSH, Editor, session
from lsp.templates import FAILING, RULE

OFF = f'{{ "rules": {{ "{RULE}": "off" }} }}'
ERROR = f'{{ "rules": {{ "{RULE}": "error" }} }}'
INVALID = f'{{ "rules": {{ "{RULE}": "loud" }} }}'


def write(folder: Path, text: str, name: str = "armlens.json") -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path.as_uri()


async def shown(editor: Editor, uri: str) -> Sequence[types.DiagnosticSeverity | None]:
    return [each.severity for each in await editor.diagnostics(uri)]


async def tell_changed(editor: Editor, uri: str) -> None:
    """The file watcher's word where there is one; the others save a document of that name."""
    kind = types.FileChangeType.Changed
    params = types.DidChangeWatchedFilesParams([types.FileEvent(uri, kind)])
    identifier = types.TextDocumentIdentifier(uri)
    if "utf16" in editor.profile:
        watched = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        await editor.eventually(
            lambda: watched in [each.method for each in editor.client.registered]
        )
        editor.client.workspace_did_change_watched_files(params)
    else:
        editor.client.text_document_did_save(types.DidSaveTextDocumentParams(identifier))


@pytest.mark.parametrize("profile", PROFILES)
async def test_project_file_and_its_changes_on_disk(profile: str, tmp_path: Path) -> None:
    settings = write(tmp_path, OFF)
    async with session(profile, tmp_path) as editor:
        uri = editor.open(FAILING, (tmp_path / "sub" / "main.json").as_uri())
        assert await shown(editor, uri) == []
        write(tmp_path, ERROR)
        await tell_changed(editor, settings)
        assert await shown(editor, uri) == [types.DiagnosticSeverity.Error]
        if editor.pulls:
            await editor.eventually(lambda: editor.client.diagnostic_refresh_count > 0)


async def test_invalid_project_file_is_told_there_and_the_last_good_one_stays(
    tmp_path: Path,
) -> None:
    settings = write(tmp_path, ERROR)
    async with session(UTF16_PUSH, tmp_path) as editor:
        uri = editor.open(FAILING, (tmp_path / "main.json").as_uri())
        assert await shown(editor, uri) == [types.DiagnosticSeverity.Error]
        write(tmp_path, INVALID)
        await tell_changed(editor, settings)
        await editor.eventually(lambda: bool(editor.published(settings)))
        [problem] = editor.published(settings)[-1].diagnostics
        assert problem.severity is types.DiagnosticSeverity.Error
        assert problem.range.start.character == INVALID.index('"loud"')
        assert await shown(editor, uri) == [types.DiagnosticSeverity.Error]
        write(tmp_path, OFF)
        await tell_changed(editor, settings)
        await editor.eventually(lambda: not editor.published(settings)[-1].diagnostics)
        assert await shown(editor, uri) == []


async def test_puller_gets_the_invalid_project_file_as_a_related_document(tmp_path: Path) -> None:
    settings = write(tmp_path, INVALID)
    async with session(UTF16_PULL, tmp_path) as editor:
        uri = editor.open(FAILING, (tmp_path / "main.json").as_uri())
        report = await editor.pull(uri)
        related = (report.related_documents or {})[settings]
        assert isinstance(related, types.FullDocumentDiagnosticReport)
        assert len(related.items) == 1
        editor.open(INVALID, settings)
        assert not (await editor.pull(uri)).related_documents
        assert len(await editor.diagnostics(settings)) == 1
        assert editor.client.published == []


@pytest.mark.parametrize("profile", PROFILES)
async def test_project_file_that_is_open_counts_as_the_editor_has_it(
    profile: str, tmp_path: Path
) -> None:
    settings = write(tmp_path, OFF)
    async with session(profile, tmp_path) as editor:
        uri = editor.open(FAILING, (tmp_path / "main.json").as_uri())
        editor.open(OFF, settings)
        assert await shown(editor, uri) == []
        editor.type_over(settings, "off", "hint")
        assert await shown(editor, uri) == [types.DiagnosticSeverity.Hint]
        editor.type_over(settings, '"hint"', '"h')
        assert await shown(editor, uri) == [types.DiagnosticSeverity.Hint]
        assert types.DiagnosticSeverity.Error in await shown(editor, settings)
        editor.close(settings)
        assert await shown(editor, uri) == []


def test_options_of_both_count_and_the_project_decides() -> None:
    editor = read_section({"options": {"A": 1, "B": "x"}})
    assert editor
    both = layered(editor, Settings(options={"B": "y", "C": ("z",)}))
    assert both.options == {"A": 1, "B": "y", "C": ("z",)}


async def test_suppressions_in_the_project_file_are_for_their_paths(tmp_path: Path) -> None:
    entry = f'{{ "rule": "{RULE}", "path": "dev/", "reason": "a test bed" }}'
    settings = write(tmp_path, f'{{ "suppress": [{entry}] }}')
    async with session(UTF16_PUSH, tmp_path) as editor:
        dev = editor.open(FAILING, (tmp_path / "dev" / "main.json").as_uri())
        prod = editor.open(FAILING, (tmp_path / "prod" / "main.json").as_uri())
        assert await shown(editor, dev) == []
        assert await shown(editor, prod) == [types.DiagnosticSeverity.Warning]
        editor.open((tmp_path / "armlens.json").read_text(), settings)
        editor.type_over(settings, '"dev/"', '"prod/"')
        assert await shown(editor, dev) == [types.DiagnosticSeverity.Warning]
        assert await shown(editor, prod) == []
        editor.type_over(settings, '"reason": "a', '"expires": "2020-02-29", "reason": "a')
        assert await shown(editor, prod) == [types.DiagnosticSeverity.Warning]
        [problem] = await editor.diagnostics(settings)
        assert problem.code == "suppression.expired"


async def test_suppression_in_the_template_counts_as_it_is_typed(tmp_path: Path) -> None:
    async with session(UTF8_PUSH, tmp_path) as editor:
        uri = editor.open(FAILING)
        assert await shown(editor, uri) == [types.DiagnosticSeverity.Warning]
        editor.type_over(uri, "    {", f"    // armlens: ignore {RULE} - private\n    {{")
        assert await shown(editor, uri) == []
        editor.type_over(uri, '"None"', '"SystemAssigned"')
        [problem] = await editor.diagnostics(uri)
        assert problem.code == "suppression.unused"
        assert problem.severity is types.DiagnosticSeverity.Information


async def test_settings_of_the_editor_and_their_changes(tmp_path: Path) -> None:
    async with session(UTF16_PUSH, tmp_path, rules={RULE: "hint"}) as editor:
        uri = editor.open(FAILING, (tmp_path / "main.json").as_uri())

        async def becomes(*severities: types.DiagnosticSeverity) -> None:
            await editor.eventually(
                lambda: (
                    bool(editor.published(uri))
                    and [each.severity for each in editor.published(uri)[-1].diagnostics]
                    == list(severities)
                )
            )

        await becomes(types.DiagnosticSeverity.Hint)
        editor.client.set_configuration({"armlens": {"rules": {"Azure.AKS": "error"}}})
        params = types.DidChangeConfigurationParams(settings=None)
        editor.client.workspace_did_change_configuration(params)
        await becomes(types.DiagnosticSeverity.Error)
        write(tmp_path, f'{{ "rules": {{ "{RULE}": "information" }} }}')
        await tell_changed(editor, (tmp_path / "armlens.json").as_uri())
        await becomes(types.DiagnosticSeverity.Information)


async def test_excluded_documents_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, '{ "exclude": ["legacy/**"] }')
    async with session(UTF8_PUSH, tmp_path) as editor:
        for name, count in (("legacy/main.json", 0), ("new/main.json", 1)):
            uri = editor.open(FAILING, (tmp_path / name).as_uri())
            assert len(await editor.diagnostics(uri)) == count


async def test_settings_outside_the_workspace_are_not_read(tmp_path: Path) -> None:
    write(tmp_path, OFF)
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "linked").mkdir()
    (folder / "linked" / "armlens.json").symlink_to(tmp_path / "armlens.json")
    async with session(UTF8_PUSH, folder) as editor:
        for name in ("main.json", "linked/main.json"):
            uri = editor.open(FAILING, (folder / name).as_uri())
            assert len(await editor.diagnostics(uri)) == 1


@pytest.mark.parametrize("to", ["armlens.json", "../elsewhere.json", "/dev/zero"])
async def test_settings_that_are_a_link_elsewhere_or_to_themselves_are_told(
    tmp_path: Path, to: str
) -> None:
    (tmp_path / "elsewhere.json").write_text(OFF, "utf-8")
    folder = tmp_path / "workspace"
    folder.mkdir()
    settings = folder / "armlens.json"
    settings.symlink_to(to)
    async with session(UTF16_PULL, folder) as editor:
        uri = editor.open(FAILING, (folder / "main.json").as_uri())
        report = await editor.pull(uri)
        related = (report.related_documents or {})[settings.as_uri()]
        assert isinstance(related, types.FullDocumentDiagnosticReport)
        [told] = related.items
        assert told.code == "settings.unreadable"
        assert "it lies outside of 'workspace', beyond which nothing is read" in told.message
        offered = [each.title for each in await editor.actions(uri, '"None"')]
        assert offered
        assert [title for title in offered if "armlens.json" in title] == []


@pytest.mark.parametrize(
    ("editor", "project", "expected"),
    [
        ({}, {}, Level.DEFAULT),
        ({RULE: "off"}, {}, Level.OFF),
        ({"Azure": "error", RULE: "hint"}, {}, Level.HINT),
        ({RULE: "off"}, {"Azure.AKS": "error"}, Level.ERROR),
        ({"Azure": "off"}, {RULE: "error"}, Level.ERROR),
        ({RULE: "off"}, {"AZR-000025": "warning"}, Level.WARNING),
        ({RULE: "off"}, {"Azure.Storage": "error"}, Level.OFF),
    ],
)
def test_the_project_has_the_last_word_on_a_rule(
    editor: dict[str, str], project: dict[str, str], expected: Level
) -> None:
    [rule] = [rule for rule in RULES if rule.name == RULE]
    settings = layered(
        Settings(rules={key: Level(level) for key, level in editor.items()}),
        Settings(rules={key: Level(level) for key, level in project.items()}),
    )
    alone = Settings(rules={RULE: expected})
    assert settings.level(rule) == alone.level(rule)
