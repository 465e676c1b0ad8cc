"""Which documents are templates."""

from __future__ import annotations

import pytest

from armlens.jsonc.parse import parse
from armlens.template.kinds import DocumentKind, kind_of, may_be_template

SCHEMAS = "https://schema.management.azure.com/schemas"
RESOURCE = '{"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01"}'

KINDS = {
    f'{{"$schema": "{SCHEMAS}/2019-04-01/deploymentTemplate.json#"}}': DocumentKind.TEMPLATE,
    '{"$schema": "HTTP://Schema.Management.Azure.com/schemas/2015-01-01/deploymenttemplate.json"}': (
        DocumentKind.TEMPLATE
    ),
    f'{{"$schema": "{SCHEMAS}/2018-05-01/subscriptionDeploymentTemplate.json#"}}': (
        DocumentKind.TEMPLATE
    ),
    f'{{"$schema": "{SCHEMAS}/2019-08-01/managementGroupDeploymentTemplate.json#"}}': (
        DocumentKind.TEMPLATE
    ),
    f'{{"$SCHEMA": "{SCHEMAS}/2099-01-01/tenantDeploymentTemplate.json#"}}': DocumentKind.TEMPLATE,
    f'// licence\n{{"resources": [], "$schema": "{SCHEMAS}/x/deploymentTemplate.json#"}}': (
        DocumentKind.TEMPLATE
    ),
    f'{{"$schema": "{SCHEMAS}/2019-04-01/deploymentParameters.json#"}}': DocumentKind.PARAMETERS,
    f'{{"$schema": "{SCHEMAS}/2018-05-01/subscriptionDeploymentParameters.json#"}}': (
        DocumentKind.PARAMETERS
    ),
    f'{{"$schema": "{SCHEMAS}/0.1.2-preview/CreateUIDefinition.MultiVm.json#"}}': DocumentKind.OTHER,
    f'{{"$schema": "https://json.schemastore.org/tsconfig", "resources": [{RESOURCE}]}}': (
        DocumentKind.OTHER
    ),
    '{"contentVersion": "1.0.0.0", "resources": []}': DocumentKind.TEMPLATE,
    f'{{"$schema": "", "resources": [{RESOURCE}]}}': DocumentKind.TEMPLATE,
    f'{{"Resources": [{{}}, {RESOURCE}]}}': DocumentKind.TEMPLATE,
    f'{{"resources": {{"site": {RESOURCE}}}}}': DocumentKind.TEMPLATE,
    '{"resources": {"site": {"existing": true, "type": "Microsoft.Web/sites"}}}': (
        DocumentKind.TEMPLATE
    ),
    '{"resources": [{"type": "Microsoft.Web/sites"}]}': DocumentKind.OTHER,
    '{"resources": [{"type": "directory", "apiVersion": "1"}]}': DocumentKind.OTHER,
    '{"resources": {"cpu": "1"}, "contentVersion": "1"}': DocumentKind.OTHER,
    '{"parameters": {"a": {"value": 1}, "b": {"reference": {}}}}': DocumentKind.PARAMETERS,
    '{"parameters": {"a": {"type": "string"}}}': DocumentKind.OTHER,
    '{"parameters": {}}': DocumentKind.OTHER,
    RESOURCE: DocumentKind.FRAGMENT,
    f"[{RESOURCE}, {RESOURCE}]": DocumentKind.FRAGMENT,
    f'{RESOURCE[:-1]}, "resources": [{RESOURCE}]}}': DocumentKind.FRAGMENT,
    f"[{RESOURCE}, {{}}]": DocumentKind.OTHER,
    '{"name": "package", "version": "1.0.0"}': DocumentKind.OTHER,
    "[]": DocumentKind.OTHER,
    "{}": DocumentKind.OTHER,
    "": DocumentKind.OTHER,
    "// nothing": DocumentKind.OTHER,
    "5": DocumentKind.OTHER,
}


@pytest.mark.parametrize(("text", "kind"), KINDS.items())
def test_kind(text: str, kind: DocumentKind) -> None:
    assert kind_of(parse(text)) is kind


@pytest.mark.parametrize(
    "text", [text for text, kind in KINDS.items() if kind in ("template", "fragment")]
)
def test_what_is_a_template_is_worth_parsing(text: str) -> None:
    assert may_be_template(text)


@pytest.mark.parametrize("text", ['{"name": "package"}', "[]", "", '{"compilerOptions": {}}'])
def test_other_documents_are_not_even_parsed(text: str) -> None:
    assert not may_be_template(text)
