"""Resources as people and Bicep write them, numbered so that no two are alike."""

from __future__ import annotations

from typing import Any

Piece = dict[str, Any]

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"

_IDENTITIES: tuple[Piece, ...] = (
    {"identity": {"type": "None"}},
    {"identity": {"type": "SystemAssigned"}},
    {"identity": {"type": "[parameters('identityType')]"}},
    {
        "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"[parameters('identityId')]": {}},
        }
    },
    {"identity": "[variables('identity')]"},
    {},
)
"""The ways to give a cluster an identity; the first and the last do not."""

_PERIOD = 12
"""Of so many workloads in a row, two are clusters."""


def parameters() -> Piece:
    """The parameters that every template here declares."""
    described = {
        "namePrefix": ("The beginning of all names, three to eight letters.", "contoso"),
        "location": ("The region of all resources.", "[resourceGroup().location]"),
        "identityType": ("The kind of identity of the clusters.", "SystemAssigned"),
        "identityId": ("The identity that the clusters share.", ""),
        "kubernetesVersion": ("The version of the control plane.", "1.33.7"),
        "workspaceId": ("The workspace that logs are sent to.", ""),
        "adminPrincipalId": ("Who administers the clusters.", ""),
    }
    return {
        name: {"type": "string", "defaultValue": value, "metadata": {"description": text}}
        for name, (text, value) in described.items()
    }


def variables() -> Piece:
    """The variables that every template here declares."""
    return {
        "identity": {"type": "[parameters('identityType')]"},
        "suffix": "[uniqueString(resourceGroup().id, parameters('namePrefix'))]",
        "networkName": "[format('{0}-vnet-{1}', parameters('namePrefix'), variables('suffix'))]",
        "tags": {"environment": "test", "costCenter": "1042", "owner": "platform team"},
    }


def has_cluster(number: int) -> bool:
    """Whether the workload of a number is a cluster: a few among many, as in real templates."""
    return number % _PERIOD in (1, 3)


def workload(number: int) -> Piece:
    """A cluster, a web site or a key vault."""
    if has_cluster(number):
        return cluster(number)
    return web_site(number) if number % 2 else key_vault(number)


