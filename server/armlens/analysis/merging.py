"""One account of a template that was analysed several times, once for each parameter file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from armlens.analysis.finding import Analysis, Finding
from armlens.problems.suppressions import UNUSED
from armlens.text.problems import Problem


def merged(analyses: Sequence[tuple[str, Analysis]]) -> Analysis:
    """The findings of all analyses by place; those that not all agree on say which they are from.

    Each analysis comes with the name of its parameter file. All are of the same document. That a
    suppression is not used counts only if it is so in all.
    """
    first = analyses[0][1]
    if len(analyses) == 1:
        return first
    found: dict[tuple[object, ...], tuple[Finding, list[str]]] = {}
    for name, analysis in analyses:
        for finding in analysis.findings:
            key = (
                finding.rule.name,
                finding.span,
                finding.kind,
                finding.message,
                finding.suppressions,
            )
            found.setdefault(key, (finding, []))[1].append(name)
    findings = [
        finding if len(names) == len(analyses) else _naming(finding, names)
        for finding, names in found.values()
    ]
    findings.sort(key=lambda finding: (finding.span, finding.rule.name, finding.message))
    return replace(first, findings=tuple(findings), problems=_problems(analyses))


def _problems(analyses: Sequence[tuple[str, Analysis]]) -> tuple[Problem, ...]:
    first, *others = (analysis.problems for _, analysis in analyses)
    return tuple(
        problem
        for problem in first
        if problem.code != UNUSED.code or all(problem in other for other in others)
    )


def _naming(finding: Finding, names: list[str]) -> Finding:
    """The finding with the parameter files that it is true for."""
    message = f"{finding.message} So it is with {' and '.join(names)}."
    return replace(finding, verdict=replace(finding.verdict, message=message))
