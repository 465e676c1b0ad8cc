"""Findings and problems as the client's diagnostics."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types as lsp

from armlens.analysis.finding import Analysis, Finding
from armlens.editing.actions import finding_keys
from armlens.evaluation.origins import Origin
from armlens.lsp.client import Client
from armlens.lsp.convert import range_of, severity_of
from armlens.lsp.documents import Document
from armlens.lsp.vocabulary import SOURCE
from armlens.text.lines import LineIndex
from armlens.text.problems import Problem


def diagnostics_of(analysis: Analysis, document: Document, client: Client) -> list[lsp.Diagnostic]:
    """All that is to be shown of a document: its own problems, then the findings by place.

    `data` comes back in a code action request; by `finding` it names the same finding as long as
    the client lives, whatever is typed elsewhere.
    """
    findings = [
        _diagnostic(key, finding, document, client) for key, finding in finding_keys(analysis)
    ]
    return problem_diagnostics(analysis.problems, document.lines, client) + findings


def problem_diagnostics(
    problems: Iterable[Problem], lines: LineIndex, client: Client
) -> list[lsp.Diagnostic]:
    """Errors of a document itself, by their code."""
    return [
        lsp.Diagnostic(
            range=range_of(problem.span, lines, client.encoding),
            severity=severity_of(problem.severity),
            code=problem.code,
            source=SOURCE,
            message=problem.message,
        )
        for problem in problems
    ]


def _diagnostic(key: str, finding: Finding, document: Document, client: Client) -> lsp.Diagnostic:
    rule = finding.rule
    origins = finding.verdict.origins if client.shows_related_information else ()
    return lsp.Diagnostic(
        range=range_of(finding.span, document.lines, client.encoding),
        severity=severity_of(finding.severity),
        code=rule.name,
        code_description=lsp.CodeDescription(rule.help),
        source=SOURCE,
        message=finding.message,
        related_information=_related(origins, document, client) or None,
        data={"rule": rule.name, "kind": finding.kind.value, "finding": key},
    )


def _related(
    origins: Iterable[Origin], document: Document, client: Client
) -> list[lsp.DiagnosticRelatedInformation]:
    """The places that the value came through, those of this document: others have no lines here."""
    return [
        lsp.DiagnosticRelatedInformation(
            lsp.Location(origin.document, range_of(origin.span, document.lines, client.encoding)),
            f"The value comes from {origin.label}.",
        )
        for origin in origins
        if origin.document == document.uri
    ]
