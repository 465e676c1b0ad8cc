"""Findings and problems as the client's diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from armlens.analysis.finding import Analysis, Finding
from armlens.editing.actions import finding_keys
from armlens.lsp.client import Client
from armlens.lsp.convert import severity_of
from armlens.lsp.documents import Document
from armlens.lsp.plain import PlainDiagnostic, PlainRange, plain_range
from armlens.lsp.vocabulary import SOURCE
from armlens.problems.suppressions import UNUSED
from armlens.text.lines import LineIndex
from armlens.text.problems import Problem
from armlens.text.spans import Span

_UNNECESSARY = 1
"""The tag of LSP for what may be shown faded."""

_PlaceOf = Callable[[str, Span], PlainRange | None]


def diagnostics_of(
    analysis: Analysis,
    document: Document,
    client: Client,
    others: Mapping[str, Document] | None = None,
) -> list[PlainDiagnostic]:
    """All that is to be shown of a document: its own problems, then the findings by place.

    `others` are further documents, by URI, that values may come from or are used in.
    `data` comes back in a code action request; by `finding` it names the same finding as long as
    the client lives, whatever is typed elsewhere.
    """
    documents = {**(others or {}), document.uri: document}

    @cache  # Where much is missing, many findings are at the same place.
    def place(uri: str, span: Span) -> PlainRange | None:
        """The range in a document, if that is at hand."""
        known = documents.get(uri)
        return plain_range(span, known.lines, client.encoding) if known else None

    findings = [
        _diagnostic(key, finding, document, place, client)
        for key, finding in finding_keys(analysis)
    ]
    return problem_diagnostics(analysis.problems, document.lines, client) + findings


def problem_diagnostics(
    problems: Iterable[Problem], lines: LineIndex, client: Client
) -> list[PlainDiagnostic]:
    """Errors of a document itself, by their code."""
    return [_problem(problem, lines, client) for problem in problems]


def _problem(problem: Problem, lines: LineIndex, client: Client) -> PlainDiagnostic:
    diagnostic: dict[str, Any] = {
        "range": plain_range(problem.span, lines, client.encoding),
        "severity": severity_of(problem.severity).value,
        "code": problem.code,
        "source": SOURCE,
        "message": problem.message,
    }
    if problem.code == UNUSED.code:
        diagnostic["tags"] = [_UNNECESSARY]
    return diagnostic


def _diagnostic(
    key: str,
    finding: Finding,
    document: Document,
    place: _PlaceOf,
    client: Client,
) -> PlainDiagnostic:
    rule = finding.rule
    diagnostic: dict[str, Any] = {
        "range": place(document.uri, finding.span),
        "severity": severity_of(finding.severity).value,
        "code": rule.name,
        "source": SOURCE,
        "message": finding.message,
        "data": {"rule": rule.name, "kind": finding.kind.value, "finding": key},
    }
    if rule.help:
        diagnostic["codeDescription"] = {"href": rule.help}
    if client.shows_related_information and (related := _related(finding, place)):
        diagnostic["relatedInformation"] = related
    return diagnostic


def _related(finding: Finding, place: _PlaceOf) -> list[dict[str, Any]]:
    """Where the value is used, if that is elsewhere, and the places that it came through.

    Places in documents that are not at hand have no lines here.
    """
    places = [(*finding.used_at, "It takes effect here.")] if finding.used_at else []
    places += [
        (origin.document, origin.span, f"The value comes from {origin.label}.")
        for origin in finding.verdict.origins
    ]
    return [
        {"location": {"uri": uri, "range": at}, "message": message}
        for uri, span, message in places
        if (at := place(uri, span)) is not None
    ]
