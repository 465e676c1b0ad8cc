"""Azure.AKS.PlatformLogs: the logs and metrics of the control plane are collected."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, SERVICE
from armlens.rules.catalogue.aks.diagnostics import (
    ALL_LOGS,
    DIAGNOSTICS_LINKS,
    IS_ENABLED,
    SETTINGS,
    collect,
)
from armlens.rules.language.conditions import all_of, some, when
from armlens.rules.language.fields import configured, field
from armlens.rules.language.sources import elements
from armlens.rules.rule import Link, Option, Pillar, Rule, RuleSeverity

_LOGS = ("cluster-autoscaler", "kube-apiserver", "kube-controller-manager", "kube-scheduler")
_METRICS = "AllMetrics"
_WANTED = Option(
    "AZURE_AKS_ENABLED_PLATFORM_LOG_CATEGORIES_LIST",
    (*_LOGS, _METRICS),
    "The log categories of the control plane, and `AllMetrics`, that must be collected.",
)
_HAS_SETTING = some(SETTINGS, called="diagnostic setting")
_HAS_METRICS = some(
    SETTINGS,
    some(elements("metrics"), all_of(IS_ENABLED, field("category").equals(_METRICS))),
    called=f"diagnostic setting that collects '{_METRICS}'",
)

RULE = Rule(
    name="Azure.AKS.PlatformLogs",
    ref="AZR-000023",
    title="Collect the logs and metrics of the control plane",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.OPERATIONS,
    reference="OE:07 Monitoring system",
    service=SERVICE,
    release="2021_09",
    resource_types=(CLUSTER,),
    condition=when(
        configured(_WANTED.name).has_value(),
        all_of(
            _HAS_SETTING,
            when(
                _HAS_SETTING,
                all_of(
                    *(
                        when(
                            configured(_WANTED.name).includes(category),
                            collect((ALL_LOGS,), category),
                        )
                        for category in _LOGS
                    ),
                    when(configured(_WANTED.name).includes(_METRICS), _HAS_METRICS),
                ),
            ),
        ),
    ),
    options=(_WANTED,),
    passes="The logs and metrics of the control plane are collected",
    fails="The logs and metrics of the control plane are not collected as a whole",
    explanation=(
        "Azure runs the control plane of a cluster: its API server, its controllers, its scheduler"
        " and its autoscaler. Their logs are the only view into it.\n\n"
        "Azure keeps none of them unless a diagnostic setting sends them somewhere. When pods are"
        " not placed or nodes not added, it is too late to ask for them."
    ),
    recommendation=(
        "Deploy a `Microsoft.Insights/diagnosticSettings` for the cluster in which the log"
        " categories `cluster-autoscaler`, `kube-apiserver`, `kube-controller-manager` and"
        " `kube-scheduler` and the metrics `AllMetrics` are enabled."
    ),
    notes=(
        f"The option `{_WANTED.name}` says which of them must be collected; an empty list stands"
        " for none. A setting in another template, or one that Azure Policy deploys, cannot be"
        " seen here."
    ),
    difference=(
        "It is enough if one diagnostic setting collects a category, so that others may collect"
        " something else; the published rule wants each setting to have all of them. The group"
        f" `{ALL_LOGS}` counts, as it includes the categories; the published rule does not know it."
    ),
    links=(
        Link(
            "Well-Architected Framework: monitoring system",
            "https://learn.microsoft.com/azure/well-architected/operational-excellence/observability",
        ),
        *DIAGNOSTICS_LINKS,
    ),
    bad="""
{
  "type": "Microsoft.ContainerService/managedClusters",
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  "apiVersion": "2024-09-01",
  "name": "aks-shop",
  "resources": [
    {
      "type": "providers/diagnosticSettings",
      "apiVersion": "2021-05-01-preview",
      "name": "Microsoft.Insights/logs",
      "properties": {
        "workspaceId": "[parameters('workspaceId')]",
        "logs": [
          { "category": "kube-apiserver", "enabled": true },
          { "category": "kube-controller-manager", "enabled": true },
          { "category": "kube-scheduler", "enabled": true }
        ],
        "metrics": [{ "category": "AllMetrics", "enabled": true }]
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
      "type": "providers/diagnosticSettings",
      "apiVersion": "2021-05-01-preview",
      "name": "Microsoft.Insights/logs",
      "properties": {
        "workspaceId": "[parameters('workspaceId')]",
        "logs": [
          { "category": "cluster-autoscaler", "enabled": true },
          { "category": "kube-apiserver", "enabled": true },
          { "category": "kube-controller-manager", "enabled": true },
          { "category": "kube-scheduler", "enabled": true }
        ],
        "metrics": [{ "category": "AllMetrics", "enabled": true }]
      }
    }
  ]
}
""",
)
