"""The open documents, exactly as the client has them, by incremental synchronisation.

pygls keeps documents of its own, but splits their lines as `str.splitlines` does, also at U+2028,
form feed and NEL, so that an edit below such a character lands on the wrong line; and it takes
milliseconds per change of a large text. LSP knows three line ends only, and so does `LineIndex`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cached_property
from pathlib import Path

from lsprotocol import types as lsp

from armlens.dataclass import dataclass
from armlens.lsp.convert import span_of
from armlens.lsp.uris import is_same_file
from armlens.text.changes import Change, difference, together
from armlens.text.lines import LineIndex, PositionEncoding
from armlens.text.pieces import Pieces, pieces_of

_MOST_CHANGES = 100
"""How many are kept at least: an analysis seldom comes ten after the one before it."""


class History:
    """The changes of a document since it was opened, the last hundred or two.

    By them, what was made of an earlier state can be brought up to a later one. The event loop
    adds, other threads read.
    """

    def __init__(self) -> None:
        self._kept: tuple[int, list[Change]] = (0, [])
        """How many changes are forgotten, and those that are not."""

    def add(self, change: Change) -> int:
        """Notes one more change; gives how many there have been."""
        first, changes = self._kept
        if len(changes) >= 2 * _MOST_CHANGES:
            first, changes = first + _MOST_CHANGES, changes[_MOST_CHANGES:]
        changes.append(change)
        self._kept = first, changes
        return first + len(changes)

    def between(self, earlier: int, later: int) -> Change | None:
        """What changed from one number of changes to another; None if that is not known."""
        first, changes = self._kept
        return together(changes[earlier - first : later - first]) if earlier >= first else None


@dataclass(frozen=True, eq=False)
class Document:
    """One state of a document. A new object for each change: identity is freshness.

    One that is not open but was read from disk has no version. Versions cannot tell states apart,
    because nothing keeps a client from repeating one. `history` belongs to all states of one that
    is open, of which this is the one after so many `changes`.
    """

    uri: str
    version: int | None
    text: str
    history: History = field(default_factory=History, repr=False)
    changes: int = 0
    index: LineIndex | None = field(default=None, repr=False)

    @cached_property
    def lines(self) -> LineIndex:
        """The line index, shared by all who need positions of this state."""
        return self.index or LineIndex(self.text)


class DocumentStore:
    """What the client has open. Belongs to the event loop; others get `Document` snapshots."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._pieces: dict[str, Pieces] = {}
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
        self._pieces[item.uri] = pieces_of(item.text)
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
            document = self._changed(document, change, identifier.version)
        self._documents[identifier.uri] = document
        return document

    def close(self, uri: str) -> None:
        """Forgets a document; the file on disk is nobody's business then."""
        self._documents.pop(uri, None)
        self._pieces.pop(uri, None)

    def _changed(
        self, document: Document, event: lsp.TextDocumentContentChangeEvent, version: int
    ) -> Document:
        """The document after one change. A range written backwards is read forwards."""
        if isinstance(event, lsp.TextDocumentContentChangeWholeDocument):
            change = difference(document.text, event.text)
            start = change.span.start
            new = event.text[start : start + change.length]
        else:
            change = Change(span_of(event.range, document.lines, self.encoding), len(event.text))
            new = event.text
        pieces = self._pieces[document.uri].replaced(change.span, new)
        self._pieces[document.uri] = pieces
        lines = document.lines.replaced(change.span, pieces.text)
        number = document.history.add(change)
        return Document(document.uri, version, pieces.text, document.history, number, lines)
