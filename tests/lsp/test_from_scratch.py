"""`armlens server --from-scratch` shows what the server shows that remembers."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from lsp.editor import PROFILES, Editor, session
from lsp.templates import cluster, template

pytestmark = pytest.mark.asyncio(loop_scope="module")

PARAMETERS = '"parameters": { "kind": { "type": "string", "defaultValue": "first" } },\n'
TEMPLATE = template(
    ",\n".join(
        (
            cluster('"identity": { "type": "second" },', '"a"'),
            cluster('"identity": { "type": "[parameters(\'kind\')]" },', '"b"'),
        )
    ),
    PARAMETERS,
)
EDITS = (
    ('"first"', '"SystemAssigned"'),
    ('"second"', '"None"'),
    ('"SystemAssigned"', '"None'),
    ('"None }', '"third" }'),
    ('"a"', "\"[variables('missing')]\""),
)


@pytest.mark.parametrize("profile", PROFILES)
async def test_both_show_the_same_after_each_edit(profile: str, tmp_path: Path) -> None:
    async with (
        session(profile, tmp_path) as remembering,
        session(profile, tmp_path, "--from-scratch") as forgetful,
    ):
        editors = remembering, forgetful
        uris = [each.open(TEMPLATE) for each in editors]
        for old, new in EDITS:
            shown = [await _shown(*each, old, new) for each in zip(editors, uris, strict=True)]
            assert shown[0] == shown[1]
            assert shown[0], "there is something to compare"


async def _shown(editor: Editor, uri: str, old: str, new: str) -> list[types.Diagnostic]:
    editor.type_over(uri, old, new)
    found = await editor.diagnostics(uri)
    return [types.Diagnostic(each.range, each.message, each.severity, each.code) for each in found]
