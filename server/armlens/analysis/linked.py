"""Findings on the resources of linked templates, told in the template that causes them.

What a linked template has by itself is told in its own analysis, so that nothing is told twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from armlens.analysis.finding import Finding
from armlens.analysis.suppressing import suppressed_by_own
from armlens.dataclass import dataclass
from armlens.evaluation.links import Follow
from armlens.jsonc.tree import Tree
from armlens.rules.verdicts import VerdictKind
from armlens.template.kinds import kind_of
from armlens.template.parameter_file import ParameterFile
from armlens.template.resource import Resource
from armlens.template.resources import resources_of
from armlens.text.problems import Problem
from armlens.text.spans import Span


@dataclass(frozen=True, slots=True)
class LinkedTemplates:
    """How an analysis comes at linked templates.

    `parameters_of` gives the parameter files that a linked template's own analyses are made with,
    one for each; none stands for an analysis with the defaults.
    """

    follow: Follow
    parameters_of: Callable[[Tree], Sequence[ParameterFile]] = lambda _template: ()


Key = tuple[str, str, Span, VerdictKind, str]
"""What two findings have in common that are the same, in whatever analysis."""

OwnFindings = Callable[[Tree], frozenset[Key]]
"""The findings that a template has by itself, those on what it links included."""


Check = Callable[[Sequence[Resource]], tuple[list[Finding], list[Problem]]]
"""Runs the rules on resources."""


def own_findings(template: Tree, linked: LinkedTemplates | None, check: Check) -> frozenset[Key]:
    """The findings that a linked template has by itself, with each of its parameter files."""
    if linked is None:
        return frozenset()
    kind = kind_of(template)
    return frozenset(
        _key(finding)
        for parameters in linked.parameters_of(template) or (None,)
        for finding in check(list(resources_of(template, kind, parameters, linked.follow)))[0]
    )


def _key(finding: Finding) -> Key:
    document = finding.resource.tree.document
    return document, finding.rule.name, finding.span, finding.kind, finding.message


def told_here(findings: Iterable[Finding], tree: Tree, own: OwnFindings) -> list[Finding]:
    """The findings to tell in the analysed document, each on characters of it."""
    told = (_told(finding, tree, own) for finding in findings)
    return [finding for finding in told if finding is not None]


def _told(finding: Finding, tree: Tree, own: OwnFindings) -> Finding | None:
    resource = finding.resource
    if resource.tree is tree:
        return finding
    passed = (each.span for each in finding.verdict.origins if each.document == tree.document)
    span = next(passed, None)
    finding = suppressed_by_own(finding)
    if span is None:
        # No value of this document is in it; but without this document it might not be there.
        key = _key(finding)
        if not finding.is_failing or any(key in own(each) for each in _way(tree, resource)):
            return None
        span = resource.scope.links.entry or Span(0, 0)
    used_at = resource.tree.document, finding.span
    return replace(finding, verdict=replace(finding.verdict, span=span), used_at=used_at)


def _way(tree: Tree, resource: Resource) -> Iterator[Tree]:
    """The template of a resource, and those that link it down from the analysed one."""
    around: Resource | None = resource
    while around is not None and around.tree is not tree:
        yield around.tree
        around = around.deployment
