"""From the analysis of a document to what a report says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from armlens.analysis.crashes import crash_words
from armlens.analysis.finding import Analysis, BaselineState, Finding
from armlens.analysis.fingerprints import fingerprint
from armlens.evaluation.origins import Origin
from armlens.problems.tool import RULE_CRASHED
from armlens.report.run import (
    CheckedFile,
    Location,
    ReportedEdit,
    ReportedFinding,
    ReportedFix,
    ReportedOrigin,
    Source,
)
from armlens.rules.mending.fixes import Fix
from armlens.template.kinds import DocumentKind
from armlens.text.problems import Problem

Wanted = Callable[[Finding], bool]
"""Whether a finding is to be reported."""


def checked_file(
    analysis: Analysis, source: Source, wanted: Wanted, others: Mapping[str, Source] | None = None
) -> CheckedFile:
    """What the analysis of `source` says, with the findings that are wanted.

    The analysis must have been made with the name of the source as its document; `others` gives
    the further documents that origins and fixes may name.
    """
    sources = {**(others or {}), source.name: source}
    problems = list(analysis.problems)
    findings = tuple(
        _reported(finding, source, sources, problems)
        for finding in analysis.findings
        if wanted(finding)
    )
    failing = [finding.severity for finding in analysis.findings if finding.is_shown]
    return CheckedFile(
        source,
        is_template=analysis.kind in (DocumentKind.TEMPLATE, DocumentKind.FRAGMENT),
        findings=findings,
        problems=tuple(problems),
        worst=min(failing, key=lambda severity: severity.rank, default=None),
        suppressed=sum(each.is_failing and bool(each.suppressions) for each in analysis.findings),
        known=tuple(
            fingerprint(each, source.uri)
            for each in analysis.findings
            if each.state is BaselineState.UNCHANGED
        ),
    )


def _reported(
    finding: Finding, source: Source, sources: Mapping[str, Source], problems: list[Problem]
) -> ReportedFinding:
    return ReportedFinding(
        rule=finding.rule,
        fingerprint=fingerprint(finding, source.uri),
        kind=finding.kind,
        severity=finding.severity,
        message=finding.message,
        resource_type=finding.resource.type,
        resource_name=finding.resource.name,
        location=Location(source, finding.span),
        origins=_origins(finding.verdict.origins, sources),
        fixes=_fixes(finding, sources, problems),
        suppressions=finding.suppressions,
        state=finding.state,
        used_at=_used_at(finding, sources),
    )


def _used_at(finding: Finding, sources: Mapping[str, Source]) -> Location | None:
    document, span = finding.used_at or ("", finding.span)
    return Location(sources[document], span) if document in sources else None


def _origins(
    origins: tuple[Origin, ...], sources: Mapping[str, Source]
) -> tuple[ReportedOrigin, ...]:
    """The origins whose documents are at hand."""
    return tuple(
        ReportedOrigin(
            origin.kind.value, origin.label, Location(sources[origin.document], origin.span)
        )
        for origin in origins
        if origin.document in sources
    )


def _fixes(
    finding: Finding, sources: Mapping[str, Source], problems: list[Problem]
) -> tuple[ReportedFix, ...]:
    """The fixes whose documents are at hand. A rule that breaks here keeps its finding."""
    try:
        fixes = finding.fixes()
    except Exception as error:  # noqa: BLE001 - one broken rule must not end the run
        message = (
            f"The fixes of rule '{finding.rule.name}' could not be computed because of an error"
            f" inside armlens ({crash_words(error)})."
        )
        problems.append(RULE_CRASHED.at(finding.span, message))
        return ()
    return tuple(_fix(fix, sources) for fix in fixes if all(name in sources for name in fix.edits))


def _fix(fix: Fix, sources: Mapping[str, Source]) -> ReportedFix:
    edits = tuple(
        ReportedEdit(Location(sources[document], edit.span), edit.text)
        for document, document_edits in fix.edits.items()
        for edit in sorted(document_edits, key=lambda edit: edit.span)
    )
    return ReportedFix(fix.title, fix.safe, fix.preferred, edits)
