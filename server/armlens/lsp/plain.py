"""Diagnostics as the JSON that the client gets.

There may be thousands of them, at every keystroke. The protocol's own objects take five times as
long to make, and to turn into JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lsprotocol import types as lsp

from armlens.text.lines import LineIndex, PositionEncoding
from armlens.text.spans import Span

_ENCODER = json.JSONEncoder(separators=(",", ":"))

PlainDiagnostic = Mapping[str, Any]
"""A diagnostic as JSON (LSP 3.17, section "Diagnostic")."""


PlainRange = Mapping[str, Mapping[str, int]]
"""A range as JSON."""


def compact(data: object) -> str:
    """JSON as text without white space, in ASCII only."""
    return _ENCODER.encode(data)


def plain_range(span: Span, lines: LineIndex, encoding: PositionEncoding) -> PlainRange:
    """The client's range of a span."""
    line, character = lines.position(span.start, encoding)
    end_line, end_character = lines.position(span.end, encoding)
    return {
        "start": {"line": line, "character": character},
        "end": {"line": end_line, "character": end_character},
    }


def structured(diagnostic: PlainDiagnostic) -> lsp.Diagnostic:
    """The same diagnostic as an object, for messages that hold few of them."""
    page = diagnostic.get("codeDescription")
    related = diagnostic.get("relatedInformation")
    return lsp.Diagnostic(
        range=_range(diagnostic["range"]),
        severity=lsp.DiagnosticSeverity(diagnostic["severity"]),
        code=diagnostic["code"],
        code_description=lsp.CodeDescription(page["href"]) if page else None,
        source=diagnostic["source"],
        message=diagnostic["message"],
        tags=[lsp.DiagnosticTag(each) for each in diagnostic.get("tags", ())] or None,
        related_information=[_related(each) for each in related] if related else None,
        data=diagnostic.get("data"),
    )


def _related(data: Mapping[str, Any]) -> lsp.DiagnosticRelatedInformation:
    location = lsp.Location(data["location"]["uri"], _range(data["location"]["range"]))
    return lsp.DiagnosticRelatedInformation(location, data["message"])


def _range(data: Mapping[str, Any]) -> lsp.Range:
    start, end = data["start"], data["end"]
    return lsp.Range(
        lsp.Position(start["line"], start["character"]), lsp.Position(end["line"], end["character"])
    )
