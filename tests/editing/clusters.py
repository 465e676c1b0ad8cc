"""Templates of clusters with one identity each."""

from __future__ import annotations

from expectations import template

TYPE = "Microsoft.ContainerService/managedClusters"
DEFAULT_NONE = '"parameters": { "kind": { "type": "string", "defaultValue": "None" } },'


def cluster(identity: str, name: str = "a") -> str:
    return f'{{ "type": "{TYPE}", "apiVersion": "x", "name": "{name}", "identity": {identity} }}'


def clusters(*identities: str, head: str = "") -> str:
    return template(f"[{', '.join(map(cluster, identities))}]", head)
