"""Messages that come with every keystroke, made without the general converter.

The converter writes a function for each type when it first meets it, which takes tens of
milliseconds when the first document opens, and ten times as long as this ever after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lsprotocol import types as lsp

_Json = Mapping[str, Any]


def message_of(data: _Json) -> object | None:
    """The message that JSON data is; None unless it is one of those that are read here.

    Data that is not as the protocol wants it is left to the converter, which says what is wrong.
    """
    read = _READERS.get(data.get("method", ""))
    if read is None:
        return None
    try:
        return read(data)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None


def _opened(data: _Json) -> lsp.DidOpenTextDocumentNotification:
    item = data["params"]["textDocument"]
    opened = lsp.TextDocumentItem(item["uri"], item["languageId"], item["version"], item["text"])
    return lsp.DidOpenTextDocumentNotification(lsp.DidOpenTextDocumentParams(opened))


def _changed(data: _Json) -> lsp.DidChangeTextDocumentNotification:
    params = data["params"]
    named = params["textDocument"]
    identifier = lsp.VersionedTextDocumentIdentifier(named["version"], named["uri"])
    changes = [_change(each) for each in params["contentChanges"]]
    return lsp.DidChangeTextDocumentNotification(
        lsp.DidChangeTextDocumentParams(identifier, changes)
    )


def _change(data: _Json) -> lsp.TextDocumentContentChangeEvent:
    if data.get("range") is None:
        return lsp.TextDocumentContentChangeWholeDocument(data["text"])
    start, end = data["range"]["start"], data["range"]["end"]
    span = lsp.Range(_position(start), _position(end))
    return lsp.TextDocumentContentChangePartial(span, data["text"])


def _pulled(data: _Json) -> lsp.DocumentDiagnosticRequest:
    params = data["params"]
    return lsp.DocumentDiagnosticRequest(
        data["id"],
        lsp.DocumentDiagnosticParams(
            lsp.TextDocumentIdentifier(params["textDocument"]["uri"]),
            params.get("identifier"),
            params.get("previousResultId"),
        ),
    )


def _hovered(data: _Json) -> lsp.HoverRequest:
    params = data["params"]
    document = lsp.TextDocumentIdentifier(params["textDocument"]["uri"])
    return lsp.HoverRequest(data["id"], lsp.HoverParams(document, _position(params["position"])))


def _position(data: _Json) -> lsp.Position:
    return lsp.Position(data["line"], data["character"])


_READERS: Mapping[str, Callable[[_Json], object]] = {
    lsp.TEXT_DOCUMENT_DID_OPEN: _opened,
    lsp.TEXT_DOCUMENT_DID_CHANGE: _changed,
    lsp.TEXT_DOCUMENT_DIAGNOSTIC: _pulled,
    lsp.TEXT_DOCUMENT_HOVER: _hovered,
}
