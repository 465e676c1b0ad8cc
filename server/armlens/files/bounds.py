"""Where files may be read: inside a folder, whatever a path or a symbolic link in it says."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from armlens.files import names

_CIRCULAR = 1921
"""What Windows calls a link in circles: ERROR_CANT_RESOLVE_FILENAME."""


def is_inside(path: Path, folder: Path) -> bool:
    """Whether the path lies in the folder, and no link on the way leads out of it.

    A path that cannot be looked at counts as outside.
    """
    # Without a look at links first, since most paths that lead out do so in writing.
    if not _is_below(os.path.abspath(path), os.path.abspath(folder)):  # noqa: PTH100
        return False
    try:
        return _is_below(_real(path), _real(folder))
    except (OSError, ValueError):
        return False


def _is_below(path: str, folder: str) -> bool:
    """Whether one absolute path is the other, or begins with it."""
    path, folder = os.path.normcase(path), os.path.normcase(folder)
    return path == folder or path.startswith(os.path.join(folder, ""))  # noqa: PTH118 - as below


def _real(path: Path) -> str:
    """Where a path leads to in the end; `OSError` if it goes in circles.

    This is what `Path.resolve` does, without the time that it takes to make paths on the way.
    """
    real = os.path.realpath(path)
    try:
        os.stat(real)  # noqa: PTH116
    except OSError as error:
        if error.errno == errno.ELOOP or getattr(error, "winerror", 0) == _CIRCULAR:
            raise
    return real


class Bounds:
    """Where a run may read what a template names. `searched` are the folders that are searched.

    That is the repository around the template; without a repository, the folder that was searched,
    or else the template's own.
    """

    def __init__(self, searched: Iterable[Path] = ()) -> None:
        self._searched = [_absolute(folder) for folder in searched]
        self._repository = names.repository_around()
        self._known: dict[str, Path] = {}

    def around(self, template: Path) -> Path:
        """The folder that nothing may lie outside of that a template leads to."""
        name = os.path.dirname(os.path.abspath(template))  # noqa: PTH100, PTH120
        if name not in self._known:
            folder = Path(name)
            root = Path(self._repository(name) or name)
            holding = [each for each in self._searched if folder.is_relative_to(each)]
            self._known[name] = min([root, *holding], key=lambda each: len(each.parts))
        return self._known[name]


def outside(root: Path) -> str:
    """Why a file is not read that lies outside of a folder, to follow "cannot be read: "."""
    return f"it lies outside of '{root.name}', beyond which nothing is read"


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - without ".." and with links as named
