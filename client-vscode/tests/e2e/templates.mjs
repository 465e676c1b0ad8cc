/** Templates that several themes open. */

export const SCHEMAS = "https://schema.management.azure.com/schemas/2019-04-01";

/** A cluster whose identity is what a parameter says, and all right by its default. */
export const CLUSTER = `{
  "$schema": "${SCHEMAS}/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "kind": { "type": "string", "defaultValue": "SystemAssigned" } },
  "resources": [
    {
      "type": "Microsoft.ContainerService/managedClusters",
      "apiVersion": "2024-09-01",
      "name": "aks",
      "identity": { "type": "[parameters('kind')]" }
    }
  ]
}
`;
