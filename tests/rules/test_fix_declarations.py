"""A fix meets the declarations of the parameters that it changes, or is not offered."""

from __future__ import annotations

import pytest

from armlens.analysis.engine import analyse
from armlens.analysis.settings import Settings
from armlens.jsonc.parse import parse
from armlens.rules.mending.fixes import Fix
from armlens.template.parameter_file import parameter_file
from armlens.text.edits import apply
from expectations import DOCUMENT, template

RULE = "Azure.AKS.StandardLB"
GIVEN = "file:///main.parameters.json"
TITLE = "Set 'properties.networkProfile.loadBalancerSku' to 'standard'"
SKU = """{ "loadBalancerSku": "[parameters('sku')]" }"""


def cluster(profile: str, head: str) -> str:
    """A cluster with a network profile, and the beginning of its template."""
    kind = '"type": "Microsoft.ContainerService/managedClusters", "name": "aks"'
    return template(f'[{{ {kind}, "properties": {{ "networkProfile": {profile} }} }}]', head)


def declared(declaration: str, more: str = "") -> str:
    return f'{more}"parameters": {{ "sku": {{ {declaration} }} }},'


def given(value: str) -> str:
    return f'{{ "contentVersion": "1.0.0.0", "parameters": {{ "sku": {{ "value": {value} }} }} }}'


def fixes(text: str, parameters: str | None = None, rule: str = RULE) -> tuple[Fix, ...]:
    file = parameter_file(parse(parameters, GIVEN)) if parameters else None
    analysis = analyse(text, DOCUMENT, Settings(select=(rule,)), parameters=file)
    (finding,) = (each for each in analysis.findings if each.is_shown)
    return finding.fixes()


def test_value_is_added_to_those_that_another_document_allows() -> None:
    text = cluster(SKU, declared('"type": "string", "allowedValues": ["basic"]'))
    first, second, _ = fixes(text, given('"basic"'))
    assert first.title == f"{TITLE} in parameter 'sku' in the parameter file"
    assert apply(given('"basic"'), first.edits[GIVEN]) == given('"standard"')
    assert apply(text, first.edits[DOCUMENT]) == text.replace('["basic"]', '["basic", "standard"]')
    assert second.title == f"{TITLE} at this resource"


def test_value_that_is_allowed_is_written_alone() -> None:
    text = cluster(SKU, declared('"type": "string", "allowedValues": ["basic", "Standard"]'))
    assert fixes(text, given('"basic"'))[0].edits.keys() == {GIVEN}


def test_value_is_added_to_those_that_a_nested_template_allows() -> None:
    inner = cluster(SKU, declared('"type": "string", "allowedValues": ["basic"]'))
    passed = '"parameters": { "sku": { "value": "basic" } }'
    scope = '"expressionEvaluationOptions": { "scope": "inner" }'
    kind = '"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "a"'
    members = f'"mode": "Incremental", {scope}, {passed}, "template": {inner}'
    text = template(f'[{{ {kind}, "properties": {{ {members} }} }}]')
    mended = apply(text, fixes(text)[0].edits[DOCUMENT])
    assert mended == text.replace('["basic"]', '["basic", "standard"]').replace(
        '"value": "basic"', '"value": "standard"'
    )


TYPED = '"languageVersion": "2.0", "definitions": { "kind": { "type": "string", %s } }, '


@pytest.mark.parametrize(
    ("profile", "head"),
    [
        (SKU, declared('"type": "string", "defaultValue": "basic", "maxLength": 5')),
        (
            SKU,
            declared(
                '"$ref": "#/definitions/kind", "defaultValue": "basic"', TYPED % '"maxLength": 5'
            ),
        ),
        (
            SKU,
            declared(
                '"$ref": "#/definitions/kind", "defaultValue": "basic"',
                TYPED % '"allowedValues": ["basic"]',
            ),
        ),
        (
            "[parameters('sku')]",
            declared(
                '"type": "object", "properties": { "loadBalancerSku": { "type": "string",'
                ' "allowedValues": ["basic"] } }, "defaultValue": { "loadBalancerSku": "basic" }',
                '"languageVersion": "2.0", ',
            ),
        ),
    ],
)
def test_where_a_declaration_cannot_be_met_only_the_resource_is_mended(
    profile: str, head: str
) -> None:
    text = cluster(profile if profile.startswith("{") else f'"{profile}"', head)
    titles = [fix.title for fix in fixes(text) if not fix.title.startswith("Remove")]
    assert titles == [TITLE] * profile.startswith("{")


def test_a_member_that_the_type_does_not_have_is_not_inserted() -> None:
    for extra, count in (("true", 3), ("false", 0)):
        head = declared(
            f'"type": "object", "additionalProperties": {extra}, "properties": {{}},'
            ' "defaultValue": {}',
            '"languageVersion": "2.0", ',
        )
        text = cluster("\"[parameters('sku')]\"", head)
        assert len(fixes(text, rule="Azure.AKS.NetworkPolicy")) == count


def test_a_declaration_that_another_value_does_not_meet_already_is_no_hindrance() -> None:
    head = declared(
        '"type": "object", "properties": { "other": { "type": "int" } },'
        ' "defaultValue": { "other": "x", "loadBalancerSku": "basic" }',
        '"languageVersion": "2.0", ',
    )
    text = cluster("\"[parameters('sku')]\"", head)
    mended = apply(text, fixes(text)[0].edits[DOCUMENT])
    assert mended == text.replace('"basic"', '"standard"')


def test_an_object_that_is_passed_on_to_a_declared_type_is_left_alone() -> None:
    inner = cluster(
        "\"[parameters('sku')]\"",
        declared('"type": "object", "properties": {}', '"languageVersion": "2.0", '),
    )
    scope = '"expressionEvaluationOptions": { "scope": "inner" }'
    passed = '"parameters": { "sku": { "value": "[variables(\'profile\')]" } }'
    kind = '"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "a"'
    members = f'"mode": "Incremental", {scope}, {passed}, "template": {inner}'
    head = '"variables": { "profile": { "a": 1 } },'
    text = template(f'[{{ {kind}, "properties": {{ {members} }} }}]', head)
    assert fixes(text, rule="Azure.AKS.NetworkPolicy") == ()
