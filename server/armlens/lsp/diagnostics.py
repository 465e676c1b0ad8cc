"""Findings and problems as the client's diagnostics."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from armlens.analysis.finding import Finding
from armlens.lsp.client import Client
from armlens.lsp.convert import severity_of
from armlens.lsp.documents import Document
from armlens.lsp.plain import PlainDiagnostic, PlainRange, compact, plain_range
from armlens.lsp.vocabulary import SOURCE
from armlens.problems.suppressions import UNUSED
from armlens.text.lines import LineIndex, Position, PositionEncoding
from armlens.text.problems import Problem
from armlens.text.spans import Span

_UNNECESSARY = 1
"""The tag of LSP for what may be shown faded."""

RangeOf = Callable[[str, Span], str | None]
"""The range of a span in a document, by its URI, as JSON; None if the document is not at hand."""


class Places:
    """Where spans are in a document, and in others that findings name."""

    def __init__(
        self, document: Document, others: Mapping[str, Document], encoding: PositionEncoding
    ) -> None:
        self.uri = document.uri
        self._documents = {**others, document.uri: document}
        self._encoding = encoding
        self._known: dict[tuple[str, Span], str | None] = {}

    def json(self, uri: str, span: Span) -> str | None:
        """The range in a document, if that is at hand: a `RangeOf`."""
        key = uri, span
        if key not in self._known:  # Where much is missing, many findings are at the same place.
            found = self.range(uri, span)
            self._known[key] = compact(found) if found else None
        return self._known[key]

    def range(self, uri: str, span: Span) -> PlainRange | None:
        """The same as plain data."""
        document = self._documents.get(uri)
        return plain_range(span, document.lines, self._encoding) if document else None

    def start(self, span: Span) -> Position:
        """Where a span of the document itself begins."""
        return self._documents[self.uri].lines.position(span.start, self._encoding)


def finding_diagnostic(
    key: str, finding: Finding, document: Document, others: Mapping[str, Document], client: Client
) -> PlainDiagnostic:
    """One finding by itself."""
    places = Places(document, others, client.encoding)
    found: PlainDiagnostic = json.loads(
        finding_json(key, finding, document.uri, places.json, client)
    )
    return found


def finding_json(key: str, finding: Finding, uri: str, range_of: RangeOf, client: Client) -> str:
    """A finding in the document with a URI, as JSON.

    `data` comes back in a code action request; by `finding` it names the same finding as long as
    the client lives, whatever is typed elsewhere.
    """
    rule = finding.rule
    told: dict[str, Any] = {
        "severity": severity_of(finding.severity).value,
        "code": rule.name,
        "source": SOURCE,
        "message": finding.message,
        "data": {"rule": rule.name, "kind": finding.kind.value, "finding": key},
    }
    if rule.help:
        told["codeDescription"] = {"href": rule.help}
    text = f'{{"range":{range_of(uri, finding.span)},{compact(told)[1:]}'
    if client.shows_related_information and (related := [*_related(finding, range_of)]):
        return f'{text[:-1]},"relatedInformation":[{",".join(related)}]}}'
    return text


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


def _related(finding: Finding, range_of: RangeOf) -> Iterator[str]:
    """Where the value is used, if that is elsewhere, and the places that it came through.

    Places in documents that are not at hand have no lines here.
    """
    if finding.used_at:
        yield from _location(*finding.used_at, "It takes effect here.", range_of)
    for origin in finding.verdict.origins:
        message = f"The value comes from {origin.label}."
        yield from _location(origin.document, origin.span, message, range_of)


def _location(uri: str, span: Span, message: str, range_of: RangeOf) -> Iterator[str]:
    if at := range_of(uri, span):
        yield f'{{"location":{{"uri":{compact(uri)},"range":{at}}},"message":{compact(message)}}}'
