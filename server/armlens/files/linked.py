"""Linked templates on disk: which file a link means, whether it may be read, and reading it once.

A link leads nowhere outside of the repository that its template is in; without a repository, of
the folder that was searched for templates, or else of the template's own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from armlens.analysis.linked import LinkedTemplates
from armlens.evaluation.links import Unavailable
from armlens.files import names
from armlens.files.bounds import Bounds, is_inside, outside
from armlens.files.reading import Unreadable, read_text
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.report.run import Source
from armlens.template.parameter_file import ParameterFile

NOT_RELATIVE = Unavailable("it is not a relative path", is_outside=True)

_MOST_TREES = 64
"""How many linked templates a run keeps, beside those of the template that it is looking at."""

ParametersOf = Callable[[Tree, Path], Sequence[ParameterFile]]
"""The parameter files that the own analyses of a template at a path are made with."""

_Read = Callable[[Path, str], Tree | Unavailable]

_ABSOLUTE = re.compile(r"/|[A-Za-z][A-Za-z0-9+.-]*:")


def linked_path(template: Path, path: str) -> Path | None:
    """The file that a link in a template means; None if its path is not a relative one."""
    slashed = path.replace("\\", "/")
    if _ABSOLUTE.match(slashed):
        return None
    return Path(os.path.normpath(template.parent / slashed))


class LinkedFiles:
    """The linked templates of a run within its bounds, those used last kept."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._read = lru_cache(_MOST_TREES)(_read)

    def of(self, template: Path, tree: Tree) -> LinksOnDisk:
        """The templates that one template links."""
        return LinksOnDisk(template, tree, self._bounds.around(template), self._read)


class LinksOnDisk:
    """What one template links, and what that links: each file is one tree throughout.

    No link leads out of the folder `root`.
    """

    def __init__(self, template: Path, tree: Tree, root: Path, read: _Read) -> None:
        self.root = root
        self._read = read
        self._paths = {tree.document: template}
        self._own = template, tree
        self._found: dict[str, Tree | Unavailable] = {}
        self._followed: dict[Path, str] = {}
        self.is_whole = True
        """Whether everything that a link leads to could be read."""

    def follow(self, document: str, path: str) -> Tree | Unavailable | None:
        """The template that another one links by a relative path."""
        base = self._paths.get(document)
        if base is None:
            return None
        file = linked_path(base, path)
        if file is None:
            return NOT_RELATIVE
        if not is_inside(file, self.root):
            self.is_whole = False
            return Unavailable(outside(self.root), is_outside=True)
        self._followed[file] = real = os.path.realpath(file)
        found = self._opened(file, real)
        self.is_whole = self.is_whole and isinstance(found, Tree)
        return found

    @property
    def followed(self) -> Iterator[tuple[Path, str, str]]:
        """The files that were read: as they are named, where they are in the end, their texts."""
        for file, real in self._followed.items():
            if isinstance(found := self._found[real], Tree):
                yield file, real, found.text

    @property
    def looked_at(self) -> tuple[str, ...]:
        """Where the files are that were followed, whether they could be read or not.

        The template itself is among them where anything was.
        """
        return tuple(self._found)

    def templates(self, parameters_of: ParametersOf) -> LinkedTemplates:
        """How an analysis comes at them, and at what their own analyses are made with."""

        def own(template: Tree) -> Sequence[ParameterFile]:
            path = self._paths.get(template.document)
            return parameters_of(template, path) if path else ()

        return LinkedTemplates(self.follow, own)

    def sources(self, root: Path) -> Mapping[str, Source]:
        """The templates that were followed, by document; `root` is that of their URIs."""
        found = self._found or {"": self._own[1]}
        trees = (each for each in found.values() if isinstance(each, Tree))
        return {
            tree.document: Source(
                tree.document, names.uri_of(self._paths[tree.document], root), tree.text
            )
            for tree in trees
        }

    def _opened(self, file: Path, real: str) -> Tree | Unavailable:
        """The file, which is where it is checked to be; the same tree by whatever name."""
        if not self._found:
            own, tree = self._own
            self._found[os.path.realpath(own)] = tree
        if real not in self._found:
            self._found[real] = found = self._read(Path(real), names.name_of(file))
            if isinstance(found, Tree):
                self._paths[found.document] = file
        return self._found[real]


def _read(file: Path, name: str) -> Tree | Unavailable:
    read = read_text(file)
    return Unavailable(read.reason) if isinstance(read, Unreadable) else parse(read.text, name)
