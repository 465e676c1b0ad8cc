"""Azure.AKS.ContainerInsights: logs and performance of the containers are collected."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, REFERENCE, SERVICE
from armlens.rules.language.conditions import any_of
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

RULE = Rule(
    name="Azure.AKS.ContainerInsights",
    ref="AZR-000041",
    title="Monitor the AKS cluster with Container insights",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.OPERATIONS,
    reference="OE:07 Monitoring system",
    service=SERVICE,
    release="2021_09",
    resource_types=(CLUSTER,),
    condition=any_of(
        field("properties.addonProfiles.omsagent.enabled").equals(True),
        field("properties.azureMonitorProfile.containerInsights.enabled").one_of(also=(True,)),
    ),
    passes="The cluster is monitored with Container insights",
    fails="The cluster is not monitored with Container insights",
    explanation=(
        "Containers come and go, and what they wrote goes with them. Container insights collects"
        " their logs, the events of Kubernetes and the state of nodes and workloads in a Log"
        " Analytics workspace, where they can still be read when a pod is long gone.\n\n"
        "Without it, the cause of a failure often cannot be found afterwards, and nobody is alerted"
        " before users notice."
    ),
    recommendation=(
        "Set `properties.addonProfiles.omsagent.enabled` to `true` and"
        " `properties.addonProfiles.omsagent.config.logAnalyticsWorkspaceResourceID` to the id of a"
        " Log Analytics workspace."
    ),
    notes=(
        "A workspace is needed, and what is collected is billed there. With `useAADAuth` `'true'`"
        " in `config`, the agent signs in with a managed identity, and a data collection rule that"
        " is associated with the cluster says what it collects. The command line and the portal"
        " enable monitoring for AKS Automatic clusters, but a template has to ask for it."
    ),
    difference=(
        "The published rule knows the add-on only. This one is also content with"
        " `properties.azureMonitorProfile.containerInsights.enabled`, where later API versions have"
        " the same setting."
    ),
    links=(
        Link(
            "Well-Architected Framework: monitoring system",
            "https://learn.microsoft.com/azure/well-architected/operational-excellence/observability",
        ),
        Link(
            "Container insights",
            "https://learn.microsoft.com/azure/azure-monitor/containers/container-insights-overview",
        ),
        Link(
            "Monitoring of AKS",
            "https://learn.microsoft.com/azure/aks/monitor-aks",
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
      "omsagent": {
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
      "omsagent": {
        "enabled": true,
        "config": {
          "logAnalyticsWorkspaceResourceID": "[parameters('workspaceId')]"
        }
      }
    }
  }
}
""",
)
