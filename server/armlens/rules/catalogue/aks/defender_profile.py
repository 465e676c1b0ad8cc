"""Azure.AKS.DefenderProfile: Microsoft Defender watches what runs in the cluster."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, REFERENCE, SERVICE
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

RULE = Rule(
    name="Azure.AKS.DefenderProfile",
    ref="AZR-000370",
    title="Watch the AKS cluster with Microsoft Defender",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:10 Monitoring and threat detection",
    service=SERVICE,
    release="2023_03",
    resource_types=(CLUSTER,),
    condition=field("properties.securityProfile.defender.securityMonitoring.enabled").equals(True),
    passes="The cluster is watched by Microsoft Defender",
    fails="The cluster is not watched by Microsoft Defender",
    explanation=(
        "Microsoft Defender for Containers learns what happens inside of a cluster from a sensor on"
        " each node: which processes start in containers, and what they connect to. From this it"
        " recognizes attacks, such as a miner that was slipped into an image, and raises an"
        " alert.\n\n"
        "Without the sensor it sees the Kubernetes API at most, and what an intruder does within"
        " a container stays unseen."
    ),
    recommendation=(
        "Set `properties.securityProfile.defender.securityMonitoring.enabled` to `true` and"
        " `properties.securityProfile.defender.logAnalyticsWorkspaceResourceId` to the id of a Log"
        " Analytics workspace."
    ),
    notes=(
        "The workspace is required with it, and the Defender for Containers plan of the"
        " subscription, which is billed by cores, makes use of the sensor. The plan may also be set"
        " to install the sensor by itself; a template that leaves it out then relies on that. API"
        " versions before 2022-06-01 had `azureDefender.enabled` instead."
    ),
    links=(
        Link(
            "Well-Architected Framework: monitoring and threat detection",
            "https://learn.microsoft.com/azure/well-architected/security/monitor-threats",
        ),
        Link(
            "Microsoft Defender for Containers",
            "https://learn.microsoft.com/azure/defender-for-cloud/defender-for-containers-introduction",
        ),
        Link(
            "Enabling Defender for Containers",
            "https://learn.microsoft.com/azure/defender-for-cloud/defender-for-containers-enable",
        ),
        REFERENCE,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "[parameters('name')]",
  "properties": {
    "securityProfile": {
      "defender": {
        "securityMonitoring": {
          "enabled": false
//                   ^^^^^
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
    "securityProfile": {
      "defender": {
        "logAnalyticsWorkspaceResourceId": "[parameters('workspaceId')]",
        "securityMonitoring": {
          "enabled": true
        }
      }
    }
  }
}
""",
)
