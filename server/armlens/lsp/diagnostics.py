"""Findings and problems as the client's diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lsprotocol import types as lsp

from armlens.analysis.finding import Analysis, Finding
from armlens.editing.actions import finding_keys
from armlens.lsp.client import Client
from armlens.lsp.convert import range_of, severity_of
from armlens.lsp.documents import Document
from armlens.lsp.vocabulary import SOURCE
from armlens.problems.suppressions import UNUSED
from armlens.text.lines import LineIndex
from armlens.text.problems import Problem


def diagnostics_of(
    analysis: Analysis,
    document: Document,
    client: Client,
    others: Mapping[str, Document] | None = None,
) -> list[lsp.Diagnostic]:
    """All that is to be shown of a document: its own problems, then the findings by place.

    `others` are further documents, by URI, that values may come from or are used in.
    `data` comes back in a code action request; by `finding` it names the same finding as long as
    the client lives, whatever is typed elsewhere.
    """
    documents = {**(others or {}), document.uri: document}
    findings = [
        _diagnostic(key, finding, document, documents, client)
        for key, finding in finding_keys(analysis)
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
            tags=[lsp.DiagnosticTag.Unnecessary] if problem.code == UNUSED.code else None,
        )
        for problem in problems
    ]


def _diagnostic(
    key: str,
    finding: Finding,
    document: Document,
    documents: Mapping[str, Document],
    client: Client,
) -> lsp.Diagnostic:
    rule = finding.rule
    is_wanted = client.shows_related_information
    related = _related(finding, documents, client) if is_wanted else None
    return lsp.Diagnostic(
        range=range_of(finding.span, document.lines, client.encoding),
        severity=severity_of(finding.severity),
        code=rule.name,
        code_description=lsp.CodeDescription(rule.help) if rule.help else None,
        source=SOURCE,
        message=finding.message,
        related_information=related or None,
        data={"rule": rule.name, "kind": finding.kind.value, "finding": key},
    )


def _related(
    finding: Finding, documents: Mapping[str, Document], client: Client
) -> list[lsp.DiagnosticRelatedInformation]:
    """Where the value is used, if that is elsewhere, and the places that it came through.

    Places in documents that are not at hand have no lines here.
    """
    places = [(*finding.used_at, "It takes effect here.")] if finding.used_at else []
    places += [
        (origin.document, origin.span, f"The value comes from {origin.label}.")
        for origin in finding.verdict.origins
    ]
    return [
        lsp.DiagnosticRelatedInformation(
            lsp.Location(uri, range_of(span, documents[uri].lines, client.encoding)), message
        )
        for uri, span, message in places
        if uri in documents
    ]
