"""Clusters and pools to judge, with nothing in them but what a rule looks at."""

from __future__ import annotations

CLUSTER = "Microsoft.ContainerService/managedClusters"
POOL = f"{CLUSTER}/agentPools"


def cluster(pools: str, properties: str = "", members: str = "") -> str:
    """A cluster with pools in it: the text of them, on lines of its own for expectations.

    `properties` are further ones, `members` those of the resource, each with a comma at its end.
    """
    return f"""[{{ "type": "{CLUSTER}", "name": "aks", {members} "properties": {{ {properties}
  "agentPoolProfiles": [
{pools}
  ]
}} }}]"""


def pool(properties: str, members: str = "") -> str:
    """A pool that is a resource by itself, with the text of its properties on lines of its own."""
    return f"""[{{ "type": "{POOL}", "name": "aks/np1", {members} "properties": {{
{properties}
}} }}]"""


def pool_of(owner: str, properties: str) -> str:
    """A cluster and a pool that is named after it; `owner` are the members of the cluster."""
    return f"""[{{ "type": "{CLUSTER}", "name": "aks", {owner} }},
{{ "type": "{POOL}", "name": "aks/np1", "properties": {{
{properties}
}} }}]"""


def nested_pool(owner: str, properties: str) -> str:
    """A cluster with a pool among its nested resources."""
    return f"""[{{ "type": "{CLUSTER}", "name": "aks", {owner} "resources": [
{{ "type": "agentPools", "name": "np1", "properties": {{
{properties}
}} }}] }}]"""
