"""A template that the server works through before there is one, so that the first is no slower.

Much is made when it is first needed: patterns are compiled, methods of classes and what forms of
text admit are worked out. That takes as long as looking at a small template.
"""

from __future__ import annotations

from collections.abc import Callable

from armlens.analysis.engine import analyse_tree
from armlens.analysis.settings import Settings
from armlens.jsonc.memo import Memo, Overtaken
from armlens.jsonc.parse import parse
from armlens.jsonc.update import update
from armlens.lsp.client import Client
from armlens.lsp.documents import Document
from armlens.lsp.showing import Showing
from armlens.text.spans import Span

_TEMPLATE = r"""{
  // A comment.
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "name": { "type": "string", "minLength": 3, "metadata": { "description": "A \"name\"." } },
    "location": { "type": "string", "defaultValue": "[resourceGroup().location]" },
    "count": { "type": "int", "defaultValue": 2, "maxValue": 9 },
    "tier": { "type": "string", "defaultValue": "Free", "allowedValues": ["Free", "Standard"] },
    "isPrivate": { "type": "bool", "defaultValue": false }
  },
  "variables": {
    "cluster": "[toLower(concat(parameters('name'), '-aks', uniqueString(resourceGroup().id)))]",
    "pool": { "name": "[format('np{0}', 1)]", "count": "[parameters('count')]", "mode": "System" }
  },
  "resources": [
    {
      "type": "Microsoft.ContainerService/managedClusters",
      "apiVersion": "2023-01-01",
      "name": "[variables('cluster')]",
      "location": "[parameters('location')]",
      "identity": { "type": "[if(parameters('isPrivate'), 'SystemAssigned', 'None')]" },
      "sku": { "name": "Base", "tier": "[parameters('tier')]" },
      "properties": {
        "kubernetesVersion": "1.20.7",
        "dnsPrefix": "[variables('cluster')]",
        "agentPoolProfiles": ["[variables('pool')]", { "name": "np2", "count": 1, "maxPods": 20 }],
        "addonProfiles": { "httpApplicationRouting": { "enabled": true } },
        "networkProfile": { "networkPlugin": "kubenet" }
      }
    },
    {
      "type": "Microsoft.Resources/deployments",
      "apiVersion": "2022-09-01",
      "name": "[concat('inner', copyIndex())]",
      "copy": { "name": "each", "count": "[parameters('count')]" },
      "dependsOn": [
        "[resourceId('Microsoft.ContainerService/managedClusters', variables('cluster'))]"
      ],
      "properties": {
        "mode": "Incremental",
        "expressionEvaluationOptions": { "scope": "inner" },
        "parameters": { "size": { "value": "[parameters('count')]" } },
        "template": {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "parameters": { "size": { "type": "int" } },
          "resources": [
            {
              "type": "Microsoft.Storage/storageAccounts",
              "apiVersion": "2023-01-01",
              "name": "[substring(concat('st', string(parameters('size'))), 0, 3)]",
              "properties": { "isHnsEnabled": "[greater(parameters('size'), 3)]" }
            }
          ]
        }
      }
    }
  ],
  "outputs": {
    "fqdn": { "type": "string", "value": "[reference(variables('cluster'), '2023-01-01').fqdn]" }
  }
}
"""


def rehearse(client: Client, is_free: Callable[[], bool]) -> None:
    """Analyses a template and an edit of it, and makes diagnostics; ends when there is real work.

    `is_free` is asked whether there is none.
    """

    def pause() -> None:
        if not is_free():
            raise Overtaken

    tree = parse(_TEMPLATE)
    tree.memo = Memo(pause)
    showing = Showing(client)
    at = tree.text.index("kubenet")
    try:
        showing.of(analyse_tree(tree, Settings()), Document("", None, tree.text))
        update(tree, Span(at, at), f"{_TEMPLATE[:at]}x{_TEMPLATE[at:]}")
        showing.of(analyse_tree(tree, Settings()), Document("", None, tree.text))
    except Overtaken:
        return
