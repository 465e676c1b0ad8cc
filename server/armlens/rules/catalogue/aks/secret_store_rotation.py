"""Azure.AKS.SecretStoreRotation: secrets that change in the key vault change in the pods."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, REFERENCE, SERVICE
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Remark, Rule, RuleSeverity

_ADD_ON = "properties.addonProfiles.azureKeyvaultSecretsProvider"
_ROTATION = field(f"{_ADD_ON}.config.enableSecretRotation")

RULE = Rule(
    name="Azure.AKS.SecretStoreRotation",
    ref="AZR-000034",
    title="Renew mounted secrets that change in Azure Key Vault",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:09 Application secrets",
    service=SERVICE,
    release="2021_12",
    resource_types=(CLUSTER,),
    applies=field(f"{_ADD_ON}.enabled").equals(True),
    condition=_ROTATION.equals("true"),
    passes="The cluster renews mounted secrets",
    fails="The cluster does not renew mounted secrets",
    remarks=(Remark(_ROTATION.equals(True), "The value has to be text, in quotes."),),
    explanation=(
        "A secret is worth rotating only if those who use it get the new one. Without automatic"
        " rotation, a pod keeps the secret that was in the key vault when it started: after a"
        " rotation it fails at some later time, or the old secret is kept alive for its sake.\n\n"
        "With it, the driver asks the key vault at intervals and updates the mounted files, and the"
        " Kubernetes secrets that are synchronized with them."
    ),
    recommendation=(
        "Set `properties.addonProfiles.azureKeyvaultSecretsProvider.config.enableSecretRotation` to"
        " `'true'`, as text: values in `config` are strings."
    ),
    notes=(
        "The key vault is asked every two minutes, or as often as `rotationPollInterval` says. An"
        " application has to notice that a file changed; one that takes a secret from an"
        " environment variable has to be restarted, and a `subPath` mount is not renewed at all."
    ),
    difference=(
        "The published rule also takes the truth value `true`. The values in `config` are texts by"
        " the definition of the resource, so only the text counts here."
    ),
    links=(
        Link(
            "Well-Architected Framework: application secrets",
            "https://learn.microsoft.com/azure/well-architected/security/application-secrets",
        ),
        Link(
            "Rotation of mounted secrets",
            "https://learn.microsoft.com/azure/aks/csi-secrets-store-configuration-options",
        ),
        Link(
            "Rotation of secrets in Azure Key Vault",
            "https://learn.microsoft.com/azure/key-vault/secrets/tutorial-rotation",
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
        "enabled": true,
        "config": {
          "enableSecretRotation": "false"
//                                ^^^^^^^
        }
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
