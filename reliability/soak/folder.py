"""The workspace of a long session: templates of many sizes, one that links another, parameters."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.documents.document import JSONC, generated
from reliability.paths import CORPUS, SAMPLES
from reliability.soak.document import Open

_SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
_LARGE = 150_000
"""Bytes, so that the server takes it for one of the large ones."""

_REAL = 12


def documents(folder: Path) -> list[Open]:
    """The documents of a session, written to a folder."""
    texts = {
        f"samples/{number}.json": path.read_text("utf-8")
        for number, path in enumerate(sorted(SAMPLES.rglob("*.json")))
    }
    real = sorted(CORPUS.rglob("azuredeploy.json"), key=lambda path: path.stat().st_size)
    for number, path in enumerate(real[:: max(len(real) // _REAL, 1)]):
        texts[f"real/{number}.json"] = path.read_bytes().decode("utf-8-sig")
    texts["large.json"] = generated("large", _LARGE, JSONC).text
    texts |= _linked()
    return [_written(folder / name, text) for name, text in texts.items()]


def _linked() -> dict[str, str]:
    """A template, the one it links, and its parameter file."""
    cluster = {
        "type": "Microsoft.ContainerService/managedClusters",
        "apiVersion": "2024-05-01",
        "name": "aks",
        "identity": {"type": "[parameters('identity')]"},
    }
    link = {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": "child",
        "properties": {
            "mode": "Incremental",
            "templateLink": {"relativePath": "child.json"},
            "parameters": {"identity": {"value": "[parameters('identity')]"}},
        },
    }
    declared = {"identity": {"type": "string"}}
    return {
        "linked/main.json": _template(declared, link),
        "linked/child.json": _template(declared, cluster),
        "linked/main.parameters.json": _json(
            {
                "$schema": _SCHEMA.replace("deploymentTemplate", "deploymentParameters"),
                "contentVersion": "1.0.0.0",
                "parameters": {"identity": {"value": "None"}},
            }
        ),
    }


def _template(parameters: object, *resources: object) -> str:
    whole = {"$schema": _SCHEMA, "contentVersion": "1.0.0.0", "parameters": parameters}
    return _json(whole | {"resources": resources})


def _json(data: object) -> str:
    return json.dumps(data, indent=2) + "\n"


def _written(path: Path, text: str) -> Open:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return Open(path, text, text)
