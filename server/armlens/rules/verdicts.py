"""Verdicts: what one rule says of one resource."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from armlens.dataclass import dataclass
from armlens.evaluation.origins import Origin
from armlens.rules.judging.reached import Reached
from armlens.rules.language.conditions import Claim
from armlens.text.spans import Span


class VerdictKind(StrEnum):
    """The result kinds of SARIF 2.1.0, section 3.27.9."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    OPEN = "open"
    NOT_APPLICABLE = "notApplicable"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What decided a verdict: the reason as a clause, where it was found, and by which claim.

    Without `reached` there is no such place, as for what is not there at all.
    """

    reason: str
    reached: Reached | None = None
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of a resource, why, and on which characters.

    `message` is whole sentences with the actual value in them. `span` lies in the template's
    document; `origins` are the places the value came through, the nearest first. An `OPEN`
    verdict with `witness` has found an assignment that fails, for example
    "parameter 'identityType' is 'None'". `evidence` is what a fix has to change. `at` is the place
    that `span` is of; without one it is that of the resource as a whole.
    """

    kind: VerdictKind
    span: Span
    message: str
    origins: tuple[Origin, ...] = ()
    witness: str | None = None
    evidence: tuple[Evidence, ...] = field(default=(), compare=False, repr=False)
    at: Reached | None = field(default=None, compare=False, repr=False)

    def moved_to(self, span: Span) -> Verdict:
        """The same at other characters."""
        # Written out, since `replace` is slow and this frequent.
        return Verdict(
            self.kind,
            span,
            self.message,
            self.origins,
            self.witness,
            self.evidence,
            self.at,
        )
