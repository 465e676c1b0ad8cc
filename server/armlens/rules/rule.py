"""The rule type: what a rule applies to, what it checks, how it mends, and every text about it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from armlens.dataclass import dataclass
from armlens.rules.language.conditions import Claim, Condition
from armlens.rules.mending.fixes import Fix
from armlens.template.resource import Resource
from armlens.text.problems import Severity

OptionValue = str | int | tuple[str, ...]
"""The value of an option: a text, a number, or a list of texts."""


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


@dataclass(frozen=True, slots=True)
class Option:
    """A value that users may set for a rule, by its published name, and what it is without that."""

    name: str
    default: OptionValue
    description: str
    example: OptionValue | None = None
    """A value to show where there is no default."""
    is_pattern: bool = False
    """Whether the value is a regular expression."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence to add to the message of a failure, where a condition is met.

    `{path.to.field}` in the text stands for the value there.
    """

    when: Condition
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what it applies to, its condition, how to mend it, and every text about it.

    `name` and `ref` are the published ones and never change. `resource_types` are compared
    without case against a resource's full type. Texts are plain sentences in which names of
    properties stand in backquotes; `passes` and `fails` are clauses without a full stop, to which
    messages add the reason: "The cluster has no managed identity".
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
    condition: Condition
    applies: Condition | None = None
    """What a resource must meet for the rule to concern it."""
    options: tuple[Option, ...] = ()
    needs_option: str = ""
    """The option without whose value the rule does not run."""
    passes: str
    fails: str
    remarks: tuple[Remark, ...] = ()
    explanation: str
    recommendation: str
    notes: str = ""
    difference: str = ""
    """Where the rule decides otherwise than the published one, and why."""
    links: tuple[Link, ...]
    bad: str
    """A resource that fails, with a comment line of carets under the characters responsible."""
    good: str
    """The same resource as it should be."""
    has_safe_fix: bool = False
    """Whether the preferred fix may be applied without asking."""
    fix_along: Claim | None = None
    """What a fix makes true along with the condition, or another rule would complain of it."""
    own_fixes: Callable[[Resource], tuple[Fix, ...]] | None = None
    """The fixes, the preferred one first, where those derived from the condition will not do."""
    page: str | None = None
    """The address of the page of a rule of somebody's own, "" if it has none."""

    @property
    def help(self) -> str:
        """The rule's page: the published one, or its own, or ""."""
        return published_page(self.name) if self.page is None else self.page

    def matches(self, selector: str) -> bool:
        """Whether a name, ref, name prefix, pillar or severity, whatever its case, selects it."""
        wanted = selector.lower()
        name = self.name.lower()
        words = (name, self.ref.lower(), self.pillar.lower(), self.severity.lower())
        return wanted in words or name.startswith(wanted.removesuffix(".") + ".")


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A published rule that no template can answer, listed so that nobody looks for it in vain.

    `reason` says in whole sentences what it would take.
    """

    name: str
    ref: str
    title: str
    severity: RuleSeverity
    pillar: Pillar
    service: str
    resource_types: tuple[str, ...]
    reason: str

    @property
    def help(self) -> str:
        """The rule's published page."""
        return published_page(self.name)


def published_page(name: str) -> str:
    """Where the published rules document the one of that name."""
    return f"https://azure.github.io/PSRule.Rules.Azure/en/rules/{name}/"
