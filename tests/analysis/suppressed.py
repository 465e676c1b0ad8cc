"""Templates with suppressions, and what tests ask of their analysis."""

from __future__ import annotations

from dataclasses import replace

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis
from armlens.analysis.settings import Settings
from armlens.rules.rule import Pillar, Rule, RuleSeverity
from expectations import DOCUMENT, template
from one_rule import RULES

TYPE = "Microsoft.ContainerService/managedClusters"
KNOWN = "Azure.AKS.ManagedIdentity"
EMPTY = '"identity": {}'
FINE = '"identity": { "type": "SystemAssigned" }'
HERE = f"armlens: ignore {KNOWN} - private"
SECOND = replace(
    RULES[0],
    name="Azure.AKS.Second",
    ref="AZR-000999",
    pillar=Pillar.COST,
    severity=RuleSeverity.CRITICAL,
)
BOTH = (RULES[0], SECOND)


def cluster(members: str, name: str = "aks") -> str:
    return f'{{ "type": "{TYPE}", "apiVersion": "x", "name": "{name}",\n{members} }}'


def clusters(*members: str, head: str = "") -> str:
    """A template with a cluster for each text of members."""
    return template(f"[{', '.join(map(cluster, members))}]", head)


def analysed(
    text: str, settings: Settings | None = None, rules: tuple[Rule, ...] = RULES
) -> Analysis:
    return analyse(text, DOCUMENT, settings or Settings(), rules=rules)


def reasons(analysis: Analysis) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each failure by its resource, and what suppresses it."""
    return [
        (each.resource.name, [(why.kind.value, why.reason) for why in each.suppressions])
        for each in analysis.findings
        if each.is_failing
    ]


def shown(analysis: Analysis) -> list[str]:
    """The rules of the findings that are told."""
    return [each.rule.name for each in analysis.findings if each.is_shown]


def problems(analysis: Analysis) -> list[tuple[str, str, str, str]]:
    text = analysis.tree.text
    return [
        (each.severity.value, each.code, each.span.text_of(text), each.message)
        for each in analysis.problems
    ]
