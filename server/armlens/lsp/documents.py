"""The open documents, exactly as the client has them, by incremental synchronisation.

pygls keeps documents of its own, but splits their lines as `str.splitlines` does, also at U+2028,
form feed and NEL, so that an edit below such a character lands on the wrong line; and it takes
milliseconds per change of a large text. LSP knows three line ends only, and so does `LineIndex`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lsprotocol import types as lsp

from armlens.lsp.convert import span_of
from armlens.lsp.uris import is_same_file
from armlens.text.lines import LineIndex, PositionEncoding


@dataclass(frozen=True, eq=False)
class Document:
    """One state of a document. A new object for each change: identity is freshness.

    One that is not open but was read from disk has no version. Versions cannot tell states apart,
    because nothing keeps a client from repeating one.
    """

    uri: str
    version: int | None
    text: str

    @cached_property
    def lines(self) -> LineIndex:
        """The line index, shared by all who need positions of this state."""
        return LineIndex(self.text)


class DocumentStore:
    """What the client has open. Belongs to the event loop; others get `Document` snapshots."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self.encoding = PositionEncoding.UTF16

    def __iter__(self) -> Iterator[Document]:
        return iter(list(self._documents.values()))

    def get(self, uri: str) -> Document | None:
        """The present state of a document, or None if it is not open."""
        return self._documents.get(uri)

    def at(self, path: Path) -> Document | None:
        """The open document that is the file at this path."""
        return next((each for each in self if is_same_file(each.uri, path)), None)

    def is_current(self, document: Document) -> bool:
        """Whether this is still the newest state of a document that is open."""
        return self._documents.get(document.uri) is document

    def open(self, item: lsp.TextDocumentItem) -> Document:
        """Takes a document over from the client; opening it again replaces the text."""
        document = Document(item.uri, item.version, item.text)
        self._documents[item.uri] = document
        return document

    def change(
        self,
        identifier: lsp.VersionedTextDocumentIdentifier,
        changes: Iterable[lsp.TextDocumentContentChangeEvent],
    ) -> Document | None:
        """Applies changes one after the other; None if the document is not open.

        Each range refers to the text that the changes before it have left (LSP 3.17, section
        "DidChangeTextDocument Notification").
        """
        document = self._documents.get(identifier.uri)
        if document is None:
            return None
        for change in changes:
            text = changed_text(document, change, self.encoding)
            document = Document(identifier.uri, identifier.version, text)
        self._documents[identifier.uri] = document
        return document

    def close(self, uri: str) -> None:
        """Forgets a document; the file on disk is nobody's business then."""
        self._documents.pop(uri, None)


def changed_text(
    document: Document,
    change: lsp.TextDocumentContentChangeEvent,
    encoding: PositionEncoding,
) -> str:
    """The text of the document after one change. A range written backwards is read forwards."""
    if isinstance(change, lsp.TextDocumentContentChangeWholeDocument):
        return change.text
    start, end = span_of(change.range, document.lines, encoding)
    return f"{document.text[:start]}{change.text}{document.text[end:]}"
