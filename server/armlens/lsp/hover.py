"""The client's hover: ours, as Markdown or plain."""

from __future__ import annotations

from lsprotocol import types as lsp

from armlens.editing.hover import hover
from armlens.lsp.client import Client
from armlens.lsp.convert import offset_of, range_of
from armlens.lsp.worker import Result


def hover_at(result: Result, position: lsp.Position, client: Client) -> lsp.Hover | None:
    """What there is to say at a position of the analysed text, if anything."""
    lines = result.document.lines
    answer = hover(result.analysis, offset_of(position, lines, client.encoding))
    if answer is None:
        return None
    if client.shows_markdown:
        contents = lsp.MarkupContent(lsp.MarkupKind.Markdown, answer.markdown)
    else:
        contents = lsp.MarkupContent(lsp.MarkupKind.PlainText, answer.plain)
    return lsp.Hover(contents, range_of(answer.span, lines, client.encoding))
