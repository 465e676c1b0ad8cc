"""Findings: verdicts worth telling somebody about, and the result of analysing a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from armlens.analysis.suppression import Suppression
from armlens.dataclass import dataclass
from armlens.evaluation.links import Follow
from armlens.jsonc.tree import Tree
from armlens.rules.mending.derived import fixes_of
from armlens.rules.mending.fixes import Fix
from armlens.rules.rule import Rule
from armlens.rules.verdicts import Verdict, VerdictKind
from armlens.template.kinds import DocumentKind
from armlens.template.parameter_file import ParameterFile
from armlens.template.resource import Resource
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span


class BaselineState(StrEnum):
    """What a finding is to a baseline, in the words of SARIF 2.1.0, section 3.27.24."""

    NEW = "new"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Finding:
    """One verdict of one rule on one resource, at the severity that the settings give it.

    `used_at` is document and span of the finding in its template, where it is told elsewhere: at
    the value in a parameter file that causes it, or in the template that links its template.
    `suppressions` are the reasons not to tell it at all. `state` is given where it has been
    compared with a baseline.
    """

    rule: Rule
    verdict: Verdict
    severity: Severity
    resource: Resource
    used_at: tuple[str, Span] | None = None
    suppressions: tuple[Suppression, ...] = ()
    state: BaselineState | None = None

    @property
    def kind(self) -> VerdictKind:
        """The verdict's kind."""
        return self.verdict.kind

    @property
    def span(self) -> Span:
        """The exact characters responsible, in the analysed document."""
        return self.verdict.span

    @property
    def message(self) -> str:
        """What is wrong, with the actual value."""
        return self.verdict.message

    @property
    def is_failing(self) -> bool:
        """Whether it fails, or does so for some parameter: it is open with a witness."""
        return self.kind is VerdictKind.FAIL or (
            self.kind is VerdictKind.OPEN and self.verdict.witness is not None
        )

    @property
    def is_shown(self) -> bool:
        """Whether it is told without being asked for: not where it is suppressed or known."""
        is_known = self.state is BaselineState.UNCHANGED
        return self.is_failing and not self.suppressions and not is_known

    def moved_with_text(self) -> Finding:
        """The finding where its characters are now, after an edit of the text around."""
        at = self.verdict.at
        span = at.anchor if at else self.resource.type_node.span
        return self if span == self.span else self._moved_to(span)

    def moved(self, by: int) -> Finding:
        """The finding so many characters further on."""
        span = self.span
        return self._moved_to(Span(span.start + by, span.end + by))

    def _moved_to(self, span: Span) -> Finding:
        # Written out, since `replace` is slow and this frequent.
        return Finding(
            self.rule,
            self.verdict.moved_to(span),
            self.severity,
            self.resource,
            self.used_at,
            self.suppressions,
            self.state,
        )

    def fixes(self) -> tuple[Fix, ...]:
        """The ways to mend it, the preferred one first. Computed on each call.

        What is told elsewhere than where it is used is not mended there unasked: other values
        are used there too.
        """
        fixes = fixes_of(self.rule, self.resource, self.verdict) if self.is_shown else ()
        if self.used_at is None:
            return fixes
        shared = {self.used_at[0], self.resource.tree.document}
        return tuple(replace(fix, safe=fix.safe and not shared & fix.edits.keys()) for fix in fixes)


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is known of one document: what it is, its findings by place, and its problems.

    `findings` holds verdicts of every kind but `notApplicable`; `problems` holds the document's
    own errors and the rules that broke while they looked at it. Neither is filled for a document
    that is no template, except that the tree keeps its own problems. `parameters` are the values
    that the template was analysed with, and `follow` gave the templates that it links.
    """

    tree: Tree
    kind: DocumentKind
    findings: Sequence[Finding] = ()
    problems: tuple[Problem, ...] = ()
    parameters: ParameterFile | None = None
    follow: Follow | None = None
