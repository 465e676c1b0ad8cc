"""The real server process, as VS Code and as Neovim meet it, pushed to and pulling."""

from __future__ import annotations

import pytest
from lsprotocol import types

from lsp.editor import Editor, refused
from lsp.templates import CLUSTER, FAILING, PASSING, RULE, cluster, template

pytestmark = pytest.mark.asyncio(loop_scope="module")

NONE = '"None"'
KUBERNETES = '{ "apiVersion": "v1", "kind": "List", "resources": [] }'


async def test_diagnostics_are_pushed_or_pulled_but_never_both(editor: Editor) -> None:
    uri = editor.open(FAILING)
    assert len(await editor.diagnostics(uri)) == 1
    assert bool(editor.published(uri)) is not editor.pulls


async def test_finding_carries_all_of_the_contract(editor: Editor) -> None:
    uri = editor.open(FAILING)
    [found] = await editor.diagnostics(uri)
    assert found.range == editor.range(uri, NONE)
    assert (found.source, found.code) == ("armlens", RULE)
    assert found.code_description
    assert found.code_description.href.endswith(f"/rules/{RULE}/")
    assert found.severity is types.DiagnosticSeverity.Warning
    assert "'None'" in found.message
    assert isinstance(found.data, dict)
    assert found.data["rule"] == RULE
    assert found.data["kind"] == "fail"


async def test_ranges_count_in_the_units_of_the_client_after_an_emoji(editor: Editor) -> None:
    uri = editor.open(template(cluster('"identity": { "type": "None" },', '"😀é\u2028€"')))
    [found] = await editor.diagnostics(uri)
    assert found.range == editor.range(uri, NONE)


async def test_origins_are_related_information(editor: Editor) -> None:
    parameters = '  "parameters": { "kind": { "type": "string", "defaultValue": "None" } },\n'
    identity = """"identity": { "type": "[parameters('kind')]" },"""
    uri = editor.open(template(cluster(identity), parameters))
    [found] = await editor.diagnostics(uri)
    assert found.range == editor.range(uri, "\"[parameters('kind')]\"")
    assert found.related_information
    assert found.related_information[-1].location.uri == uri
    assert found.related_information[-1].location.range == editor.range(uri, NONE)


async def test_edits_below_odd_separators_land_where_the_editor_means(editor: Editor) -> None:
    separators = '  "metadata": { "a": "\u2028", "b": "\f", "c": "\x85", "d": "\v😀" },\n'
    uri = editor.open(template(cluster('"identity": { "type": "None" },'), separators))
    assert len(await editor.diagnostics(uri)) >= 1
    editor.type_over(uri, NONE, '"SystemAssigned"')
    assert RULE not in [each.code for each in await editor.diagnostics(uri)]
    editor.type_over(uri, '"SystemAssigned"', '"Nothing"')
    [found] = [each for each in await editor.diagnostics(uri) if each.code == RULE]
    assert found.range == editor.range(uri, '"Nothing"')


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
async def test_other_line_ends(editor: Editor, line_end: str) -> None:
    uri = editor.open(FAILING.replace("\n", line_end))
    [found] = await editor.diagnostics(uri)
    assert found.range == editor.range(uri, NONE)


async def test_syntax_errors_of_templates_are_diagnostics(editor: Editor) -> None:
    uri = editor.open(FAILING.replace('"apiVersion":', '"apiVersion"'))
    found = await editor.diagnostics(uri)
    assert types.DiagnosticSeverity.Error in [each.severity for each in found]
    assert RULE in [each.code for each in found]
    assert all(each.source == "armlens" and each.code for each in found)


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1', '{"name": "x"}', KUBERNETES, "\0\ufeff"])
async def test_documents_that_are_no_templates_are_met_with_silence(
    editor: Editor, text: str
) -> None:
    uri = editor.open(text)
    assert list(await editor.diagnostics(uri)) == []
    assert editor.published(uri) == []


async def test_template_that_becomes_something_else_is_cleared(editor: Editor) -> None:
    uri = editor.open(FAILING)
    assert len(await editor.diagnostics(uri)) == 1
    whole = types.Range(types.Position(0, 0), types.Position(999, 0))
    editor.edit(uri, whole, "{}")
    assert list(await editor.diagnostics(uri)) == []


