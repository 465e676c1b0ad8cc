"""Azure.AKS.MaintenanceWindow: automatic upgrades happen when they disturb least."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, SERVICE
from armlens.rules.language.conditions import Claim, all_of, some
from armlens.rules.language.fields import name
from armlens.rules.language.sources import children
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity


def _has_schedule(called: str) -> Claim:
    """That the cluster has the maintenance configuration of that name."""
    return some(
        children(f"{CLUSTER}/maintenanceConfigurations", noun="maintenance configuration"),
        name().equals(called),
        called=f"maintenance configuration '{called}'",
    )


RULE = Rule(
    name="Azure.AKS.MaintenanceWindow",
    ref="AZR-000446",
    title="Say when automatic upgrades may happen",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.RELIABILITY,
    reference="RE:04 Target metrics",
    service=SERVICE,
    release="2024_09",
    resource_types=(CLUSTER,),
    condition=all_of(
        _has_schedule("aksManagedAutoUpgradeSchedule"),
        _has_schedule("aksManagedNodeOSUpgradeSchedule"),
    ),
    passes="The cluster has maintenance windows for its upgrades",
    fails="The cluster has no maintenance windows for all of its upgrades",
    explanation=(
        "An upgrade of Kubernetes or of the nodes' operating system moves the pods of one node"
        " after the other. With automatic upgrades, Azure begins when it suits Azure.\n\n"
        "Maintenance windows put that to days and hours in which there is little load and somebody"
        " is there."
    ),
    recommendation=(
        "Deploy two `Microsoft.ContainerService/managedClusters/maintenanceConfigurations` for the"
        " cluster, `aksManagedAutoUpgradeSchedule` and `aksManagedNodeOSUpgradeSchedule`, with a"
        " `properties.maintenanceWindow` of at least four hours."
    ),
    notes=(
        "`maintenanceWindow` needs API version `2023-05-01` or later. The configuration `default`"
        " is for Azure's own weekly releases and does not replace the two. Windows do not turn"
        " automatic upgrades on, and urgent fixes may come outside of them."
    ),
    links=(
        Link(
            "Well-Architected Framework: target metrics",
            "https://learn.microsoft.com/azure/well-architected/reliability/metrics",
        ),
        Link("Planned maintenance", "https://learn.microsoft.com/azure/aks/planned-maintenance"),
        Link(
            "Template reference of maintenanceConfigurations",
            "https://learn.microsoft.com/azure/templates/microsoft.containerservice/managedclusters/maintenanceconfigurations",
        ),
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  "apiVersion": "2024-09-01",
  "name": "aks-shop",
  "resources": [
    {
      "type": "maintenanceConfigurations",
      "apiVersion": "2024-09-01",
      "name": "aksManagedAutoUpgradeSchedule",
      "properties": {
        "maintenanceWindow": {
          "schedule": { "weekly": { "intervalWeeks": 1, "dayOfWeek": "Sunday" } },
          "startTime": "02:00",
          "durationHours": 4
        }
      }
    }
  ]
}
""",
    good="""
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "aks-shop",
  "resources": [
    {
      "type": "maintenanceConfigurations",
      "apiVersion": "2024-09-01",
      "name": "aksManagedAutoUpgradeSchedule",
      "properties": {
        "maintenanceWindow": {
          "schedule": { "weekly": { "intervalWeeks": 1, "dayOfWeek": "Sunday" } },
          "startTime": "02:00",
          "durationHours": 4
        }
      }
    },
    {
      "type": "maintenanceConfigurations",
      "apiVersion": "2024-09-01",
      "name": "aksManagedNodeOSUpgradeSchedule",
      "properties": {
        "maintenanceWindow": {
          "schedule": { "weekly": { "intervalWeeks": 1, "dayOfWeek": "Saturday" } },
          "startTime": "02:00",
          "durationHours": 4
        }
      }
    }
  ]
}
""",
)
