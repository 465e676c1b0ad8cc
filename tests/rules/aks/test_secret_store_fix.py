"""Azure.AKS.SecretStore: what turns the add-on on has rotation on too, or another rule complains."""

from __future__ import annotations

import pytest

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Finding
from armlens.analysis.settings import Settings
from armlens.text.edits import apply
from expectations import DOCUMENT, template

RULES = ("Azure.AKS.SecretStore", "Azure.AKS.SecretStoreRotation")
ON = '"enabled": true, "config": { "enableSecretRotation": "true" }'
TITLE = "Set 'properties.addonProfiles.azureKeyvaultSecretsProvider.enabled' to true"


def cluster(properties: str, head: str = "") -> str:
    resource = f'"type": "Microsoft.ContainerService/managedClusters", "name": "aks"{properties}'
    return template(f"[{{ {resource} }}]", head)


def add_on(value: str) -> str:
    members = f'"addonProfiles": {{ "azureKeyvaultSecretsProvider": {value} }}'
    return f', "properties": {{ {members} }}'


def shown(text: str) -> list[Finding]:
    analysis = analyse(text, DOCUMENT, Settings(select=RULES))
    return [finding for finding in analysis.findings if finding.is_shown]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", add_on(f"{{ {ON} }}")),
        (', "properties": {}', add_on(f"{{ {ON} }}")),
        (add_on("{}"), add_on(f"{{ {ON} }}")),
        (add_on("null"), add_on(f"{{ {ON} }}")),
        (add_on('{ "enabled": false }'), add_on(f"{{ {ON} }}")),
        (
            add_on('{ "enabled": false, "config": {} }'),
            add_on(f"{{ {ON} }}"),
        ),
        (
            add_on('{ "enabled": false, "config": { "enableSecretRotation": "false" } }'),
            add_on(f"{{ {ON} }}"),
        ),
        (
            add_on('{ "config": { "enableSecretRotation": "true" } }'),
            add_on('{ "config": { "enableSecretRotation": "true" }, "enabled": true }'),
        ),
        (
            add_on('{ "identity": {}, }'),
            add_on(f'{{ "identity": {{}}, {ON} }}'),
        ),
        (
            add_on('{ "enabled": false, "config": { "rotationPollInterval": "1m" } }'),
            add_on(
                '{ "enabled": true, "config":'
                ' { "rotationPollInterval": "1m", "enableSecretRotation": "true" } }'
            ),
        ),
        (
            add_on('{ "enabled": false, "config": "[reference(\'x\').y]" }'),
            add_on('{ "enabled": true, "config": "[reference(\'x\').y]" }'),
        ),
    ],
)
def test_rotation_is_turned_on_along(before: str, after: str) -> None:
    text = cluster(before)
    (finding,) = shown(text)
    (fix,) = finding.fixes()
    mended = apply(text, fix.edits[DOCUMENT])
    assert mended == cluster(after)
    assert shown(mended) == []
    is_along = "reference" not in after and before.count('"true"') == 0
    assert fix.title == TITLE + " with 'config.enableSecretRotation' as 'true'" * is_along


def test_both_are_written_where_the_add_on_comes_from() -> None:
    used = ', "properties": { "addonProfiles": "[variables(\'addOns\')]" }'
    head = '"variables": { "addOns": { "azureKeyvaultSecretsProvider": { %s } } },'
    text = cluster(used, head % '"enabled": false')
    (finding,) = shown(text)
    mended = apply(text, finding.fixes()[0].edits[DOCUMENT])
    assert mended == cluster(used, head % ON)


def test_each_is_written_where_it_comes_from() -> None:
    used = add_on(
        '{ "enabled": "[parameters(\'on\')]",'
        ' "config": { "enableSecretRotation": "[parameters(\'rotate\')]" } }'
    )
    head = """"parameters": { "on": { "type": "bool", "defaultValue": %s },
    "rotate": { "type": "string", "defaultValue": "%s" } },"""
    text = cluster(used, head % ("false", "false"))
    (finding,) = shown(text)
    mended = apply(text, finding.fixes()[0].edits[DOCUMENT])
    assert mended == cluster(used, head % ("true", "true"))
