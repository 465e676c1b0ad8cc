"""What a kind of problem is: a stable code and everything that is always true of it."""

from __future__ import annotations

from enum import Enum

from armlens.dataclass import dataclass
from armlens.problems.examples import Example
from armlens.text.problems import Correction, Problem, Severity
from armlens.text.spans import Span

SWITCHABLE = ("jsonc", "expression", "template", "parameters", "suppression")
"""The families of codes that settings and options may switch: those about templates."""


class Azure(Enum):
    """What Azure makes of it, in words that follow "Azure"."""

    REFUSES = "refuses the template"
    FAILS = "ends the deployment where the value is needed"
    TAKES = "takes it, other readers do not"
    ALLOWS = "takes it"
    UNKNOWN = "is not documented to take it or to refuse it"
    NO_MATTER = "is not concerned"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemKind:
    """One kind of problem. `code` never changes: a family, a dot, and words with hyphens.

    `severity` is the default; some problems of the kind are softer, which `explanation` then says.
    `remedy` is what to do. `bad` has exactly this problem and no other, at the place marked in
    it, and `good` has none; both are None where no text can show it.
    """

    code: str
    title: str
    severity: Severity
    azure: Azure
    explanation: str
    remedy: str
    bad: Example | None = None
    good: Example | None = None

    def at(
        self,
        span: Span,
        message: str,
        severity: Severity | None = None,
        correction: Correction | None = None,
    ) -> Problem:
        """The problem at a span."""
        return Problem(self.code, message, span, severity or self.severity, correction)

    @property
    def family(self) -> str:
        """The first word of the code: what the problem is about."""
        return self.code.split(".", maxsplit=1)[0]

    @property
    def is_switchable(self) -> bool:
        """Whether settings and options may switch it."""
        return self.family in SWITCHABLE

    def matches(self, selector: str) -> bool:
        """Whether a code or its beginning, compared without case, selects the problem."""
        wanted = selector.lower().removesuffix(".")
        return self.is_switchable and (self.code == wanted or self.code.startswith(f"{wanted}."))
