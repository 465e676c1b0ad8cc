"""What the rules for the logs and metrics of a cluster have in common."""

from __future__ import annotations

from armlens.rules.catalogue.aks.cluster import CLUSTER
from armlens.rules.language.conditions import Claim, all_of, any_of, some
from armlens.rules.language.fields import field
from armlens.rules.language.operands import listed
from armlens.rules.language.sources import children, elements
from armlens.rules.rule import Link

SETTINGS = children(
    "Microsoft.Insights/diagnosticSettings",
    f"{CLUSTER}/providers/diagnosticSettings",
    noun="diagnostic setting",
    at="properties",
)
"""The diagnostic settings of a cluster, also those of the old type."""

LOGS = elements("logs", noun="log")

ALL_LOGS = "allLogs"
"""The group of all log categories of a resource."""

AUDIT_LOGS = "audit"
"""The group of those that record what people do: `kube-audit`, `kube-audit-admin` and `guard`."""

IS_ENABLED = field("enabled").equals(True)


def collect(groups: tuple[str, ...], *categories: str) -> Claim:
    """That a setting collects logs of one of the categories, by its name or by that of a group."""
    shown = [f"'{category}'" for category in categories]
    return some(
        SETTINGS,
        some(
            LOGS,
            all_of(
                IS_ENABLED,
                any_of(
                    field("category").one_of(*categories), field("categoryGroup").one_of(*groups)
                ),
            ),
        ),
        called=f"diagnostic setting that collects {listed(shown, 'or')}",
    )


DIAGNOSTICS_LINKS = (
    Link("Logs of the control plane", "https://learn.microsoft.com/azure/aks/monitor-aks"),
    Link(
        "Log categories and metrics of AKS",
        "https://learn.microsoft.com/azure/aks/monitor-aks-reference",
    ),
    Link(
        "Category groups of diagnostic settings",
        "https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings#category-groups",
    ),
    Link(
        "Template reference of diagnosticSettings",
        "https://learn.microsoft.com/azure/templates/microsoft.insights/diagnosticsettings",
    ),
)
