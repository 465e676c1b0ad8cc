"""Clusters with diagnostic settings, in each of the ways that a template can have them."""

from __future__ import annotations

from rules.aks.pools import CLUSTER


def log(category: str, enabled: str = "true") -> str:
    """An entry of `logs` or `metrics`."""
    return f'{{ "category": "{category}", "enabled": {enabled} }}'


def group(name: str, enabled: str = "true") -> str:
    """An entry of `logs` for a group of categories."""
    return f'{{ "categoryGroup": "{name}", "enabled": {enabled} }}'


def setting(logs: str, metrics: str = "", owner: str = "aks", members: str = "") -> str:
    """A diagnostic setting for the cluster of that name, with the text of its logs and metrics."""
    return f"""{{ "type": "Microsoft.Insights/diagnosticSettings", "name": "to-workspace", {members}
  "scope": "[resourceId('{CLUSTER}', '{owner}')]",
  "properties": {{ "metrics": [{metrics}], "logs": [
{logs}
  ] }} }}"""


def old_setting(logs: str, metrics: str = "") -> str:
    """A diagnostic setting of the old type, named after its cluster."""
    return f"""{{ "type": "{CLUSTER}/providers/diagnosticSettings",
  "name": "aks/Microsoft.Insights/to-workspace",
  "properties": {{ "metrics": [{metrics}], "logs": [
{logs}
  ] }} }}"""


def nested_setting(logs: str, metrics: str = "") -> str:
    """A cluster that has a diagnostic setting among its nested resources."""
    return f"""[{{ "type": "{CLUSTER}", "name": "aks", "resources": [
  {{ "type": "providers/diagnosticSettings", "name": "Microsoft.Insights/to-workspace",
  "properties": {{ "metrics": [{metrics}], "logs": [
{logs}
  ] }} }}] }}]"""


def cluster_and(*settings: str, expected: str = "") -> str:
    """A cluster with its settings after it, and the finding on the type of the cluster."""
    told = f"    //{' ' * 8}{'^' * (len(CLUSTER) + 2)} {expected}" if expected else ""
    others = "".join(f",\n{each}" for each in settings)
    return f"""[{{
      "type": "{CLUSTER}",
{told}
      "name": "aks"
}}{others}]"""
