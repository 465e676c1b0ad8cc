"""What there is to say of a parameter file: what is wrong with it, and what its values cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from armlens.analysis.finding import Analysis, Finding
from armlens.analysis.settings import Settings
from armlens.evaluation.origins import OriginKind
from armlens.jsonc.tree import Tree
from armlens.template.kinds import DocumentKind
from armlens.template.problems.parameters import parameter_file_problems
from armlens.text.problems import Problem


def parameters_analysis(tree: Tree, templates: Sequence[Analysis], settings: Settings) -> Analysis:
    """The analysis of a parameter file from those of the templates that were made with it.

    Of several templates nobody knows which one is meant: a problem that not all have stays untold.
    """
    templates = [each for each in templates if each.kind is DocumentKind.TEMPLATE]
    problems: list[Problem] = []
    for index, template in enumerate(templates):
        found = parameter_file_problems(tree, template.tree)
        problems = [each for each in problems if each in found] if index else found
    findings = [told for template in templates for told in _caused(tree, template)]
    findings.sort(key=lambda finding: (finding.span, finding.rule.name, finding.message))
    told = settings.told((*tree.problems, *problems))
    return Analysis(tree, DocumentKind.PARAMETERS, tuple(findings), told)


def _caused(tree: Tree, template: Analysis) -> Iterator[Finding]:
    """The shown findings whose values come from the parameter file, each at those values."""
    for finding in template.findings:
        if not finding.is_shown:
            continue
        spans = dict.fromkeys(
            origin.span
            for origin in finding.verdict.origins
            if origin.kind is OriginKind.PARAMETER_FILE and origin.document == tree.document
        )
        place = template.tree.document, finding.span
        for span in spans:
            verdict = replace(finding.verdict, span=span)
            yield replace(finding, verdict=verdict, used_at=place)