async def test_untitled_document(editor: Editor) -> None:
    uri = editor.open(FAILING, f"untitled:Untitled-{editor.profile}")
    [found] = await editor.diagnostics(uri)
    assert found.code == RULE


async def test_closing_clears(editor: Editor) -> None:
    uri = editor.open(FAILING)
    assert len(await editor.diagnostics(uri)) == 1
    editor.close(uri)
    await editor.settle(uri)
    if editor.pulls:
        assert list(await editor.diagnostics(uri)) == []
    else:
        assert list(editor.published(uri)[-1].diagnostics) == []
    editor.open(FAILING, uri)
    assert len(await editor.diagnostics(uri)) == 1


async def test_burst_of_changes_ends_with_the_last_version(editor: Editor) -> None:
    uri = editor.open(FAILING)
    await editor.diagnostics(uri)
    for number in range(50):
        old, new = ("None", "No") if number % 2 == 0 else ("No", "None")
        editor.type_over(uri, f'"type": "{old}"', f'"type": "{new}"')
    editor.type_over(uri, '"westeurope"', '"northeurope"')
    editor.type_over(uri, NONE, '"Never"')
    [found] = await editor.diagnostics(uri)
    assert found.range == editor.range(uri, '"Never"')
    versions = [published.version or 0 for published in editor.published(uri)]
    assert versions == sorted(set(versions))
    assert editor.pulls or versions[-1] == editor.versions[uri]


async def test_what_has_not_changed_is_not_sent_again(editor: Editor) -> None:
    uri = editor.open(FAILING)
    await editor.diagnostics(uri)
    sent = len(editor.published(uri))
    editor.edit(uri, types.Range(types.Position(999, 0), types.Position(999, 0)), "\n")
    await editor.settle(uri)
    assert len(editor.published(uri)) == sent


async def test_pulling_again_says_unchanged(editor: Editor) -> None:
    if not editor.pulls:
        pytest.skip("this client does not pull")
    uri = editor.open(FAILING)
    first = await editor.pull(uri)
    again = await editor.pull(uri, first.result_id)
    assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport)
    assert again.result_id == first.result_id
    editor.type_over(uri, NONE, '"Off"')
    other = await editor.pull(uri, first.result_id)
    assert isinstance(other, types.RelatedFullDocumentDiagnosticReport)
    assert other.result_id != first.result_id


async def test_pulling_a_document_that_is_not_open_gives_nothing(editor: Editor) -> None:
    if not editor.pulls:
        pytest.skip("this client does not pull")
    report = await editor.pull("file:///etc/hostname.json")
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert list(report.items) == []


async def test_hover_explains_the_finding(editor: Editor) -> None:
    uri = editor.open(FAILING)
    answer = await editor.hover(uri, NONE)
    assert answer
    assert answer.range == editor.range(uri, NONE)
    assert isinstance(answer.contents, types.MarkupContent)
    assert answer.contents.kind is types.MarkupKind.Markdown
    for expected in ("Important", "Security", "'None'", "SystemAssigned", f"[{RULE}](<https://"):
        assert expected in answer.contents.value


async def test_hover_on_a_part_of_an_expression_tells_its_value(editor: Editor) -> None:
    parameters = '  "parameters": { "kind": { "type": "string", "defaultValue": "x" } },\n'
    name = """"[concat('😀\u20ac', toUpper(parameters('kind')))]\""""
    uri = editor.open(template(cluster('"identity": { "type": "None" },', name), parameters))
    answer = await editor.hover(uri, "toUpper(parameters")
    assert answer
    assert answer.range == editor.range(uri, "toUpper(parameters('kind'))")
    assert isinstance(answer.contents, types.MarkupContent)
    assert '`"X"` (string)' in answer.contents.value


async def test_hover_elsewhere_says_nothing(editor: Editor) -> None:
    uri = editor.open(FAILING)
    assert await editor.hover(uri, '"westeurope"') is None


