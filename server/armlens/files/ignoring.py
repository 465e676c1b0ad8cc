"""Which paths `.gitignore` files and the settings leave out of a search.

The rules are those of git: patterns are relative to the folder of their file, a deeper file wins
over one further up, and of one file's patterns the last that matches decides.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from armlens.dataclass import dataclass
from armlens.files.reading import Unreadable, read_text

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class Ignore:
    """The patterns that hold below a folder, which is an absolute path."""

    folder: Path
    spec: GitIgnoreSpec

    def decides(self, path: Path) -> bool | None:
        """Whether the file is ignored or taken back; None if no pattern matches it."""
        return self._decides(path, "")

    def decides_folder(self, path: Path) -> bool | None:
        """The same for a folder, which patterns that end with a slash match too."""
        return self._decides(path, "/")

    def _decides(self, path: Path, end: str) -> bool | None:
        try:
            inside = path.relative_to(self.folder).as_posix()
        except ValueError:
            return None
        return self.spec.check_file(inside + end).include


Ignores = tuple[Ignore, ...]
"""What holds in a folder: the patterns of the outermost `.gitignore` first."""


def ignores(chain: Ignores, path: Path) -> bool:
    """Whether the file, an absolute path, is left out."""
    decisions = (ignore.decides(path) for ignore in reversed(chain))
    return next((decision for decision in decisions if decision is not None), False)


def ignores_folder(chain: Ignores, path: Path) -> bool:
    """Whether the folder, an absolute path, is left out with all that it holds."""
    decisions = (ignore.decides_folder(path) for ignore in reversed(chain))
    return next((decision for decision in decisions if decision is not None), False)


def patterns(folder: Path, lines: Iterable[str]) -> Ignore:
    """The patterns, without those that git would not understand either."""
    from armlens.files.path_patterns import path_patterns  # noqa: PLC0415 - if there are some

    specs: list[str] = []
    for line in lines:
        try:
            path_patterns([line])
        except ValueError:
            continue
        specs.append(line)
    return Ignore(folder, path_patterns(specs))


def inside(chain: Ignores, folder: Path) -> Ignores:
    """What holds in the folder, given what holds in the one above."""
    path = folder / ".gitignore"
    # Git follows no link here either: it might lead anywhere.
    if not os.path.lexists(path) or path.is_symlink():
        return chain
    source = read_text(path)
    if isinstance(source, Unreadable):
        return chain
    return (*chain, patterns(folder, source.text.splitlines()))


def above(folder: Path) -> Ignores:
    """What the repository around the folder, an absolute path, says of it.

    Without a repository, or where the folder itself is ignored, that is nothing: somebody who
    names an ignored folder wants to see it.
    """
    chain: Ignores = ()
    for ancestor in reversed(_up_to_repository(folder)):
        chain = inside(chain, ancestor)
    return () if ignores_folder(chain, folder) else chain


class Ignored:
    """The files that the repositories around them leave out; remembers what holds in each folder.

    An ignored folder leaves out all that it holds. Without a repository nothing is left out.
    """

    def __init__(self) -> None:
        self._chains: dict[Path, Ignores | None] = {}

    def __contains__(self, path: Path) -> bool:
        """Whether the file, an absolute path, is left out."""
        chain: Ignores | None = ()
        for folder in reversed(_up_to_repository(path)):
            if folder not in self._chains:
                self._chains[folder] = self._inside(chain, folder)
            chain = self._chains[folder]
        return chain is None or ignores(chain, path)

    @staticmethod
    def _inside(chain: Ignores | None, folder: Path) -> Ignores | None:
        """What holds in the folder, or None if it is left out itself."""
        return None if chain is None or ignores_folder(chain, folder) else inside(chain, folder)


def _up_to_repository(folder: Path) -> list[Path]:
    """The folders above, nearest first, up to the repository's root; none if it has no root."""
    if os.path.lexists(folder / ".git"):
        return []
    found: list[Path] = []
    for ancestor in folder.parents:
        found.append(ancestor)
        if os.path.lexists(ancestor / ".git"):
            return found
    return []
