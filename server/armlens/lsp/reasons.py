"""Where the word stands that suppressing a finding writes in the place of a reason."""

from __future__ import annotations

import re

from lsprotocol import types as lsp

from armlens.analysis.suppression import PLACEHOLDER
from armlens.lsp.worker import Result
from armlens.rules.mending.fixes import Fix
from armlens.text.edits import Edit, apply
from armlens.text.lines import LineIndex, PositionEncoding
from armlens.text.spans import Span

_WRITTEN = re.compile(rf'(?<="){PLACEHOLDER}(?="(?!\s*:))|(?<=- ){PLACEHOLDER}(?=[\r\n])')


def reason_to_write(fix: Fix, result: Result, encoding: PositionEncoding) -> lsp.Location | None:
    """The place of the word once the edits are made; nothing if none of them writes it."""
    documents = {**result.others, result.document.uri: result.document}
    for uri, edits in fix.edits.items():
        document = documents.get(uri)
        if document and any(_WRITTEN.search(edit.text) for edit in edits):
            return lsp.Location(uri, _place(document.text, document.lines, edits, encoding))
    return None


def _place(
    text: str, lines: LineIndex, edits: tuple[Edit, ...], encoding: PositionEncoding
) -> lsp.Range:
    """The last such word in what the edits leave of their lines: a text may be very long."""
    first = lines.line_at(min(edit.span.start for edit in edits))
    start = lines.line_start(first)
    moved = [
        Edit(Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in edits
    ]
    left = apply(text[start : max(edit.span.end for edit in edits)], moved)
    *_, word = _WRITTEN.finditer(left)
    line, character = LineIndex(left).position(word.start(), encoding)
    end = lsp.Position(first + line, character + len(PLACEHOLDER))
    return lsp.Range(lsp.Position(first + line, character), end)