async def test_quick_fix_makes_the_finding_vanish_and_changes_nothing_else(editor: Editor) -> None:
    uri = editor.open(FAILING)
    found = await editor.diagnostics(uri)
    actions = await editor.actions(uri, NONE, ["quickfix"], found)
    [preferred] = [action for action in actions if action.is_preferred]
    assert preferred == actions[0]
    assert preferred.kind == types.CodeActionKind.QuickFix
    assert list(preferred.diagnostics or ()) == list(found)
    await editor.apply(preferred)
    assert editor.texts[uri] == FAILING.replace(NONE, '"SystemAssigned"')
    assert list(await editor.diagnostics(uri)) == []


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        (["quickfix"], {"quickfix"}),
        (["source"], {"source.fixAll.armlens"}),
        (["source.fixAll"], {"source.fixAll.armlens"}),
        (["source.fixAll.armlens"], {"source.fixAll.armlens"}),
        (["source.fixAll.other"], set()),
        (["source.fix"], set()),
        (["refactor"], set()),
        ([""], {"quickfix", "source.fixAll.armlens"}),
        (["refactor", "quickfix"], {"quickfix"}),
        (None, {"quickfix", "source.fixAll.armlens"}),
    ],
)
async def test_only_the_kinds_asked_for(
    editor: Editor, only: list[str] | None, kinds: set[str]
) -> None:
    uri = editor.open(FAILING)
    assert {
        str(each.kind.value if isinstance(each.kind, types.CodeActionKind) else each.kind)
        for each in await editor.actions(uri, NONE, only)
    } == kinds


async def test_no_action_where_there_is_no_finding(editor: Editor) -> None:
    uri = editor.open(FAILING)
    assert await editor.actions(uri, '"westeurope"', ["quickfix"]) == []
    other = editor.open(PASSING)
    assert await editor.actions(other, '"SystemAssigned"') == []


async def test_resolved_edit_takes_part_in_later_typing_elsewhere(editor: Editor) -> None:
    uri = editor.open(FAILING)
    action = (await editor.actions(uri, NONE, ["quickfix"]))[0]
    assert action.edit is None
    editor.type_over(uri, '"contentVersion"', '\n\n\t"contentVersion"')
    expected = editor.texts[uri].replace(NONE, '"SystemAssigned"')
    await editor.apply(action)
    assert editor.texts[uri] == expected


async def test_resolving_a_fix_whose_finding_is_gone(editor: Editor) -> None:
    uri = editor.open(FAILING)
    action = (await editor.actions(uri, NONE, ["quickfix"]))[0]
    editor.type_over(uri, NONE, '"SystemAssigned"')
    if "utf16" in editor.profile:
        resolved = await editor.resolve(action)
        assert resolved.disabled
        assert resolved.edit is None
    else:
        error = await refused(editor.client.code_action_resolve_async(action))
        assert error.code == types.LSPErrorCodes.ContentModified


async def test_resolving_what_this_server_never_offered(editor: Editor) -> None:
    action = types.CodeAction(title="x", data={"other": 1})
    error = await refused(editor.client.code_action_resolve_async(action))
    assert error.code == types.ErrorCodes.InvalidParams


async def test_edit_is_versioned_where_the_client_can_check_it(editor: Editor) -> None:
    uri = editor.open(FAILING)
    editor.type_over(uri, '"westeurope"', '"we"')
    action = await editor.resolve((await editor.actions(uri, NONE, ["quickfix"]))[0])
    assert action.edit
    if "utf16" in editor.profile:
        [change] = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document.version == editor.versions[uri]
    else:
        assert list(action.edit.changes or ()) == [uri]


async def test_fix_all_mends_every_finding_at_once(editor: Editor) -> None:
    identities = ('"identity": { "type": "None" },', "", '"identity": {},')
    bad = [cluster(each, f'"aks{number}"') for number, each in enumerate(identities)]
    uri = editor.open(template(",\n".join(bad)))
    assert len(await editor.diagnostics(uri)) == 3
    [action] = await editor.actions(uri, '"contentVersion"', ["source.fixAll"])
    await editor.apply(action)
    assert list(await editor.diagnostics(uri)) == []
    assert editor.texts[uri].count("SystemAssigned") == 3


async def test_fix_all_is_not_offered_where_nothing_can_be_mended(editor: Editor) -> None:
    uri = editor.open(PASSING)
    assert await editor.actions(uri, CLUSTER, ["source.fixAll"]) == []
