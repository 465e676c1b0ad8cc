"""Azure.AKS.AuditLogs: what people do in the cluster is recorded."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, SERVICE
from armlens.rules.catalogue.aks.diagnostics import (
    ALL_LOGS,
    AUDIT_LOGS,
    DIAGNOSTICS_LINKS,
    SETTINGS,
    collect,
)
from armlens.rules.language.conditions import all_of, some, when
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

_GROUPS = (AUDIT_LOGS, ALL_LOGS)
_HAS_SETTING = some(SETTINGS, called="diagnostic setting")

RULE = Rule(
    name="Azure.AKS.AuditLogs",
    ref="AZR-000022",
    title="Collect the audit logs of the cluster",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:10 Monitoring and threat detection",
    service=SERVICE,
    release="2021_09",
    resource_types=(CLUSTER,),
    condition=all_of(
        _HAS_SETTING,
        when(
            _HAS_SETTING,
            all_of(collect(_GROUPS, "kube-audit-admin", "kube-audit"), collect(_GROUPS, "guard")),
        ),
    ),
    passes="The audit logs of the cluster are collected",
    fails="The audit logs of the cluster are not collected",
    explanation=(
        "The audit logs tell who asked the Kubernetes API for what (`kube-audit-admin` for"
        " changes, `kube-audit` for every request), and whom Microsoft Entra ID and Azure RBAC let"
        " do it (`guard`).\n\n"
        "Azure keeps none of this unless a diagnostic setting sends it somewhere. After an attack"
        " or a mistake, it is too late to ask for it."
    ),
    recommendation=(
        "Deploy a `Microsoft.Insights/diagnosticSettings` for the cluster in which the categories"
        " `kube-audit-admin` and `guard` are enabled."
    ),
    notes=(
        "`kube-audit` works too but costs much more: see `Azure.AKS.AuditAdmin`. A setting in"
        " another template, or one that Azure Policy deploys, cannot be seen here."
    ),
    difference=(
        "It is enough if one diagnostic setting collects a category, so that others may collect"
        " something else; the published rule wants each setting to have both. The groups"
        f" `{AUDIT_LOGS}` and `{ALL_LOGS}` count, as they include the categories; the published"
        " rule does not know them."
    ),
    links=(
        Link(
            "Well-Architected Framework: monitoring and threat detection",
            "https://learn.microsoft.com/azure/well-architected/security/monitor-threats",
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
        "logs": [{ "category": "kube-audit-admin", "enabled": true }]
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
          { "category": "kube-audit-admin", "enabled": true },
          { "category": "guard", "enabled": true }
        ]
      }
    }
  ]
}
""",
)
