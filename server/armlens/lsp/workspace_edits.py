"""Our edits of several documents as the client's workspace edits."""

from __future__ import annotations

from collections.abc import Mapping

from lsprotocol import types as lsp

from armlens.lsp.client import Client
from armlens.lsp.convert import text_edits
from armlens.lsp.documents import Document
from armlens.lsp.worker import Result
from armlens.text.edits import Edit


def workspace_edit(
    edits: Mapping[str, tuple[Edit, ...]], result: Result, client: Client
) -> lsp.WorkspaceEdit | None:
    """Edits as the client takes them; None if there are none, or a document is not at hand.

    A settings file that is yet to be made is created, for which not all clients have the words.
    """
    documents = {**result.others, result.document.uri: result.document}
    if not edits or any(uri not in documents for uri in edits):
        return None
    changes = {uri: text_edits(edits[uri], documents[uri].lines, client.encoding) for uri in edits}
    home = result.home
    created = [lsp.CreateFile(home.document)] if home and home.is_new else []
    created = [each for each in created if each.uri in edits]
    if created and not client.creates_files:
        return None
    if not client.versions_edits:
        return lsp.WorkspaceEdit(changes=changes)
    versioned = [_versioned(documents[uri], each) for uri, each in changes.items()]
    return lsp.WorkspaceEdit(document_changes=[*created, *versioned])


def _versioned(document: Document, edits: list[lsp.TextEdit]) -> lsp.TextDocumentEdit:
    """The edits of one state of a document; one that is not open has no version."""
    identifier = lsp.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return lsp.TextDocumentEdit(identifier, edits)
