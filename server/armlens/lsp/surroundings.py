"""The other documents that an analysis looks at: as the client has them, else as they are on disk.

Nothing outside the workspace folders is read. What was looked at is noted, so that a change of it
is known to concern the result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from weakref import WeakKeyDictionary, WeakSet

from armlens.evaluation.links import Unavailable
from armlens.files.bounds import is_inside
from armlens.files.reading import Unreadable, read_text
from armlens.jsonc.memo import Memo, Overtaken
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.jsonc.update import update
from armlens.lsp import collector
from armlens.lsp.configuration import View
from armlens.lsp.documents import Document, History
from armlens.lsp.uris import is_same_file, path_of

_OUTSIDE = Unavailable("it lies outside of the workspace", is_outside=True)


_LARGE = 100_000
"""Code points of a text whose tree is worth keeping from the collector."""


class Disk:
    """What was read from disk, remembered for as long as the view stays the same."""

    def __init__(self) -> None:
        self._view: View | None = None
        self._documents: dict[Path, Document | Unavailable] = {}
        self._before: dict[Path, Document | Unavailable] = {}
        self._names: dict[Path, tuple[Path, ...]] = {}

    def start(self, view: View) -> None:
        """Looks at everything anew for another view: files may have changed since."""
        if view is not self._view:
            self._view = view
            self._before, self._documents = self._documents, {}
            self._names.clear()

    def document(self, path: Path, view: View) -> Document | Unavailable:
        """The file as a document without version, if it may be read and can be."""
        if path not in self._documents:
            read = _document(path) if _is_inside(path, view) else _OUTSIDE
            self._documents[path] = _same_if_equal(self._before.get(path), read)
        return self._documents[path]

    def names(self, folder: Path, view: View) -> tuple[Path, ...]:
        """The files in a folder, by name."""
        if folder not in self._names:
            self._names[folder] = _listed(folder) if _is_inside(folder, view) else ()
        return self._names[folder]


class Surroundings:
    """What lies around one document under one view."""

    def __init__(self, view: View, opened: Sequence[Document], disk: Disk) -> None:
        disk.start(view)
        self.view = view
        self._opened = opened
        self._disk = disk
        self._used: dict[Path, Document | None] = {}

    @property
    def used(self) -> Mapping[Path, Document | None]:
        """The paths that were looked at so far, each with the document that was open there."""
        return dict(self._used)

    def look(self, path: Path) -> Document | Unavailable:
        """The document at a path: the open one, else the file, or why there is none to be read."""
        opened = next((each for each in self._opened if is_same_file(each.uri, path)), None)
        self._used[path] = opened
        return opened or self._disk.document(path, self.view)

    def read(self, path: Path) -> Document | None:
        """The document at a path, if there is one to be read."""
        found = self.look(path)
        return found if isinstance(found, Document) else None

    def beside(self, path: Path) -> list[Path]:
        """The files in the path's folder, those that are only open included, by name."""
        folder = path.parent
        opened = [path_of(each.uri) for each in self._opened]
        also = [each for each in opened if each is not None and each.parent == folder]
        return sorted({*self._disk.names(folder, self.view), *also})


class Trees:
    """The trees of documents, for as long as somebody has the document.

    A document has one tree, which is brought up to date as the text changes.

    `is_wanted` is asked before anything is computed of an open document: if it says no, the
    analysis ends with `Overtaken`. Unless it `remembers`, every text is parsed as a whole, and
    nothing that was computed of the one before is used.
    """

    def __init__(self, *, remembers: bool = True) -> None:
        self._remembers = remembers
        self._trees: WeakKeyDictionary[History, tuple[int, Tree]] = WeakKeyDictionary()
        self._large: WeakSet[History] = WeakSet()
        self._spared = 0
        """How many large trees the collector leaves alone, of documents that are gone too."""
        self.is_wanted: Callable[[], bool] = always

    def tree(self, document: Document) -> Tree:
        """The tree of a document."""
        known = self._trees.get(document.history)
        if known and known[0] == document.changes:
            return known[1]
        if known and self._remembers and _update(known[1], known[0], document):
            tree = known[1]
        else:
            tree = self._parsed(document)
        if known is None or known[0] < document.changes:
            self._trees[document.history] = document.changes, tree
        return tree

    def tidy(self) -> None:
        """Gives up large trees of documents that are gone: the collector leaves these alone."""
        if self._spared > len(self._large):
            collector.collect()
            self._spared = len(self._large)

    def _parsed(self, document: Document) -> Tree:
        tree = parse(document.text, document.uri)
        tree.index = document.lines
        if document.version is not None and self._remembers:
            tree.memo = Memo(self._pause)
            if len(document.text) > _LARGE:
                self._spare(document)
        return tree

    def _spare(self, document: Document) -> None:
        """Keeps a new tree from the collector, but not what it would find by now."""
        self.tidy()
        collector.spare()
        self._large.add(document.history)
        self._spared += 1

    def _pause(self) -> None:
        if not self.is_wanted():
            raise Overtaken


def always() -> bool:
    """Work is wanted whatever happens."""
    return True


def _update(tree: Tree, changes: int, document: Document) -> bool:
    """Makes a tree that of a later state of the document, if it is known what has changed."""
    if document.changes < changes:
        return False
    change = document.history.between(changes, document.changes)
    if change is None:
        return False
    update(tree, change.span, document.text, document.lines)
    return True


def _is_inside(path: Path, view: View) -> bool:
    """Whether the path lies in a workspace folder, and no link leads out of it."""
    uri = view.folder_of(path)
    folder = path_of(uri) if uri else None
    return folder is not None and is_inside(path, folder)


def _document(path: Path) -> Document | Unavailable:
    read = read_text(path)
    if isinstance(read, Unreadable):
        return Unavailable(read.reason)
    return Document(path.as_uri(), None, read.text)


def _same_if_equal(
    before: Document | Unavailable | None, read: Document | Unavailable
) -> Document | Unavailable:
    """The earlier document if the text is still the same, so that its tree still is, too."""
    if isinstance(before, Document) and isinstance(read, Document) and before.text == read.text:
        return before
    return read


def _listed(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(folder.iterdir())
    except OSError:
        return ()
