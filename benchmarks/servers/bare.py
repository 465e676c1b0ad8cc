"""A server on pygls that does nothing: the floor for every server that is built on it."""

from __future__ import annotations

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

server = LanguageServer("bare", "0")


@server.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, lsp.DiagnosticOptions(False, False))
def diagnostic(_params: lsp.DocumentDiagnosticParams) -> lsp.RelatedFullDocumentDiagnosticReport:
    """No diagnostics."""
    return lsp.RelatedFullDocumentDiagnosticReport(items=[])


@server.feature(lsp.TEXT_DOCUMENT_HOVER)
def hover(_params: lsp.HoverParams) -> None:
    """Nothing to say."""


@server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION)
def code_action(_params: lsp.CodeActionParams) -> None:
    """Nothing to do."""


if __name__ == "__main__":
    server.start_io()
