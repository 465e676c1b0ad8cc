"""Where files may be read: inside a folder, whatever a path or a symbolic link in it says."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from armlens.files import names


def is_inside(path: Path, folder: Path) -> bool:
    """Whether the path lies in the folder, and no link on the way leads out of it.

    A path that cannot be looked at counts as outside.
    """
    named = Path(os.path.abspath(path))  # noqa: PTH100 - without a look at links
    if not named.is_relative_to(os.path.abspath(folder)):  # noqa: PTH100 - as above
        return False
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


class Bounds:
    """Where a run may read what a template names. `searched` are the folders that are searched.

    That is the repository around the template; without a repository, the folder that was searched,
    or else the template's own.
    """

    def __init__(self, searched: Iterable[Path] = ()) -> None:
        self._searched = [_absolute(folder) for folder in searched]
        self._repository = names.repository_around()

    def around(self, template: Path) -> Path:
        """The folder that nothing may lie outside of that a template leads to."""
        name = os.path.dirname(os.path.abspath(template))  # noqa: PTH100, PTH120
        folder = Path(name)
        root = Path(self._repository(name) or name)
        holding = [each for each in self._searched if folder.is_relative_to(each)]
        return min([root, *holding], key=lambda each: len(each.parts))


def outside(root: Path) -> str:
    """Why a file is not read that lies outside of a folder, to follow "cannot be read: "."""
    return f"it lies outside of '{root.name}', beyond which nothing is read"


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - without ".." and with links as named
