"""The texts of documents and files in a session, each with others that it may have."""

from __future__ import annotations

import json
from collections.abc import Mapping

_SCHEMAS = "https://schema.management.azure.com/schemas/"
_CLUSTER = "Microsoft.ContainerService/managedClusters"
RULE = "Azure.AKS.ManagedIdentity"


def _template(*resources: object, **more: object) -> str:
    head = {"$schema": f"{_SCHEMAS}2019-04-01/deploymentTemplate.json#"}
    whole = {**head, "contentVersion": "1.0.0.0", **more, "resources": resources}
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _cluster(identity: str, name: str = "aks") -> object:
    given = {"type": _CLUSTER, "apiVersion": "2024-05-01", "name": name}
    return {**given, "identity": {"type": identity}, "properties": {}}


def _link(path: str) -> object:
    passed = {"kind": {"value": "[parameters('kind')]"}}
    linked = {"mode": "Incremental", "templateLink": {"relativePath": path}, "parameters": passed}
    given = {"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01"}
    return {**given, "name": "😀", "properties": linked}


def _values(kind: object, template: str = "") -> str:
    head = {"$schema": f"{_SCHEMAS}2019-04-01/deploymentParameters.json#"}
    metadata = {"metadata": {"template": template}} if template else {}
    values = {"parameters": {"kind": {"value": kind}}}
    return json.dumps({**head, "contentVersion": "1.0.0.0", **metadata, **values}, indent=1)


_KIND = {"kind": {"type": "string", "defaultValue": "SystemAssigned"}}
_BY_PARAMETER = _cluster("[parameters('kind')]")
_RULES = """{ rules: { "Contoso.Name": {
  types: ["Microsoft.ContainerService/managedClusters"], title: "Name it well",
  condition: { field: "name", in: [NAMES] }, fails: "The name is another",
} } }"""

SETTINGS = "armlens.json"
INVALID_SETTINGS = '{ "rules": { "Azure.AKS.ManagedIdentity": "loud" } }'
INVALID_SECTION: object = {"rules": 5}
"""While settings cannot be read, the last good ones stay, which a fresh server does not know."""

TEXTS: Mapping[str, tuple[str, ...]] = {
    "main.json": (
        _template(_BY_PARAMETER, parameters=_KIND),
        _template(_link("child.json"), _cluster("None", "b"), parameters=_KIND),
        _template(_link("sub/../child.json"), _link("../outside.json"), parameters=_KIND),
        "{}",
    ),
    "child.json": (
        _template(_BY_PARAMETER, parameters=_KIND),
        _template(_BY_PARAMETER, _link("main.json"), parameters=_KIND),
        _template(_cluster("SystemAssigned"), outputs={"x": {"type": "string"}}),
    ),
    "sub/other.json": (
        _template(_cluster("None"), _cluster("[variables('none')]")),
        _template(_link("../main.json"), parameters=_KIND).replace("\n", "\r\n"),
        '{"resources": [',
    ),
    "main.parameters.json": (_values("None"), _values("SystemAssigned"), _values(5), "[]"),
    "main.prod.parameters.json": (_values("UserAssigned"), _values("None")),
    "values.json": (_values("None", "main.json"), _values("None", "child.json")),
    "our.rules.json5": (_RULES.replace("NAMES", '"aks"'), _RULES.replace("NAMES", '"b", "c"'), "{"),
    SETTINGS: (
        "{}",
        json.dumps({"rules": {RULE: "off"}}),
        json.dumps({"rules": {RULE: "error"}, "ruleFiles": ["our.rules.json5"]}),
        json.dumps({"exclude": ["sub/**"]}),
        json.dumps({"parameters": {"main.json": "main.prod.parameters.json"}}),
        INVALID_SETTINGS,
    ),
}

SECTIONS: tuple[object, ...] = (
    None,
    {"rules": {RULE: "off"}},
    {"rules": {RULE: "information"}},
    {"exclude": ["child.json"]},
    {"parameters": {"main.json": "values.json"}},
    INVALID_SECTION,
)
"""The settings of the editor."""

TYPED = ("", " ", "\n", "\r\n", '"', ",", "x", "{", "}", "😀", "None", "\ud800", "// a\n")