def cluster(number: int) -> Piece:
    """An AKS cluster; every third one has no managed identity."""
    return {
        "type": "Microsoft.ContainerService/managedClusters",
        "apiVersion": "2024-05-01",
        "name": f"[format('{{0}}-aks-{number}', parameters('namePrefix'))]",
        "location": "[parameters('location')]",
        "tags": {"environment": "test", "purpose": f"workload {number}"},
        **_IDENTITIES[(number // _PERIOD + number % _PERIOD // 2) % len(_IDENTITIES)],
        "sku": {"name": "Base", "tier": "Standard"},
        "dependsOn": [
            "[resourceId('Microsoft.Network/virtualNetworks', variables('networkName'))]"
        ],
        "properties": {
            "dnsPrefix": f"workload-{number}",
            "kubernetesVersion": "[parameters('kubernetesVersion')]",
            "enableRBAC": True,
            "agentPoolProfiles": [_agent_pool("system", 3), _agent_pool("user", 1 + number % 5)],
            "networkProfile": {
                "networkPlugin": "azure",
                "networkPolicy": "azure",
                "loadBalancerSku": "standard",
                "serviceCidr": f"10.{number % 200}.0.0/16",
                "dnsServiceIP": f"10.{number % 200}.0.10",
            },
            "addonProfiles": {
                "azurepolicy": {"enabled": True},
                "omsagent": {
                    "enabled": "[not(empty(parameters('workspaceId')))]",
                    "config": {"logAnalyticsWorkspaceResourceID": "[parameters('workspaceId')]"},
                },
            },
            "autoUpgradeProfile": {"upgradeChannel": "stable"},
        },
    }


def _agent_pool(name: str, count: int) -> Piece:
    subnet = "Microsoft.Network/virtualNetworks/subnets"
    return {
        "name": name,
        "mode": name.capitalize(),
        "count": count,
        "vmSize": "Standard_D4ds_v5",
        "osType": "Linux",
        "availabilityZones": ["1", "2", "3"],
        "enableAutoScaling": False,
        "vnetSubnetID": f"[resourceId('{subnet}', variables('networkName'), '{name}')]",
    }


def network(number: int) -> Piece:
    """A virtual network with the subnets of the clusters."""
    return {
        "type": "Microsoft.Network/virtualNetworks",
        "apiVersion": "2023-09-01",
        "name": "[variables('networkName')]",
        "location": "[parameters('location')]",
        "tags": "[variables('tags')]",
        "properties": {
            "addressSpace": {"addressPrefixes": [f"10.{number % 200}.0.0/16"]},
            "subnets": [
                {
                    "name": name,
                    "properties": {"addressPrefix": f"10.{number % 200}.{part}.0/24"},
                }
                for part, name in enumerate(("system", "user", "endpoints"))
            ],
        },
    }


def web_site(number: int) -> Piece:
    """A web site with its settings."""
    settings = {"WEBSITE_RUN_FROM_PACKAGE": "1", "Workload": f"workload {number}"}
    plan = f"format('{{0}}-plan-{number}', parameters('namePrefix'))"
    return {
        "type": "Microsoft.Web/sites",
        "apiVersion": "2023-12-01",
        "name": f"[format('{{0}}-site-{number}', parameters('namePrefix'))]",
        "location": "[parameters('location')]",
        "tags": {"environment": "test", "purpose": f"workload {number}"},
        "kind": "app,linux",
        "identity": {"type": "SystemAssigned"},
        "properties": {
            "serverFarmId": f"[resourceId('Microsoft.Web/serverfarms', {plan})]",
            "httpsOnly": True,
            "siteConfig": {
                "minTlsVersion": "1.2",
                "ftpsState": "Disabled",
                "linuxFxVersion": "PYTHON|3.12",
                "alwaysOn": True,
                "appSettings": [{"name": name, "value": value} for name, value in settings.items()],
            },
        },
    }


def key_vault(number: int) -> Piece:
    """A key vault."""
    return {
        "type": "Microsoft.KeyVault/vaults",
        "apiVersion": "2023-07-01",
        "name": f"[take(format('{{0}}kv{number}{{1}}', parameters('namePrefix'),"
        " variables('suffix')), 24)]",
        "location": "[parameters('location')]",
        "tags": {"environment": "test", "purpose": f"workload {number}"},
        "properties": {
            "tenantId": "[subscription().tenantId]",
            "sku": {"family": "A", "name": "standard"},
            "enableRbacAuthorization": True,
            "enablePurgeProtection": True,
            "softDeleteRetentionInDays": 90,
            "publicNetworkAccess": "Disabled",
            "networkAcls": {"defaultAction": "Deny", "bypass": "AzureServices"},
        },
    }


def storage_account(number: int) -> Piece:
    """A storage account."""
    return {
        "type": "Microsoft.Storage/storageAccounts",
        "apiVersion": "2023-05-01",
        "name": f"[take(format('{{0}}st{number}{{1}}', parameters('namePrefix'),"
        " variables('suffix')), 24)]",
        "location": "[parameters('location')]",
        "kind": "StorageV2",
        "sku": {"name": "Standard_ZRS"},
        "properties": {
            "minimumTlsVersion": "TLS1_2",
            "allowBlobPublicAccess": False,
            "supportsHttpsTrafficOnly": True,
            "networkAcls": {"defaultAction": "Deny", "bypass": "AzureServices"},
        },
    }


def role_assignments(number: int) -> Piece:
    """Role assignments in a loop, as compiled modules have them."""
    role = "Microsoft.Authorization/roleDefinitions"
    return {
        "copy": {"name": f"roles{number}", "count": "[length(createArray('Reader', 'Owner'))]"},
        "condition": "[not(empty(parameters('adminPrincipalId')))]",
        "type": "Microsoft.Authorization/roleAssignments",
        "apiVersion": "2022-04-01",
        "name": f"[guid(resourceGroup().id, parameters('adminPrincipalId'), '{number}',"
        " string(copyIndex()))]",
        "properties": {
            "roleDefinitionId": f"[subscriptionResourceId('{role}',"
            " 'acdd72a7-3385-48ef-bd42-f606fba81ae7')]",
            "principalId": "[parameters('adminPrincipalId')]",
            "principalType": "Group",
            "description": f"Readers of workload {number}.",
        },
    }


def output(number: int) -> Piece:
    """An output."""
    account = f"format('{{0}}st{number}', parameters('namePrefix'))"
    value = f"[resourceId('Microsoft.Storage/storageAccounts', {account})]"
    return {"type": "string", "value": value}


def deployment(number: int, resources: list[Piece]) -> Piece:
    """A nested deployment with a scope of its own, as Bicep compiles a module."""
    passed = ("namePrefix", "location", "identityId", "workspaceId")
    return {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": f"[format('{{0}}-module-{number}', deployment().name)]",
        "properties": {
            "expressionEvaluationOptions": {"scope": "inner"},
            "mode": "Incremental",
            "parameters": {name: {"value": f"[parameters('{name}')]"} for name in passed},
            "template": {
                "$schema": SCHEMA,
                "contentVersion": "1.0.0.0",
                "metadata": {"description": f"Workload {number} with all that belongs to it."},
                "parameters": parameters(),
                "variables": variables(),
                "resources": resources,
                "outputs": {"accountId": output(number)},
            },
        },
    }
