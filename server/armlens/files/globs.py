"""Paths with `*`, `?` and `[…]` that no shell has replaced, as those of Windows leave it to us."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from armlens.files.ignoring import Ignores, ignores, patterns

_MAGIC = re.compile(r"[*?\[]")


def is_glob(path: Path) -> bool:
    """Whether a path is a pattern: it has the signs of one, and no file has that very name."""
    return _MAGIC.search(str(path)) is not None and not os.path.lexists(path)


def folder_of(glob: Path) -> Path:
    """The folder that everything lies in that a pattern can match."""
    parts = glob.parts
    plain = next(number for number, part in enumerate(parts) if _MAGIC.search(part))
    return Path(*parts[:plain])


def matcher(glob: Path) -> Callable[[Path], bool]:
    """Whether a pattern matches a path, or a folder that it lies in: `**` stands for any folders.

    The paths begin with the folder of the pattern, as a search of that gives them.
    """
    folder = folder_of(glob)
    return leaves_out(folder, ["/" + glob.relative_to(folder).as_posix()])


def leaves_out(folder: Path, lines: list[str]) -> Callable[[Path], bool]:
    """Whether patterns in the syntax of `.gitignore`, relative to a folder, match a path."""
    chain: Ignores = (patterns(_absolute(folder), lines),)
    return lambda path: ignores(chain, _absolute(path))


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - without ".." and with links as named
