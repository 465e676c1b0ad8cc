"""Which resources belong together, also where only the deployment knows their names."""

from __future__ import annotations

import pytest

from armlens.jsonc.parse import parse
from armlens.template.kinds import DocumentKind
from armlens.template.relations import Relations
from armlens.template.resources import resources_of
from expectations import template

OWNER = "Microsoft.ContainerService/managedClusters"
PART = f"{OWNER}/agentPools"
NOTE = "Microsoft.Insights/diagnosticSettings"
HEAD = """"parameters": { "c": { "type": "string" }, "d": { "type": "string" },
    "id": { "type": "string" }, "any": { "type": "object" } },
    "variables": { "c": "[parameters('c')]", "aks": "[format('aks-{0}', parameters('c'))]" },"""


def relation(owner: str, other: str) -> str:
    """What the template says of a resource and the owner of that name."""
    text = template(f'[{{ "type": "{OWNER}", "name": "{owner}" }}, {other}]', HEAD)
    resources = list(resources_of(parse(text), DocumentKind.TEMPLATE))
    found = Relations(resources).children(resources[0], [PART, NOTE])
    if not found:
        return "another's"
    return "its own" if found[0].is_certain else "perhaps"


NAMES = [
    ("aks", "aks/np", "its own"),
    ("aks", "AKS/np", "its own"),
    ("aks", "other/np", "another's"),
    ("aks", "aks", "perhaps"),
    ("[parameters('c')]", "[format('{0}/{1}', parameters('c'), 'np')]", "its own"),
    ("[parameters('c')]", "[concat(parameters('c'), '/np')]", "its own"),
    ("[parameters('c')]", "[concat(variables('c'), '/', parameters('d'))]", "its own"),
    ("[variables('c')]", "[format('{0}/np', parameters('c'))]", "its own"),
    ("[variables('aks')]", "[format('aks-{0}/np', parameters('c'))]", "its own"),
    ("[variables('aks')]", "[concat(variables('aks'), '/np')]", "its own"),
    ("[parameters('c')]", "[concat(parameters('d'), '/np')]", "perhaps"),
    ("[parameters('c')]", "aks/np", "perhaps"),
    ("aks", "[concat(parameters('c'), '/np')]", "perhaps"),
    ("[parameters('c')]", "[parameters('d')]", "perhaps"),
    ("[parameters('c')]", "[parameters('any').name]", "perhaps"),
    ("[variables('aks')]", "aks-1/np", "perhaps"),
    ("[variables('aks')]", "vm-1/np", "another's"),
    ("[concat(parameters('c'), '-aks')]", "[concat(parameters('c'), '-aks/np')]", "its own"),
    ("[concat(parameters('c'), '-aks')]", "x-vm/np", "another's"),
]

SCOPES = [
    ("aks", f"{OWNER}/aks", "its own"),
    ("aks", f"/{OWNER}/AKS/", "its own"),
    ("aks", f"{OWNER}/other", "another's"),
    ("aks", "Microsoft.ContainerService/fleets/aks", "another's"),
    ("aks", "aks", "another's"),
    ("[parameters('c')]", f"[format('{OWNER}/{{0}}', parameters('c'))]", "its own"),
    ("[parameters('c')]", f"[resourceId('{OWNER}', parameters('c'))]", "its own"),
    ("[parameters('c')]", f"[concat('{OWNER}/', variables('c'))]", "its own"),
    ("[variables('aks')]", f"[resourceId('{OWNER}', variables('aks'))]", "its own"),
    ("[variables('aks')]", f"[format('{OWNER}/aks-{{0}}', parameters('c'))]", "its own"),
    ("[parameters('c')]", f"[resourceId('{OWNER}', parameters('d'))]", "perhaps"),
    ("[parameters('c')]", f"[concat('{OWNER}/', parameters('d'))]", "perhaps"),
    ("[parameters('c')]", "[parameters('id')]", "perhaps"),
    ("aks", "[parameters('id')]", "perhaps"),
    ("aks", f"[concat('{OWNER}/', parameters('c'))]", "perhaps"),
    ("aks", f"[concat(parameters('id'), '/{OWNER}/aks')]", "its own"),
    ("aks", f"[concat(parameters('id'), '/{OWNER}/other')]", "another's"),
    ("aks", "[concat(parameters('id'), '/aks')]", "perhaps"),
    ("aks", f"/subscriptions/s/resourceGroups/g/providers/{OWNER}/aks", "perhaps"),
    ("aks", f"[resourceId('g', '{OWNER}', 'aks')]", "perhaps"),
    ("aks", f"[resourceId('g', '{OWNER}', 'other')]", "another's"),
    ("[variables('aks')]", f"{OWNER}/vm-1", "another's"),
]


@pytest.mark.parametrize(("owner", "name", "expected"), NAMES)
def test_child_is_found_by_its_name(owner: str, name: str, expected: str) -> None:
    assert relation(owner, f'{{ "type": "{PART}", "name": "{name}" }}') == expected


@pytest.mark.parametrize(("owner", "scope", "expected"), SCOPES)
def test_extension_is_found_by_its_scope(owner: str, scope: str, expected: str) -> None:
    other = f'{{ "type": "{NOTE}", "name": "note", "scope": "{scope}" }}'
    assert relation(owner, other) == expected


def test_nested_child_is_its_own_whatever_their_names() -> None:
    text = template(
        f"""[{{ "type": "{OWNER}", "name": "[parameters('c')]", "resources": [
        {{ "type": "agentPools", "name": "[parameters('d')]" }}] }}]""",
        HEAD,
    )
    resources = list(resources_of(parse(text), DocumentKind.TEMPLATE))
    (found,) = Relations(resources).children(resources[0], [PART])
    assert found.is_certain
