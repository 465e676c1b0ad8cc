"""Azure.AKS.AuditAdmin: the audit logs that are paid for are those of changes."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER, SERVICE
from armlens.rules.catalogue.aks.diagnostics import (
    ALL_LOGS,
    AUDIT_LOGS,
    DIAGNOSTICS_LINKS,
    IS_ENABLED,
    LOGS,
    SETTINGS,
)
from armlens.rules.language.conditions import all_of, every, when
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity

_CATEGORY = field("category")

RULE = Rule(
    name="Azure.AKS.AuditAdmin",
    ref="AZR-000445",
    title="Collect the audit logs of changes only",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.COST,
    reference="CO:07 Component costs",
    service=SERVICE,
    release="2024_09",
    resource_types=(CLUSTER,),
    condition=every(
        SETTINGS,
        every(
            LOGS,
            when(
                IS_ENABLED,
                all_of(
                    # Of all other categories, this is the one to have in the place of that one.
                    when(_CATEGORY.equals("kube-audit"), _CATEGORY.equals("kube-audit-admin")),
                    field("categoryGroup").differs_from(ALL_LOGS, AUDIT_LOGS),
                ),
            ),
        ),
    ),
    passes="The diagnostic settings do not collect the audit logs of all requests",
    fails="The diagnostic setting collects the audit logs of all requests",
    explanation=(
        "`kube-audit` has an event for every request to the Kubernetes API. Most of them only get"
        " or list something, come from the cluster itself, and grow with it: they fill the"
        " workspace and the bill.\n\n"
        "`kube-audit-admin` has the same events without those, so that every change is still"
        " recorded."
    ),
    recommendation=(
        "Collect `kube-audit-admin` in the place of `kube-audit`, and name the categories instead"
        f" of the groups `{ALL_LOGS}` and `{AUDIT_LOGS}`, which include it."
    ),
    notes=(
        "Where every request must be recorded, the table of these logs can have the cheaper plan"
        " *Basic* in Log Analytics, or the setting can send them to a storage account."
    ),
    difference=(
        f"The groups `{ALL_LOGS}` and `{AUDIT_LOGS}` count as `kube-audit`, which they include, and"
        " settings of the old type `…/providers/diagnosticSettings` are looked at. The published"
        " rule knows neither."
    ),
    links=(
        Link(
            "Well-Architected Framework: component costs",
            "https://learn.microsoft.com/azure/well-architected/cost-optimization/optimize-component-costs",
        ),
        *DIAGNOSTICS_LINKS,
    ),
    bad="""
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
          { "category": "kube-audit", "enabled": true },
//                      ^^^^^^^^^^^^
          { "category": "guard", "enabled": true }
        ]
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
