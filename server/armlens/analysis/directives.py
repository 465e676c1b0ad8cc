"""What a template itself asks not to be told: suppressions in comments and in metadata."""

from __future__ import annotations

from enum import StrEnum

from armlens.analysis.finding import Finding
from armlens.dataclass import dataclass
from armlens.problems.catalogue import find_problem
from armlens.text.edits import Edit
from armlens.text.problems import Problem
from armlens.text.spans import Span

MARK = "armlens"
"""The word that every suppression in a template has in it, in lower case."""


class Form(StrEnum):
    """How a suppression is written, and so what it is for."""

    COMMENT = "comment"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Directive:
    """One word for rules that are not to be told in a part of the template, and why.

    `span` are the characters of the word. `within` is the line that a comment is for, or the
    object that metadata is for. `removal` are the edits that take the directive out; none where
    the text around it is damaged.
    """

    form: Form
    selector: str
    span: Span
    reason: str
    within: Span
    removal: tuple[Edit, ...]

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is on the line, or the object has it or its resource in it."""
        is_here = self.form is Form.METADATA and finding.used_at is None
        has_resource = is_here and self._holds(finding.resource.node.start)
        is_there = has_resource or self._holds(finding.span.start)
        return is_there and finding.rule.matches(self.selector)

    def covers_problem(self, problem: Problem) -> bool:
        """Whether the problem is on the line or in the object."""
        kind = find_problem(problem.code)
        return kind is not None and self._holds(problem.span.start) and kind.matches(self.selector)

    def _holds(self, offset: int) -> bool:
        return self.within.start <= offset <= self.within.end


@dataclass(frozen=True, slots=True)
class Directives:
    """All directives of a template, and what is wrong with the way they are written."""

    found: tuple[Directive, ...] = ()
    problems: tuple[Problem, ...] = ()
