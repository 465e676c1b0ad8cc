"""Documents as they open, change and close, and files that matter as they change on disk."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from armlens.lsp import publishing
from armlens.lsp.configuration import is_parameter_file, is_rule_file, is_settings_file
from armlens.lsp.uris import path_of

if TYPE_CHECKING:
    from armlens.lsp.server import Server

log = logging.getLogger(__name__)


def register(server: Server) -> None:
    """Registers the handlers of this module.

    They are plain functions, so that each change is applied before the next message is read.
    """
    server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(opened)
    server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(changed)
    server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(closed)
    server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)(saved)
    server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(files_changed)


def opened(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    """The client's text is the truth from now on."""
    uri = ls.documents.open(params.text_document).uri
    if _concerns_others(uri) or not ls.client.registers_watchers:
        publishing.settings_changed(ls)
    publishing.document_changed(ls, uri)
    publishing.dependents_changed(ls, uri)


def changed(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    """Applies the changes."""
    document = ls.documents.change(params.text_document, params.content_changes)
    if document is None:
        # Visual Studio Code sends one as it closes a document whose changes are discarded.
        log.info("ignored: a change of a document that is not open")
        return
    if is_settings_file(document.uri) or is_rule_file(document.uri):
        publishing.settings_changed(ls)
    publishing.document_changed(ls, document.uri)
    publishing.dependents_changed(ls, document.uri)


def closed(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    """Clears what was shown of the document."""
    uri = params.text_document.uri
    ls.documents.close(uri)
    ls.schedule.forget(uri)
    publishing.document_closed(ls, uri)
    # What was read of the file before it was opened may be out of date.
    if _concerns_others(uri) or ls.schedule.dependents(uri):
        publishing.settings_changed(ls)


def saved(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
    """Tells of a settings file that came into being, where the client watches no files."""
    if is_settings_file(params.text_document.uri) and not ls.client.registers_watchers:
        publishing.settings_changed(ls)


def files_changed(ls: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
    """Files changed on disk; those that are open are what the editor says they are."""
    for event in params.changes:
        ls.schedule.file_changed(event.uri)
    uris = [event.uri for event in params.changes if is_settings_file(event.uri)]
    rules = any(is_rule_file(event.uri) for event in params.changes)
    if uris or rules or any(_is_read(ls, event.uri) for event in params.changes):
        publishing.settings_changed(ls)
    for uri in uris:
        publishing.settings_file_changed(ls, uri)


def _is_read(ls: Server, uri: str) -> bool:
    """Whether results rest, or may do from now on, on what a file has on disk."""
    path = path_of(uri)
    is_open = path is not None and ls.documents.at(path) is not None
    return not is_open and (is_parameter_file(uri) or bool(ls.schedule.dependents(uri)))


def _concerns_others(uri: str) -> bool:
    """Whether other documents may depend on it that nobody has noted yet."""
    return is_settings_file(uri) or is_rule_file(uri) or is_parameter_file(uri)
