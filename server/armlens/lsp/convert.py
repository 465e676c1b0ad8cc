"""Between our spans and the client's ranges, in the encoding that both agreed on."""

from __future__ import annotations

from lsprotocol import types as lsp

from armlens.text.edits import Edit
from armlens.text.lines import LineIndex, Position, PositionEncoding
from armlens.text.problems import Severity
from armlens.text.spans import Span

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFORMATION: lsp.DiagnosticSeverity.Information,
    Severity.HINT: lsp.DiagnosticSeverity.Hint,
}


def position_of(offset: int, lines: LineIndex, encoding: PositionEncoding) -> lsp.Position:
    """The client's position of an offset."""
    return lsp.Position(*lines.position(offset, encoding))


def offset_of(position: lsp.Position, lines: LineIndex, encoding: PositionEncoding) -> int:
    """The offset of a position of the client, moved into the text if it lies outside."""
    return lines.offset(Position(position.line, position.character), encoding)


def range_of(span: Span, lines: LineIndex, encoding: PositionEncoding) -> lsp.Range:
    """The client's range of a span."""
    return lsp.Range(
        position_of(span.start, lines, encoding), position_of(span.end, lines, encoding)
    )


def span_of(range_: lsp.Range, lines: LineIndex, encoding: PositionEncoding) -> Span:
    """The span of a range of the client, its ends in order."""
    ends = [offset_of(end, lines, encoding) for end in (range_.start, range_.end)]
    return Span(min(ends), max(ends))


def severity_of(severity: Severity) -> lsp.DiagnosticSeverity:
    """The protocol's number for a severity."""
    return _SEVERITIES[severity]


def text_edits(
    edits: tuple[Edit, ...], lines: LineIndex, encoding: PositionEncoding
) -> list[lsp.TextEdit]:
    """The client's text edits, in the order of the text."""
    ordered = sorted(edits, key=lambda edit: edit.span)
    return [lsp.TextEdit(range_of(edit.span, lines, encoding), edit.text) for edit in ordered]
