"""Azure.AKS.SecretStore: pods get their secrets from a key vault."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, REFERENCE, SERVICE
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

_ADD_ON = "properties.addonProfiles.azureKeyvaultSecretsProvider"

RULE = Rule(
    name="Azure.AKS.SecretStore",
    ref="AZR-000033",
    title="Mount secrets from Azure Key Vault",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:09 Application secrets",
    service=SERVICE,
    release="2021_12",
    resource_types=(CLUSTER,),
    condition=field(f"{_ADD_ON}.enabled").equals(True),
    # Azure.AKS.SecretStoreRotation looks at add-ons that are on.
    fix_along=field(f"{_ADD_ON}.config.enableSecretRotation").equals("true"),
    passes="The cluster can mount secrets from Azure Key Vault",
    fails="The cluster cannot mount secrets from Azure Key Vault",
    explanation=(
        "Secrets of Kubernetes are stored in the cluster, encoded but readable to everybody who may"
        " read them in the namespace, and are copied into manifests and pipelines to get there."
        "\n\n"
        "With the Key Vault provider of the Secrets Store driver, a pod gets its secrets, keys and"
        " certificates from a key vault as files. They are kept and audited in one place, and the"
        " pods need no credential to fetch them."
    ),
    recommendation=(
        "Set `properties.addonProfiles.azureKeyvaultSecretsProvider.enabled` to `true`, and mount"
        " secrets by a `SecretProviderClass`."
    ),
    notes=(
        "The add-on creates a user-assigned identity in the node resource group; give it, or better"
        " the workload identity of each application, access to the key vault. Whether secrets that"
        " change are mounted anew is the subject of `Azure.AKS.SecretStoreRotation`. A driver that"
        " you install yourself cannot be seen in a template."
    ),
    links=(
        Link(
            "Well-Architected Framework: application secrets",
            "https://learn.microsoft.com/azure/well-architected/security/application-secrets",
        ),
        Link(
            "The Key Vault provider for the Secrets Store driver",
            "https://learn.microsoft.com/azure/aks/csi-secrets-store-driver",
        ),
        Link(
            "Access of pods to a key vault",
            "https://learn.microsoft.com/azure/aks/csi-secrets-store-identity-access",
        ),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "addonProfiles": {
      "azureKeyvaultSecretsProvider": {
        "enabled": false
//                 ^^^^^
      }
    }
  }
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "addonProfiles": {
      "azureKeyvaultSecretsProvider": {
        "enabled": true,
        "config": {
          "enableSecretRotation": "true"
        }
      }
    }
  }
}
""",
)
