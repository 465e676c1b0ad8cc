"""Rules of one's own in an editor: they count as they are typed."""

from __future__ import annotations

from pathlib import Path

from lsp.editor import UTF16_PULL, UTF16_PUSH, session

TEMPLATE = """{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [{
    "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2024-09-01", "name": "aks",
    "identity": { "type": "SystemAssigned" }, "location": "eastus"
  }] }"""
RULES = """{ rules: { "Contoso.Region": {
  types: ["Microsoft.ContainerService/managedClusters"], title: "Stay in Europe",
  condition: { field: "location", in: ["westeurope"] }, fails: "The cluster is outside of Europe",
} } }"""


async def test_a_rule_file_counts_as_it_is_typed_and_tells_its_mistakes(tmp_path: Path) -> None:
    (tmp_path / "our.rules.json5").write_text(RULES)
    (tmp_path / "armlens.json").write_text('{ "ruleFiles": ["our.rules.json5"] }')
    for profile in (UTF16_PUSH, UTF16_PULL):
        async with session(profile, tmp_path) as editor:
            uri = editor.open(TEMPLATE, (tmp_path / "main.json").as_uri())
            [found] = await editor.diagnostics(uri)
            assert (found.code, found.message) == (
                "Contoso.Region",
                "The cluster is outside of Europe: 'location' is 'eastus'.",
            )
            assert found.code_description is None
            rules = editor.open(RULES, (tmp_path / "our.rules.json5").as_uri())
            assert list(await editor.diagnostics(rules)) == []
            editor.type_over(rules, "westeurope", "eastus")
            assert list(await editor.diagnostics(uri)) == []
            editor.type_over(rules, 'in: ["eastus"]', 'inn: ["eastus"]')
            [mistake] = await editor.diagnostics(rules)
            assert mistake.code == "rules.unknown-member"
            assert list(await editor.diagnostics(uri)) == []
            editor.close(rules)
            [again] = await editor.diagnostics(uri)
            assert again.code == "Contoso.Region"
