"""What selected a value is told beside where it was written: conditions, indexes, nulls."""

from __future__ import annotations

import json

import pytest

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Finding
from armlens.analysis.settings import Settings
from armlens.jsonc.parse import parse
from armlens.rules.verdicts import VerdictKind
from armlens.template.parameter_file import parameter_file
from expectations import DOCUMENT, template

IDENTITIES = "parameters('managedIdentities')"
SYSTEM, USER = f"tryGet({IDENTITIES}, 'systemAssigned')", f"tryGet({IDENTITIES}, 'user')"
LIST = f"coalesce({USER}, createArray())"
CHOSEN = (
    f"if(coalesce({SYSTEM}, false()), if(not(empty({LIST})), 'SystemAssigned, UserAssigned',"
    f" 'SystemAssigned'), if(not(empty({LIST})), 'UserAssigned', 'None'))"
)
MODULE = template(
    """{ "cluster": { "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2025-01-01",
      "identity": "[variables('identity')]" } }""",
    f""""languageVersion": "2.0",
    "definitions": {{ "identities": {{ "type": "object", "properties": {{
      "systemAssigned": {{ "type": "bool", "nullable": true }},
      "user": {{ "type": "array", "nullable": true }} }} }} }},
    "parameters": {{ "managedIdentities": {{ "$ref": "#/definitions/identities", "nullable": true }} }},
    "variables": {{
      "identity": "[if(not(empty({IDENTITIES})), createObject('type', {CHOSEN}), null())]" }},""",
)


def only(text: str, given: object = None) -> Finding:
    """The one finding of a template, with values for its parameters."""
    head = '{"contentVersion": "1.0.0.0", "parameters": '
    values = {} if given is None else {"managedIdentities": {"value": given}}
    file = parameter_file(parse(f"{head}{json.dumps(values)}}}", "file:///main.parameters.json"))
    (finding,) = analyse(text, DOCUMENT, Settings(), parameters=file if values else None).findings
    return finding


def test_the_parameter_that_is_null_is_a_related_place() -> None:
    finding = only(MODULE)
    assert finding.kind is VerdictKind.FAIL
    labels = [origin.label for origin in finding.verdict.origins]
    assert labels == ["variable 'identity'", "parameter 'managedIdentities'"]
    assert finding.verdict.origins[1].span.text_of(MODULE) == '"managedIdentities"'


def test_a_parameter_file_decides() -> None:
    assert only(MODULE, {"systemAssigned": True}).kind is VerdictKind.PASS
    assert only(MODULE, {"user": ["/subscriptions/s"]}).kind is VerdictKind.PASS
    assert only(MODULE, {"systemAssigned": False}).kind is VerdictKind.FAIL
    assert only(MODULE, {}).kind is VerdictKind.FAIL


def test_the_value_in_the_parameter_file_is_a_related_place() -> None:
    documents = {origin.document for origin in only(MODULE, {}).verdict.origins}
    assert "file:///main.parameters.json" in documents


HEAD = """"parameters": { "env": { "type": "string", "defaultValue": "dev" },
  "none": { "type": "string", "nullable": true }, "on": { "type": "bool" } },
  "variables": { "types": { "dev": "None" } },"""
SELECTED = {
    "a condition": (
        "if(equals(parameters('env'), 'dev'), 'None', '')",
        ["the default of parameter 'env'"],
    ),
    "a condition that is negated": (
        "if(not(equals(parameters('env'), 'prod')), 'None', '')",
        ["the default of parameter 'env'"],
    ),
    "conditions together": (
        "if(and(equals(parameters('env'), 'dev'), empty(parameters('none'))), 'None', '')",
        ["the default of parameter 'env'", "parameter 'none'"],
    ),
    "an index": (
        "variables('types')[parameters('env')]",
        ["variable 'types'", "the default of parameter 'env'"],
    ),
    "what was null": ("coalesce(parameters('none'), 'None')", ["parameter 'none'"]),
    "a condition that is not known": ("if(parameters('on'), 'None', '')", ["parameter 'on'"]),
}


@pytest.mark.parametrize(("expression", "labels"), SELECTED.values(), ids=SELECTED)
def test_related_places(expression: str, labels: list[str]) -> None:
    text = template(
        f"""[{{ "type": "Microsoft.ContainerService/managedClusters",
          "identity": {{ "type": "[{expression}]" }} }}]""",
        HEAD,
    )
    assert [origin.label for origin in only(text).verdict.origins] == labels


def test_what_selected_an_object_selected_its_members() -> None:
    text = template(
        """[{ "type": "Microsoft.ContainerService/managedClusters",
          "identity": "[if(equals(parameters('env'), 'dev'), createObject('type', 'None'), null())]" }]""",
        HEAD,
    )
    assert [origin.label for origin in only(text).verdict.origins] == [
        "the default of parameter 'env'"
    ]
