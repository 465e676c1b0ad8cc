"""Clusters to judge, with nothing in them but what a rule looks at, and the finding expected."""

from __future__ import annotations

CLUSTER = "Microsoft.ContainerService/managedClusters"


def cluster(path: str, value: str, sku: str = "Base") -> str:
    """A cluster that has a value at a path, and nothing to tell."""
    return _written(path, value, "", sku)


def told_of_value(path: str, value: str, expected: str, sku: str = "Base") -> str:
    """A cluster that has a value at a path, and a finding on that value."""
    name = path.rpartition(".")[2]
    return _written(path, value, f"//{' ' * (len(name) + 4)}{'^' * len(value)} {expected}", sku)


def told_of_name(path: str, value: str, expected: str) -> str:
    """A cluster that has a value at a path, and a finding on the last name of the path."""
    name = path.rpartition(".")[2]
    return _written(path, value, f"//{'^' * (len(name) + 2)} {expected}", "Base")


def told_of_type(expected: str) -> str:
    """A cluster that has nothing of what a rule looks at, and a finding on its type."""
    return f"""[{{
  "type": "{CLUSTER}",
//        {"^" * (len(CLUSTER) + 2)} {expected}
  "name": "aks"
}}]"""


def _written(path: str, value: str, mark: str, sku: str) -> str:
    *parents, name = path.split(".")
    head = f'[{{ "type": "{CLUSTER}", "name": "aks", "sku": {{ "name": "{sku}" }},'
    opening = (f'"{parent}": {{' for parent in parents)
    member = f'  "{name}": {value}'
    return "\n".join([head, *opening, member, mark, f"{'}' * len(parents)} }}]"])
