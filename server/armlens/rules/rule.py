"""The rule type: what a rule applies to, what it checks, how it mends, and every text about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from armlens.rules.fixes import Fix
from armlens.rules.verdicts import Verdict
from armlens.template.resource import Resource
from armlens.text.problems import Severity


class RuleSeverity(StrEnum):
    """How much a rule matters, in the words of the published rules."""

    CRITICAL = "Critical"
    IMPORTANT = "Important"
    AWARENESS = "Awareness"

    @property
    def default_level(self) -> Severity:
        """The severity of its findings where the settings say nothing."""
        return _DEFAULT_LEVELS[self]


_DEFAULT_LEVELS = {
    RuleSeverity.CRITICAL: Severity.ERROR,
    RuleSeverity.IMPORTANT: Severity.WARNING,
    RuleSeverity.AWARENESS: Severity.INFORMATION,
}


class Pillar(StrEnum):
    """The pillars of the Azure Well-Architected Framework."""

    COST = "Cost Optimization"
    OPERATIONS = "Operational Excellence"
    PERFORMANCE = "Performance Efficiency"
    RELIABILITY = "Reliability"
    SECURITY = "Security"


@dataclass(frozen=True, slots=True)
class Link:
    """A page to read on."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. All texts are plain sentences; names of properties stand in backquotes.

    `name` and `ref` are the published ones and never change. `resource_types` are compared
    without case against a resource's full type. `check` is called for such resources only;
    `fixes` for resources whose verdict is told, and returns the preferred fix first.
    """

    name: str
    ref: str
    title: str
    severity: RuleSeverity
    pillar: Pillar
    reference: str
    """The recommendation of the Well-Architected Framework, for example `SE:05 …`."""
    service: str
    release: str
    """The published rule set that brought it, `YYYY_MM`."""
    resource_types: tuple[str, ...]
    explanation: str
    recommendation: str
    notes: str
    links: tuple[Link, ...]
    check: Callable[[Resource], Verdict]
    fixes: Callable[[Resource], tuple[Fix, ...]]

    @property
    def help(self) -> str:
        """The rule's published page."""
        return f"https://azure.github.io/PSRule.Rules.Azure/en/rules/{self.name}/"

    def matches(self, selector: str) -> bool:
        """Whether a name, ref, name prefix or pillar, compared without case, selects the rule."""
        wanted = selector.lower()
        name = self.name.lower()
        return wanted in (name, self.ref.lower(), self.pillar.lower()) or name.startswith(
            wanted.removesuffix(".") + "."
        )
