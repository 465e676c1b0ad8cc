"""Templates for the tests of the server."""

from __future__ import annotations

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
CLUSTER = '"Microsoft.ContainerService/managedClusters"'
RULE = "Azure.AKS.ManagedIdentity"


def template(resources: str, before: str = "") -> str:
    return (
        f'{{\n  "$schema": "{SCHEMA}",\n  "contentVersion": "1.0.0.0",\n{before}'
        f'  "resources": [\n{resources}\n  ]\n}}\n'
    )


def cluster(identity: str, name: str = '"aks"') -> str:
    return (
        f'    {{ "type": {CLUSTER}, "apiVersion": "2024-05-01", "name": {name},'
        f' "location": "westeurope", {identity} "properties": {{}} }}'
    )


FAILING = template(cluster('"identity": { "type": "None" },'))
PASSING = template(cluster('"identity": { "type": "SystemAssigned" },'))
